import { type AlignmentType, ImageRun, Paragraph, TextRun } from 'docx'
import type { IRunOptions, ParagraphChild } from 'docx'
import { printableText } from './cellText'
import { SIZE } from './formFonts'
import { fitInto, readPicture } from './pictureSize'

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType]

export interface TextLook {
  readonly align?: Alignment
  /** Half-points. */
  readonly size?: number
  readonly bold?: boolean
  readonly font?: IRunOptions['font']
  /** Spacing in twentieths of a point. */
  readonly before?: number
  readonly after?: number
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
    spacing: { before: look.before ?? 0, after: look.after ?? 0, ...(look.line === undefined ? {} : { line: look.line }) },
    ...(look.indentChars === undefined
      ? {}
      : { indent: { firstLineChars: look.indentChars * 100, firstLine: look.indentChars * (look.size ?? SIZE.table) * 10 } }),
    ...(look.keepNext === true ? { keepNext: true } : {})
  })
}

/** A paragraph per line of the text; a single empty one for an empty text. */
export function paragraphs(text: string, look: TextLook = {}): Paragraph[] {
  return text.split(/\r\n|\r|\n/).map((line) => paragraph(line, look))
}

export function run(text: string, look: TextLook = {}): TextRun {
  return new TextRun({
    text: printableText(text),
    ...(look.size === undefined ? {} : { size: look.size }),
    ...(look.bold === undefined ? {} : { bold: look.bold }),
    ...(look.font === undefined ? {} : { font: look.font })
  })
}

/** A picture fitted into a box of millimetres, keeping its shape; nothing when it is no PNG or JPEG. `name` is read out to the blind. */
export function pictureRun(bytes: Uint8Array, widthMm: number, heightMm: number, name: string): ImageRun | undefined {
  const picture = readPicture(bytes)
  if (picture === undefined) return undefined
  const { width, height } = fitInto(picture, pixels(widthMm), pixels(heightMm))
  const title = printableText(name)
  return new ImageRun({ type: picture.type, data: bytes, transformation: { width, height }, altText: { name: title, title, description: title } })
}

function pixels(mm: number): number {
  return (mm / 25.4) * 96
}
