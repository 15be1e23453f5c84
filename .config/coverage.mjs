// Every rule of the catalogue is in main and named by a test; every workbook sheet and Word form is named in main.
// What is not there yet stands in catalogue.json under notYet, and must leave that list the day it is there.
import { readdirSync, readFileSync } from 'node:fs'
import { inRoot } from './setup.mjs'

const catalogue = JSON.parse(readFileSync(inRoot('.config/catalogue.json'), 'utf8'))

function textOf(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n')
}

const main = textOf('src-main')
const tests = textOf('tests')
const ruleIds = Object.entries(catalogue.rules).flatMap(([prefix, last]) =>
  Array.from({ length: last }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`)
)

const inMain = (id) => new RegExp(`(?<![A-Z])${id.replace('-', '[-_]')}(?!\\d)`).test(main)
const titled = (id) =>
  new RegExp(`(?:it|test|describe)(?:\\.each\\([\\s\\S]{0,4000}?\\))?\\(\\s*[\`'"][^\`'"\\n]*(?<![A-Z])${id}(?!\\d)|rule:\\s*['"]${id}['"]`).test(
    tests
  )

const missing = new Map()
const note = (id, what) => missing.set(id, [...(missing.get(id) ?? []), what])
for (const id of ruleIds) {
  if (!inMain(id)) note(id, 'not in main')
  if (!titled(id)) note(id, 'named by no test')
}
const outputs = [catalogue.sheets, catalogue.forms].flatMap((byLedger) => Object.values(byLedger).flat())
for (const name of outputs) if (!main.includes(name)) note(name, 'no such sheet or form in main')

const unexpected = [...missing].filter(([id]) => !catalogue.notYet.includes(id))
const there = catalogue.notYet.filter((id) => !missing.has(id))
console.log(`rules ${ruleIds.length}, outputs ${outputs.length}, missing ${missing.size}, of these known ${missing.size - unexpected.length}`)
for (const why of new Set(unexpected.map(([, what]) => what.join(', '))))
  console.log(
    `${why}: ${unexpected
      .filter(([, what]) => what.join(', ') === why)
      .map(([id]) => id)
      .join(' ')}`
  )
for (const id of there) console.log(`${id}: is there, take it off notYet in catalogue.json`)
process.exit(unexpected.length + there.length ? 1 : 0)
