import type { Workbook, Worksheet } from 'exceljs'
import { printableText } from './cellText'
import type { WorkbookAbout } from './sheetModel'

// What exceljs' streaming writer leaves out or writes otherwise than ECMA-376 has it, put right where it writes each
// part.
interface StreamingWorkbook {
  readonly zip: { append(source: unknown, entry: { readonly name: string }): unknown }
}
interface StreamingSheet {
  readonly stream: { write(text: unknown): unknown }
  readonly pageSetup: { readonly horizontalCentered?: boolean }
  _writePageMargins(): void
}

interface WholeWorkbook {
  readonly xlsx: { addStyles(zip: unknown, model: { readonly styles: { readonly xml: string } }): Promise<void> }
}

const FIRST_SHEET = {
  x: 0,
  y: 0,
  width: 24_000,
  height: 12_000,
  firstSheet: 0,
  activeTab: 0,
  visibility: 'visible'
} as const

/** CT_Font: the order its children stand in. */
const FONT_CHILDREN = [
  'b',
  'i',
  'strike',
  'condense',
  'extend',
  'outline',
  'shadow',
  'u',
  'vertAlign',
  'sz',
  'color',
  'name',
  'family',
  'charset',
  'scheme'
]

/**
 * Names the bureau and what the workbook is of in its properties, opens it at its first sheet, and puts the styles in
 * the order of the schema.
 */
export function describeWorkbook(workbook: Workbook, { bureau, title, at }: WorkbookAbout): void {
  const moment = new Date(Date.parse(at))
  Object.assign(workbook, {
    creator: printableText(bureau),
    lastModifiedBy: printableText(bureau),
    title: printableText(title),
    created: moment,
    modified: moment,
    views: [FIRST_SHEET]
  })
  const { zip } = workbook as unknown as StreamingWorkbook
  const append = zip.append.bind(zip)
  zip.append = (source, entry) =>
    append(entry.name === 'xl/styles.xml' && typeof source === 'string' ? orderedFonts(source) : source, entry)
}

/** The same of a workbook that is made whole in memory: an import template, which is of no bureau. */
export function describeTemplate(workbook: Workbook, title: string): void {
  Object.assign(workbook, {
    creator: '局务台账',
    lastModifiedBy: '局务台账',
    title: printableText(title),
    views: [FIRST_SHEET]
  })
  const { xlsx } = workbook as unknown as WholeWorkbook
  const addStyles = xlsx.addStyles.bind(xlsx)
  xlsx.addStyles = (zip, model) => addStyles(zip, { ...model, styles: { xml: orderedFonts(model.styles.xml) } })
}

/**
 * Writes the sheet's texts into their cells (`inlineStr`) instead of as results of formulas, and centres the print on
 * the page.
 */
export function inPlaceText(sheet: Worksheet): void {
  const streaming = sheet as unknown as StreamingSheet
  const { stream } = streaming
  const write = stream.write.bind(stream)
  stream.write = (text) => write(typeof text === 'string' && text.startsWith('<row') ? withTextInPlace(text) : text)
  const margins = streaming._writePageMargins.bind(streaming)
  streaming._writePageMargins = () => {
    if (streaming.pageSetup.horizontalCentered === true) write('<printOptions horizontalCentered="1"/>')
    margins()
  }
}

function withTextInPlace(row: string): string {
  return row.replaceAll(/ t="str"><v>([^<]*)<\/v>/g, ' t="inlineStr"><is><t xml:space="preserve">$1</t></is>')
}

function orderedFonts(styles: string): string {
  return styles.replaceAll(/<font>(.*?)<\/font>/gs, (_font, inner: string) => {
    const children = [...inner.matchAll(/<(\w+)\b[^>]*\/>/g)].map(([whole, name]) => ({
      whole,
      place: FONT_CHILDREN.indexOf(name ?? '')
    }))
    return `<font>${children
      .sort((a, b) => a.place - b.place)
      .map(({ whole }) => whole)
      .join('')}</font>`
  })
}
