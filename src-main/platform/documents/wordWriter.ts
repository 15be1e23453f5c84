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
  Tab,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType
} from 'docx'
import type { ISectionOptions, ParagraphChild } from 'docx'
import Nzh from 'nzh'
import { displayWidth, printableText } from './cellText'
import { BODY_FONT, FONT_TABLE, HEADING_FONT, LANGUAGE, SIZE, TITLE_FONT } from './formFonts'
import { GRID_WIDTH, gridTable, twips } from './formGrid'
import type { GridRow } from './formGrid'
import { lineRows, runsOver } from './formLines'
import type { FormAddition, FormBlock, PrintedForm } from './formModel'
import { factRows, imageRows, opinionRows, photoRows, signatureRows } from './formRows'
import { lineHeight, paragraph, paragraphs, pictureRun, run } from './formText'
import { printedDate } from './printedDate'
import { qrPicture } from './qrPicture'

/** Margins of the official page, GB/T 9704: top 37 mm, bottom 35, left 28, right 26. */
const PAGE = {
  size: { width: twips(210), height: twips(297) },
  margin: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26), header: twips(14), footer: twips(20) }
} as const
/** The red of official papers' heads. */
const RED = 'FF0000'
const QR_PIXELS = (16 / 25.4) * 96

/**
 * The form as a Word document ready to print and sign: one section per copy, each naming its holder and counting its
 * own pages. Whatever is not decided yet is left as lines to write on.
 */
export async function writeForm(model: PrintedForm): Promise<Uint8Array> {
  const qr = qrPicture(model.number)
  const copies = model.copies === undefined || model.copies.length === 0 ? [undefined] : model.copies
  const document = new Document({
    title: printableText(`${model.title} ${model.number}`),
    creator: printableText(model.bureau),
    lastModifiedBy: printableText(model.bureau),
    styles: { default: { document: { run: { font: BODY_FONT, size: SIZE.table, language: LANGUAGE } } } },
    sections: copies.map((holder, index) => section(model, qr, holder, index, copies.length))
  })
  return Packer.toBuffer(document, undefined, [FONT_TABLE])
}

function section(
  model: PrintedForm,
  qr: Uint8Array,
  holder: string | undefined,
  index: number,
  count: number
): ISectionOptions {
  return {
    properties: { page: { ...PAGE, pageNumbers: { start: 1 } } },
    headers: { default: new Header({ children: pageHead(model, qr) }) },
    footers: {
      default: new Footer({ children: [pageFoot(holder), ...markingLine(model.marking, AlignmentType.RIGHT)] })
    },
    children: [
      ...letterhead(model),
      ...titleLines(model),
      ...copyStatement(holder, index, count),
      ...body(model.blocks),
      ...colophon(model),
      ...noteLines(model.notes ?? []),
      ...additionLines(model.additions ?? []),
      // bears the end of the section, so that what is added below changes nothing above
      spacer()
    ]
  }
}

/** The class marking above or below each page; nothing where the paper has none. */
function markingLine(
  marking: string | undefined,
  align: (typeof AlignmentType)[keyof typeof AlignmentType]
): Paragraph[] {
  return marking === undefined ? [] : [paragraph(marking, { size: SIZE.small, align, bold: true })]
}

// an official paper goes by its document number alone
function pageHead(model: PrintedForm, qr: Uint8Array): (Paragraph | Table)[] {
  const marking = markingLine(model.marking, AlignmentType.LEFT)
  return model.letterhead === undefined ? [...marking, headerTable(model, qr), spacer()] : [...marking, spacer()]
}

function headerTable(model: PrintedForm, qr: Uint8Array): Table {
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

// each copy counts its own pages, to a total of its own
function pageFoot(holder: string | undefined): Paragraph {
  const pages = holder === undefined ? PageNumber.TOTAL_PAGES : PageNumber.TOTAL_PAGES_IN_SECTION
  const copy = holder === undefined ? [] : [`\u3000（${printableText(holder)}）`]
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ size: SIZE.foot, children: ['第 ', PageNumber.CURRENT, ' 页\u3000共 ', pages, ' 页', ...copy] })
    ]
  })
}

