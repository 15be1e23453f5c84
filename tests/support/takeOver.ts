import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type ExcelJS from 'exceljs'
import { systemActor } from '@main/kernel/actor'
import { commitImport, tryImport, type ImportOrder } from '@main/office/outputs/importService'
import { readingOf } from '@main/office/procedure'
import type { TestHouse } from './house'
import { tempFolder } from './tempFolder'

/** A cell of a book kept by hand. */
export type Cell = string | number | Date | null

/** Where a workbook of that name lies once it is written. */
export async function written(workbook: ExcelJS.Workbook, name: string): Promise<string> {
  const path = join(tempFolder('books'), name)
  writeFileSync(path, new Uint8Array(await workbook.xlsx.writeBuffer()))
  return path
}

export const orderOf = (kind: string, path: string, createUnknown = true): ImportOrder => ({
  kind,
  file: { path, name: basename(path) },
  createUnknown
})

/** What trying an import out reports; saves nothing. */
export async function tried(house: TestHouse, order: ImportOrder) {
  return (await tryImport(await readingOf(house, systemActor), order)).report
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Takes a book over, by the program itself; another hash than its own makes it another file of the same content. */
export async function taken(house: TestHouse, order: ImportOrder, sha256 = hashOf(order.file.path)) {
  return commitImport(
    await readingOf(house, systemActor),
    (work, body) => house.database.write({ ...work, actor: systemActor }, body),
    { ...order, sha256 }
  )
}
