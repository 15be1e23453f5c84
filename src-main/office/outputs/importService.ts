import { formatInstant } from '../../contract/display'
import type { ImportProblem, ImportReport } from '../../contract/files'
import { invalid } from '../../kernel/fault'
import { AuditEntry } from '../../platform/database/auditEntities'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { columnLetters, type ImportReading, type RememberedHeadings } from '../../platform/importing'
import type { ImportDefinition, ImportRow, ImportRowProblem, Reading } from '../house'
import type { Recorder } from './exportService'
import { importFor } from './importKinds'
import { createNames, namesFound, type NamesFound } from './importNames'
import { recordsFound } from './importRecords'
import { readFor, rowsOf, type EditedMapping, type ImportFile } from './importReading'

/** What to import and how far names unknown to the office may be created. */
export interface ImportOrder {
  readonly kind: string
  readonly file: ImportFile
  readonly mapping?: EditedMapping | undefined
  readonly remembered?: RememberedHeadings | undefined
  readonly createUnknown: boolean
}

/** What a dry run found, and what a commit goes on with. */
export interface ImportTrial {
  readonly definition: ImportDefinition
  readonly report: ImportReport
  readonly reading: ImportReading
  readonly rows: readonly ImportRow[]
  readonly names: NamesFound
  /** No row has a problem that keeps it out. */
  readonly clean: boolean
}

interface FoundProblem extends ImportProblem {
  readonly blocking: boolean
}

/** Reads the file and finds everything that is wrong with it, row by row and column by column; saves nothing. */
export async function tryImport(reading: Reading, order: ImportOrder): Promise<ImportTrial> {
  const { definition } = importFor(reading.house, reading.actor, order.kind)
  const read = await readFor(definition, order.file, order.mapping, order.remembered ?? {})
  const rows = rowsOf(read.sheets)
  const names = await namesFound(reading.manager, definition, rows)
  const records = await recordsFound(reading, definition, rows)
  const missing = missingColumns(definition, read)
  const unusable = new Set(missing.map(({ sheet }) => sheet))
  const problems: readonly FoundProblem[] = [
    ...missing,
    ...read.sheets.flatMap((sheet) => sheet.problems),
    ...[
      ...blocking(names.ambiguous),
      ...(order.createUnknown ? [] : blocking([...unknownNames(definition, names, rows), ...records.problems])),
      ...blocking(await definition.check(reading, rows))
    ].map((problem) => ({ ...problem, column: columnIn(definition, read, problem) }))
  ]
  const held = new Set(problems.filter((problem) => problem.blocking).map(placeOf))
  const accepted = rows.filter((row) => !unusable.has(row.sheet) && !held.has(placeOf(row)))
  const report: ImportReport = {
    kind: definition.kind,
    file: order.file.name,
    sheets: read.sheets.map(({ name }) => name),
    rows: rows.length,
    accepted: accepted.length,
    problems: problems.map(({ sheet, row, column, message, blocking: holds }) => ({
      sheet,
      row,
      column,
      message: holds ? message : `提示：${message}`
    })),
    sums: sumsOf(definition, rows),
    committed: false,
    unknownUnits: names.unknownUnits,
    unknownPeople: names.unknownPeople.map(({ name }) => name),
    ...(records.unknown.length > 0 ? { unknownRecords: records.unknown } : {})
  }
  return { definition, report, reading: read, rows, names, clean: held.size === 0 && rows.length > 0 }
}

/**
 * Takes the whole file over in one unit of work, or nothing: with a single row held, the report comes back uncommitted. The audit entry names
 * the file and its SHA-256; the same file is taken over once only. `alongside` runs in the same unit of work.
 */
