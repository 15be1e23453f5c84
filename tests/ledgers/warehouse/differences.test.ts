import { beforeAll, expect, it } from 'vitest'
import type { CountInput, SettleInput, WriteOffInput } from '@main/ledgers/warehouse/inputs'
import { closeCleanup, countGoods, openCleanup } from '@main/ledgers/warehouse/cleanup/acts'
import { requestWriteOff, settleDifference } from '@main/ledgers/warehouse/cleanup/settle'
import { warehouseDue } from '@main/ledgers/warehouse/due'
import { cleanupSheet } from '@main/ledgers/warehouse/cleanup/sheet'
import { exitSheet } from '@main/ledgers/warehouse/exit/sheet'
import { Cleanup, CustodyEntry, DetainedMovement, Exit, Settlement } from '@main/ledgers/warehouse/entities'
import { reverseExit } from '@main/ledgers/warehouse/exit/reverse'
import { balancesProven, standingsProven } from '@main/ledgers/warehouse/proofs'
import { exitDetail } from '@main/ledgers/warehouse/exit/rows'
import { lineDetail } from '@main/ledgers/warehouse/line/rows'
import { cleanupDetail, cleanupLines } from '@main/ledgers/warehouse/cleanup/rows'
import { squadFigures } from '@main/ledgers/warehouse/report/figures'
import { Approval } from '@main/office/approvals/entities'
import type { SheetDefinition } from '@main/office/outputs/outputDefinitions'
import { loadShippedCalendar } from '@main/office/session/founding'
import { onBothEngines } from '../../support/house'
import { decideThrough } from '../../support/ledgerActs'
import { aBureau, aPerson } from '../../support/people'
import {
  aCompletion,
  actingIn,
  aLine,
  approvedOut,
  approvedThrough,
  askedOut,
  aWarehouseStaff,
  detainedOn,
  reads,
  refusalOf,
  standingOf,
  wentOut,
  type WarehouseStaff
} from '../../support/warehouse'

