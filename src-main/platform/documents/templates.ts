import { rename, rm } from 'node:fs/promises'
import type { DataValidation, Worksheet } from 'exceljs'
import type { Field, FieldKind } from '../../contract/fields'
import { displayWidth, printableText } from './cellText'
import { excelLibrary } from './excelLibrary'
import { temporaryPathFor } from './excelWriter'
import { sheetDate } from './printedDate'
import { worksheetName } from './sheetLayout'
import { describeTemplate } from './workbookParts'
import { FACTS_STYLE, HEADER_STYLE, STYLES, TITLE_STYLE } from './sheetStyles'

/** What the 序号 cell of the example row says; importers leave out rows that begin with it. */
export const EXAMPLE_MARK = '示例'
/** The sheet that explains the columns of an import template. */
export const GUIDE_SHEET = '填写说明'

/** Hidden: Excel takes a list of choices in the cell itself only up to 255 characters. */
const CHOICES_SHEET = '选项'
const HEADER_ROW = 3
const FIRST_ROW = HEADER_ROW + 1
/** Rows prepared for entries; formats and choices reach so far down. */
const LAST_ROW = 2000

const FORMATS: Readonly<Partial<Record<FieldKind, string>>> = {
  text: '@',
  longText: '@',
  code: '@',
  month: '@',
  person: '@',
  unit: '@',
  reference: '@',
  integer: '0',
  quantity: '0.###',
  money: '#,##0.00',
  date: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm'
}

const HOW_TO_FILL: Readonly<Record<FieldKind, string>> = {
  text: '文字',
  longText: '文字，可换行',
  code: '编号或号码，按文本填写',
  integer: '整数',
  year: '年份，如 2026',
  quantity: '数字，最多三位小数',
  money: '金额，单位元，最多两位小数',
  date: '日期，如 2026-01-05',
  instant: '日期和时间，如 2026-01-05 09:30',
  month: '年月，如 2026-01',
  boolean: '填“是”或“否”',
  choice: '从下拉选项中选择',
  person: '人员姓名；系统中没有的人员导入时可新增',
  unit: '部门（单位）全称；系统中没有的部门导入时可新增',
  reference: '填写系统中已有的编号',
  image: '导入后在系统中上传图片，此列留空'
}

const EXAMPLES: Readonly<Record<FieldKind, string | number | null>> = {
  text: '示例文字',
  longText: '示例文字',
  code: '示例-0001',
  integer: 1,
  year: 2026,
  quantity: 1,
  money: 1409.5,
  date: '2026-01-05',
  instant: '2026-01-05 09:30',
  month: '2026-01',
  boolean: '是',
  choice: null,
  person: '张三',
  unit: '办公室',
  reference: '示例-0001',
  image: null
}

/**
 * Writes a blank workbook to fill in and import: heading row from the field descriptors (required ones marked *),
 * choices to pick from, one example row marked 示例, and a 填写说明 sheet. Replaces an existing file only when the new one is
 * whole.
 */
