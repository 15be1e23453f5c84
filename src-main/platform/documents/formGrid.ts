import { BorderStyle, HeightRule, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx'
import type { Paragraph } from 'docx'

/** Twips of the text area of the official page: 210 mm less 28 mm left and 26 mm right. */
export const GRID_WIDTH = 8844

/** Millimetres in twips. */
export function twips(mm: number): number {
  return Math.round((mm * 1440) / 25.4)
}

/** A cell from one place of the line to another (twips from the left). */
export interface GridCell {
  readonly from: number
  readonly to: number
  readonly children: readonly Paragraph[]
  readonly top?: boolean
}

export interface GridRow {
  readonly cells: readonly GridCell[]
  readonly minimumMm: number
  /** Repeated at the top of each page; counts only for the first rows of a table. */
  readonly header?: boolean
}

/**
 * One bordered table of rows that divide the line differently, as paper forms do: cells are merged over the finest grid
 * all rows share, so that the office can go on editing it as one table.
 */
export function gridTable(rows: readonly GridRow[]): Table {
  const places = [
    ...new Set([0, GRID_WIDTH, ...rows.flatMap((row) => row.cells.flatMap((cell) => [cell.from, cell.to]))])
  ].sort((a, b) => a - b)
  const line = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
  return new Table({
    width: { size: GRID_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: places.slice(1).map((place, index) => place - (places[index] ?? 0)),
    margins: { left: 80, right: 80, top: 20, bottom: 20 },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          height: { value: twips(row.minimumMm), rule: HeightRule.ATLEAST },
          ...(row.header === true ? { tableHeader: true } : {}),
          children: row.cells.map(
            (cell) =>
              new TableCell({
                width: { size: cell.to - cell.from, type: WidthType.DXA },
                columnSpan: places.indexOf(cell.to) - places.indexOf(cell.from),
                verticalAlign: cell.top === true ? VerticalAlign.TOP : VerticalAlign.CENTER,
                children: [...cell.children]
              })
          )
        })
    )
  })
}