export async function commitImport(
  reading: Reading,
  record: Recorder,
  order: ImportOrder & { readonly sha256: string },
  alongside: (unit: UnitOfWork, trial: ImportTrial) => Promise<void> = () => Promise.resolve()
): Promise<ImportReport> {
  const before = await importedBefore(reading, order)
  if (before !== undefined) throw invalid([{ path: 'attachmentId', message: `这个文件已于${formatInstant(before)}导入过，不能重复导入` }])
  const trial = await tryImport(reading, order)
  if (!trial.clean) return trial.report
  const { ledger, definition } = importFor(reading.house, reading.actor, order.kind)
  await record({ chain: ledger, act: actOf(definition) }, async (unit) => {
    const lookup = await createNames(unit, reading.house, trial.names)
    await definition.commit(unit, trial.rows, lookup)
    await alongside(unit, trial)
    unit.about({ type: 'import', id: unit.newId(), number: importMark(order.file.name, order.sha256) })
  })
  return { ...trial.report, committed: true }
}

const actOf = ({ name }: ImportDefinition) => `导入${name}`
const importMark = (name: string, sha256: string) => `${name}（SHA-256 ${sha256}）`

/** When the same file was taken over as the same kind before; the audit log knows it by its hash. */
async function importedBefore(reading: Reading, { kind, sha256 }: { readonly kind: string; readonly sha256: string }): Promise<string | undefined> {
  const { definition } = importFor(reading.house, reading.actor, kind)
  const entry = await reading.manager
    .createQueryBuilder(AuditEntry, 'a')
    .where("a.subjectType = 'import' AND a.act = :act AND a.subjectNumber LIKE :mark", { act: actOf(definition), mark: `%（SHA-256 ${sha256}）` })
    .orderBy('a.at', 'DESC')
    .getOne()
  return entry?.at
}

const placeOf = ({ sheet, row }: { readonly sheet: string; readonly row: number }) => `${sheet}\n${row}`
const blocking = (problems: readonly ImportRowProblem[]): readonly FoundProblem[] =>
  problems.map((problem) => ({ ...problem, blocking: problem.blocking ?? true }))

function missingColumns(definition: ImportDefinition, read: ImportReading): readonly FoundProblem[] {
  return read.sheets.flatMap(({ name, headerRow, mapping }) =>
    Object.entries(definition.fields)
      .filter(([field, { required }]) => required && !(field in mapping))
      .map(([, { label }]) => ({ sheet: name, row: headerRow, column: label, message: `没有找到“${label}”这一列，请指定`, blocking: true }))
  )
}

/** Where a problem known by its field's label stands in the file, as problems of reading name it: 'H 购置日期'; the label where no column was read. */
function columnIn(definition: ImportDefinition, read: ImportReading, { sheet, column }: ImportRowProblem): string {
  const field = Object.entries(definition.fields).find(([, { label }]) => label === column)?.[0]
  const at = field === undefined ? undefined : read.sheets.find(({ name }) => name === sheet)?.mapping[field]
  return at === undefined ? column : `${columnLetters(at)} ${column}`
}

function unknownNames(definition: ImportDefinition, names: NamesFound, rows: readonly ImportRow[]): readonly ImportProblem[] {
  const units = new Set(names.unknownUnits)
  const people = new Set(names.unknownPeople.map(({ name }) => name))
  const among = (row: ImportRow, fields: readonly string[] | undefined, unknown: ReadonlySet<string>, what: string) =>
    (fields ?? []).flatMap((field) => {
      const name = row.values[field]
      if (typeof name !== 'string' || !unknown.has(name)) return []
      return [{ sheet: row.sheet, row: row.row, column: definition.fields[field]?.label ?? field, message: `没有名为“${name}”的${what}` }]
    })
  return rows.flatMap((row) => [...among(row, definition.unitFields, units, '科室'), ...among(row, definition.personFields, people, '人员')])
}

/** Amounts in cents, quantities in their unit of measure, counts as they are. */
function sumsOf(definition: ImportDefinition, rows: readonly ImportRow[]): Readonly<Record<string, number>> {
  const sum = (field: string) => rows.reduce((total, { values }) => total + (typeof values[field] === 'number' ? values[field] : 0), 0)
  return Object.fromEntries(
    Object.entries(definition.sums).map(([name, field]) => [name, definition.fields[field]?.kind === 'quantity' ? sum(field) / 1000 : sum(field)])
  )
}