export async function writeImportTemplate(title: string, fields: readonly Field[], path: string): Promise<void> {
  const { Workbook } = await excelLibrary()
  const workbook = new Workbook()
  const entry = workbook.addWorksheet(worksheetName(title, new Set([GUIDE_SHEET, CHOICES_SHEET])), {
    views: [{ state: 'frozen', ySplit: HEADER_ROW }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
  })
  const guide = workbook.addWorksheet(GUIDE_SHEET, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
  })
  const choices = fields.some((field) => choicesOf(field).length > 0)
    ? workbook.addWorksheet(CHOICES_SHEET, { state: 'hidden' })
    : undefined
  describeTemplate(workbook, `${title}导入模板`)
  writeHead(entry, title, fields)
  fields.forEach((field, index) => prepareColumn(entry, choices, field, index + 2))
  writeGuide(guide, title, fields)
  const temporary = temporaryPathFor(path)
  try {
    await workbook.xlsx.writeFile(temporary)
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** The heading an importer meets for a field; required ones carry a star. */
export function templateHeading(field: Field): string {
  return printableText(field.required === true ? `${field.label}*` : field.label)
}

function choicesOf(field: Field): readonly string[] {
  if (field.kind === 'boolean') return ['是', '否']
  return field.kind === 'choice' ? (field.choices ?? []).map((choice) => choice.label) : []
}

function writeHead(sheet: Worksheet, title: string, fields: readonly Field[]): void {
  const width = fields.length + 1
  sheet.getCell(1, 1).value = printableText(`${title}导入模板`)
  sheet.getCell(1, 1).style = TITLE_STYLE
  sheet.getCell(2, 1).value = `带 * 的列必填；“${EXAMPLE_MARK}”行导入时不计入，可删除；各列填法见“${GUIDE_SHEET}”。`
  sheet.getCell(2, 1).style = FACTS_STYLE
  for (const row of [1, 2]) sheet.mergeCells(row, 1, row, width)
  sheet.getRow(1).height = 32
  sheet.getRow(2).height = width < 4 ? 48 : 22
  sheet.getColumn(1).width = 7
  sheet.getCell(HEADER_ROW, 1).value = '序号'
  sheet.getCell(HEADER_ROW, 1).style = HEADER_STYLE
  sheet.getCell(FIRST_ROW, 1).value = EXAMPLE_MARK
  sheet.getCell(FIRST_ROW, 1).style = exampleStyle('text')
  sheet.getRow(HEADER_ROW).height = 26
}

function prepareColumn(sheet: Worksheet, choices: Worksheet | undefined, field: Field, number: number): void {
  const heading = templateHeading(field)
  const column = sheet.getColumn(number)
  column.width = Math.max(10, Math.min(40, field.width === undefined ? displayWidth(heading) + 4 : field.width * 2 + 2))
  const format = FORMATS[field.kind]
  if (format !== undefined) column.numFmt = format
  sheet.getCell(HEADER_ROW, number).value = heading
  sheet.getCell(HEADER_ROW, number).style = HEADER_STYLE
  const options = choicesOf(field)
  const example = sheet.getCell(FIRST_ROW, number)
  example.value = exampleValue(field, options)
  example.style = exampleStyle(field.kind)
  const validation = validationOf(field, options, choices, number)
  if (validation === undefined) return
  const letter = column.letter
  // exceljs keeps validations per range, but declares only cells
  const { dataValidations } = sheet as unknown as {
    readonly dataValidations: { add(range: string, validation: DataValidation): void }
  }
  dataValidations.add(`${letter}${FIRST_ROW}:${letter}${LAST_ROW}`, validation)
}

function exampleValue(field: Field, options: readonly string[]): string | number | Date | null {
  if (options.length > 0) return options[0] ?? null
  const example = EXAMPLES[field.kind]
  return field.kind === 'date' && typeof example === 'string' ? (sheetDate(example) ?? null) : example
}

function exampleStyle(kind: FieldKind): typeof STYLES.text.plain {
  const numFmt = FORMATS[kind]
  return {
    ...STYLES.text.plain,
    font: { name: '宋体', size: 10, italic: true, color: { argb: 'FF7F7F7F' } },
    ...(numFmt === undefined ? {} : { numFmt })
  }
}

function validationOf(
  field: Field,
  options: readonly string[],
  choices: Worksheet | undefined,
  number: number
): DataValidation | undefined {
  const refusal = { allowBlank: true, showErrorMessage: true, errorTitle: field.label, error: HOW_TO_FILL[field.kind] }
  if (options.length > 0 && choices !== undefined) {
    options.forEach((option, index) => {
      choices.getCell(index + 1, number).value = printableText(option)
    })
    const letter = choices.getColumn(number).letter
    return {
      type: 'list',
      formulae: [`'${CHOICES_SHEET}'!$${letter}$1:$${letter}$${options.length}`],
      ...refusal,
      error: '请从下拉选项中选择'
    }
  }
  if (field.kind === 'integer') return { type: 'whole', operator: 'greaterThanOrEqual', formulae: [0], ...refusal }
  if (field.kind === 'quantity' || field.kind === 'money')
    return { type: 'decimal', operator: 'greaterThanOrEqual', formulae: [0], ...refusal }
  // dates are left free: the importer reads every shape people type, and says which it cannot read
  return undefined
}

function writeGuide(sheet: Worksheet, title: string, fields: readonly Field[]): void {
  const headings = ['列名', '是否必填', '填写方法', '可选内容', '也可写作']
  sheet.columns = [20, 10, 36, 40, 36].map((width) => ({ width }))
  sheet.getCell(1, 1).value = printableText(`${title}${GUIDE_SHEET}`)
  sheet.getCell(1, 1).style = TITLE_STYLE
  sheet.mergeCells(1, 1, 1, headings.length)
  sheet.getRow(1).height = 32
  const rows = [
    headings,
    ...fields.map((field) => [
      field.label,
      field.required === true ? '必填' : '',
      field.hint === undefined ? HOW_TO_FILL[field.kind] : `${HOW_TO_FILL[field.kind]}。${field.hint}`,
      choicesOf(field).join('、'),
      (field.synonyms ?? []).join('、')
    ])
  ]
  rows.forEach((texts, index) =>
    texts.forEach((text, column) => {
      const cell = sheet.getCell(index + 2, column + 1)
      cell.value = printableText(text)
      cell.style = index === 0 ? HEADER_STYLE : STYLES.text.plain
    })
  )
}
