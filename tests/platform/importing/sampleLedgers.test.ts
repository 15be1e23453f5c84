import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../../src-main/contract/fields'
import {
  duplicateProblems,
  findDuplicates,
  readImport,
  type ImportFields,
  type ImportReading
} from '../../../src-main/platform/importing'

const folder = fileURLToPath(new URL('../../support/samples/', import.meta.url))

interface Truth {
  people: { rows: number; units: number }
  supplies: { rows: number; totalCents: number }
  assets: { rows: number; totalCents: number; bad: { code: string; why: string }[] }
  vehicles: { rows: number; refuels: number; fuelCents: number; litersTenths: number }
  seals: { rows: number; copies: number }
  warehouse: { intakes: number; lines: number }
}

const truth = JSON.parse(await readFile(`${folder}truth.json`, 'utf8')) as Truth

const text = (label: string, ...synonyms: string[]): Field => ({ label, kind: 'text', synonyms })
const need = (field: Field): Field => ({ ...field, required: true })

async function read(file: string, fields: ImportFields): Promise<ImportReading> {
  const result = await readImport(`${folder}${file}.xlsx`, fields)
  if (!result.ok) throw new Error(result.problem.message)
  return result.reading
}

const rowsOf = (reading: ImportReading) => reading.sheets.flatMap((sheet) => sheet.rows)
const problemsOf = (reading: ImportReading) => reading.sheets.flatMap((sheet) => sheet.problems)
const total = (reading: ImportReading, field: string): number =>
  reading.sheets.reduce((sum, sheet) => sum + (sheet.sums[field] ?? 0), 0)

