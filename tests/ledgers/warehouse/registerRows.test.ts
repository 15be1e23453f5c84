import ExcelJS from 'exceljs'
import { beforeAll, expect, it } from 'vitest'
import { systemActor } from '@main/kernel/actor'
import {
  CustodyEntry,
  DetainedLine,
  DetainedMovement,
  Exit,
  ExitLine,
  ExitRecord,
  Intake,
  Standing
} from '@main/ledgers/warehouse/entities'
import { undoImport } from '@main/office/outputs/undoImport'
import { readingOf } from '@main/office/procedure'
import { loadShippedCalendar } from '@main/office/session/founding'
import { onBothEngines } from '../../support/house'
import { aBureau, aUnit } from '../../support/people'
import { orderOf, taken, tried, written, type Cell } from '../../support/takeOver'

const headings = [
  '序号',
  '入库日期',
  '当事人',
  '案由',
  '文书号',
  '物品名称',
  '规格',
  '数量',
  '单位',
  '状况',
  '送交片区',
  '存放位置',
  '处理结果',
  '处理日期',
  '出库明细',
  '备注'
] as const
type Row = Partial<Record<(typeof headings)[number], Cell>>

const full: Row = {
  序号: 1,
  入库日期: '2026-03-02',
  当事人: '苏某',
  案由: '占道经营',
  文书号: '扣字1号',
  物品名称: '塑料凳',
  规格: '大号',
  数量: 10,
  单位: '个',
  状况: '八成新',
  送交片区: '东片区中队',
  存放位置: '甲架',
  出库明细: '2026-03-05退还2；2026-03-09销毁3',
  备注: '旧簿第3页'
}
const second: Row = { ...full, 物品名称: '西瓜', 规格: null, 数量: 6, 出库明细: '2026-03-09销毁6' }
const bare: Row = {
  入库日期: '2026-03-03',
  当事人: '钱某',
  文书号: '存字2号',
  物品名称: '铁架',
  数量: 4,
  送交片区: '东片区中队'
}
const early: Row = { ...bare, 文书号: '罚字3号', 物品名称: '货架', 处理结果: '销毁', 处理日期: '2026-03-01' }

async function book(...rows: readonly Row[]): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('入库登记')
  sheet.addRow([...headings])
  for (const row of rows) sheet.addRow(headings.map((heading) => row[heading] ?? null))
  return written(workbook, '登记簿.xlsx')
}

