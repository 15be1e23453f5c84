import { setImmediate } from 'node:timers/promises'
import { formatInstant } from '../../contract/display'
import type { ImportReport, LeftOutRow } from '../../contract/files'
import { invalid } from '../../kernel/fault'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { ImportReading, Table } from '../../platform/importing'
import type { Reading } from '../house'
import type { ImportDefinition, ImportRow, ImportRowProblem } from './importDefinition'
import type { Recorder } from './exportService'
import { dayOf } from './importDay'
import { importFor } from './importKinds'
import { leavingOut } from './importLeaving'
import { limitProblems } from './importLimits'
import { createNames, namesFound, type NamesFound } from './importNames'
import { withoutOffsets } from './importOffsets'
import { lastRead } from './lastRead'
import { columnsAsked, wordsAsked, type AskedProblem, type Asker } from './importQuestions'
import { recordsFound } from './importRecords'
import {
  nothingRemembered,
  readFor,
  rowsOf,
  rulesFor,
  tablesOf,
  type ImportFile,
  type ImportSaid,
  type RememberedChoices
} from './importReading'
import { placed, reportOf, type FoundProblem } from './importReport'
import { worded, type WordedImport } from './importWords'
import { importAct, standingImport } from './undoImport'

/** What to import and how far names unknown to the office may be created. */
export interface ImportOrder extends ImportSaid {
  readonly kind: string
  readonly file: ImportFile
  readonly remembered?: RememberedChoices | undefined
  readonly createUnknown: boolean
  /** Who is asked, so that problems say how they are answered. */
  readonly asker?: Asker
}

/** What a dry run found, and what a commit goes on with. */
export interface ImportTrial {
  readonly definition: ImportDefinition
  readonly report: ImportReport
  readonly reading: ImportReading
  /** The rows to be written: those the ledger knows already are left out. */
  readonly rows: readonly ImportRow[]
  readonly names: NamesFound
  readonly day: string
  /** No row has a problem that keeps it out, and there is something to write. */
  readonly clean: boolean
}

/** A file read as the import's own, before it is held against the ledger. */
interface ReadFile {
  readonly import: WordedImport
  readonly tables: readonly Table[]
}

async function readFile({ house, actor }: Reading, { kind, file }: ImportOrder): Promise<ReadFile> {
  const { definition } = importFor(house, actor, kind)
  return { import: await worded(house, definition), tables: await tablesOf(house, file) }
}

/** Reads the file and finds everything that is wrong with it, row by row and column by column; saves nothing. */
export async function tryImport(reading: Reading, order: ImportOrder): Promise<ImportTrial> {
  return judge(reading, order, await readFile(reading, order))
}

async function judge(
  reading: Reading,
  order: ImportOrder,
  { import: wordedImport, tables }: ReadFile
): Promise<ImportTrial> {
  const { definition } = wordedImport
  const { remembered = nothingRemembered, asker = 'window' } = order
  const rules = await rulesFor(reading.manager, wordedImport, order, remembered)
  const read = await readFor(reading.house, wordedImport, tables, order, remembered, rules)
  const { rows, leftOut: offset } = await withoutOffsets(definition, await rowsOf(read.sheets, definition.complete))
  const missing = columnsAsked(definition, read, asker)
  const unusable = new Set(missing.map(({ sheet }) => sheet))
  const find = (left: ReadonlySet<string>) =>
    problemsOf(reading, order, definition, read, { rows, offset, left }, missing, asker)
  let found = await find(new Set())
  const leaving: FoundProblem[] = []
  const left = new Set<string>()
  // What a row left out leaves behind may be a problem of another one: looked at until none is held.
  while (order.answers?.leaveOut === true && found.holding.some((one) => !left.has(placeOf(one)))) {
    const staying = without(rows, left)
    const said = leavingOut(definition, staying, found.holding)
    leaving.push(...said)
    for (const one of said) left.add(placeOf(one))
    found = await find(left)
  }
  const { known, names } = found
  const held = new Set([...left, ...found.holding.map(placeOf)])
  const accepted = without(without(rows, held), known).filter((row) => !unusable.has(row.sheet))
  const clean = found.holding.length === 0 && missing.length === 0 && accepted.length > 0
  const day = dayOf(definition.openingDay, tables, read, order.answers?.day, reading.today)
  const report = reportOf({
    definition,
    file: order.file.name,
    tables,
    read,
    total: rows.length,
    rows: without(rows, left),
    accepted,
    known: known.size,
    problems: [...leaving, ...found.problems],
    names,
    records: found.records,
    day,
    ready: clean,
    offset
  })
  return { definition, report, reading: read, rows: accepted, names, day: day?.value ?? reading.today, clean }
}

interface Found {
  readonly problems: readonly (FoundProblem | AskedProblem)[]
  /** What keeps rows out. */
  readonly holding: readonly FoundProblem[]
  /** Places of rows whose content the ledger has already. */
  readonly known: ReadonlySet<string>
  readonly names: NamesFound
  readonly records: Awaited<ReturnType<typeof recordsFound>>
}

interface RowsToJudge {
  readonly rows: readonly ImportRow[]
  /** Lines that cancel one another out. */
  readonly offset: readonly LeftOutRow[]
  /** Places of rows that stay out of the import. */
  readonly left: ReadonlySet<string>
}

