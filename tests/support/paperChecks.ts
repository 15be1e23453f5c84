import { readFile } from 'node:fs/promises'
import JSZip from 'jszip'
import validate from '@ooxml-tools/validate'
import { textOfXml } from './papers'

/** What ECMA-376 and the rules of its parts find wrong in a document, by the Open XML SDK's own schemas. */
export async function schemaProblems(bytes: Uint8Array, kind: 'docx' | 'xlsx'): Promise<readonly string[]> {
  const found = await validate(bytes, kind, 'Microsoft365')
  return found.map(({ description, path }) => `${path.partUri} ${path.xpath}: ${description}`)
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
