import { type AlignmentType, ImageRun, LineRuleType, NoBreakHyphen, Paragraph, TextRun } from 'docx'
import type { IFontAttributesProperties, ParagraphChild } from 'docx'
import { printableText } from './cellText'
import { BODY_FONT, SIZE } from './formFonts'
import { fitInto, readPicture } from './pictureSize'

/** Twentieths of a point of line per half-point of type. */
const LINE = 15
/** Signs that Latin and Chinese typefaces both have, in different widths. */
const AMBIGUOUS = /[“”‘’…—·×°]/
/** A hyphen between letters and digits of one number. */
const HYPHEN = /(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])/g
type LineRule = (typeof LineRuleType)[keyof typeof LineRuleType]
type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType]

export interface TextLook {
  readonly align?: Alignment
  /** Half-points. */
  readonly size?: number
  readonly bold?: boolean
  readonly font?: IFontAttributesProperties
  readonly color?: string
  /** Spacing in twentieths of a point. */
  readonly before?: number
  readonly after?: number
  /** Height of a line; half as much again as the type when absent. */
  readonly line?: number
  /** First-line indent in characters. */
  readonly indentChars?: number
  readonly keepNext?: boolean
}

/** One paragraph of clean text. */
export function paragraph(text: string | readonly ParagraphChild[], look: TextLook = {}): Paragraph {
  const children = typeof text === 'string' ? [run(text, look)] : text
  return new Paragraph({
    children,
    ...(look.align === undefined ? {} : { alignment: look.align }),
    spacing: { before: look.before ?? 0, after: look.after ?? 0, ...lineHeight(look, children) },
    ...(look.indentChars === undefined
      ? {}
      : {
          indent: {
            firstLineChars: look.indentChars * 100,
            firstLine: look.indentChars * (look.size ?? SIZE.table) * 10
          }
        }),
    ...(look.keepNext === true ? { keepNext: true } : {})
  })
}

/**
 * The same height in every office program: a bare number of points is read as a multiple of a line by some and as a
 * height by others. A line with a picture grows with it.
 */
export function lineHeight(
  look: Pick<TextLook, 'line' | 'size'>,
  children: readonly ParagraphChild[]
): { line: number; lineRule: LineRule } {
  const grows = children.some((child) => child instanceof ImageRun)
  return {
    line: look.line ?? (look.size ?? SIZE.table) * LINE,
    lineRule: grows ? LineRuleType.AT_LEAST : LineRuleType.EXACT
  }
}

/** A paragraph per line of the text; a single empty one for an empty text. */
export function paragraphs(text: string, look: TextLook = {}): Paragraph[] {
  return text.split(/\r\n|\r|\n/).map((line) => paragraph(line, look))
}

/**
 * A run of clean text: record numbers and telephone numbers are not broken at their hyphens, Chinese quotes are set in
 * the Chinese face.
 */
export function run(text: string, look: TextLook = {}): TextRun {
  const clean = asPapersWrite(printableText(text))
  const font = look.font ?? (AMBIGUOUS.test(clean) ? BODY_FONT : undefined)
  return new TextRun({
    children: unbroken(clean),
    ...(look.size === undefined ? {} : { size: look.size }),
    ...(look.bold === undefined ? {} : { bold: look.bold }),
    ...(look.color === undefined ? {} : { color: look.color }),
    ...(font === undefined ? {} : { font: AMBIGUOUS.test(clean) ? { ...font, hint: 'eastAsia' } : font })
  })
}

const ISO_DAY = /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}))?(?![\d-])/g

/** Days and times within a text as official papers write them: 2026年1月5日14时30分, whoever made the text. */
function asPapersWrite(text: string): string {
  return text.replace(ISO_DAY, (_whole, year: string, month: string, day: string, hour?: string, minute?: string) => {
    const date = `${year}年${Number(month)}月${Number(day)}日`
    return hour === undefined ? date : `${date}${hour}时${minute ?? ''}分`
  })
}

function unbroken(text: string): (string | NoBreakHyphen)[] {
  const parts: (string | NoBreakHyphen)[] = []
  let passed = 0
  for (const { index } of text.matchAll(HYPHEN)) {
    parts.push(text.slice(passed, index), new NoBreakHyphen())
    passed = index + 1
  }
  return [...parts, text.slice(passed)]
}

/**
 * A picture fitted into a box of millimetres, keeping its shape; nothing when it is no PNG or JPEG. `name` is read out
 * to the blind.
 */
export function pictureRun(bytes: Uint8Array, widthMm: number, heightMm: number, name: string): ImageRun | undefined {
  const picture = readPicture(bytes)
  if (picture === undefined) return undefined
  const { width, height } = fitInto(picture, pixels(widthMm), pixels(heightMm))
  const title = printableText(name)
  return new ImageRun({
    type: picture.type,
    data: bytes,
    transformation: { width, height },
    altText: { name: title, title, description: title }
  })
}

function pixels(mm: number): number {
  return (mm / 25.4) * 96
}
