import * as sheets from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { recordsOf, takeFormulasOut } from './biff'
import type { ImportLimits } from './limits'
import { numberStyle, shownText } from './numberFormat'
import { isPicture, spokenText, textCell } from './storedText'
import type { RawCell, RawRow, Table } from './table'
import { UnreadableFile, damaged } from './unreadableFile'
import { dateCell } from './worksheet'

// Workbooks of before 1997 keep their text in the system's own encoding, GBK on Chinese Windows.
sheets.set_cptable(codePages)

function numberCell({ v, z, f }: sheets.CellObject, from1904: boolean): RawCell {
  const value = Number(v)
  const code = typeof z === 'string' ? z : undefined
  const style = numberStyle(0, code ?? 'General')
  if (style.date) return dateCell(value, from1904, style.format)
  const text = style.format === undefined ? undefined : shownText(value, style.format)
  if (f !== undefined) return text === undefined ? { computed: value } : { computed: value, text }
  return text === undefined ? value : { number: value, text }
}

function cellOf(cell: sheets.CellObject | undefined, from1904: boolean): RawCell {
  if (!cell) return null
  switch (cell.t) {
    case 'n':
      return cell.v === undefined ? { fault: 'uncalculated', text: '公式' } : numberCell(cell, from1904)
    case 'd':
      return cell.v instanceof Date ? cell.v : null
    case 'b':
      return cell.v === true
    case 'e':
      return { fault: 'error', text: cell.w ?? '#ERROR' }
    case 's':
      return textCell(spokenText(String(cell.v ?? '')))
    default:
      return cell.f === undefined ? null : { fault: 'uncalculated', text: '公式' }
  }
}

function tableOf(
  name: string,
  sheet: sheets.WorkSheet,
  hidden: boolean,
  from1904: boolean,
  left: { rows: number; cells: number }
): Table {
  const grid = (sheet['!data'] ?? []) as readonly (readonly (sheets.CellObject | undefined)[] | undefined)[]
  const rowFacts = sheet['!rows'] ?? []
  const rows: RawRow[] = []
  let pictures = 0
  for (const [index, line] of grid.entries()) {
    if (!line) continue
    const cells: RawCell[] = []
    let filled = 0
    for (const [column, each] of line.entries()) {
      const value = cellOf(each, from1904)
      if (value === null || value === '') continue
      if (typeof value === 'string' && isPicture(value)) {
        pictures += 1
        continue
      }
      cells[column] = value
      filled += 1
    }
    if (filled === 0) continue
    if ((left.rows -= 1) < 0 || (left.cells -= filled) < 0)
      throw new UnreadableFile('tooLarge', `工作表“${name}”内容过多，请分成几个文件后再导入`)
    rows.push({ number: index + 1, cells, ...(rowFacts[index]?.hidden ? { hidden: true } : {}) })
  }
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c }))
  const hiddenColumns = (sheet['!cols'] ?? []).flatMap((facts, column) => (facts?.hidden ? [column] : []))
  return {
    name,
    hidden,
    rows,
    merges,
    ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}),
    ...(pictures > 0 ? { pictures } : {})
  }
}

/** Archives as they are; of a workbook of before 2007 its records, without their formulas. */
function readable(bytes: Buffer): Buffer {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return bytes
  const records = recordsOf(bytes)
  takeFormulasOut(records)
  return records
}

/**
 * Reads a workbook of before 2007 (.xls, BIFF 5 and 8), of WPS (.et) or of the OpenDocument kind (.ods) as tables of
 * raw cells.
 */
export function readOtherSpreadsheet(bytes: Buffer, limits: ImportLimits): readonly Table[] {
  let workbook: sheets.WorkBook
  try {
    workbook = sheets.read(readable(bytes), {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellStyles: true,
      cellText: false,
      cellHTML: false,
      sheetRows: limits.rows + limits.emptyRows,
      codepage: 936
    })
  } catch (fault) {
    if (fault instanceof Error && /password-protected/i.test(fault.message))
      throw new UnreadableFile('passwordProtected', '工作簿设有打开密码，请在 Excel 或 WPS 中取消密码并保存后再导入')
    throw fault instanceof UnreadableFile ? fault : damaged()
  }
  if (workbook.SheetNames.length === 0) throw damaged()
  if (workbook.SheetNames.length > limits.sheets)
    throw new UnreadableFile('tooLarge', `工作表超过${limits.sheets}个，请分成几个文件后再导入`)
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true
  const left = { rows: limits.rows, cells: limits.cells }
  return workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name]
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return sheet ? [tableOf(name, sheet, hidden, from1904, left)] : []
  })
}
