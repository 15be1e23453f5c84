import { AlignmentType } from 'docx'
import type { Paragraph, ParagraphChild } from 'docx'
import { displayWidth } from './cellText'
import type { FormBlock, FormFact, OpinionBox } from './formModel'
import { SIZE } from './formFonts'
import { GRID_WIDTH, twips } from './formGrid'
import type { GridCell, GridRow } from './formGrid'
import { paragraph, paragraphs, pictureRun, run } from './formText'
import { printedDate } from './printedDate'

/** Twips: a label has room for six characters, so that 分管领导意见 stays on one line. */
export const LABEL = twips(28.5)
const LABEL_CHARACTERS = 6
const HALF = GRID_WIDTH / 2
const ROW_MM = 9.5
/** Half-width characters of a value beside another before it would take more than three lines there. */
const LONGEST_HALF = 60
const OPINION_MM = 20
/** A box that needs no more room for handwriting. */
const DECIDED_MM = 16
const SIGNATURE_MM = 12
/** So many boxes are never parted. */
const KEPT_BOXES = 3
const BLANK_DATE = '　　年　　月　　日'

type Block<Kind extends FormBlock['kind']> = Extract<FormBlock<Uint8Array>, { readonly kind: Kind }>

export function labelCell(text: string, from: number, to: number, keepNext = false): GridCell {
  const lines = to - from > LABEL ? text : balanced(text)
  return { from, to, children: paragraphs(lines, { align: AlignmentType.CENTER, size: SIZE.table, keepNext }) }
}

// a label too long for its line is broken where a reader would, never before its last character
function balanced(label: string): string {
  if (label.length <= LABEL_CHARACTERS || label.length > LABEL_CHARACTERS * 2 || label.includes('\n')) return label
  const natural = Math.max(label.endsWith('意见') ? label.length - 2 : 0, label.indexOf('（'))
  const place =
    natural > 0 && natural <= LABEL_CHARACTERS && label.length - natural <= LABEL_CHARACTERS
      ? natural
      : Math.ceil(label.length / 2)
  return `${label.slice(0, place)}\n${label.slice(place)}`
}

/**
 * Facts two to a line; a long one, one that asks for the whole line, or is left alone before such a one, stretches over
 * it.
 */
export function factRows(block: Block<'facts'>): GridRow[] {
  const rows: GridRow[] = []
  let left: FormFact | undefined
  const flush = (): void => {
    if (left !== undefined) rows.push({ minimumMm: ROW_MM, cells: pair(left, 0, GRID_WIDTH) })
    left = undefined
  }
  for (const fact of block.facts) {
    if (fact.span === 3 || displayWidth(fact.value) > LONGEST_HALF) {
      flush()
      rows.push({ minimumMm: ROW_MM, cells: pair(fact, 0, GRID_WIDTH) })
    } else if (left === undefined) {
      left = fact
    } else {
      rows.push({ minimumMm: ROW_MM, cells: [...pair(left, 0, HALF), ...pair(fact, HALF, GRID_WIDTH)] })
      left = undefined
    }
  }
  flush()
  return rows
}

function pair(fact: FormFact, from: number, to: number): GridCell[] {
  return [
    labelCell(fact.label, from, from + LABEL),
    { from: from + LABEL, to, children: paragraphs(fact.value, { size: SIZE.table }) }
  ]
}

/**
 * The chain's boxes: opinion, then signature and date at the foot; lines to write on where a box is not decided. A few
 * boxes stay on one page and, with `keep`, with what follows them; a long chain fills the page it begins on, and only
 * its last two stay together.
 */
export function opinionRows(block: Block<'opinions'>, keep: boolean): GridRow[] {
  const last = block.boxes.length - 1
  return block.boxes.map((box, index) => {
    const keepNext = index === last ? keep : last < KEPT_BOXES || index === last - 1
    return {
      minimumMm: box.date === undefined ? OPINION_MM : DECIDED_MM,
      cells: [
        labelCell(box.label, 0, LABEL, keepNext),
        { from: LABEL, to: GRID_WIDTH, children: opinionParagraphs(box, keepNext) }
      ]
    }
  })
}

