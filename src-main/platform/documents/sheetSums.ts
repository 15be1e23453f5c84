import type { Worksheet } from 'exceljs'
import { inReaderUnit, totalStyle } from './sheetCells'
import { breakAbove, PageFlow } from './pageFlow'
import type { CellValue, MeasuredSum, SheetModel } from './sheetModel'
import { CARRIED_LABEL_STYLE, STYLES, TOTAL_LABEL_STYLE } from './sheetStyles'

/** Points. */
const SUM_ROW = 22
/** Kept free at the foot of every page of a bound register: 本页小计, 过次页 and what may be written beside them. */
const FOOT = 2 * SUM_ROW + 36

interface Place {
  readonly firstRow: number
  readonly widths: readonly number[]
  /** Points of title, facts and heading on the first page, and of the heading on those after it. */
  readonly head: number
  readonly repeated: number
  /** Points of the signers under the totals. */
  readonly signers: number
}

/**
 * The sums of a sheet. A bound register counts its pages as well: 承前页 at the head of each, 本页小计 and 过次页 at its foot.
 * All are SUBTOTAL formulas, which leave one another out, so that the sheet's total counts every entry once and follows
 * a filter.
 */
export class SheetSums {
  readonly paged: boolean
  private readonly whole: number[]
  private page: number[]
  private pageFirst: number
  private readonly flow: PageFlow
  /** The column whose values are subtotalled; -1 where none is. */
  private readonly grouped: number
  private group:
    | {
        readonly name: string
        readonly first: number
        readonly sums: number[]
        readonly measures: Map<number, Set<string>>
      }
    | undefined
  /** Column of the unit of measure by summed column, and the sums by unit. */
  private readonly measures = new Map<number, { readonly of: number; readonly sums: Map<string, number> }>()

  constructor(
    private readonly worksheet: Worksheet,
    private readonly sheet: Pick<SheetModel, 'columns' | 'pageSums' | 'subtotalled'>,
    private readonly place: Place
  ) {
    this.whole = sheet.columns.map(() => 0)
    this.page = sheet.columns.map(() => 0)
    this.paged = sheet.pageSums === true && this.totals
    this.pageFirst = place.firstRow
    this.grouped = sheet.columns.findIndex(({ key }) => key === sheet.subtotalled)
    sheet.columns.forEach(({ total, per }, index) => {
      if (total !== true || per === undefined) return
      this.measures.set(index, { of: sheet.columns.findIndex(({ key }) => key === per), sums: new Map() })
    })
    this.flow = new PageFlow(place.widths, place.repeated, this.paged)
    this.flow.add(place.head)
  }

  /**
   * Makes room for a row of so many points: a bound register closes a full page and begins the next; any sheet keeps
   * its last row on one page with totals and signers. Answers the row to write.
   */
  room(next: number, height: number, last: boolean): number {
    const wanted = height + (last ? this.foot() : this.paged ? FOOT : 0)
    const turns = (last || this.paged) && next !== this.pageFirst && !this.flow.fits(wanted)
    const row = turns ? this.turn(next) : next
    this.flow.add(height)
    return row
  }

  /** Points of what is still to come under the last row, which may bring one more unit of measure. */
  private foot(): number {
    const units = new Set([...this.measures.values()].flatMap(({ sums }) => [...sums.keys()]))
    const measured = units.size > 0 ? units.size + 1 : 0
    const sums = this.totals ? (this.grouped < 0 ? 0 : 1) + (this.paged ? 1 : 0) + 1 + measured : 0
    return sums * SUM_ROW + this.place.signers
  }

  /** Ends the group before a row that begins another; answers the row to write. */
  regroup(next: number, values: readonly CellValue[]): number {
    if (this.grouped < 0) return next
    const name = String(values[this.grouped] ?? '')
    const row = this.group !== undefined && this.group.name !== name ? this.subtotal(next) : next
    this.group ??= { name, first: row, sums: this.whole.map(() => 0), measures: new Map() }
    return row
  }

  add(values: readonly CellValue[]): void {
    this.sheet.columns.forEach((column, index) => {
      const value = values[index]
      if (column.total !== true || typeof value !== 'number') return
      this.whole[index] = (this.whole[index] ?? 0) + value
      this.page[index] = (this.page[index] ?? 0) + value
      if (this.group !== undefined) {
        this.group.sums[index] = (this.group.sums[index] ?? 0) + value
        const measure = String(values[this.measures.get(index)?.of ?? -1] ?? '')
        this.group.measures.set(index, (this.group.measures.get(index) ?? new Set()).add(measure))
      }
      const measured = this.measures.get(index)
      if (measured === undefined) return
      const measure = String(values[measured.of] ?? '')
      measured.sums.set(measure, (measured.sums.get(measure) ?? 0) + value)
    })
  }

  /** Writes the totals under the last row; answers the row after them. */
  close(next: number, written: number): number {
    if (!this.totals) return next
    let row = this.group === undefined ? next : this.subtotal(next)
    next = row
    if (this.paged && written > 0 && this.pageFirst !== this.place.firstRow)
      this.write(row++, '本页小计', this.page, [this.pageFirst, next - 1])
    this.write(row++, '合计', this.whole, written === 0 ? undefined : [this.place.firstRow, next - 1])
    const units = new Set([...this.measures.values()].flatMap(({ sums }) => (sums.size > 1 ? [...sums.keys()] : [])))
    for (const unit of units) this.writeMeasure(row++, unit, [this.place.firstRow, next - 1])
    return row
  }