// two lines when bureau and title do not fit into one at 二号
function titleLines(model: PrintedForm): Paragraph[] {
  const whole = model.title.startsWith(model.bureau) ? model.title : `${model.bureau}${model.title}`
  const inHead = model.letterhead !== undefined
  const lines = inHead
    ? [model.title]
    : whole.length <= 19 || whole === model.title
      ? [whole]
      : [model.bureau, model.title]
  return lines.map((line, index) =>
    paragraph(line, {
      align: AlignmentType.CENTER,
      size: SIZE.title,
      font: TITLE_FONT,
      after: index === lines.length - 1 ? 160 : 0,
      keepNext: true
    })
  )
}

/** Red head of an official paper: who issues it, the number it is issued under, and the line under both. */
function letterhead({ letterhead: head }: PrintedForm): Paragraph[] {
  if (head === undefined) return []
  const look = { align: AlignmentType.CENTER, keepNext: true }
  const issuer = paragraph(head.issuer, {
    ...look,
    size: headSize(head.issuer),
    font: TITLE_FONT,
    color: RED,
    after: 240
  })
  const line = new Paragraph({
    alignment: look.align,
    spacing: { before: 0, after: 400, ...lineHeight({ size: SIZE.prose }, []) },
    keepNext: true,
    border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 4, color: RED } },
    children: [run(head.documentNumber ?? '', { size: SIZE.prose })]
  })
  return [issuer, line]
}

// as large as one line takes, at most 初号
function headSize(issuer: string): number {
  return Math.max(SIZE.title, Math.min(84, Math.floor(GRID_WIDTH / 10 / (displayWidth(issuer) / 2 + 0.5))))
}

function copyStatement(holder: string | undefined, index: number, count: number): Paragraph[] {
  if (holder === undefined) return []
  const number = count === 2 ? '两' : Nzh.cn.encodeS(count)
  const text = `（一式${number}份\u3000第${Nzh.cn.encodeS(index + 1)}份：${holder}留存）`
  return [paragraph(text, { align: AlignmentType.CENTER, size: SIZE.table, after: 120, keepNext: true })]
}

/**
 * Neighbouring table blocks become one table; prose stands between tables; long line tables stand alone so that their
 * heading repeats.
 */
function body(blocks: readonly FormBlock<Uint8Array>[]): (Paragraph | Table)[] {
  const parts: (Paragraph | Table)[] = []
  let rows: GridRow[] = []
  const flush = (): void => {
    if (rows.length > 0) parts.push(...(parts.at(-1) instanceof Table ? [spacer()] : []), gridTable(rows))
    rows = []
  }
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'text') {
      flush()
      parts.push(...prose(block), ...(blocks[index + 1]?.kind === 'text' ? [] : [gap()]))
    } else if (block.kind === 'photos') {
      flush()
      if (block.pictures.length > 0) parts.push(...photoPage(block))
    } else if (block.kind === 'lines' && runsOver(block)) {
      flush()
      rows = lineRows(block, false)
      flush()
    } else {
      // a heading row repeats on the next page only at the head of a table, and there it must
      const below = blocks[index + 1]
      // the last rows stay with what bears the end of the section, which would otherwise make a page of its own
      const keep = below === undefined || isBelow(below)
      rows.push(...tableRows(block, keep).map((row) => ({ ...row, header: false })))
    }
  }
  flush()
  return parts
}

// what is decided and signed under the lines is never parted from the last of them
const isBelow = (next: FormBlock<Uint8Array> | undefined): boolean =>
  next?.kind === 'opinions' || next?.kind === 'signatures'