describe('ledgers as bureaus keep them', () => {
  it('a staff list under two title rows', async () => {
    const reading = await read('花名册', {
      name: need({ label: '姓名', kind: 'person' }),
      unit: need({ label: '所属单位', kind: 'unit', synonyms: ['科室', '部门'] }),
      duty: text('职务'),
      employment: text('编制'),
      joinedOn: { label: '参加工作日期', kind: 'date', synonyms: ['入职时间'] }
    })
    expect(rowsOf(reading)).toHaveLength(truth.people.rows)
    expect(new Set(rowsOf(reading).map((row) => row.values['unit'])).size).toBe(truth.people.units)
    expect(problemsOf(reading)).toEqual([])
    expect(reading.headers['花名册']).toMatchObject({ headerRow: 3, missing: [], mapping: { unit: 2, joinedOn: 5 } })
    expect(reading.headers['花名册']?.unmapped.map((heading) => heading.text)).toEqual(['备注'])
    expect(rowsOf(reading)[0]?.values).toMatchObject({ name: '黎凡', unit: '办公室', joinedOn: '2003-04-27' })
  })

  it('a stock list with a subtotal in its middle and a total in its last row', async () => {
    const reading = await read('办公用品库存台账', {
      name: need(text('品名', '物品名称')),
      spec: text('规格', '规格型号'),
      unit: text('计量单位', '单位'),
      quantity: need({ label: '数量', kind: 'quantity', synonyms: ['库存数量'] }),
      price: { label: '单价', kind: 'money' },
      amount: { label: '金额', kind: 'money', total: true },
      location: text('货位', '存放位置')
    })
    expect(rowsOf(reading)).toHaveLength(truth.supplies.rows)
    expect(total(reading, 'amount')).toBe(truth.supplies.totalCents)
    expect(reading.sheets[0]?.totalsFound).toMatchObject([
      { row: 26, label: '小计', sums: [{ field: 'amount', agrees: true }] },
      {
        row: 42,
        label: '合计',
        sums: [
          { field: 'amount', written: truth.supplies.totalCents, computed: truth.supplies.totalCents, agrees: true }
        ]
      }
    ])
    expect(problemsOf(reading)).toEqual([])
    expect(rowsOf(reading).find((row) => row.values['name'] === '档案袋')?.values).toMatchObject({
      price: 65,
      quantity: 42_000
    })
  })

  it('a seal register whose date cells are merged over the day', async () => {
    const reading = await read('用印登记簿', {
      usedOn: need({ label: '用印日期', kind: 'date', synonyms: ['日期'] }),
      title: need(text('文件名称', '文件(材料)名称')),
      seal: need(text('印章', '印章名称')),
      copies: { label: '份数', kind: 'integer', total: true },
      unit: { label: '用印部门', kind: 'unit' },
      handler: { label: '经办人', kind: 'person' },
      approver: { label: '审批人', kind: 'person' }
    })
    expect(rowsOf(reading)).toHaveLength(truth.seals.rows)
    expect(total(reading, 'copies')).toBe(truth.seals.copies)
    expect(problemsOf(reading)).toEqual([])
    expect(
      rowsOf(reading)
        .slice(0, 3)
        .map((row) => row.values['usedOn'])
    ).toEqual(['2026-04-10', '2026-04-10', '2026-07-27'])
    expect(rowsOf(reading).every((row) => row.values['usedOn'] !== null)).toBe(true)
  })

  it('a warehouse register with several lines to one intake', async () => {
    const reading = await read('暂扣罚没物品登记簿', {
      intake: { label: '序号', kind: 'code' },
      detainedOn: need({ label: '入库时间', kind: 'date', synonyms: ['入库日期'] }),
      party: need(text('当事人')),
      cause: text('案由'),
      document: need({ label: '文书号', kind: 'code' }),
      item: need(text('物品', '物品名称')),
      quantity: need({ label: '数量', kind: 'quantity', total: true }),
      unit: text('单位'),
      squad: { label: '片区', kind: 'unit', synonyms: ['送交片区'] },
      location: text('库位', '存放位置'),
      outcome: text('处理结果'),
      settledOn: { label: '处理日期', kind: 'date' }
    })
    expect(rowsOf(reading)).toHaveLength(truth.warehouse.lines)
    expect(new Set(rowsOf(reading).map((row) => row.values['document'])).size).toBe(truth.warehouse.intakes)
    expect(problemsOf(reading)).toEqual([])
    expect(rowsOf(reading)[1]).toMatchObject({
      row: 5,
      values: { detainedOn: '2026-02-28', party: '苏某', item: '西瓜', quantity: 23_000, settledOn: '2026-09-05' }
    })
  })

  it('an asset ledger with one sheet per unit, its double number and its bad date named', async () => {
    const reading = await read('固定资产台账', {
      code: need({ label: '资产编号', kind: 'code' }),
      name: need(text('资产名称', '名称', '品名')),
      spec: text('规格型号'),
      quantity: { label: '数量', kind: 'quantity' },
      price: { label: '单价', kind: 'money' },
      amount: { label: '原值', kind: 'money', synonyms: ['金额'] },
      acquiredOn: { label: '取得日期', kind: 'date', synonyms: ['购置日期'] },
      user: { label: '使用人', kind: 'person' },
      location: text('存放地点')
    })
    const rows = rowsOf(reading)
    expect(rows).toHaveLength(truth.assets.rows)
    expect(total(reading, 'amount')).toBe(truth.assets.totalCents)
    expect(reading.sheets).toHaveLength(12)
    expect(reading.sheets.every((sheet) => sheet.totalsFound.length === 1)).toBe(true)
    expect(new Set(rows.map((row) => row.sheet)).size).toBe(12)

    const duplicates = findDuplicates(rows, (row) => String(row.values['code']))
    expect(duplicateProblems(duplicates, 'B 资产编号')).toEqual([
      { sheet: '财务审计装备股', row: 17, column: 'B 资产编号', message: '“GD00064”重复，与第15行相同', blocking: true }
    ])
    expect(problemsOf(reading)).toEqual([
      {
        sheet: '督查考评股',
        row: 8,
        column: 'H 取得日期',
        message: '“2018年”只有年份，缺月和日，取得日期没有读入',
        blocking: false
      }
    ])
    expect(truth.assets.bad.map(({ code }) => code)).toEqual(['GD00064', 'GD00072'])
    expect(rows.find((row) => row.row === 8 && row.sheet === '督查考评股')?.values['code']).toBe('GD00072')
  })

  it('two kinds of record in one workbook, each found on its own sheet', async () => {
    const vehicles = await read('车辆及加油台账', {
      plate: need({ label: '车牌', kind: 'code', synonyms: ['车牌号'] }),
      model: text('品牌型号'),
      seats: { label: '座位', kind: 'integer', synonyms: ['核定座位'] },
      unit: { label: '编制单位', kind: 'unit', synonyms: ['使用单位'] },
      mainDriver: { label: '主驾', kind: 'person', synonyms: ['主驾驶员'] },
      boughtOn: { label: '购置日期', kind: 'date' },
      price: { label: '购置价', kind: 'money', synonyms: ['购置价格'] },
      insuredUntil: { label: '保险到期', kind: 'date' },
      inspectedUntil: { label: '年检到期', kind: 'date' },
      tank: { label: '油箱容积', kind: 'quantity' },
      odometer: { label: '里程', kind: 'integer', synonyms: ['初始里程'] }
    })
    expect(vehicles.sheets.map((sheet) => sheet.name)).toEqual(['车辆台账'])
    expect(vehicles.ignored).toEqual([{ sheet: '加油登记', reason: 'otherRecord' }])
    expect(rowsOf(vehicles)).toHaveLength(truth.vehicles.rows)
    expect(problemsOf(vehicles)).toEqual([])
    expect(rowsOf(vehicles)[4]?.values).toMatchObject({
      plate: '湘EG8059',
      price: 13_340_000,
      boughtOn: '2015-02-15',
      odometer: 44_011
    })

    const refuels = await read('车辆及加油台账', {
      date: need({ label: '日期', kind: 'date' }),
      plate: need({ label: '车牌', kind: 'code', synonyms: ['车牌号'] }),
      grade: text('油品'),
      litres: { label: '升数', kind: 'quantity', synonyms: ['加油量'] },
      price: { label: '单价', kind: 'money' },
      amount: { label: '金额', kind: 'money' },
      odometer: { label: '里程', kind: 'integer', synonyms: ['里程表读数'] },
      driver: { label: '驾驶员', kind: 'person' },
      card: { label: '油卡', kind: 'code', synonyms: ['加油卡号'] }
    })
    expect(refuels.sheets.map((sheet) => sheet.name)).toEqual(['加油登记'])
    expect(rowsOf(refuels)).toHaveLength(truth.vehicles.refuels)
    expect([total(refuels, 'amount'), total(refuels, 'litres')]).toEqual([
      truth.vehicles.fuelCents,
      truth.vehicles.litersTenths * 100
    ])
    expect(problemsOf(refuels)).toEqual([])
  })
})
