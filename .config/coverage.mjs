// Every rule of the catalogue is in a ledger's own rule list, used somewhere and named by the title of a test; every
// workbook sheet and Word form is among its ledger's own outputs. What is not there yet stands in catalogue.json under
// notYet, by its id or name (`assets/验收单` where another ledger has the name too), and must leave that list the day it
// is there.
import { readdirSync, readFileSync } from 'node:fs'
import { inRoot } from './setup.mjs'

const catalogue = JSON.parse(readFileSync(inRoot('.config/catalogue.json'), 'utf8'))

// The sources as they are, decorators included, without a build.
process.env.TSX_TSCONFIG_PATH = inRoot('.config/tsconfig.tsx.json')
const { register } = await import('tsx/esm/api')
register()
await import('reflect-metadata')
const { ledgerModules } = await import('../src-main/ledgers/index.ts')
const { commonRules } = await import('../src-main/kernel/rules/common.ts')

const sourcesIn = (folder) =>
  readdirSync(inRoot(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n')

// Code that uses rules: without comments, imports, the rules' own definitions and the lists they stand in.
const using = sourcesIn('src-main')
  .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  .replace(/^(?:import|export) (?:type )?\{[^}]*\} from .*$/gm, '')
  .replace(/^export const [A-Z]+_\d\d\b/gm, '')
  .replace(/^(?:export )?const \w*[rR]ules\b[^=]*= \[[^\]]*\]/gm, '')
const tests = sourcesIn('tests')
const listed = new Set([...commonRules, ...ledgerModules.flatMap(({ rules }) => rules)].map(({ id }) => id))

// K-10 is kept by the way numbers are drawn; every other rule is judged on facts or has a clock.
const used = (id) => id === 'K-10' || new RegExp(`\\b${id.replace('-', '_')}\\b`).test(using)
const titled = (id) =>
  new RegExp(
    `(?:it|test|describe|run)(?:\\.each\\([\\s\\S]{0,4000}?\\))?\\(\\s*[\`'"][^\`'"\\n]*(?<![A-Z])${id}(?!\\d)|rule:\\s*['"]${id}['"]`
  ).test(tests)

const missing = new Map()
const note = (id, what) => missing.set(id, [...(missing.get(id) ?? []), what])
const ruleIds = Object.entries(catalogue.rules).flatMap(([prefix, last]) =>
  Array.from({ length: last }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`)
)
for (const id of ruleIds) {
  if (!listed.has(id)) note(id, 'in no rule list')
  else if (!used(id)) note(id, 'used nowhere')
  if (!titled(id)) note(id, 'named by no test')
}
for (const id of listed) if (!ruleIds.includes(id)) note(id, 'not in the catalogue')

const sheetsOf = (ledger) => ledger?.workbooks.flatMap(({ sheets }) => sheets.map(({ name }) => name)) ?? []
const formsOf = (ledger) => ledger?.forms.map(({ name }) => name) ?? []
let outputs = 0
for (const [kind, namesOf] of [
  ['sheets', sheetsOf],
  ['forms', formsOf]
])
  for (const [ledger, names] of Object.entries(catalogue[kind])) {
    outputs += names.length
    const there = namesOf(ledgerModules.find(({ id }) => id === ledger))
    for (const name of names)
      if (!there.includes(name)) note(`${ledger}/${name}`, `not among the ${kind} of its ledger`)
  }

const nameOf = (id) => id.slice(id.indexOf('/') + 1)
const known = (id) => catalogue.notYet.includes(id) || catalogue.notYet.includes(nameOf(id))
const unexpected = [...missing].filter(([id]) => !known(id))
const there = catalogue.notYet.filter(
  (entry) => ![...missing.keys()].some((id) => id === entry || nameOf(id) === entry)
)
console.log(
  `rules ${ruleIds.length}, outputs ${outputs}, missing ${missing.size}, of these known ${missing.size - unexpected.length}`
)
for (const why of new Set(unexpected.map(([, what]) => what.join(', '))))
  console.log(
    `${why}: ${unexpected
      .filter(([, what]) => what.join(', ') === why)
      .map(([id]) => id)
      .join(' ')}`
  )
for (const id of there) console.log(`${id}: is there, take it off notYet in catalogue.json`)
process.exit(unexpected.length + there.length ? 1 : 0)
