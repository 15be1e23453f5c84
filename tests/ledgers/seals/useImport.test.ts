import ExcelJS from 'exceljs'
import { beforeAll, expect, it } from 'vitest'
import { systemActor } from '@main/kernel/actor'
import { SealUse } from '@main/ledgers/seals/entities'
import { undoImport } from '@main/office/outputs/undoImport'
import { readingOf } from '@main/office/procedure'
import { onBothEngines } from '../../support/house'
import { aSealBureau, type SealBureau } from '../../support/seals'
import { orderOf, taken, tried, written, type Cell } from '../../support/takeOver'
import { registerBook } from './books'

const headings = [
  '编号',
  '日期',
  '文件名称',
  '文号',
  '印章',
  '发往单位',
  '份数',
  '用印次数',
  '用途',
  '用印部门',
  '经办人'
]
const more = ['审批人', '监印人', '备注']
const day = '2026-09-01'
const full: readonly Cell[] = [
  '旧-7',
  day,
  '路灯维护合同',
  '云城管合〔2026〕3号',
  '局行政章',
  '永安电力公司',
  2,
  5,
  '签订合同',
  '办公室',
  '罗干事',
  '周局长',
  '唐监印',
  '骑缝'
]
const bare: readonly Cell[] = [
  null,
  day,
  '工作证明',
  null,
  '局行政章',
  null,
  3,
  null,
  null,
  '办公室',
  '外聘小工',
  null,
  null,
  null
]

async function book(...rows: readonly (readonly Cell[])[]): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('用印登记')
  sheet.addRow([...headings, ...more])
  for (const row of rows) sheet.addRow([...row])
  return written(workbook, '用印登记簿.xlsx')
}

onBothEngines('an old book of uses, row by row', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
    await taken(house(), orderOf('seals', await registerBook()))
  })
  const uses = async () => house().database.read.find(SealUse, { where: { mode: 'opening' }, order: { number: 'ASC' } })
  const standing = async () => {
    const all = await uses()
    const reversed = new Set(all.map(({ reversalOfId }) => reversalOfId))
    return all.filter(({ id, reversalOfId }) => reversalOfId === null && !reversed.has(id))
  }

  it('keeps every column, and says nothing where the book says nothing', async () => {
    const report = await taken(house(), orderOf('seal-uses', await book(full, bare)))
    expect(report).toMatchObject({ committed: true, accepted: 2 })
    const [first, second] = await standing()
    expect(first).toMatchObject({
      day,
      at: day,
      title: '路灯维护合同',
      documentNumber: '云城管合〔2026〕3号',
      documentKind: 'contract',
      sealName: '局行政章',
      signingBody: '云溪县城市管理和综合执法局',
      onBehalf: false,
      addressee: '永安电力公司',
      copies: 2,
      impressions: 5,
      purpose: '签订合同',
      unitName: '办公室',
      unitId: bureau.custodian.unitId,
      applicantName: '罗干事',
      approvers: '周局长',
      custodianName: '唐监印',
      custodianId: null,
      requestId: null,
      remarks: '原编号旧-7；骑缝'
    })
    expect(second).toMatchObject({
      documentNumber: null,
      addressee: null,
      copies: 3,
      // One impression a copy where the book does not count them.
      impressions: 3,
      approvers: '',
      custodianName: '',
      remarks: null
    })
    expect(second?.purpose).not.toBe('')
    expect(first?.applicantId).not.toBeNull()
    expect(first?.applicantId).not.toBe(second?.applicantId)
  })

  it('knows its rows again, and a row that differs in anything that tells uses apart is a new one', async () => {
    const again = await tried(house(), orderOf('seal-uses', await book(full, bare)))
    const numbers = (await standing()).map(({ number }) => number)
    expect(again.problems.map(({ message }) => message)).toEqual(
      numbers.map((number) => `提示：已有相同用印（${number}），不再导入`)
    )
    expect(again.accepted).toBe(0)
    const changes: readonly (readonly [column: string, value: Cell])[] = [
      ['编号', '旧-8'],
      ['日期', '2026-09-02'],
      ['文件名称', '路灯维护补充合同'],
      ['文号', '云城管合〔2026〕4号'],
      ['印章', '财务专用章'],
      ['份数', 4],
      ['经办人', '唐监印']
    ]
    for (const [column, value] of changes) {
      const place = headings.indexOf(column)
      const other = full.map((cell, index) => (index === place ? value : cell))
      expect((await tried(house(), orderOf('seal-uses', await book(other)))).accepted, column).toBe(1)
    }
    // What does not tell uses apart does not make a new one.
    const noted = full.map((cell, index) => (index === headings.indexOf('发往单位') ? '另一单位' : cell))
    expect((await tried(house(), orderOf('seal-uses', await book(noted)))).accepted).toBe(0)
  })

  it('names a number the book gives twice and a day that has not come', async () => {
    const twice = full.map((cell, index) => (index === 2 ? '另一合同' : index === 0 ? '旧-9' : cell))
    const third = twice.map((cell, index) => (index === 2 ? '第三合同' : cell))
    const late = bare.map((cell, index) => (index === 1 ? '2099-01-01' : index === 2 ? '明日证明' : cell))
    const report = await tried(house(), orderOf('seal-uses', await book(twice, third, late)))
    expect(report.problems.map(({ row, message }) => [row, message])).toEqual([
      [3, '编号旧-9与第2行重复'],
      [4, '日期2099-01-01晚于今天']
    ])
  })

  it('takes rows in again once their import was taken back', async () => {
    const other = full.map((cell, index) => (index === 0 ? '旧-20' : index === 2 ? '撤销后重来的合同' : cell))
    const order = orderOf('seal-uses', await book(other))
    const { importId } = await taken(house(), order)
    expect((await tried(house(), order)).accepted).toBe(0)
    const record = (work: { chain: never; act: string }, body: never) =>
      house().database.write({ ...work, actor: systemActor }, body)
    await undoImport(await readingOf(house(), systemActor), record as Parameters<typeof undoImport>[1], {
      id: importId ?? '',
      reason: '导错了文件'
    })
    expect((await standing()).map(({ title }) => title)).toEqual(['路灯维护合同', '工作证明'])
    expect((await tried(house(), order)).accepted).toBe(1)
  })
})
