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

const rows = { docx: /<w:tr>.*?<\/w:tr>/gs, xlsx: /<row [^>]*>.*?<\/row>/gs } as const

interface Named {
  readonly name: string
  readonly path: string
}

/** A document others are looked at in: what it is, and rows of theirs that it has none like. */
interface Host extends Named {
  readonly zip: JSZip
  readonly kind: keyof typeof rows
  readonly rows: Map<string, string[]>
}

/**
 * What the schemas find wrong in many documents. A schema knows shapes, and most papers share theirs: of documents that
 * are alike but for their rows one is looked at, with one row of each shape the others have. Where that finds a fault,
 * every document is looked at whole, so that it is named.
 */
export async function schemaProblemsOfMany(papers: readonly Named[]): Promise<readonly string[]> {
  for (const host of await hostsOf(papers)) {
    for (const [part, more] of host.rows) host.zip.file(part, withRows(await textOf(host.zip, part), more, host.kind))
    const bytes = await host.zip.generateAsync({ type: 'uint8array', compression: 'STORE' })
    if ((await schemaProblems(bytes, host.kind)).length > 0) return inEach(papers)
  }
  return []
}

const textOf = async (zip: JSZip, part: string): Promise<string> => (await zip.file(part)?.async('string')) ?? ''

async function inEach(papers: readonly Named[]): Promise<readonly string[]> {
  const problems: string[] = []
  for (const { path, name } of papers)
    for (const problem of await schemaProblems(await bytesOf(path), path.endsWith('.xlsx') ? 'xlsx' : 'docx'))
      problems.push(`${name} ${problem}`)
  return problems
}

async function hostsOf(papers: readonly Named[]): Promise<readonly Host[]> {
  const hosts = new Map<string, Host>()
  const seen = new Set<string>()
  for (const paper of papers) {
    const kind = paper.path.endsWith('.xlsx') ? 'xlsx' : 'docx'
    const zip = await JSZip.loadAsync(await readFile(paper.path))
    const shapes: string[] = []
    const fresh = new Map<string, string[]>()
    for (const { name } of Object.values(zip.files)) {
      if (!/\.(xml|rels)$/.test(name)) continue
      const xml = await textOf(zip, name)
      const body = bodyOf[kind].test(name)
      // a row with a picture names a part of its own document
      const movable = (row: string): boolean => body && !row.includes('r:embed')
      const own = xml.replaceAll(rows[kind], (row) => (movable(row) ? '' : row))
      shapes.push(`${name} ${shapeOf(own)}`)
      const unlike = (xml.match(rows[kind]) ?? []).filter((row) => movable(row) && !seen.has(shapeOf(row)))
      const news = [...new Map(unlike.map((row) => [shapeOf(row), row])).values()]
      // a sheet may be empty, a table may not
      if (body && kind === 'xlsx')
        zip.file(
          name,
          own.replace('</sheetData>', () => `${news.join('')}</sheetData>`)
        )
      if (news.length > 0) fresh.set(name, news)
    }
    const key = shapes.join('\n')
    const host = hosts.get(key)
    if (host === undefined) hosts.set(key, { ...paper, zip, kind, rows: new Map() })
    else for (const [part, more] of fresh) host.rows.set(part, [...(host.rows.get(part) ?? []), ...more])
    for (const row of [...fresh.values()].flat()) seen.add(shapeOf(row))
  }
  return [...hosts.values()]
}

const bodyOf = { docx: /^word\/document\.xml$/, xlsx: /^xl\/worksheets\// } as const

/** A part with further rows at the end of its first table; rows of a sheet are counted on. */
function withRows(xml: string, more: readonly string[], kind: Host['kind']): string {
  if (kind === 'docx') return xml.replace('</w:tbl>', () => `${more.join('')}</w:tbl>`)
  return xml.replace('</sheetData>', () => `${more.map(countedOn).join('')}</sheetData>`)
}

const countedOn = (row: string, index: number): string =>
  row.replaceAll(/ r="([A-Z]*)\d+"/g, (_whole, column: string) => ` r="${column}${900_000 + index}"`)

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
