import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType
} from 'docx'
import type { ISectionOptions } from 'docx'
import Nzh from 'nzh'
import { printableText } from './cellText'
import { BODY_FONT, FONT_TABLE, hasTitleFace, HEADING_FONT, SIZE, TITLE_FONT } from './formFonts'
import { GRID_WIDTH, gridTable, twips } from './formGrid'
import type { GridRow } from './formGrid'
import { lineRows, runsOver } from './formLines'
import type { FormBlock, FormModel } from './formModel'
import { factRows, imageRows, opinionRows, photoRows, signatureRows } from './formRows'
import { paragraph, paragraphs, run } from './formText'
import { qrPicture } from './qrPicture'

/** Margins of the official page, GB/T 9704: top 37 mm, bottom 35, left 28, right 26. */
const PAGE = {
  size: { width: twips(210), height: twips(297) },
  margin: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26), header: twips(14), footer: twips(20) }
} as const
const QR_PIXELS = (16 / 25.4) * 96

/**
 * The form as a Word document ready to print and sign: one section per copy, each naming its holder and counting its own pages.
 * Whatever is not decided yet is left as lines to write on.
 */
export async function writeForm(model: FormModel): Promise<Uint8Array> {
  const qr = qrPicture(model.number)
  const copies = model.copies === undefined || model.copies.length === 0 ? [undefined] : model.copies
  const document = new Document({
    title: printableText(`${model.title} ${model.number}`),
    creator: printableText(model.bureau),
    lastModifiedBy: printableText(model.bureau),
    styles: { default: { document: { run: { font: BODY_FONT, size: SIZE.table, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } } } },
    sections: copies.map((holder, index) => section(model, qr, holder, index, copies.length))
  })
  return Packer.toBuffer(document, undefined, [FONT_TABLE])
}

function section(model: FormModel, qr: Uint8Array, holder: string | undefined, index: number, count: number): ISectionOptions {
  return {
    properties: { page: { ...PAGE, pageNumbers: { start: 1 } } },
    headers: { default: new Header({ children: [headerTable(model, qr), spacer()] }) },
    footers: { default: new Footer({ children: [pageFoot(holder)] }) },
    children: [...titleLines(model), ...copyStatement(holder, index, count), ...body(model.blocks), ...noteLines(model.notes ?? [])]
  }
}

function headerTable(model: FormModel, qr: Uint8Array): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
  const qrWidth = twips(20)
  const label = printableText(`${model.number} 二维码`)
  const picture = new ImageRun({
    type: 'png',
    data: qr,
    transformation: { width: QR_PIXELS, height: QR_PIXELS },
    altText: { name: label, title: label, description: label }
  })
  const cell = (width: number, child: Paragraph): TableCell =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlign.BOTTOM,
      borders: { top: none, bottom: none, left: none, right: none },
      children: [child]
    })
  const look = { size: SIZE.small }
  return new Table({
    width: { size: GRID_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders,
    margins: { left: 0, right: 0 },
    columnWidths: [GRID_WIDTH / 2, GRID_WIDTH / 2 - qrWidth, qrWidth],
    rows: [
      new TableRow({
        children: [
          cell(GRID_WIDTH / 2, paragraph(model.bureau, look)),
          cell(GRID_WIDTH / 2 - qrWidth, paragraph(`编号：${model.number}`, { ...look, align: AlignmentType.RIGHT })),
          cell(qrWidth, paragraph([picture], { align: AlignmentType.RIGHT }))
        ]
      })
    ]
  })
}

// copies count their own pages; the field for a section's total is left empty by some office programs, so copies print none
function pageFoot(holder: string | undefined): Paragraph {
  const total = holder === undefined ? ['\u3000共 ', PageNumber.TOTAL_PAGES, ' 页'] : [`\u3000（${printableText(holder)}）`]
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ size: SIZE.foot, children: ['第 ', PageNumber.CURRENT, ' 页', ...total] })]
  })
}

// two lines when bureau and title do not fit into one at 二号
function titleLines(model: FormModel): Paragraph[] {
  const whole = model.title.startsWith(model.bureau) ? model.title : `${model.bureau}${model.title}`
  const lines = whole.length <= 19 || whole === model.title ? [whole] : [model.bureau, model.title]
  const bold = !hasTitleFace()
  return lines.map((line, index) =>
    paragraph(line, {
      align: AlignmentType.CENTER,
      size: SIZE.title,
      font: TITLE_FONT,
      bold,
      after: index === lines.length - 1 ? 160 : 0,
      keepNext: true
    })
  )
}

function copyStatement(holder: string | undefined, index: number, count: number): Paragraph[] {
  if (holder === undefined) return []
  const number = count === 2 ? '两' : Nzh.cn.encodeS(count)
  const text = `（一式${number}份\u3000第${Nzh.cn.encodeS(index + 1)}份：${holder}留存）`
  return [paragraph(text, { align: AlignmentType.CENTER, size: SIZE.table, after: 120, keepNext: true })]
}

/** Neighbouring table blocks become one table; prose stands between tables; long line tables stand alone so that their heading repeats. */
function body(blocks: readonly FormBlock[]): (Paragraph | Table)[] {
  const parts: (Paragraph | Table)[] = []
  let rows: GridRow[] = []
  const flush = (): void => {
    if (rows.length > 0) parts.push(gridTable(rows), spacer())
    rows = []
  }
  for (const block of blocks) {
    if (block.kind === 'text') {
      flush()
      parts.push(...prose(block))
    } else if (block.kind === 'photos') {
      flush()
      if (block.pictures.length > 0) parts.push(...photoPage(block))
    } else if (block.kind === 'lines' && runsOver(block)) {
      flush()
      rows = lineRows(block)
      flush()
    } else {
      // a heading row repeats on the next page only at the head of a table, and there it must
      rows.push(...tableRows(block).map((row) => ({ ...row, header: false })))
    }
  }
  flush()
  return parts
}

function tableRows(block: Exclude<FormBlock, { readonly kind: 'text' | 'photos' }>): GridRow[] {
  switch (block.kind) {
    case 'facts':
      return factRows(block)
    case 'lines':
      return lineRows(block)
    case 'opinions':
      return opinionRows(block)
    case 'signatures':
      return signatureRows(block)
    case 'image':
      return imageRows(block)
  }
}

// GB/T 9704: 三号 body, lines of 28 points, two characters of indent
function prose(block: Extract<FormBlock, { readonly kind: 'text' }>): Paragraph[] {
  const look = { size: SIZE.prose, line: 560, indentChars: 2 }
  const heading = block.heading === undefined ? [] : [paragraph(block.heading, { ...look, font: HEADING_FONT, keepNext: true })]
  return [...heading, ...block.paragraphs.flatMap((text) => paragraphs(text, look))]
}

function photoPage(block: Extract<FormBlock, { readonly kind: 'photos' }>): (Paragraph | Table)[] {
  const caption = paragraph([new PageBreak(), run(block.caption, { size: SIZE.prose, font: HEADING_FONT })], {
    align: AlignmentType.CENTER,
    after: 120
  })
  return [caption, gridTable(photoRows(block)), spacer()]
}

function noteLines(notes: readonly string[]): Paragraph[] {
  return notes.map((note, index) => {
    const mark = notes.length === 1 ? '注：' : index === 0 ? '注：1. ' : `\u3000\u3000${index + 1}. `
    return paragraph(`${mark}${note}`, { size: SIZE.small, before: index === 0 ? 60 : 0 })
  })
}

/** Word joins tables that touch and wants a paragraph after the last; this one takes next to no room. */
function spacer(): Paragraph {
  return paragraph('', { size: 8, line: 80 })
}
