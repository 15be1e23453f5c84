import { readFile } from 'node:fs/promises'
import JSZip from 'jszip'
import validate from '@ooxml-tools/validate'
import { textOfXml } from './papers'

/** What ECMA-376 and the rules of its parts find wrong in a document, by the Open XML SDK's own schemas. */
export async function schemaProblems(bytes: Uint8Array, kind: 'docx' | 'xlsx'): Promise<readonly string[]> {
  const found = await validate(bytes, kind, 'Microsoft365')
  return found.map(({ description, path }) => `${path.partUri} ${path.xpath}: ${description}`)
}

/** A part without what no schema asks about: the words themselves, and which number of its kind a picture has. */
const shapeOf = (xml: string): string =>
  xml
    .replaceAll(/>[^<]+</g, '>…<')
    .replaceAll(/ (name|descr|title)="[^"]*"/g, ' $1=""')
    .replaceAll(/media\/[^"]*/g, 'media')
    .replaceAll(/rId[\w-]+/g, 'rId')
    .replaceAll(/"\d+(\.\d+)?"/g, '"1"')
    .replaceAll(/ r="[A-Z]+\d+"/g, '')

interface Named {
  readonly name: string
  readonly path: string
}

type PaperKind = 'docx' | 'xlsx'

const kindOf = ({ path }: Named): PaperKind => (path.endsWith('.xlsx') ? 'xlsx' : 'docx')

/**
 * What the schemas find wrong in many documents. A schema asks of an element where it stands, what attributes it has
 * and which elements follow one another in it; most papers have nothing there that another has not. Those are looked at
 * that do, the sheets among them with only such rows. Where that finds a fault, every document is looked at whole, so
 * that it is named.
 */
export async function schemaProblemsOfMany(papers: readonly Named[]): Promise<readonly string[]> {
  const seen = new Set<string>()
  for (const paper of papers) {
    const bytes = await withNews(paper, seen)
    if (bytes && (await schemaProblems(bytes, kindOf(paper))).length > 0) return inEach(papers)
  }
  return []
}

async function inEach(papers: readonly Named[]): Promise<readonly string[]> {
  const problems: string[] = []
  for (const paper of papers)
    for (const problem of await schemaProblems(await bytesOf(paper.path), kindOf(paper)))
      problems.push(`${paper.name} ${problem}`)
  return problems
}

const rowsOfSheet = /<row [^>]*>.*?<\/row>/gs

/** The document where it has an element like none seen before, the rows of its sheets that have none left out. */
async function withNews(paper: Named, seen: Set<string>): Promise<Uint8Array | undefined> {
  const zip = await JSZip.loadAsync(await readFile(paper.path))
  const isNew = (part: string, xml: string): boolean => {
    const before = seen.size
    for (const element of elementsOf(shapeOf(xml))) seen.add(`${part} ${element}`)
    return seen.size > before
  }
  let news = false
  for (const { name } of Object.values(zip.files)) {
    if (!/\.(xml|rels)$/.test(name)) continue
    const xml = (await zip.file(name)?.async('string')) ?? ''
    const part = name.replaceAll(/\d+/g, '')
    const kept = xml.replaceAll(rowsOfSheet, (row) => (isNew(part, row) ? row : ''))
    const ofPart = isNew(part, kept)
    news ||= ofPart || kept.includes('<row ')
    zip.file(name, kept)
  }
  return news ? zip.generateAsync({ type: 'uint8array', compression: 'STORE' }) : undefined
}

/** Every element of a part as a schema sees it: its place, its attributes, the elements in it one after another. */
function elementsOf(xml: string): readonly string[] {
  const found: string[] = []
  const open: { readonly head: string; readonly tag: string; readonly inside: string[] }[] = []
  for (const [, end, tag = '', attributes, empty] of xml.matchAll(/<(\/?)([\w:]+)([^>]*?)(\/?)>/g)) {
    const parent = open.at(-1)
    if (end) {
      open.pop()
      found.push(`${parent?.head} ${parent?.inside.join()}`)
      continue
    }
    const head = `${parent?.tag}/${tag}${attributes}`
    if (parent && parent.inside.at(-1) !== tag) parent.inside.push(tag)
    if (empty) found.push(head)
    else open.push({ head, tag, inside: [] })
  }
  return found
}

async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const zip = await JSZip.loadAsync(bytes)
  const xml = Object.values(zip.files).filter(({ name }) => name.endsWith('.xml'))
  return new Map(await Promise.all(xml.map(async (part) => [part.name, await part.async('string')] as const)))
}

function propertyProblems(parts: ReadonlyMap<string, string>): string[] {
  const core = parts.get('docProps/core.xml') ?? ''
  const value = (tag: string) => new RegExp(`<dc:${tag}>([^<]*)</dc:${tag}>`).exec(core)?.[1] ?? ''
  return [
    ...(value('creator').trim() === '' || /exceljs|docx/i.test(value('creator'))
      ? ['the properties name no bureau']
      : []),
    ...(value('title').trim() === '' ? ['the properties have no title'] : [])
  ]
}

/**
 * What would look wrong in Word or WPS: unfixed lines, a bold title face, quotes in the Latin face, broken numbers, ISO
 * dates.
 */
export async function wordProblems(bytes: Uint8Array): Promise<readonly string[]> {
  const parts = await partsOf(bytes)
  const problems = propertyProblems(parts)
  for (const [name, xml] of parts) {
    if (!/^word\/(document|header\d+|footer\d+)\.xml$/.test(name)) continue
    for (const [spacing] of xml.matchAll(/<w:spacing [^>]*w:line="[^>]*>/g))
      if (!/w:lineRule="(exact|atLeast)"/.test(spacing))
        problems.push(`${name}: a line height without its rule: ${spacing}`)
    for (const [run] of xml.matchAll(/<w:r>.*?<\/w:r>/gs)) {
      const text = textOfXml(run)
      if (run.includes('方正小标宋') && run.includes('<w:b/>'))
        problems.push(`${name}: the title face is made bold: ${text}`)
      if (/[“”‘’]/.test(text) && !run.includes('w:hint="eastAsia"'))
        problems.push(`${name}: quotes in the Latin face: ${text}`)
      if (/[A-Za-z0-9]-[A-Za-z0-9]/.test(run.replaceAll(/<w:rPr>.*?<\/w:rPr>|<(?!w:t)[^>]*>/gs, '')))
        problems.push(`${name}: a number that breaks: ${text}`)
    }
    const text = textOfXml(xml)
    for (const [date] of text.matchAll(/\d{4}-\d{2}-\d{2}/g))
      problems.push(`${name}: a date as programs write it: ${date}`)
    for (const [word] of text.matchAll(/undefined|NaN|\[object|[0-9a-f]{8}-[0-9a-f]{4}-/g))
      problems.push(`${name}: ${word}`)
  }
  return problems
}

/** What would look wrong in Excel or WPS: texts as results of formulas, no view, a print to one side, no page count. */
export async function sheetProblems(bytes: Uint8Array): Promise<readonly string[]> {
  const parts = await partsOf(bytes)
  const problems = propertyProblems(parts)
  if (!/<bookViews>\s*<workbookView /.test(parts.get('xl/workbook.xml') ?? ''))
    problems.push('xl/workbook.xml: no bookViews')
  for (const [name, xml] of parts) {
    if (!name.startsWith('xl/worksheets/')) continue
    for (const [cell] of xml.matchAll(/<c [^>]*t="str"[^>]*>(?!<f>)/g))
      problems.push(`${name}: a text as the result of a formula: ${cell}`)
    if (!xml.includes('<printOptions horizontalCentered="1"/>')) problems.push(`${name}: not in the middle of the page`)
    if (!/&amp;P 页 共 &amp;N 页/.test(xml)) problems.push(`${name}: pages are not counted`)
    for (const [, text] of xml.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g))
      if (/undefined|NaN|\[object|[0-9a-f]{8}-[0-9a-f]{4}-4?/.test(text ?? '')) problems.push(`${name}: ${text ?? ''}`)
  }
  return problems
}

export const bytesOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(path))
