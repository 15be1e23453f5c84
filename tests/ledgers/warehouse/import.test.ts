import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { commitImport, tryImport } from '@main/office/outputs/importService'
import { Unit } from '@main/office/entities'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { Exit, Intake, Standing } from '@main/ledgers/warehouse/entities'
import { perishabilityOf } from '@main/ledgers/warehouse/intake/import'
import { balancesProven, batchesProven, standingsProven } from '@main/ledgers/warehouse/proofs'
import { loadShippedCalendar } from '@main/office/session/founding'
import { onBothEngines } from '../../support/house'
import { aBureau } from '../../support/people'
import { type actingIn, aWarehouseStaff, reads, type WarehouseStaff } from '../../support/warehouse'

const path = fileURLToPath(new URL('../../support/samples/暂扣罚没物品登记簿.xlsx', import.meta.url))

onBothEngines('import of the detained goods register', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
    house().clock.setDay('2026-10-12')
  })
  const order = async () => ({
    kind: 'detained-goods',
    file: { path, name: '暂扣罚没物品登记簿.xlsx' },
    createUnknown: true,
    sha256: createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  })

  it('spreads merged cells over the lines and takes outcomes over as opening exits', async () => {
    const { report } = await tryImport(await reads(house(), staff.keeper), await order())
    expect(report).toMatchObject({ rows: 212, accepted: 212 })
    // The register dates eleven outcomes before the goods came in; they are shown, not lost.
    expect(report.problems).toHaveLength(11)
    expect(report.problems[0]).toMatchObject({ row: 35, column: 'L 处理日期' })
    const record = async (work: { act: string }, body: Parameters<typeof actingIn<void>>[2]) =>
      house().database.write(
        { chain: 'warehouse', act: work.act, actor: (await reads(house(), staff.keeper)).actor },
        body
      )
    const committed = await commitImport(await reads(house(), staff.keeper), record, await order())
    expect(committed.committed).toBe(true)
    const { read } = house().database
    expect(await read.count(Intake)).toBe(90)
    expect(await read.count(Standing)).toBe(212)
    expect(await read.countBy(Unit, { name: '执法大队一中队' })).toBe(1)
    const sums = [
      (await read.sum(Standing, 'quantityIn')) ?? 0,
      (await read.sum(Standing, 'quantityOut')) ?? 0,
      (await read.sum(Standing, 'onHand')) ?? 0
    ]
    expect(Number(sums[0])).toBe((report.sums['quantity'] ?? 0) * 1000)
    expect(Number(sums[0])).toBe(Number(sums[1]) + Number(sums[2]))
    const melon = await read.findOneByOrFail(Standing, { name: '西瓜', party: '苏某', intakeDay: '2026-02-28' })
    expect(melon).toMatchObject({ quantityIn: 23_000, quantityOut: 23_000, onHand: 0, state: 'gone' })
    const exit = await read.findOneByOrFail(Exit, { intakeId: melon.intakeId })
    expect(exit).toMatchObject({ kind: 'transfer', opening: true, state: 'done', submittedOn: '2026-09-05' })
    expect(await read.countBy(ExceptionEntry, { rule: 'WH-11' })).toBeGreaterThan(5)
    expect([...(await balancesProven(read)), ...(await standingsProven(read)), ...(await batchesProven(read))]).toEqual(
      []
    )
  })

  it('finds the same documents again as already entered, row by row', async () => {
    const { report } = await tryImport(await reads(house(), staff.keeper), await order())
    expect(report.accepted).toBe(0)
    expect(report.problems[0]).toMatchObject({ row: 4, column: expect.stringMatching(/^[A-Z]+ 文书号$/) as string })
  })

  it('tells what perishes by its name', () => {
    expect(['西瓜', '草鱼', '大白菜'].map(perishabilityOf)).toEqual(['perishable', 'perishable', 'perishable'])
    expect(['冰柜', '瓜果架', '三轮车', '烤肉机'].map(perishabilityOf)).toEqual([
      'durable',
      'durable',
      'durable',
      'durable'
    ])
  })
})
