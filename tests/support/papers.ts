import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { commandLineActor, readingBy, recordingBy } from '@main/hosts/cli/house'
import { Approval } from '@main/office/approvals/entities'
import { Fault } from '@main/kernel/fault'
import { Handover } from '@main/office/entities'
import type { House } from '@main/office/house'
import type { FormDefinition } from '@main/office/outputs/outputDefinitions'
import { formsOf, workbooksOf } from '@main/office/outputs/catalogue'
import { prepareExport, type ExportOrder } from '@main/office/outputs/exportService'
import { prepareForm } from '@main/office/outputs/formService'
import { tempFolder } from './tempFolder'

/** A paper as it would leave the house. */
export interface Paper {
  readonly id: string
  readonly name: string
  readonly path: string
}

/** Writes one workbook as the command line does. */
export async function workbookPaper(house: House, order: ExportOrder): Promise<Paper> {
  const prepared = await prepareExport(await readingBy(house), recordingBy(house), order)
  const path = join(tempFolder('papers'), prepared.fileName)
  await prepared.write(path)
  return { id: order.output, name: prepared.fileName, path }
}

/** Every workbook of the house, of a period. */
export async function everyWorkbook(house: House, scope: Omit<ExportOrder, 'output'> = {}): Promise<readonly Paper[]> {
  const papers: Paper[] = []
  for (const { definition } of workbooksOf(house))
    papers.push(await workbookPaper(house, { ...scope, output: definition.id }))
  return papers
}

export async function readSheets(path: string): Promise<readonly ExcelJS.Worksheet[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook.worksheets
}

/**
 * Records of a year are alike but for their words: of so many of one form some are printed, from first to last, and
 * more where none of these has its paper yet.
 */
const printedOfEach = 8

const spread = <T>(all: readonly T[], count: number): readonly T[] =>
  all.length <= count
    ? all
    : Array.from({ length: count }, (_, index) => all[Math.round((index * (all.length - 1)) / (count - 1))] as T)

/** A kind of form with the records of the house that have it, some of them spread over all first. */
export interface FormRecords {
  readonly definition: FormDefinition
  readonly some: readonly string[]
  readonly others: readonly string[]
}

/** Every kind of form with its records, tried by each number its ledger gave out and each request it has. */
export async function recordsOfForms(house: House): Promise<readonly FormRecords[]> {
  const reading = await readingBy(house)
  const { manager } = reading
  const kinds: FormRecords[] = []
  for (const { ledger, definition } of formsOf(house)) {
    const module = house.modules.find(({ id }) => id === ledger)
    const numbers = new Set<string>()
    for (const { entity } of module?.numbered ?? [])
      for (const { number } of await manager.find(entity)) if (number !== null) numbers.add(number)
    for (const { number } of await manager.find(Approval, { where: { ledger } })) numbers.add(number)
    for (const { number } of await manager.find(Handover)) if (number !== null) numbers.add(number)
    const subjects = new Set<string>()
    for (const number of [...numbers].sort()) {
      const subject = await definition.find(reading, number)
      // records that stand on one paper are one paper
      if (subject !== undefined) subjects.add((await definition.sharedBy?.(manager, subject)) ?? subject)
    }
    const some = spread([...subjects], printedOfEach)
    kinds.push({ definition, some, others: [...subjects].filter((each) => !some.includes(each)) })
  }
  return kinds
}

/** Every form of the house with its records. */
export async function everyForm(house: House): Promise<readonly Paper[]> {
  const reading = await readingBy(house)
  const papers: Paper[] = []
  const folder = tempFolder('papers')
  for (const { definition, some, others } of await recordsOfForms(house)) {
    let printed = 0
    for (const [index, subject] of [...some, ...others].entries()) {
      if (index >= some.length && printed > 0) break
      // a paper that is not issued yet is not there
      const prepared = await prepareForm(
        { ...reading, actor: commandLineActor },
        recordingBy(house),
        definition.id,
        subject
      ).catch(unissued)
      if (prepared === undefined) continue
      const path = join(folder, prepared.fileName)
      await prepared.write(path)
      papers.push({ id: definition.id, name: prepared.fileName, path })
      printed += 1
    }
  }
  return papers
}

/** Nothing where a record has no such paper. */
export function unissued(fault: unknown): undefined {
  if (fault instanceof Fault && fault.type === 'notFound') return undefined
  throw fault
}

/** What a reader reads of a Word paper, a line per paragraph: heads, body and feet. */
export async function wordText(path: string): Promise<string> {
  const zip = await JSZip.loadAsync(await readFile(path))
  const parts = Object.values(zip.files).filter(({ name }) => /^word\/(document|header\d+|footer\d+)\.xml$/.test(name))
  return (await Promise.all(parts.map((part) => part.async('string')))).map(textOfXml).join('\n')
}

export function textOfXml(xml: string): string {
  return xml
    .replaceAll('<w:noBreakHyphen/>', '-')
    .replaceAll('</w:p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
