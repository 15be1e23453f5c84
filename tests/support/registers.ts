import type ExcelJS from 'exceljs'

/** A sheet as an auditor copies it: rows by heading, with the row of totals. */
export interface Register {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly total: Readonly<Record<string, unknown>> | undefined
}

const carried = ['承前页', '本页小计', '过次页', '其中', '本期无记录']
const plain = (value: ExcelJS.CellValue): unknown =>
  typeof value === 'object' && value !== null && 'result' in value ? value.result : value

/** Reads a sheet with its one or two lines of headings. */
export function registerOf(sheet: ExcelJS.Worksheet): Register {
  const grouped = sheet.getCell('A3').master.address === sheet.getCell('A4').master.address
  const head = grouped ? 4 : 3
  const labels = Array.from({ length: sheet.columnCount }, (_, index) => {
    const [over, own] = [sheet.getCell(3, index + 1).text, sheet.getCell(head, index + 1).text]
    return grouped && over !== own ? `${over}${own}` : own
  })
  const rows: Record<string, unknown>[] = []
  let total: Record<string, unknown> | undefined
  for (let number = head + 1; number <= sheet.rowCount; number += 1) {
    const cells = labels.map((label, index) => [label, plain(sheet.getCell(number, index + 1).value)] as const)
    const texts = cells.map(([, value]) => String(value ?? ''))
    if (texts.some((text) => carried.includes(text))) continue
    if (texts.some((text) => text === '合计')) total = Object.fromEntries(cells)
    else if (typeof cells[0]?.[1] === 'number') rows.push(Object.fromEntries(cells))
  }
  return { rows, total }
}
