import {
  AlignmentType,
  BorderStyle,
  Document,
  HeightRule,
  Packer,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType
} from 'docx'
import { displayWidth, printableText } from './cellText'
import { code128, type Barcode } from './code128'
import { BODY_FONT, FONT_TABLE, HEADING_FONT, LANGUAGE } from './formFonts'
import { twips } from './formGrid'
import { paragraph, pictureRun } from './formText'
import { qrPicture } from './qrPicture'

/**
 * One label: what a person reads, and the bare number that a scanner reads from its QR or a barcode gun from its Code
 * 128.
 */
export interface Label {
  readonly title: string
  readonly lines: readonly string[]
  readonly number: string
}

export interface LabelSheetModel {
  /**
   * `a4`: three by seven labels of 60×40 mm to cut from a sheet or adhesive paper; `single`: a page of 60×40 mm per
   * label for label printers.
   */
  readonly layout: 'a4' | 'single'
  readonly labels: readonly Label[]
}

/** Millimetres. */
const LABEL_SIZE = { width: 60, height: 40 } as const
const QR_MM = 19
const TEXT_LINES = 6
// Text and QR above, bars across the label below. Lines have a height of their own, or six of them would fill the
// label.
const UPPER_MM = 29.5
const BARS_MM = 5
const TITLE_LINE = 280
const TEXT_LINE = 210

/** Half-width characters of a title that fit beside the QR. */
const TITLE_WIDTH = 16

// lineWidth: half-width characters of a line that fit beside the QR. Labels cut from a sheet keep cellX of room to the
// cut.
const PAGES = {
  a4: {
    columns: 3,
    lowerMm: LABEL_SIZE.height - UPPER_MM,
    width: 210,
    height: 297,
    marginX: 15,
    marginTop: 7,
    marginBottom: 6,
    cut: true,
    cellX: 1.5,
    lineWidth: 22
  },
  single: {
    columns: 1,
    lowerMm: 6.5,
    width: LABEL_SIZE.width,
    height: LABEL_SIZE.height,
    marginX: 1,
    marginTop: 1.5,
    marginBottom: 1,
    cut: false,
    cellX: 0,
    lineWidth: 21
  }
} as const

/**
 * The labels as a Word document, so that the office's own software prints them. Text that does not fit is cut with …,
 * the number never is.
 */