async function problemsOf(
  reading: Reading,
  order: ImportOrder,
  definition: ImportDefinition,
  read: ImportReading,
  { rows: all, offset, left }: RowsToJudge,
  missing: readonly AskedProblem[],
  asker: Asker
): Promise<Found> {
  const rows = without(all, left)
  await setImmediate()
  const checked = await definition.check(reading, rows)
  const known = new Set(checked.filter((problem) => problem.known).map(placeOf))
  const fresh = without(rows, known)
  await setImmediate()
  const names = await namesFound(reading.manager, definition, fresh)
  const records = await recordsFound(reading, definition, fresh)
  const mapped = new Map(read.sheets.map(({ name, mapping }) => [name, mapping]))
  const limits = await limitProblems(definition, fresh, (sheet, field) => field in (mapped.get(sheet) ?? {}))
  const unknown = order.createUnknown ? [] : [...unknownNames(definition, names, fresh), ...records.problems]
  const judged = [...names.ambiguous, ...unknown, ...limits, ...checked].map((problem) =>
    placed(definition, read, blocking(problem))
  )
  const silent = new Set([...known, ...left, ...offset.map(placeOf)])
  const ofReading = read.sheets.flatMap((sheet) => sheet.problems).filter((problem) => !silent.has(placeOf(problem)))
  const unread = new Set(ofReading.map(({ sheet, row, column }) => `${sheet}\n${row}\n${column}`))
  // What could not be read is missing to the ledger too: it is said once.
  const ofLedger = judged.filter(({ sheet, row, column }) => !unread.has(`${sheet}\n${row}\n${column}`))
  return {
    problems: [...missing, ...wordsAsked(definition, ofReading, asker), ...ofLedger],
    holding: [...ofReading, ...ofLedger].filter((problem) => problem.blocking),
    known,
    names,
    records
  }
}

/** Ends a unit of work whose rows turned out not to be clean; carries what was found. */
class NotClean extends Error {
  constructor(readonly report: ImportReport) {
    super('the file has rows that cannot be taken over')
  }
}

/**
 * Takes the whole file over in one unit of work, or nothing: with a single row held, the report comes back uncommitted.
 * Rows are held against the ledger inside the unit of work, so that of two imports of the same content at once only one
 * finds it new. The audit entry names the file and its SHA-256. `alongside` runs in the same unit of work.
 */
export async function commitImport(
  reading: Reading,
  record: Recorder,
  order: ImportOrder & { readonly sha256: string },
  alongside: (unit: UnitOfWork, trial: ImportTrial) => Promise<void> = () => Promise.resolve()
): Promise<ImportReport> {
  // Read outside the unit of work, so that nobody waits for it; let go of once judged: what is written takes room.
  let file: ReadFile | undefined = await readFile(reading, order)
  const { ledger, definition } = importFor(reading.house, reading.actor, order.kind)
  let report: ImportReport | undefined
  try {
    await record({ chain: ledger, act: importAct(definition.name) }, async (unit) => {
      const within: Reading = { ...reading, manager: unit.manager }
      const before = await standingImport(unit.manager, definition.name, order.sha256)
      const trial = await judge(within, order, file ?? (await readFile(reading, order)))
      // The same file, of an import that cannot tell its content: known by its hash alone.
      if (before !== undefined && trial.report.known === 0)
        throw invalid([
          { path: 'attachmentId', message: `这个文件已于${formatInstant(before.at)}导入过，不能重复导入` }
        ])
      if (!trial.clean) throw new NotClean(trial.report)
      file = undefined
      lastRead(reading.house).forget()
      const lookup = await createNames(unit, reading.house, trial.names, trial.day)
      await definition.commit(unit, trial.rows, lookup)
      await alongside(unit, trial)
      const importId = unit.newId()
      unit.about({ type: 'import', id: importId, number: importMark(order.file.name, order.sha256) })
      report = { ...trial.report, committed: true, importId }
    })
    return report ?? missingReport()
  } catch (fault) {
    if (fault instanceof NotClean) return fault.report
    throw fault
  }
}

function missingReport(): never {
  throw new Error('the unit of work ended without a report')
}

const importMark = (name: string, sha256: string) => `${name}（SHA-256 ${sha256}）`

/** The rows that do not stand in one of the places, mostly all. */
const without = (rows: readonly ImportRow[], places: ReadonlySet<string>): readonly ImportRow[] =>
  places.size === 0 ? rows : rows.filter((row) => !places.has(placeOf(row)))

const placeOf = ({ sheet, row }: { readonly sheet: string; readonly row: number }) => `${sheet}\n${row}`

function blocking(problem: ImportRowProblem): FoundProblem {
  return { ...problem, blocking: problem.blocking ?? problem.known !== true }
}

function unknownNames(
  definition: ImportDefinition,
  names: NamesFound,
  rows: readonly ImportRow[]
): readonly ImportRowProblem[] {
  const units = new Set(names.unknownUnits)
  const people = new Set(names.unknownPeople.map(({ name }) => name))
  if (units.size + people.size === 0) return []
  const among = (row: ImportRow, fields: readonly string[] | undefined, unknown: ReadonlySet<string>, what: string) =>
    (fields ?? []).flatMap((field) => {
      const name = row.values[field]
      if (typeof name !== 'string' || !unknown.has(name)) return []
      return [
        {
          sheet: row.sheet,
          row: row.row,
          column: definition.fields[field]?.label ?? field,
          message: `没有名为“${name}”的${what}`
        }
      ]
    })
  return rows.flatMap((row) => [
    ...among(row, definition.unitFields, units, '科室'),
    ...among(row, definition.personFields, people, '人员')
  ])
}