  /** Totals by unit of measure of the columns that have one, by column key. */
  byMeasure(): Record<string, readonly MeasuredSum[]> {
    return Object.fromEntries(
      [...this.measures].map(([index, { sums }]) => [
        this.sheet.columns[index]?.key ?? '',
        [...sums].map(([measure, sum]) => ({ measure, sum }))
      ])
    )
  }

  /** Totals by column key, in the column's unit. */
  byKey(): Record<string, number> {
    return Object.fromEntries(
      this.sheet.columns.flatMap(({ key, total }, index) =>
        total === true ? [[key, this.whole[index] ?? 0] as const] : []
      )
    )
  }

  private get totals(): boolean {
    return this.sheet.columns.some((column) => column.total === true)
  }

  /** Writes the group's sums under its last row; kilograms and pieces are not added up here either. */
  private subtotal(next: number): number {
    const { group } = this
    if (group === undefined) return next
    const row = this.worksheet.getRow(next)
    this.sheet.columns.forEach((column, index) => {
      const cell = row.getCell(index + 1)
      const sum = group.sums[index] ?? 0
      cell.style = STYLES.text.total
      if (index === this.grouped) cell.value = `${group.name} 小计`
      if (column.total !== true || (group.measures.get(index)?.size ?? 0) > 1) return
      const { letter } = this.worksheet.getColumn(index + 1)
      cell.style = totalStyle(column.kind, sum)
      cell.value = {
        formula: `SUBTOTAL(9,${letter}${group.first}:${letter}${next - 1})`,
        result: inReaderUnit(column.kind, sum)
      }
    })
    row.height = SUM_ROW
    row.commit()
    this.flow.add(SUM_ROW)
    this.group = undefined
    return next + 1
  }

  private turn(next: number): number {
    this.flow.turn()
    if (!this.paged) {
      breakAbove(this.worksheet, next)
      return next
    }
    const last = next - 1
    this.write(next, '本页小计', this.page, [this.pageFirst, last])
    this.write(next + 1, '过次页', this.whole, [this.place.firstRow, last])
    breakAbove(this.worksheet, next + 2)
    this.write(next + 2, '承前页', this.whole, [this.place.firstRow, last])
    this.pageFirst = next + 3
    this.page = this.page.map(() => 0)
    this.flow.add(SUM_ROW)
    return next + 3
  }

  private write(
    number: number,
    label: string,
    sums: readonly number[],
    rows: readonly [number, number] | undefined
  ): void {
    const { columns } = this.sheet
    const isTotal = label === '合计'
    const row = this.worksheet.getRow(number)
    const labelled = Math.max(
      0,
      columns.findIndex((column) => column.total !== true)
    )
    columns.forEach((column, index) => {
      const cell = row.getCell(index + 1)
      const sum = sums[index] ?? 0
      if (column.total === true && this.mixed(index)) {
        cell.style = STYLES.text.total
      } else if (column.total === true) {
        const { letter } = this.worksheet.getColumn(index + 1)
        cell.style = totalStyle(column.kind, sum)
        cell.value =
          rows === undefined
            ? 0
            : { formula: `SUBTOTAL(9,${letter}${rows[0]}:${letter}${rows[1]})`, result: inReaderUnit(column.kind, sum) }
      } else {
        cell.style = index !== labelled ? STYLES.text.total : isTotal ? TOTAL_LABEL_STYLE : CARRIED_LABEL_STYLE
        if (index === labelled) cell.value = label
      }
    })
    row.height = SUM_ROW
    row.commit()
  }

  private mixed(column: number): boolean {
    return (this.measures.get(column)?.sums.size ?? 0) > 1
  }

  /** 其中：公斤, one row for each unit of measure; SUMIF picks its lines. */
  private writeMeasure(number: number, unit: string, rows: readonly [number, number]): void {
    const row = this.worksheet.getRow(number)
    const label = this.sheet.columns.findIndex((column) => column.total !== true)
    this.sheet.columns.forEach((column, index) => {
      const cell = row.getCell(index + 1)
      const measured = this.measures.get(index)
      const sum = measured?.sums.get(unit)
      cell.style = index === label ? CARRIED_LABEL_STYLE : STYLES.text.total
      if (index === label) cell.value = '其中'
      if (measured === undefined || sum === undefined || measured.sums.size < 2) return
      const range = (at: number): string =>
        `${this.worksheet.getColumn(at + 1).letter}${rows[0]}:${this.worksheet.getColumn(at + 1).letter}${rows[1]}`
      cell.style = totalStyle(column.kind, sum)
      const formula = `SUMIF(${range(measured.of)},"${unit.replaceAll('"', '""')}",${range(index)})`
      cell.value = { formula, result: inReaderUnit(column.kind, sum) }
      row.getCell(measured.of + 1).value = unit
    })
    row.height = SUM_ROW
    row.commit()
  }
}
