import { describe, expect, it } from 'vitest'
import { findHeader, headerAt, rememberHeadings, type ImportFields } from '../../../src-main/platform/importing'
import { aMerge, aTable } from './table'

const fields: ImportFields = {
  name: { label: '资产名称', kind: 'text', synonyms: ['名称', '品名'], required: true },
  spec: { label: '规格型号', kind: 'text' },
  amount: { label: '原值', kind: 'money', synonyms: ['金额'] },
  boughtOn: { label: '取得日期', kind: 'date', synonyms: ['购置日期'] }
}

describe('finding the header', () => {
  it('skips titles, facts and empty rows above it', async () => {
    const found = await findHeader(
      aTable([
        ['某局固定资产名称及金额一览'],
        [],
        ['单位：元'],
        ['序号', '名称', '规格型号', '金额（元）', '购置日期'],
        [1, '碎纸机', 'A', 3, '']
      ]),
      fields
    )
    expect(found).toMatchObject({
      headerRow: 4,
      mapping: { name: 1, spec: 2, amount: 3, boughtOn: 4 },
      missing: [],
      unmapped: []
    })
    expect(found?.confidence).toBeGreaterThan(0.95)
  })

  it('folds full width, white space, required marks and units', async () => {
    const found = await findHeader(
      aTable([['*资 产\n名 称', '规格型号：', '原值（万元）', '取得日期(年月日)']]),
      fields
    )
    expect(found?.mapping).toEqual({ name: 0, spec: 1, amount: 2, boughtOn: 3 })
    expect(found?.certainty).toMatchObject({ name: 'exact', amount: 'unit' })
  })

  it('reads headings of two levels through their merged cells', async () => {
    const stock: ImportFields = {
      name: { label: '品名', kind: 'text', required: true },
      opening: { label: '期初数量', kind: 'quantity' },
      closing: { label: '期末数量', kind: 'quantity' }
    }
    const table = aTable(
      [
        ['收发存月报', null, null, null, null],
        ['品名', '期初', null, '期末', null],
        [null, '数量', '金额', '数量', '金额']
      ],
      [aMerge(1, 0, 1, 4), aMerge(2, 0, 3, 0), aMerge(2, 1, 2, 2), aMerge(2, 3, 2, 4)]
    )
    expect(await findHeader(table, stock)).toMatchObject({ headerRow: 3, mapping: { name: 0, opening: 1, closing: 3 } })
  })

  it('never lets a guess take the column another field is named after', async () => {
    const found = await findHeader(aTable([['资产名称备注', '资产名称']]), fields)
    expect(found?.mapping).toEqual({ name: 1 })
    expect(found?.unmapped.map(({ letters, text }) => [letters, text])).toEqual([['A', '资产名称备注']])
  })

  it('says what is missing and how sure it is', async () => {
    const found = await findHeader(aTable([['规格型号', '颜色', '产地']]), fields)
    expect(found?.missing).toEqual(['name'])
    expect(found?.confidence).toBeLessThan(0.3)
    expect(
      await findHeader(
        aTable([
          ['甲', '乙'],
          [1, 2]
        ]),
        fields
      )
    ).toBeUndefined()
  })

  it('follows what the user chose before and the row the user points at', async () => {
    const table = aTable([
      ['资产名称', '价钱'],
      ['名称', '金额']
    ])
    expect(await findHeader(table, fields, { 价钱: 'amount' })).toMatchObject({
      headerRow: 1,
      mapping: { amount: 1 },
      certainty: { amount: 'remembered' }
    })
    expect(headerAt(table, 2, fields).mapping).toEqual({ name: 0, amount: 1 })
    const first = headerAt(table, 1, fields)
    expect(rememberHeadings(first.headings, { name: 0, amount: 1 })).toEqual({ 资产名称: 'name', 价钱: 'amount' })
  })
})