function opinionParagraphs(box: OpinionBox<Uint8Array>, keepNext: boolean): Paragraph[] {
  const opinion = box.opinion === undefined || box.opinion.trim() === '' ? '\n' : box.opinion
  const signature = signatureRuns(box.name, box.signature, box.label)
  const date = run(`\u3000\u3000${box.date === undefined ? BLANK_DATE : printedDate(box.date)}`, { size: SIZE.table })
  const place =
    box.capacity === undefined
      ? []
      : [paragraph(`（由${box.capacity}审批）`, { size: SIZE.small, align: AlignmentType.RIGHT, keepNext })]
  return [
    ...paragraphs(opinion, { size: SIZE.table, keepNext }),
    ...place,
    paragraph([run('签名：', { size: SIZE.table }), ...signature, date], { align: AlignmentType.RIGHT, keepNext })
  ]
}

function signatureRuns(name: string | undefined, signature: Uint8Array | undefined, label: string): ParagraphChild[] {
  const picture = signature === undefined ? undefined : pictureRun(signature, 25, 10, `${label}${name ?? ''}签名`)
  // handwriting is hard to read: the name stands beside it
  if (picture !== undefined) return [picture, ...(name === undefined ? [] : [run(`（${name}）`, { size: SIZE.small })])]
  return [run(name ?? '　　　　　　', { size: SIZE.table })]
}

/** Signature places two to a line, each with its date; kept on one page and, with `keep`, with what follows them. */
export function signatureRows(block: Block<'signatures'>, keep: boolean): GridRow[] {
  const rows: GridRow[] = []
  for (let index = 0; index < block.lines.length; index += 2) {
    const [first, second] = [block.lines[index], block.lines[index + 1]]
    if (first === undefined) continue
    const keepNext = keep || index + 2 < block.lines.length
    const place = (line: typeof first, from: number, to: number): GridCell[] => signaturePlace(line, from, to, keepNext)
    const cells =
      second === undefined
        ? place(first, 0, GRID_WIDTH)
        : [...place(first, 0, HALF), ...place(second, HALF, GRID_WIDTH)]
    rows.push({ minimumMm: SIGNATURE_MM, cells })
  }
  return rows
}

function signaturePlace(
  line: Block<'signatures'>['lines'][number],
  from: number,
  to: number,
  keepNext: boolean
): GridCell[] {
  const date = paragraph(line.date === undefined ? BLANK_DATE : printedDate(line.date), {
    align: AlignmentType.RIGHT,
    size: SIZE.small,
    keepNext
  })
  const name = line.name === '' ? undefined : line.name
  // a name printed for somebody to sign beside is no signature
  const unsigned = line.date === undefined && line.signature === undefined && name !== undefined
  const runs = unsigned ? [run(`（${name}）`, { size: SIZE.small })] : signatureRuns(name, line.signature, line.label)
  const signed = paragraph(runs, { keepNext, ...(unsigned ? { align: AlignmentType.RIGHT } : {}) })
  return [labelCell(line.label, from, from + LABEL, keepNext), { from: from + LABEL, to, children: [signed, date] }]
}

/** A picture in its frame beside its caption; an empty frame (seal imprint to be stamped) when there is none. */
export function imageRows(block: Block<'image'>): GridRow[] {
  const width = ((GRID_WIDTH - LABEL) / 1440) * 25.4 - 6
  const picture =
    block.picture === undefined ? undefined : pictureRun(block.picture, width, block.heightMm - 3, block.caption)
  const children = [paragraph(picture === undefined ? '' : [picture], { align: AlignmentType.CENTER })]
  return [
    {
      minimumMm: block.heightMm,
      cells: [labelCell(block.caption, 0, LABEL), { from: LABEL, to: GRID_WIDTH, children }]
    }
  ]
}

/** Photographs two to a line, each over its caption. */
export function photoRows(block: Block<'photos'>): GridRow[] {
  const rows: GridRow[] = []
  for (let index = 0; index < block.pictures.length; index += 2) {
    const places = [block.pictures[index], block.pictures[index + 1]]
    const cells = (children: (place: Block<'photos'>['pictures'][number] | undefined) => Paragraph[]): GridCell[] =>
      places.map((place, side) => ({ from: side * HALF, to: side * HALF + HALF, children: children(place) }))
    rows.push({ minimumMm: 60, cells: cells((place) => [photo(place)]) })
    rows.push({
      minimumMm: 8,
      cells: cells((place) => [paragraph(place?.caption ?? '', { align: AlignmentType.CENTER, size: SIZE.small })])
    })
  }
  return rows
}

function photo(place: Block<'photos'>['pictures'][number] | undefined): Paragraph {
  const look = { align: AlignmentType.CENTER, size: SIZE.small, keepNext: true }
  if (place === undefined) return paragraph('', look)
  const picture = pictureRun(place.picture, 72, 57, place.caption)
  return picture === undefined ? paragraph('（图片无法读取，未能打印）', look) : paragraph([picture], look)
}
