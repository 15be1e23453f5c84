import { writeFile } from 'node:fs/promises'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsOf } from '@main/office/outputs/catalogue'
import { writeImportTemplate } from '@main/platform/documents/templates'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { bytesOf, schemaProblems, schemaProblemsOfMany, sheetProblems, wordProblems } from '../../support/paperChecks'
import { footProblems } from '../../support/pageGeometry'
import { everyForm, everyWorkbook, readSheets, wordText, type Paper } from '../../support/papers'
import { tempFolder } from '../../support/tempFolder'

/** A part of a document changed, as a fault of the writer would change it. */
async function planted(bytes: Uint8Array, part: string, change: (xml: string) => string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes)
  zip.file(part, change((await zip.file(part)?.async('string')) ?? ''))
  return zip.generateAsync({ type: 'uint8array' })
}

describe('every paper of the demo bureau', () => {
  let house: TestHouse
  let workbooks: readonly Paper[]
  let forms: readonly Paper[]
  beforeAll(async () => {
    house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
    workbooks = [
      ...(await everyWorkbook(house)),
      ...(await everyWorkbook(house, { from: '2026-09-01', to: '2026-09-20', pageSums: true }))
    ]
    forms = await everyForm(house)
  }, 180_000)
  afterAll(() => closeTestHouse(house))

  it('is there: every form has a record it prints', () => {
    const printed = new Set(forms.map(({ id }) => id))
    expect(
      formsOf(house)
        .filter(({ definition }) => !printed.has(definition.id))
        .map(({ definition }) => definition.id)
    ).toEqual([])
  })

  it('prints what is given back and what is destroyed each on its own form', () => {
    const numbersOn = (id: string) =>
      forms.filter((form) => form.id === id).map(({ name }) => /MQX-\d{4}-\d{6}/.exec(name)?.[0])
    const [given, destroyed] = [numbersOn('confidential.return'), numbersOn('confidential.destruction')]
    expect(given.length * destroyed.length).toBeGreaterThan(0)
    expect(given.filter((number) => destroyed.includes(number))).toEqual([])
  })

  it('SEC-02 says on forms nobody signed in for what is not shown on them, and leaves none of it blank', async () => {
    for (const id of ['confidential.incident', 'confidential.publication']) {
      const made = forms.filter((form) => form.id === id)
      expect(made.length, id).toBeGreaterThan(0)
      for (const { path, name } of made) expect(await wordText(path), name).toContain('不在此显示')
    }
  })

  it('keeps to the schemas of ECMA-376', async () => {
    const problems = [...(await schemaProblemsOfMany([...workbooks, ...forms]))]
    const template = `${tempFolder('papers')}/模板.xlsx`
    await writeImportTemplate(
      '办公用品',
      [
        { label: '品名', kind: 'text', required: true },
        { label: '日期', kind: 'date' }
      ],
      template
    )
    problems.push(...(await schemaProblems(await bytesOf(template), 'xlsx')))
    expect(problems).toEqual([])
  }, 300_000)

  it('prints the same in Word and WPS: fixed lines, whole numbers, Chinese quotes and dates', async () => {
    const problems: string[] = []
    for (const { path, name } of forms)
      for (const problem of await wordProblems(await bytesOf(path))) problems.push(`${name} ${problem}`)
    expect(problems).toEqual([])
  })

  it('reads the same in Excel and WPS: texts in their cells, a view, the page in the middle', async () => {
    const problems: string[] = []
    for (const { path, name } of workbooks)
      for (const problem of await sheetProblems(await bytesOf(path))) problems.push(`${name} ${problem}`)
    expect(problems).toEqual([])
  })

  it('keeps the signers with at least the last line of their sheet', async () => {
    const problems: string[] = []
    for (const { path, name } of workbooks)
      for (const problem of await footProblems(path)) problems.push(`${name} ${problem}`)
    expect(problems).toEqual([])
  })

  it('says on every sheet what period or moment it is of', async () => {
    for (const { path, name } of workbooks)
      for (const sheet of await readSheets(path))
        if (sheet.name !== '导出说明')
          expect(sheet.getCell('A2').text, `${name} ${sheet.name}`).toMatch(/^(期间|时点)：/)
  })

  it('is not overwritten by the same ledger of another period', () => {
    const names = [...workbooks, ...forms].map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('has a fault of one among many found, though the others are shaped alike', async () => {
    const misplaced = await planted(await bytesOf(forms[1]?.path ?? ''), 'word/document.xml', (xml) =>
      xml.replace(/<w:tc>(<w:tcPr>.*?<\/w:tcPr>)(.*?)<\/w:tc>/s, '<w:tc>$2$1</w:tc>')
    )
    const path = `${tempFolder('papers')}/错位.docx`
    await writeFile(path, misplaced)
    const found = await schemaProblemsOfMany([...forms.slice(0, 2), { name: '错位', path }])
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((problem) => problem.startsWith('错位'))).toBe(true)
  })

  it('has faults found when they are planted', async () => {
    const form = await bytesOf(forms[0]?.path ?? '')
    const workbook = await bytesOf(workbooks[0]?.path ?? '')
    const plain = await planted(form, 'word/document.xml', (xml) => xml.replaceAll(' w:lineRule="exact"', ''))
    expect((await wordProblems(plain)).join()).toContain('a line height without its rule')
    const misplaced = await planted(form, 'word/document.xml', (xml) => xml.replace(/<w:p>/, '<w:p><w:tbl/>'))
    expect(await schemaProblems(misplaced, 'docx')).not.toEqual([])
    const text = await planted(workbook, 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(/ t="inlineStr"><is><t xml:space="preserve">([^<]*)<\/t><\/is>/, ' t="str"><v>$1</v>')
    )
    expect((await sheetProblems(text)).join()).toContain('a text as the result of a formula')
    const order = await planted(workbook, 'xl/styles.xml', (xml) =>
      xml.replace(/<font>(<[^>]*>)(<[^>]*>)/, '<font>$2$1')
    )
    expect(await schemaProblems(order, 'xlsx')).not.toEqual([])
  })
})
