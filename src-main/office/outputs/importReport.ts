import { formatMoney, formatQuantity } from '../../contract/display'
import type { Field } from '../../contract/fields'
import type { ImportNote, ImportProblem, ImportReport, LeftOutRow, StatedTotal } from '../../contract/files'
import { columnLetters, type ImportReading, type Table } from '../../platform/importing'
import type { ImportDefinition, ImportRow, ImportRowProblem } from './importDefinition'
import type { NamesFound } from './importNames'
import { columnsTaken, type AskedProblem } from './importQuestions'
import type { RecordsFound } from './importRecords'

export interface FoundProblem extends ImportProblem {
  readonly blocking: boolean
}

interface Findings {
  readonly definition: ImportDefinition
  readonly file: string
  readonly tables: readonly Table[]
  readonly read: ImportReading
  /** How many rows were read, those left out among them. */
  readonly total: number
  readonly rows: readonly ImportRow[]
  /** Those of the rows that are to be written. */
  readonly accepted: readonly ImportRow[]
  readonly known: number
  readonly problems: readonly (FoundProblem | AskedProblem)[]
  readonly names: NamesFound
  readonly records: RecordsFound
  readonly day: ImportReport['day']
  readonly ready: boolean
  /** Lines that cancel one another out. */
  readonly offset: readonly LeftOutRow[]
}

const kindWords = {
  total: '合计',
  among: '合计的其中数',
  carried: '结转',
  header: '重复的表头',
  section: '分类标题',
  footer: '表尾说明',
  unused: '没有填写',
  void: '作废',
  elsewhere: '另一张表',
  earlier: '较早的结存',
  example: '模板示例'
} as const

const ignoredWords = {
  hidden: '是隐藏的工作表，没有读入',
  noHeader: '里没有找到表头，没有读入',
  otherRecord: '记的不是这种台账，没有读入',
  notChosen: '没有选，没有读入'
} as const

/** Everything a dry run or an import found, as the window and the command line tell it. */
export function reportOf({
  definition,
  file,
  tables,
  read,
  total,
  rows,
  accepted,
  known,
  problems,
  names,
  records,
  day,
  ready,
  offset
}: Findings): ImportReport {
  return {
    kind: definition.kind,
    file,
    sheets: [...new Set(read.sheets.map(({ name }) => name))],
    rows: total,
    accepted: accepted.length,
    problems: [...problems.map(said), ...remarkable(tables, read)],
    sums: sumsOf(definition, rows),
    committed: false,
    unknownUnits: names.unknownUnits,
    unknownPeople: names.unknownPeople.map(({ name }) => name),
    ...(records.unknown.length > 0 ? { unknownRecords: records.unknown } : {}),
    questions: problems.flatMap((problem) => ('question' in problem ? [problem.question] : [])),
    leftOut: [...leftOutOf(read), ...offset],
    notes: [...notesOf(read), ...columnsTaken(definition, read)],
    known,
    ready,
    totals: totalsOf(definition, rows, accepted),
    stated: statedOf(definition, read),
    ...(day ? { day } : {})
  }
}

function said({ sheet, row, column, message, blocking }: FoundProblem): ImportProblem {
  return { sheet, row, column, message: blocking ? message : `提示：${message}` }
}

/**
 * What nobody may overlook of what was not read as it stands: hidden sheets that hold the same record, and hidden rows.
 */
function remarkable(tables: readonly Table[], read: ImportReading): readonly ImportProblem[] {
  const hint = (sheet: string, row: number, message: string): ImportProblem => ({
    sheet,
    row,
    column: '',
    message: `提示：${message}`
  })
  return [
    ...read.ignored
      .filter(
        ({ sheet, reason }) => reason === 'hidden' && (tables.find(({ name }) => name === sheet)?.rows.length ?? 0) > 0
      )
      .map(({ sheet }) => hint(sheet, 1, `工作表“${sheet}”${ignoredWords.hidden}`)),
    ...read.notes.filter(({ text }) => text.includes('隐藏')).map(({ sheet, row, text }) => hint(sheet, row ?? 1, text))
  ]
}

function notesOf(read: ImportReading): readonly ImportNote[] {
  const ignored = read.ignored.map(({ sheet, reason }) => ({
    sheet,
    row: null,
    text: `工作表“${sheet}”${ignoredWords[reason]}`
  }))
  return [...ignored, ...read.notes]
}

function leftOutOf(read: ImportReading): readonly LeftOutRow[] {
  return read.sheets.flatMap(({ name, skipped }) =>
    skipped.map(({ row, kind, text }) => ({ sheet: name, row, what: kindWords[kind], text }))
  )
}

/** A sum as people read it: yuan, quantities with their decimals, counts. */
function sumText(field: Field | undefined, sum: number): string {
  return field?.kind === 'money' ? formatMoney(sum) : field?.kind === 'quantity' ? formatQuantity(sum) : String(sum)
}

function statedOf(definition: ImportDefinition, read: ImportReading): readonly StatedTotal[] {
  return read.sheets.flatMap(({ name, totalsFound }) =>
    totalsFound.flatMap(({ row, label, sums }) =>
      sums.flatMap(({ field, label: column, written, computed, agrees }) =>
        written === null
          ? []
          : [
              {
                sheet: name,
                row,
                name: label,
                column,
                stated: sumText(definition.fields[field], written),
                computed: sumText(definition.fields[field], computed),
                agrees
              }
            ]
      )
    )
  )
}

const sumOf = (rows: readonly ImportRow[], field: string): number =>
  rows.reduce((total, { values }) => total + (typeof values[field] === 'number' ? values[field] : 0), 0)

/** Amounts in cents, quantities in their unit of measure, counts as they are. */
function sumsOf(definition: ImportDefinition, rows: readonly ImportRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(definition.sums).map(([name, field]) => [
      name,
      definition.fields[field]?.kind === 'quantity' ? sumOf(rows, field) / 1000 : sumOf(rows, field)
    ])
  )
}

function totalsOf(
  definition: ImportDefinition,
  rows: readonly ImportRow[],
  accepted: readonly ImportRow[]
): ImportReport['totals'] {
  return Object.values(definition.sums).map((field) => {
    const described = definition.fields[field]
    return {
      label: `${described?.label ?? field}合计${described?.kind === 'money' ? '（元）' : ''}`,
      value: sumText(described, sumOf(rows, field)),
      taken: sumText(described, sumOf(accepted, field))
    }
  })
}

/**
 * A problem known by its field's label, where it stands in the file, as problems of reading name it: 'H 购置日期'; the
 * label where no column was read.
 */
export function placed<P extends ImportRowProblem>(definition: ImportDefinition, read: ImportReading, problem: P): P {
  const field = Object.entries(definition.fields).find(([, { label }]) => label === problem.column)?.[0]
  const at = field === undefined ? undefined : read.sheets.find(({ name }) => name === problem.sheet)?.mapping[field]
  return at === undefined ? problem : { ...problem, column: `${columnLetters(at)} ${problem.column}` }
}