// One clean-up: of twelve stools three are missing, of another line one is too many, a third lies elsewhere, a bucket
// is on no book.
onBothEngines('WH-14 the differences of a clean-up come to an end', (house) => {
  let staff: WarehouseStaff
  let cleanupId = ''
  const lines = { stools: '', stoolsIntake: '', intakeNumber: '', scales: '', tables: '' }
  const asKeeper = <T>(body: Parameters<typeof actingIn<T>>[2]) => actingIn(house(), staff.keeper, body)
  const nothing = { lineId: undefined, name: undefined, foundLocation: undefined, note: undefined }
  const version = async () => (await house().database.read.findOneByOrFail(Cleanup, { id: cleanupId })).version
  const count = async (counts: readonly Partial<CountInput['counts'][number]>[]) => {
    const input = {
      id: cleanupId,
      version: await version(),
      counts: counts.map((each) => ({ ...nothing, quantity: 12_000, ...each }))
    }
    return asKeeper((unit) => countGoods(unit, input))
  }
  const rowOf = async (find: { lineId?: string; name?: string }) => {
    const rows = await cleanupLines(house().database.read, cleanupId)
    const row = rows.find((each) =>
      find.lineId ? each.lineId === find.lineId : each.lineId === null && each.name === find.name
    )
    if (!row) throw new Error('no such row of the count sheet')
    return row
  }
  const settle = (plan: Partial<SettleInput> & Pick<SettleInput, 'countId' | 'how'>) => () =>
    asKeeper((unit) =>
      settleDifference(unit, { id: cleanupId, quantity: undefined, intakeNumber: undefined, note: undefined, ...plan })
    )
  const writeOff = async (plan: Partial<WriteOffInput> = {}) => {
    const { countId } = await rowOf({ lineId: lines.stools })
    const whole = {
      id: cleanupId,
      countId: countId ?? '',
      quantity: 3_000,
      reason: '查遍库区和进出登记',
      responsibility: '保管员点数疏忽，口头警告'
    }
    return () => asKeeper((unit) => requestWriteOff(unit, house(), { ...whole, ...plan }))
  }
  const owed = async () =>
    (await warehouseDue(await reads(house(), staff.keeper))).filter(
      ({ subjectType }) => subjectType === 'cleanupDifferences'
    )
  const proven = async () => [
    ...(await balancesProven(house().database.read)),
    ...(await standingsProven(house().database.read))
  ]

  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
    await aPerson(house(), { unitId: staff.clerk.unitId ?? '', posts: ['officeDirector'] })
    const take = async (location: string) => {
      const made = await detainedOn(house(), staff, '2026-09-29', { lines: [aLine(staff, { location })] })
      return { intake: made.id, number: made.number, line: made.lines[0]?.id ?? '' }
    }
    const stools = await take('差1')
    Object.assign(lines, { stools: stools.line, stoolsIntake: stools.intake, intakeNumber: stools.number })
    lines.scales = (await take('差2')).line
    lines.tables = (await take('差3')).line
    const participants = staff.officers.map(({ id }) => ({ squadId: staff.squad.id, personId: id }))
    cleanupId = (await asKeeper((unit) => openCleanup(unit, house(), { quarter: '2026-Q3', participants }))).id
  })

  it('nothing is settled before the clean-up is finished; misplaced goods are moved by an entry then', async () => {
    await count([
      { lineId: lines.stools, quantity: 9_000, note: '少3个' },
      { lineId: lines.scales, quantity: 13_000, note: '多1个' },
      { lineId: lines.tables, foundLocation: '过道' },
      { name: '水桶', quantity: 2_000, foundLocation: '门后' }
    ])
    expect((await refusalOf(house(), await writeOff())).message).toContain('先完成清整')
    const input = { id: cleanupId, version: await version(), conclusion: '差异限期查明' }
    await asKeeper((unit) => closeCleanup(unit, input))
    expect(await standingOf(house(), lines.tables)).toMatchObject({ location: '过道' })
    expect((await rowOf({ lineId: lines.tables })).settled).toBe('已改到实际库位')
    expect(await rowOf({ lineId: lines.stools })).toMatchObject({ open: 3_000, settled: '' })
    const { row } = await cleanupDetail(await reads(house(), staff.keeper), cleanupId)
    expect(row.unsettled).toBe(3)
    expect(await owed()).toMatchObject([
      { rule: 'WH-14', number: row.number, subjectId: cleanupId, title: expect.stringContaining('3项差异') as string }
    ])
    const { shortage } = await lineDetail(await reads(house(), staff.keeper), lines.stools)
    expect(shortage).toMatchObject({ cleanupId, quantity: 3_000 })
  })

  it('a surplus is explained, or taken in with an intake of its own', async () => {
    const scales = (await rowOf({ lineId: lines.scales })).countId ?? ''
    const bucket = (await rowOf({ name: '水桶' })).countId ?? ''
    expect((await refusalOf(house(), settle({ countId: scales, how: 'explained' }))).missing).toEqual(['处理情况'])
    expect((await refusalOf(house(), settle({ countId: scales, how: 'found', note: '在' }))).message).toContain(
      '查明来源'
    )
    expect((await refusalOf(house(), settle({ countId: bucket, how: 'takenIn', note: '无主' }))).missing).toEqual([
      '入库单号'
    ])
    const unknown = await refusalOf(
      house(),
      settle({ countId: bucket, how: 'takenIn', note: '无主', intakeNumber: 'ZK-1999-000001' })
    )
    expect(unknown.message).toContain('没有入库单ZK-1999-000001')
    expect(await settle({ countId: scales, how: 'explained', note: '入库时少记，已补正登记簿' })()).toEqual({ open: 0 })
    await settle({
      countId: bucket,
      how: 'takenIn',
      note: '当事人遗弃',
      intakeNumber: lines.intakeNumber.toLowerCase()
    })()
    expect((await rowOf({ name: '水桶' })).settled).toBe(`补办入库2（${lines.intakeNumber}）：当事人遗弃`)
    expect((await refusalOf(house(), settle({ countId: scales, how: 'explained', note: '再写一次' }))).rules).toEqual([
      'WH-14'
    ])
  })

  it('what turned up is found again; no more than was missing, and the custody chain says so', async () => {
    const countId = (await rowOf({ lineId: lines.stools })).countId ?? ''
    expect(
      (await refusalOf(house(), settle({ countId, how: 'found', quantity: 3_001, note: '架后' }))).message
    ).toContain('还待处理3个')
    await settle({ countId, how: 'found', quantity: 1_000, note: '在架后找到，已放回' })()
    expect(await standingOf(house(), lines.stools)).toMatchObject({ missing: true, onHand: 12_000 })
    const chain = await house().database.read.find(CustodyEntry, {
      where: { lineId: lines.stools },
      order: { id: 'ASC' }
    })
    expect(chain.at(-1)).toMatchObject({ act: 'foundAgain', quantity: 1_000 })
    expect((await rowOf({ lineId: lines.stools })).open).toBe(2_000)
  })

  it('goods that are missing go to nobody', async () => {
    const plan = (quantity: number) => ({ intakeId: lines.stoolsIntake, lines: [{ lineId: lines.stools, quantity }] })
    const refusal = await refusalOf(house(), () => askedOut(house(), staff, plan(10_001)))
    expect(refusal.rules).toEqual(['WH-10'])
    expect(refusal.message).toContain('其中2个清整时缺失')
  })

  it('a write-off needs inquiry and finding, is decided by office and leader, and takes no more than is missing', async () => {
    expect(
      (await refusalOf(house(), await writeOff({ reason: undefined, responsibility: undefined, quantity: 2_000 })))
        .missing
    ).toEqual(['查找经过', '责任认定'])
    expect((await refusalOf(house(), await writeOff())).message).toContain('不能核销3个')
    const ask = await writeOff({ quantity: 2_000 })
    const asked = await ask()
    expect(await rowOf({ lineId: lines.stools })).toMatchObject({
      open: 0,
      settled: expect.stringContaining('审批中') as string
    })
    expect((await refusalOf(house(), ask)).message).toContain('还待处理0个')
    const early = await house().database.read.findOneByOrFail(Exit, { id: asked.id })
    expect((await refusalOf(house(), () => wentOut(house(), staff, early))).rules).toEqual(['WH-08'])
    await decideThrough(house(), asked.approvalId, { outcome: 'refuse', opinion: '再查一遍' })
    expect(await rowOf({ lineId: lines.stools })).toMatchObject({
      open: 2_000,
      settled: expect.not.stringContaining('核销') as string
    })
  })

  let writtenOff = ''
  it('written off with everybody’s signature: in = out + on hand, in the register, the count sheet, the squad’s figures and the chain', async () => {
    const asked = await (await writeOff({ quantity: 2_000 }))()
    writtenOff = asked.id
    await approvedThrough(house(), asked.approvalId)
    expect((await house().database.read.findOneByOrFail(Approval, { id: asked.approvalId })).state).toBe('approved')
    const exit = await house().database.read.findOneByOrFail(Exit, { id: asked.id })
    const whole = aCompletion(staff, exit).signatures
    const alone = await refusalOf(house(), () =>
      wentOut(house(), staff, exit, { signatures: { ...whole, squad: undefined } })
    )
    expect(alone).toMatchObject({ rules: ['WH-08'], missing: ['片区负责人或指定人员签字'] })
    const only = { executor: undefined, recorder: undefined, receiver: undefined, witness: undefined }
    await wentOut(house(), staff, exit, {
      signatures: { ...whole, ...only },
      photoIds: [],
      executorId: undefined,
      recorderId: undefined,
      witness: undefined,
      receiver: undefined,
      place: undefined
    })
    expect(await standingOf(house(), lines.stools)).toMatchObject({
      quantityIn: 12_000,
      quantityOut: 2_000,
      onHand: 10_000,
      missing: false,
      state: 'partly'
    })
    const movement = await house().database.read.findOneByOrFail(DetainedMovement, { exitId: asked.id })
    expect(movement).toMatchObject({ kind: 'writeOff', quantity: -2_000, balance: 10_000 })
    const chain = await house().database.read.find(CustodyEntry, {
      where: { lineId: lines.stools },
      order: { id: 'ASC' }
    })
    expect(chain.at(-1)).toMatchObject({
      act: 'writtenOff',
      toName: '盘亏核销',
      quantity: 2_000,
      remarks: expect.stringContaining('口头警告') as string
    })
    expect((await rowOf({ lineId: lines.stools })).settled).toContain(`盘亏核销2（${asked.number}，已核销）`)
    expect(await owed()).toEqual([])
    const reading = await reads(house(), staff.keeper)
    expect((await exitDetail(reading, asked.id)).writeOff).toMatchObject({
      cleanupId,
      responsibility: '保管员点数疏忽，口头警告'
    })
    const rowsOf = async (sheet: SheetDefinition) => {
      const rows: Readonly<Record<string, unknown>>[] = []
      for await (const row of (await sheet.make(reading, {})).rows) rows.push(row)
      return rows
    }
    expect(await rowsOf(exitSheet)).toContainEqual(
      expect.objectContaining({ number: asked.number, kind: '盘亏核销', quantity: 2_000 })
    )
    expect(JSON.stringify(await rowsOf(cleanupSheet))).toContain('已核销')
    const figures = (await squadFigures(house().database.read, house().clock.today(), {})).rows.find(({ id }) =>
      id.startsWith(staff.squad.id)
    )
    expect(figures).toMatchObject({ received: 36_000, writtenOff: 2_000, onHand: 34_000 })
    expect(await proven()).toEqual([])
  })

  it('a write-off entered by mistake is reversed: the goods count as missing again', async () => {
    const exit = await house().database.read.findOneByOrFail(Exit, { id: writtenOff })
    await asKeeper((unit) =>
      reverseExit(unit, house(), { id: exit.id, version: exit.version, reason: '核销单填错', foundAgain: false })
    )
    expect(await standingOf(house(), lines.stools)).toMatchObject({ onHand: 12_000, missing: true })
    expect(await rowOf({ lineId: lines.stools })).toMatchObject({ open: 2_000 })
    const again = await (await writeOff({ quantity: 2_000 }))()
    writtenOff = again.id
    await approvedThrough(house(), again.approvalId)
    await wentOut(house(), staff, await house().database.read.findOneByOrFail(Exit, { id: again.id }))
  })

  it('found after all, the write-off is reversed: the goods are on hand and no longer missing', async () => {
    const exit = await house().database.read.findOneByOrFail(Exit, { id: writtenOff })
    await asKeeper((unit) =>
      reverseExit(unit, house(), { id: exit.id, version: exit.version, reason: '整理库房时找到', foundAgain: true })
    )
    expect(await standingOf(house(), lines.stools)).toMatchObject({
      quantityOut: 0,
      onHand: 12_000,
      missing: false,
      state: 'held'
    })
    expect(await rowOf({ lineId: lines.stools })).toMatchObject({
      open: 0,
      settled: expect.stringContaining('已找到2：整理库房时找到') as string
    })
    const chain = await house().database.read.find(CustodyEntry, {
      where: { lineId: lines.stools },
      order: { id: 'ASC' }
    })
    expect(chain.at(-1)).toMatchObject({ act: 'foundAgain', place: '差1' })
    expect(await house().database.read.countBy(Settlement, { cleanupId, how: 'found' })).toBe(2)
    expect(await proven()).toEqual([])
  })

  it('what left between count and end and came back by a reversal is missing as counted', async () => {
    house().clock.setDay('2026-12-29')
    const participants = staff.officers.map(({ id }) => ({ squadId: staff.squad.id, personId: id }))
    cleanupId = (await asKeeper((unit) => openCleanup(unit, house(), { quarter: '2026-Q4', participants }))).id
    await count([
      { lineId: lines.stools },
      { lineId: lines.scales, quantity: 9_000, note: '少3个' },
      { lineId: lines.tables, foundLocation: '过道' }
    ])
    const { intakeId } = await standingOf(house(), lines.scales)
    const exit = await approvedOut(house(), staff, { intakeId, lines: [{ lineId: lines.scales, quantity: 12_000 }] })
    await wentOut(house(), staff, exit)
    const input = { id: cleanupId, version: await version(), conclusion: '差异限期查明' }
    await asKeeper((unit) => closeCleanup(unit, input))
    expect(await standingOf(house(), lines.scales)).toMatchObject({ onHand: 0, missing: false })
    expect(await proven()).toEqual([])
    const { version: left } = await house().database.read.findOneByOrFail(Exit, { id: exit.id })
    await asKeeper((unit) =>
      reverseExit(unit, house(), { id: exit.id, version: left, reason: '单子填错', foundAgain: false })
    )
    expect(await standingOf(house(), lines.scales)).toMatchObject({ onHand: 12_000, missing: true })
    expect(await rowOf({ lineId: lines.scales })).toMatchObject({ open: 3_000 })
    expect(await proven()).toEqual([])
  })
})