onBothEngines('an old register of detained goods, row by row', (house) => {
  let squadId: string
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    squadId = (await aUnit(house(), { kind: 'squad', name: '东片区中队' })).id
    house().clock.setDay('2026-10-12')
    const report = await taken(house(), orderOf('detained-goods', await book(full, second, bare, early)))
    expect(report).toMatchObject({ committed: true, accepted: 4 })
  })
  const read = () => house().database.read
  const intakeOf = (documentNumber: string) => read().findOneByOrFail(Intake, { documentNumber })
  const linesOf = (intakeId: string) => read().find(DetainedLine, { where: { intakeId }, order: { lineNumber: 'ASC' } })
  const lineOf = async (documentNumber: string, place = 0): Promise<DetainedLine> => {
    const line = (await linesOf((await intakeOf(documentNumber)).id))[place]
    if (!line) throw new Error(`${documentNumber} has no line ${place}`)
    return line
  }
  const exitsOf = async (documentNumber: string) => {
    const { id } = await intakeOf(documentNumber)
    return read().find(Exit, { where: { intakeId: id }, order: { number: 'ASC' } })
  }

  it('keeps every column of a document and its lines', async () => {
    const intake = await intakeOf('扣字1号')
    expect(intake).toMatchObject({
      at: '2026-03-02',
      day: '2026-03-02',
      detainedAt: '2026-03-02',
      detainedOn: '2026-03-02',
      squadId,
      party: '苏某',
      cause: '占道经营',
      basis: 'seizure',
      onTheSpot: false,
      goods: '塑料凳、西瓜',
      keeperId: null,
      handlerId: null,
      partySign: 'absent',
      opening: true,
      remarks: '旧簿第3页'
    })
    const lines = await linesOf(intake.id)
    expect(lines).toMatchObject([
      {
        lineNumber: 1,
        name: '塑料凳',
        spec: '大号',
        quantity: 10_000,
        measure: '个',
        condition: '八成新',
        location: '甲架',
        perishability: 'durable'
      },
      { lineNumber: 2, name: '西瓜', spec: '', quantity: 6000, perishability: 'perishable' }
    ])
    expect(lines.map(({ tag }) => tag)).toEqual([`${intake.number}-01`, `${intake.number}-02`])
  })

  it('says nothing where the register says nothing, and reads the basis off the document number', async () => {
    const intake = await intakeOf('存字2号')
    expect(intake).toMatchObject({ basis: 'preservation', cause: '', remarks: null, goods: '铁架' })
    expect(await lineOf('存字2号')).toMatchObject({ spec: '', measure: '件', condition: '', location: '未登记' })
    expect(await intakeOf('罚字3号')).toMatchObject({ basis: 'confiscation' })
    expect(await exitsOf('存字2号')).toEqual([])
    const { id } = await lineOf('存字2号')
    expect(await read().findOneByOrFail(Standing, { id })).toMatchObject({
      onHand: 4000,
      quantityOut: 0,
      state: 'held'
    })
  })

  it('takes what left over as exits of no known decision, a day and a way at a time', async () => {
    const [returned, destroyed, ...others] = await exitsOf('扣字1号')
    expect(others).toEqual([])
    const done = { state: 'done', opening: true, decisionNumber: '', decidedOn: null, applicantId: null, squadId }
    expect(returned).toMatchObject({ ...done, kind: 'return', submittedOn: '2026-03-05', recipient: '苏某' })
    expect(returned).toMatchObject({ goods: '塑料凳', reason: '期初转入' })
    expect(destroyed).toMatchObject({ ...done, kind: 'destroy', submittedOn: '2026-03-09', recipient: '' })
    expect(destroyed).toMatchObject({ goods: '塑料凳、西瓜' })
    const gone = await read().find(ExitLine, { where: { exitId: destroyed?.id ?? '' }, order: { id: 'ASC' } })
    expect(gone.map(({ quantity }) => quantity)).toEqual([3000, 6000])

    const stools = await lineOf('扣字1号')
    const movements = await read().find(DetainedMovement, { where: { lineId: stools.id }, order: { id: 'ASC' } })
    expect(movements.map(({ kind, day, quantity, balance }) => [kind, day, quantity, balance])).toEqual([
      ['intake', '2026-03-02', 10_000, 10_000],
      ['return', '2026-03-05', -2000, 8000],
      ['destroy', '2026-03-09', -3000, 5000]
    ])
    expect(movements.map(({ exitId }) => exitId)).toEqual([null, returned?.id, destroyed?.id])
    const standing = (id: string) => read().findOneByOrFail(Standing, { id })
    expect(await standing(stools.id)).toMatchObject({ onHand: 5000, quantityOut: 5000, state: 'partly' })
    expect(await standing((await lineOf('扣字1号', 1)).id)).toMatchObject({ onHand: 0, state: 'gone' })
  })

  it('numbers a batch for every destruction and for nothing else', async () => {
    const recordsOf = async (documentNumber: string) =>
      Promise.all((await exitsOf(documentNumber)).map(({ id }) => read().findOneByOrFail(ExitRecord, { exitId: id })))
    const [returned, destroyed] = await recordsOf('扣字1号')
    const [other] = await recordsOf('罚字3号')
    expect(returned).toMatchObject({ batch: null, receiverName: '苏某', day: '2026-03-05' })
    expect(destroyed).toMatchObject({ receiverName: '', day: '2026-03-09' })
    // Without a gap, so none is used up by what was not destroyed.
    const places = [destroyed, other].map((record) => /^XH-2026-(\d{6})$/.exec(record?.batch ?? '')?.[1])
    expect(places.toSorted()).toEqual(['000001', '000002'])
  })

  it('WH-11 hands goods on from the party to the store and out again, in what left', async () => {
    const { id } = await lineOf('扣字1号')
    const { number } = await intakeOf('扣字1号')
    const [returned, destroyed] = await exitsOf('扣字1号')
    const chain = await read().find(CustodyEntry, { where: { lineId: id }, order: { id: 'ASC' } })
    expect(chain.map(({ act, toName, voucher }) => [act, toName, voucher])).toEqual([
      ['detained', '办案片区', '扣字1号'],
      ['intake', '仓库管理员', number],
      ['exit', '苏某', returned?.number],
      ['exit', '销毁', destroyed?.number]
    ])
    expect(chain.map(({ quantity }) => quantity)).toEqual([10_000, 10_000, 2000, 3000])
    expect(chain.map(({ remarks }) => remarks)).toEqual(['期初转入', '期初转入', '期初转入', '期初转入'])
  })

  it('takes goods that left before they came out on the day they came, and says so', async () => {
    const [exit] = await exitsOf('罚字3号')
    expect(exit).toMatchObject({ submittedOn: '2026-03-03', reason: '期初转入，原登记处理日期2026-03-01早于入库日期' })
  })

  it('names what does not fit, row by row', async () => {
    const plan: readonly (readonly [Row, string | undefined])[] = [
      [{ 入库日期: '2026-10-12' }, undefined],
      [{ 入库日期: '2026-10-13' }, '入库日期晚于今天'],
      [{ 处理结果: '退还' }, '有处理结果而没有处理日期'],
      [{ 处理日期: '2026-03-05' }, '有处理日期而没有处理结果'],
      [{ 处理结果: '退还', 处理日期: '2026-10-12' }, undefined],
      [{ 处理结果: '退还', 处理日期: '2026-10-13' }, '处理日期晚于今天'],
      [{ 处理结果: '退还', 处理日期: '2026-03-03' }, undefined],
      [{ 出库明细: '2026-03-05退还4' }, undefined],
      [{ 出库明细: '2026-03-05退还2；2026-03-06销毁3' }, '出库的数量合计多于入库数量'],
      [{ 出库明细: '2026-10-12退还4' }, undefined],
      [{ 出库明细: '2026-10-13退还4' }, '出库日期晚于今天'],
      [{ 处理结果: '退还', 处理日期: '2026-03-05', 出库明细: '2026-03-05退还4' }, '有出库明细的不再写处理结果']
    ]
    for (const [index, [row, message]] of plan.entries()) {
      const path = await book({ ...bare, 文书号: `扣字9${index}号`, ...row })
      const { accepted, problems } = await tried(house(), orderOf('detained-goods', path))
      const shown = JSON.stringify(row)
      expect(accepted, shown).toBe(message === undefined ? 1 : 0)
      if (message === undefined) expect(problems, shown).toEqual([])
      else expect(problems.map((problem) => problem.message).join(), shown).toContain(message)
    }
  })

  it('wants a document to say the same in all its lines', async () => {
    for (const change of [{ 当事人: '孙某' }, { 入库日期: '2026-03-04' }, { 送交片区: '西片区中队' }] as Row[]) {
      const path = await book({ ...bare, 文书号: '扣字8号' }, { ...bare, 文书号: '扣字8号', 物品名称: '秤', ...change })
      const { problems } = await tried(house(), orderOf('detained-goods', path))
      expect(problems.map(({ message }) => message).join()).toContain('与同一文书号的第2行不一致')
    }
  })

  it('knows its lines again until their import is taken back, and a document with other goods as used', async () => {
    const mine: Row = { ...bare, 文书号: '扣字7号' }
    const order = orderOf('detained-goods', await book(mine))
    const { importId } = await taken(house(), order)
    const { number } = await intakeOf('扣字7号')
    const again = await tried(house(), order)
    expect(again.accepted).toBe(0)
    expect(again.problems.map(({ message }) => message).join()).toContain(`已有相同物品（入库单${number}）`)
    for (const change of [{ 物品名称: '秤' }, { 规格: '小号' }, { 数量: 5 }] as Row[]) {
      const { accepted, problems } = await tried(house(), orderOf('detained-goods', await book({ ...mine, ...change })))
      expect([accepted, problems.map(({ message }) => message).join()]).toEqual([
        0,
        expect.stringContaining(`文书号扣字7号已用于入库单${number}`)
      ])
    }
    const record = (work: { chain: never; act: string }, body: never) =>
      house().database.write({ ...work, actor: systemActor }, body)
    await undoImport(await readingOf(house(), systemActor), record as Parameters<typeof undoImport>[1], {
      id: importId ?? '',
      reason: '导错了文件'
    })
    expect(await tried(house(), order)).toMatchObject({ accepted: 1, problems: [] })
  })
})
