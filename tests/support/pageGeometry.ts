import { readFile } from 'node:fs/promises'
import type ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { readSheets } from './papers'

/** A4 landscape less its margins, in points. */
const [PAGE_WIDTH, PAGE_HEIGHT] = [(297 / 25.4 - 0.47 - 0.35) * 72, (210 / 25.4 - 2 * 0.67) * 72]
/** Points of a half-width character of the standard font, the unit of column widths: seven pixels. */
const CHARACTER = (7 * 72) / 96
/** Programs differ by so much in what they get onto a page. */
const SHARES = Array.from({ length: 14 }, (_, step) => 0.96 + step * 0.01)

/** Where the pages of a sheet begin, as a program prints it whose pages hold such a share of what is worked out. */
function pageStarts(sheet: ExcelJS.Worksheet, broken: ReadonlySet<number>, share: number): readonly number[] {
  const { scale, fitToPage, printTitlesRow = '' } = sheet.pageSetup
  const width = sheet.columns.reduce((whole, column) => whole + (column.width ?? 9), 0) * CHARACTER
  const printed = fitToPage ? Math.min(1, PAGE_WIDTH / width) : (scale ?? 100) / 100
  const room = (PAGE_HEIGHT * share) / printed
  const heightOf = (row: number) => sheet.getRow(row).height ?? 15
  const [top = 0, bottom = 0] = printTitlesRow.split(':').map(Number)
  let repeated = 0
  for (let row = top; row > 0 && row <= bottom; row += 1) repeated += heightOf(row)
  const starts = [1]
  let used = 0
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    const height = heightOf(row)
    if (row > 1 && (broken.has(row) || used + height > room)) {
      starts.push(row)
      used = repeated
    }
    used += height
  }
  return starts
}

const isSum = /^(合计|其中|本页小计|过次页|承前页)$|小计$/

/** Sheets of a workbook whose last page has only sums and signers: the last line belongs with them. */
export async function footProblems(path: string): Promise<readonly string[]> {
  const zip = await JSZip.loadAsync(await readFile(path))
  const problems: string[] = []
  for (const sheet of await readSheets(path)) {
    const xml = (await zip.file(`xl/worksheets/sheet${sheet.id}.xml`)?.async('string')) ?? ''
    const broken = [...xml.matchAll(/<brk id="(\d+)"/g)].map(([, row]) => Number(row) + 1)
    problems.push(...footProblemsOf(sheet, new Set(broken)))
  }
  return problems
}

function footProblemsOf(sheet: ExcelJS.Worksheet, broken: ReadonlySet<number>): readonly string[] {
  const signers = sheet.rowCount
  if (!/：/.test(sheet.getCell(signers, 1).text)) return [`${sheet.name}: no signers at the end`]
  const textsOf = (row: number) => sheet.columns.map((_, index) => sheet.getCell(row, index + 1).text)
  let line = signers - 1
  while (line > 1 && textsOf(line).some((text) => isSum.test(text))) line -= 1
  const found = SHARES.filter((share) => (pageStarts(sheet, broken, share).at(-1) ?? 1) > line)
  return found.length > 0 ? [`${sheet.name}: row ${line} is the last line, the page after it has only the foot`] : []
}