export async function writeLabels(model: LabelSheetModel): Promise<Uint8Array> {
  const page = PAGES[model.layout]
  const room = LABEL_SIZE.width - 2 * (model.layout === 'single' ? page.marginX : page.cellX)
  const cells = model.labels.map((label) => labelCells(label, model.layout))
  const bars = await Promise.all(
    model.labels.map(async ({ number }) => barsCell(number, await code128(number, BARS_MM, room), model.layout))
  )
  const rows: TableRow[] = []
  const addRow = (heightMm: number, children: readonly TableCell[]) =>
    rows.push(new TableRow({ cantSplit: true, height: { value: twips(heightMm), rule: HeightRule.EXACT }, children }))
  for (let index = 0; index < cells.length; index += page.columns) {
    const upper = cells.slice(index, index + page.columns)
    const lower = bars.slice(index, index + page.columns)
    const free = Array.from({ length: page.columns - upper.length }, () => emptyCell(model.layout))
    addRow(UPPER_MM, [...upper.flat(), ...free])
    addRow(page.lowerMm, [...lower, ...free])
  }
  const [textWidth, qrWidth] = cellWidths(model.layout)
  const table = new Table({
    width: { size: page.columns * (textWidth + qrWidth), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths: Array.from({ length: page.columns }, () => [textWidth, qrWidth]).flat(),
    margins: { left: twips(page.cellX), right: twips(page.cellX), top: 0, bottom: 0 },
    rows
  })
  const margin = {
    top: twips(page.marginTop),
    bottom: twips(page.marginBottom),
    left: twips(page.marginX),
    right: twips(page.marginX),
    header: 0,
    footer: 0
  }
  const document = new Document({
    title: '标签',
    creator: '',
    styles: { default: { document: { run: { font: BODY_FONT, size: 18, language: LANGUAGE } } } },
    sections: [
      {
        properties: { page: { size: { width: twips(page.width), height: twips(page.height) }, margin } },
        children: [...(rows.length === 0 ? [] : [table]), paragraph('', { size: 2, line: 20 })]
      }
    ]
  })
  return Packer.toBuffer(document, undefined, [FONT_TABLE])
}

function labelCells(label: Label, layout: LabelSheetModel['layout']): TableCell[] {
  const title = fit(label.title, TITLE_WIDTH * 2)
  const picture = pictureRun(qrPicture(label.number), QR_MM, QR_MM, `${label.number} 二维码`)
  const texts = visibleLines(label.lines, title, PAGES[layout].lineWidth)
  const [textWidth, qrWidth] = cellWidths(layout)
  const left = [
    paragraph(title, { size: 24, bold: true, font: HEADING_FONT, after: 40, line: TITLE_LINE }),
    ...texts.map((text) => paragraph(text, { size: 18, line: TEXT_LINE }))
  ]
  const right = [
    paragraph(picture === undefined ? '' : [picture], { align: AlignmentType.CENTER }),
    paragraph(label.number, { align: AlignmentType.CENTER, size: 13 })
  ]
  return [
    new TableCell({
      width: { size: textWidth, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      borders: borders(layout, ['top', 'left']),
      children: left
    }),
    new TableCell({
      width: { size: qrWidth, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      borders: borders(layout, ['top', 'right']),
      margins: { left: 0, right: twips(1) },
      children: right
    })
  ]
}

function barsCell(number: string, barcode: Barcode | undefined, layout: LabelSheetModel['layout']): TableCell {
  const picture = barcode && pictureRun(barcode.png, barcode.widthMm, BARS_MM, `${number} 条形码`)
  return new TableCell({
    columnSpan: 2,
    width: { size: wholeWidth(layout), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    borders: borders(layout, ['left', 'right', 'bottom']),
    children: [paragraph(picture === undefined ? '' : [picture], { align: AlignmentType.CENTER })]
  })
}

function emptyCell(layout: LabelSheetModel['layout']): TableCell {
  return new TableCell({
    columnSpan: 2,
    width: { size: wholeWidth(layout), type: WidthType.DXA },
    borders: borders(layout, []),
    children: [paragraph('')]
  })
}

function wholeWidth(layout: LabelSheetModel['layout']): number {
  return cellWidths(layout).reduce((sum, width) => sum + width, 0)
}

function cellWidths(layout: LabelSheetModel['layout']): readonly [number, number] {
  const width = LABEL_SIZE.width - (layout === 'single' ? 2 * PAGES.single.marginX : 0)
  const qr = QR_MM + 2.5
  return [twips(width - qr), twips(qr)]
}

type Edge = 'top' | 'bottom' | 'left' | 'right'

// dashed lines to cut along on sheets; label printers' paper is cut already
function borders(
  layout: LabelSheetModel['layout'],
  edges: readonly Edge[]
): Record<Edge, { style: 'none' | 'dashed'; size: number; color: string }> {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const cut = PAGES[layout].cut ? { style: BorderStyle.DASHED, size: 4, color: '999999' } : none
  const at = (edge: Edge) => (edges.includes(edge) ? cut : none)
  return { top: at('top'), bottom: at('bottom'), left: at('left'), right: at('right') }
}

function visibleLines(lines: readonly string[], title: string, lineWidth: number): string[] {
  let room = TEXT_LINES - (displayWidth(title) > TITLE_WIDTH ? 1 : 0)
  const visible: string[] = []
  for (const line of lines) {
    if (room <= 0) break
    const text = fit(line, lineWidth * Math.min(2, room))
    visible.push(text)
    room -= displayWidth(text) > lineWidth ? 2 : 1
  }
  return visible
}

/** The text on one line, cut to a width of half-width characters. */
function fit(text: string, width: number): string {
  const clean = printableText(text).replaceAll(/\s+/g, ' ').trim()
  if (displayWidth(clean) <= width) return clean
  let kept = ''
  for (const sign of clean) {
    if (displayWidth(kept + sign) > width - 2) break
    kept += sign
  }
  return `${kept}…`
}
