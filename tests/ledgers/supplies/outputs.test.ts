import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { SupplyBalance, SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { StockIn } from '@main/ledgers/supplies/entities/stock'
import { issueForm } from '@main/ledgers/supplies/issue/form'
import { supplies } from '@main/ledgers/supplies'
import { categoryOf, suppliesImport } from '@main/ledgers/supplies/stock/import'
import { shelfLabels } from '@main/ledgers/supplies/stock/labels'
import { consumptionMatrix } from '@main/ledgers/supplies/statement/consumption'
import { returnUnused } from '@main/ledgers/supplies/issue/corrections'
import { IssueLine } from '@main/ledgers/supplies/entities/stock'
import { ledgerColumns } from '@main/platform/documents/ledgerColumns'
import type { SheetRow } from '@main/platform/documents/sheetModel'
import { readImport } from '@main/platform/importing'
import type { ImportRow } from '@main/office/outputs/importDefinition'
import { onBothEngines } from '../../support/house'
import { actingIn, aSupplyItem } from '../../support/supplies'
import {
  aStoreCast,
  anApprovedRequest,
  drawn,
  issueAtCounter,
  readingAs,
  stocked,
  type StoreCast
} from '../../support/store'
import truth from '../../support/samples/truth.json' with { type: 'json' }

const sample = fileURLToPath(new URL('../../support/samples/办公用品库存台账.xlsx', import.meta.url))

async function sampleRows(): Promise<readonly ImportRow[]> {
  const read = await readImport(sample, suppliesImport.fields)
  if (!read.ok) throw new Error(read.problem.message)
  return read.reading.sheets.flatMap((sheet) =>
    sheet.rows.map(({ sheet: name, row, values }) => ({
      sheet: name,
      row,
      values: Object.fromEntries(
        Object.entries(values).map(([field, value]) => [field, typeof value === 'boolean' ? String(value) : value])
      )
    }))
  )
}

onBothEngines('outputs and import of the storeroom', (house) => {
  let cast: StoreCast
  beforeAll(async () => {
    cast = await aStoreCast(house())
  })

  const sheetOf = async (name: string, scope = {}) => {
    const sheet = supplies.workbooks[0]?.sheets.find((each) => each.name === name)
    if (!sheet) throw new Error(name)
    const made = await sheet.make(await readingAs(house(), cast.keeper), scope)
    const rows: SheetRow[] = []
    for await (const row of made.rows) rows.push(row)
    return { labels: ledgerColumns(made.columns).map((column) => column.label), columns: made.columns, rows }
  }

  it('takes a hand-kept stock list over as items and one opening stock-in, to the cent', async () => {
    const rows = await sampleRows()
    expect(rows).toHaveLength(truth.supplies.rows)
    const reading = await readingAs(house(), cast.keeper)
    expect(await suppliesImport.check(reading, rows)).toEqual([])
    const lookup = { house: house(), unitId: () => '', personId: () => undefined }
    await actingIn(house(), cast.keeper, (unit) => suppliesImport.commit(unit, rows, lookup))
    const balances = await house().database.read.find(SupplyBalance)
    expect(balances.reduce((sum, row) => sum + row.valueCents, 0)).toBe(truth.supplies.totalCents)
    expect(await house().database.read.countBy(StockIn, { source: 'opening' })).toBe(1)
    expect(await house().database.read.countBy(SupplyItem, { active: true })).toBe(truth.supplies.rows)
    const again = await suppliesImport.check(await readingAs(house(), cast.keeper), rows)
    expect(again).toHaveLength(rows.length)
  })

  it('takes the brand over from the book and prints it on the statement', async () => {
    const row = (values: ImportRow['values']): ImportRow => ({ sheet: '库存', row: 5, values })
    const lookup = { house: house(), unitId: () => '', personId: () => undefined }
    const rows = [row({ name: '起钉器', spec: '小号', measure: '个', brand: '得力', quantity: 2000, amount: 900 })]
    await actingIn(house(), cast.keeper, (unit) => suppliesImport.commit(unit, rows, lookup))
    const { labels, rows: printed } = await sheetOf('收发存月报')
    expect(labels.slice(0, 4)).toEqual(['序号', '品名', '规格', '品牌'])
    expect(printed).toContainEqual(expect.objectContaining({ itemName: '起钉器', brand: '得力', closingCents: 900 }))
  })

  it("names amounts that are off by more than rounding, and takes the file's amount otherwise", async () => {
    const reading = await readingAs(house(), cast.keeper)
    const row = (values: ImportRow['values']): ImportRow => ({
      sheet: '库存',
      row: 5,
      values: { name: '新品', spec: '', measure: '个', ...values }
    })
    const problems = (values: ImportRow['values']) => suppliesImport.check(reading, [row(values)])
    expect(await problems({ quantity: 3000, price: 33, amount: 100 })).toEqual([])
    expect(await problems({ quantity: 1_000_000, price: 1000, amount: 1_009_000 })).toEqual([])
    expect(await problems({ quantity: 3000, price: 1000, amount: 3300 })).toMatchObject([{ row: 5, column: '金额' }])
  })

  it.each([
    ['抽纸', 'daily'],
    ['洗手液', 'daily'],
    ['A4打印纸', 'office'],
    ['订书针', 'office']
  ])('guesses that %s is %s', (name, category) => {
    expect(categoryOf(name)).toBe(category)
  })

  it('writes the registers with the columns of the printed ledgers', async () => {
    const item = await aSupplyItem(house(), { name: '胶棒' })
    await stocked(house(), cast, item.id, 10_000, 2000)
    await drawn(house(), cast, item.id, 4000)
    expect((await sheetOf('入库登记')).labels).toEqual([
      '序号',
      '入库单号',
      '日期',
      '来源',
      '品名',
      '规格',
      '品牌',
      '单位',
      '数量',
      '单价',
      '金额',
      '供应商',
      '验收单号',
      '货位',
      '经手人',
      '保管员',
      '备注'
    ])
    const issued = await sheetOf('出库(领用)登记')
    expect(issued.labels).toEqual([
      '序号',
      '领用单号',
      '日期',
      '部门',
      '领用人',
      '品名',
      '规格',
      '单位',
      '数量',
      '单价（均价）',
      '金额',
      '用途',
      '以旧换新',
      '审批人',
      '领用人签字',
      '保管员签字',
      '备注'
    ])
    expect(issued.rows).toContainEqual(
      expect.objectContaining({
        itemName: '胶棒',
        quantity: 4000,
        unitPriceCents: 200,
        valueCents: 800,
        approverName: '谢主任',
        claimantSignature: '易水寒',
        keeperSignature: '罗保管'
      })
    )
    const statement = await sheetOf('收发存月报')
    expect(statement.columns.map((column) => [column.group ?? '', column.label].join(''))).toEqual([
      '品名',
      '规格',
      '品牌',
      '单位',
      '期初数量',
      '期初金额',
      '本月入库数量',
      '本月入库金额',
      '本月出库数量',
      '本月出库金额',
      '期末数量',
      '期末均价',
      '期末金额',
      '安全库存',
      '提示'
    ])
    expect((await sheetOf('物资分发(按单位)')).labels).toEqual([
      '序号',
      '单位',
      '品名',
      '规格',
      '单位',
      '数量',
      '金额',
      '日期',
      '签收人',
      '备注'
    ])
    expect((await sheetOf('盘点表')).labels).toEqual([
      '序号',
      '品名',
      '规格',
      '品牌',
      '单位',
      '货位',
      '账面数',
      '初盘',
      '复盘',
      '盈亏数',
      '单价',
      '盈亏金额',
      '原因',
      '处理',
      '备注'
    ])
    expect((await sheetOf('报废登记')).labels).toEqual([
      '序号',
      '日期',
      '品名',
      '规格',
      '单位',
      '数量',
      '单价（均价）',
      '金额',
      '原领用人',
      '报废原因',
      '处置方式',
      '审批人',
      '经办人',
      '备注'
    ])
    expect((await sheetOf('出库(领用)登记', { to: '2026-01-01' })).rows).toEqual([])
  })

  it("sums units' consumption by month, net of returns, both ways and per person", async () => {
    house().clock.setDay('2026-10-15')
    const item = await aSupplyItem(house())
    await stocked(house(), cast, item.id, 10_000, 5000)
    const issue = await drawn(house(), cast, item.id, 4000)
    const line = await house().database.read.findOneByOrFail(IssueLine, { issueId: issue.id })
    await actingIn(house(), cast.keeper, (unit) =>
      returnUnused(unit, { id: issue.id, lines: [{ lineId: line.id, quantity: 1000 }] })
    )
    const matrix = await consumptionMatrix(house().database.read, '2026-10-15', {
      from: '2026-10-01',
      to: '2026-10-31'
    })
    expect(matrix).toMatchObject({
      months: ['2026-10'],
      // units that consumed nothing stand there too
      rows: expect.arrayContaining([
        expect.objectContaining({ unitName: '办公室', totalCents: 0 }),
        expect.objectContaining({
          unitName: '市容管理股',
          people: 3,
          byMonth: [1500],
          totalCents: 1500,
          perPersonCents: 500
        })
      ]) as unknown,
      totals: [1500],
      totalCents: 1500
    })
    expect((await sheetOf('科室消耗统计', { from: '2026-10-01', to: '2026-10-31' })).labels).toEqual([
      '序号',
      '部门',
      '2026年10月',
      '合计',
      '人数',
      '人均',
      '备注'
    ])
  })

  it('fills the approval form with the opinions and both signatures', async () => {
    const item = await aSupplyItem(house(), { name: '长尾夹' })
    await stocked(house(), cast, item.id, 10_000, 5000)
    const { request } = await anApprovedRequest(house(), cast, [{ itemId: item.id, quantity: 2000 }])
    const blank = await issueForm.make(await readingAs(house(), cast.keeper), request.id)
    expect(blank.blocks.at(-1)).toEqual({
      kind: 'signatures',
      lines: [{ label: '领用人签字' }, { label: '发放人签字' }]
    })
    await issueAtCounter(house(), cast, request.id)
    const form = await issueForm.make(await readingAs(house(), cast.keeper), request.id)
    expect(form.blocks).toMatchObject([
      { kind: 'facts' },
      { kind: 'lines', rows: [{ name: '长尾夹', quantity: 2000, issued: 2000 }] },
      {
        kind: 'opinions',
        boxes: [
          { label: '科室负责人意见', name: '曾股长', opinion: '同意' },
          { label: '办公室主任意见', name: '谢主任' }
        ]
      },
      { kind: 'signatures', lines: [{ name: '易水寒' }, { name: '罗保管' }] }
    ])
    expect(await issueForm.find(await readingAs(house(), cast.keeper), request.number)).toBe(request.id)
  })

  it("labels shelves with the item's number to scan", async () => {
    const item = await aSupplyItem(house(), { name: '夹子', location: 'B-7' })
    const sheet = await shelfLabels.make(await readingAs(house(), cast.keeper), [item.id], 'a4')
    expect(sheet.labels).toMatchObject([
      { title: '夹子', number: item.number, lines: expect.arrayContaining(['货位：B-7']) }
    ])
  })
})
