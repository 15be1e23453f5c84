import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { systemActor } from '@main/kernel/actor'
import { importsOf } from '@main/office/outputs/importKinds'
import { tryImport, type ImportTrial } from '@main/office/outputs/importService'
import { saidOf, type SaidOptions } from '@main/hosts/cli/commands/importOptions'
import { readingOf } from '@main/office/procedure'
import type { TestHouse } from '../../support/house'

/** A cell as typed, or a number with the format that shows it. */
export type BookCell = string | number | Date | null | { readonly number: number; readonly format: string }
export type BookSheet = readonly (readonly BookCell[])[]

let written = 0

/** Writes sheets as a workbook into the house's folder and tries it as the command line would. */
export async function tryBook(
  house: TestHouse,
  kind: string,
  sheets: BookSheet | Readonly<Record<string, BookSheet>>,
  options: SaidOptions = {},
  merges: readonly string[] = []
): Promise<ImportTrial> {
  const workbook = new ExcelJS.Workbook()
  for (const [name, rows] of Object.entries(isSheet(sheets) ? { 登记: sheets } : sheets)) {
    const sheet = workbook.addWorksheet(name)
    for (const [y, cells] of rows.entries())
      for (const [x, value] of cells.entries()) {
        if (value === null) continue
        const cell = sheet.getCell(y + 1, x + 1)
        cell.value = typeof value === 'object' && 'number' in value ? value.number : value
        if (typeof value === 'object' && 'number' in value) cell.numFmt = value.format
      }
    for (const merge of merges) sheet.mergeCells(merge)
  }
  written += 1
  const path = join(house.folder, `book-${written}.xlsx`)
  await writeFile(path, new Uint8Array(await workbook.xlsx.writeBuffer()))
  const definition = importsOf(house).find((each) => each.definition.kind === kind)?.definition
  if (!definition) throw new Error(`no import ${kind}`)
  return tryImport(await readingOf(house, systemActor), {
    kind,
    file: { path, name: `book-${written}.xlsx` },
    createUnknown: true,
    asker: 'command',
    ...saidOf(definition, options)
  })
}

const isSheet = (sheets: BookSheet | Readonly<Record<string, BookSheet>>): sheets is BookSheet => Array.isArray(sheets)
