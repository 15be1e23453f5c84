import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { suppliesImport } from '@main/ledgers/supplies/stock/import'
import { worded, type WordedImport } from '@main/office/outputs/importWords'
import { sameKey } from '@main/kernel/sameness'
import { readImportTables, type ImportReading, type ReadingRules, type Table } from '@main/platform/importing'
import { aStock, chanceOf, writtenDown, type StockLine } from './habits'

const resources = fileURLToPath(new URL('../../../resources', import.meta.url))
let supplies: WordedImport
let rules: ReadingRules
beforeAll(async () => {
  supplies = await worded({ resources, folder: resources }, suppliesImport)
  const { words, headings, definition } = supplies
  rules = { words, headings, measureOf: definition.measureOf, product: definition.product }
})

const read = (tables: readonly Table[]): Promise<ImportReading> =>
  readImportTables(tables, supplies.definition.fields, { rules })

/** What keeps a reading from being taken over as it is: a missing column or a problem that holds a row. */
function asks(reading: ImportReading): boolean {
  return reading.sheets.some(
    ({ mapping, problems }) =>
      problems.some(({ blocking }) => blocking) || ['name', 'quantity'].some((field) => !(field in mapping))
  )
}

const meant = (lines: readonly StockLine[], withAmount: boolean, withPrice: boolean) =>
  lines.map(({ name, spec, measure, quantity, amount }) => [
    sameKey(name),
    sameKey(spec),
    measure,
    quantity,
    withAmount || withPrice ? amount : null
  ])

function got(reading: ImportReading): readonly (readonly unknown[])[] {
  return reading.sheets.flatMap(({ rows }) =>
    rows.map(({ values }) => {
      const completed =
        suppliesImport.complete?.(values as Parameters<NonNullable<typeof suppliesImport.complete>>[0]) ?? values
      return [
        sameKey(String(values['name'])),
        sameKey(String(values['spec'] ?? '')),
        values['measure'],
        values['quantity'],
        completed['amount'] ?? null
      ]
    })
  )
}

const RUNS = 2_000

it(`reads a stock written down in ${RUNS} offices’ habits as it is, or asks`, async () => {
  const silent: unknown[] = []
  let equal = 0
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const chance = chanceOf(seed)
    const stock = aStock(chance)
    const tables = writtenDown(chance, stock)
    const reading = await read(tables)
    const has = (field: string) => reading.sheets.some(({ mapping }) => field in mapping)
    const same = JSON.stringify(got(reading)) === JSON.stringify(meant(stock, has('amount'), has('price')))
    if (same) equal += 1
    else if (!asks(reading))
      silent.push({ seed, got: got(reading), meant: meant(stock, has('amount'), has('price')), tables })
  }
  expect(
    silent.map((each) => (each as { seed: number }).seed),
    JSON.stringify(silent[0], null, 1)?.slice(0, 6_000)
  ).toEqual([])
  // A reader that asks about everything would be right too, and useless.
  expect(equal).toBeGreaterThan(RUNS * 0.95)
}, 900_000)
