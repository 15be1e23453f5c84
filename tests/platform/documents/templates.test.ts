import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Field } from '@main/contract/fields'
import { EXAMPLE_MARK, writeImportTemplate } from '@main/platform/documents/templates'
import { tempFolder } from '../../support/tempFolder'
import { partOf, readWorkbook, sheetOf } from './aWorkbook'

const manyChoices = Array.from({ length: 60 }, (_, index) => ({ value: `c${index}`, label: `取得方式，第${index}种` }))
const fields: readonly Field[] = [
  { label: '资产编号', kind: 'code', required: true, synonyms: ['编号'] },
  { label: '取得方式', kind: 'choice', choices: manyChoices },
  { label: '原值', kind: 'money', hint: '含税' },
  { label: '取得日期', kind: 'date' },
  { label: '大件', kind: 'boolean' }
]

describe('an import template', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = tempFolder('templates')
    path = join(folder, '固定资产.xlsx')
    await writeImportTemplate('固定资产', fields, path)
  })

  it('has a heading per field, required ones starred, and one example row that says it is one', async () => {
    const sheet = await sheetOf(path, '固定资产')
    expect(sheet.getRow(3).values).toEqual([undefined, '序号', '资产编号*', '取得方式', '原值', '取得日期', '大件'])
    expect(sheet.getCell('A4').value).toBe(EXAMPLE_MARK)
    expect(sheet.getCell('C4').value).toBe('取得方式，第0种')
    expect(sheet.getCell('E4').value).toEqual(new Date('2026-01-05T00:00:00.000Z'))
    expect(sheet.getCell('A5').value).toBeNull()
    expect(await readdir(folder)).toEqual(['固定资产.xlsx'])
  })

  it('offers the words of a choice, however many, and refuses text for amounts', async () => {
    const xml = await partOf(path, 'xl/worksheets/sheet1.xml')
    expect(xml).toContain('sqref="C4:C2000"')
    expect(xml).toContain('<formula1>&apos;选项&apos;!$C$1:$C$60</formula1>')
    expect(xml).toMatch(/type="decimal"[^>]*sqref="D4:D2000"/)
    const choices = (await readWorkbook(path)).getWorksheet('选项')
    expect(choices?.state).toBe('hidden')
    expect(choices?.getCell('C60').value).toBe('取得方式，第59种')
    expect([choices?.getCell('F1').value, choices?.getCell('F2').value]).toEqual(['是', '否'])
  })

  it('formats numbers of documents as text before anything is typed', async () => {
    expect((await sheetOf(path, '固定资产')).getColumn(2).numFmt).toBe('@')
  })

  it('explains every column', async () => {
    const guide = await sheetOf(path, '填写说明')
    expect(guide.getRow(3).values).toEqual([undefined, '资产编号', '必填', '编号或号码，按文本填写', '', '编号'])
    expect(guide.getCell('C5').text).toBe('金额，单位元，最多两位小数。含税')
    expect(guide.getCell('D4').text).toContain('取得方式，第59种')
  })
})