function tableRows(
  block: Exclude<FormBlock<Uint8Array>, { readonly kind: 'text' | 'photos' }>,
  keep: boolean
): GridRow[] {
  switch (block.kind) {
    case 'facts':
      return factRows(block)
    case 'lines':
      return lineRows(block, keep)
    case 'opinions':
      return opinionRows(block, keep)
    case 'signatures':
      return signatureRows(block, keep)
    case 'image':
      return imageRows(block)
  }
}

// GB/T 9704: 三号 body, lines of 28 points, two characters of indent
function prose(block: Extract<FormBlock<Uint8Array>, { readonly kind: 'text' }>): Paragraph[] {
  const look = { size: SIZE.prose, line: 560, indentChars: 2 }
  const addressee =
    block.addressee === undefined ? [] : [paragraph(block.addressee, { size: SIZE.prose, line: 560, keepNext: true })]
  const heading =
    block.heading === undefined ? [] : [paragraph(block.heading, { ...look, font: HEADING_FONT, keepNext: true })]
  const text = block.paragraphs.flatMap((each) => paragraphs(each, look))
  return [...addressee, ...heading, ...text, ...(block.closing === undefined ? [] : closing(block.closing))]
}

// GB/T 9704: the date ends four characters from the right margin, the name stands centred over it
function closing({
  name,
  signature,
  date
}: NonNullable<Extract<FormBlock<Uint8Array>, { readonly kind: 'text' }>['closing']>): Paragraph[] {
  const day = printedDate(date)
  const place = (shown: string): number =>
    SIZE.prose * 10 * Math.max(1, 4 + (displayWidth(day) - displayWidth(shown)) / 4)
  const line = (
    children: string | readonly ParagraphChild[],
    indent: number,
    keepNext: boolean,
    before: number
  ): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { before, after: 0, ...lineHeight({ line: 560 }, typeof children === 'string' ? [] : children) },
      indent: { right: Math.round(indent) },
      keepNext,
      keepLines: true,
      children: typeof children === 'string' ? [run(children, { size: SIZE.prose })] : children
    })
  const picture = signature === undefined ? undefined : pictureRun(signature, 32, 9, `${name}签名`)
  const shown = picture === undefined ? name : [run(name, { size: SIZE.prose }), picture]
  return [line(shown, place(name), true, 560), line(day, place(day), false, 0)]
}

function photoPage(block: Extract<FormBlock<Uint8Array>, { readonly kind: 'photos' }>): (Paragraph | Table)[] {
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

// GB/T 9704: the last lines of the paper, between two rules
function colophon({ colophon: foot }: PrintedForm): Paragraph[] {
  if (foot === undefined) return []
  const rule = { style: BorderStyle.SINGLE, size: 6, space: 2, color: '000000' }
  const line = new Paragraph({
    spacing: { before: 480, after: 0, ...lineHeight({ size: SIZE.table }, []) },
    border: { top: rule, bottom: rule },
    tabStops: [{ type: TabStopType.RIGHT, position: GRID_WIDTH }],
    keepLines: true,
    children: [
      run(foot.issuer, { size: SIZE.table }),
      new TextRun({ children: [new Tab()] }),
      run(`${printedDate(foot.date)}印发`, { size: SIZE.table })
    ]
  })
  return [line]
}

// below what was signed, and said not to be part of it
function additionLines(additions: readonly FormAddition[]): Paragraph[] {
  if (additions.length === 0) return []
  const heading = paragraph('签批后的变动（不改变以上签批内容）：', { size: SIZE.small, before: 120, keepNext: true })
  return [
    heading,
    ...additions.map(({ date, text }) => paragraph(`${printedDate(date)}：${text}`, { size: SIZE.small }))
  ]
}

/** Between prose and what follows. */
function gap(): Paragraph {
  return paragraph('', { size: 8, line: 160 })
}

/** Word joins tables that touch and wants a paragraph after the last; this one takes next to no room. */
function spacer(): Paragraph {
  return paragraph('', { size: 2, line: 20 })
}
