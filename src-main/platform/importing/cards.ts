import type { ImportFields } from './findHeader'
import { HeadingForms, matchHeading } from './headings'
import { cellText, isBlank, type RawCell, type RawRow, type Table } from './table'
import type { ReadingRules } from './words'

/** Labels a form has to have before it is taken for one. */
const FEWEST_LABELS = 3
/** The share of them one row may hold: a header, printed again or not, has them all. */
const MOST_IN_A_ROW = 0.6
const LOOKED_AT = 40
const MOST_ROWS = 5_000

interface Entry {
  readonly key: string
  readonly row: number
  readonly value: RawCell
}

/** What a row of a form says: its labels with their values, and the cells that belong to none. */
interface FormRow {
  readonly row: RawRow
  readonly entries: readonly Entry[]
  readonly rest: readonly string[]
}

/** What a form says of one record, by field. */
interface Card {
  /** Its last. */
  row: number
  readonly values: Map<string, RawCell>
}

/**
 * Records kept as forms, label to the left and value to the right of it, one below the other, as a table with one line
 * each, and what of it belongs to no label; undefined for a sheet that is none. A line has the number of the last
 * row of its form, the heading that of the first row of all.
 */
export function tableOfCards(
  table: Table,
  fields: ImportFields,
  rules: ReadingRules
): { readonly table: Table; readonly rest: readonly string[] } | undefined {
  const labels = new Labels(fields, rules)
  // Most sheets are told by their first rows; a book of thousands of lines is no pile of forms.
  if (table.rows.length > MOST_ROWS || table.rows.slice(0, LOOKED_AT).some((row) => isHeaderRow(row, labels)))
    return undefined
  const rows = table.rows.map((row) => formRow(row, labels))
  const begun = rows.filter(({ entries }) => entries.length > 0)
  const known = new Set(begun.flatMap(({ entries }) => entries.map(({ key }) => key)))
  const isForm =
    known.size >= FEWEST_LABELS &&
    begun.every(({ entries, rest }) => entries.length <= known.size * MOST_IN_A_ROW && rest.length % 2 === 0) &&
    !isTurned(begun) &&
    rows.every(({ row }) => !isHeaderRow(row, labels)) &&
    Object.entries(fields).some(([key, { required }]) => required && known.has(key))
  if (!isForm) return undefined
  const cards = cardsOf(begun.flatMap(({ entries }) => entries))
  const keys = Object.keys(fields).filter((key) => known.has(key))
  const first = begun[0]?.row.number ?? 1
  if (cards.some(({ row }) => row <= first)) return undefined
  const heading: RawRow = { number: first, cells: keys.map((key) => fields[key]?.label ?? key) }
  const lines = cards.map(({ row, values }) => ({ number: row, cells: keys.map((key) => values.get(key) ?? null) }))
  return {
    table: { ...table, merges: [], rows: [heading, ...lines] },
    rest: begun.flatMap(({ rest }) => (rest.length > 0 ? [rest.join(' ')] : []))
  }
}

/** Whether records stand side by side, their labels in the first column alone: more than one value in most rows. */
function isTurned(rows: readonly FormRow[]): boolean {
  const wide = rows.filter(({ entries, rest }) => entries.length === 1 && rest.length > 0)
  return wide.length * 2 > rows.length
}

/** Finds what field a text is the label of. */
class Labels {
  readonly #known = new Map<string, string | undefined>()

  constructor(
    private readonly fields: ImportFields,
    private readonly rules: ReadingRules
  ) {}

  fieldOf(cell: RawCell | undefined): string | undefined {
    if (typeof cell !== 'string') return undefined
    const text = cellText(cell).replace(/[:：]\s*$/, '')
    if (text === '' || text.length > 16) return undefined
    if (!this.#known.has(text)) this.#known.set(text, this.#find(text))
    return this.#known.get(text)
  }

  #find(text: string): string | undefined {
    const { words } = this.rules
    const forms = new HeadingForms(text, words)
    const named = Object.entries(this.fields).map(([key, field]) => ({ key, how: matchHeading(forms, field, words) }))
    return (named.find(({ how }) => how === 'exact') ?? named.find(({ how }) => how === 'unit'))?.key
  }
}

/** A row of headings has labels beside one another; in a form a label has its value, or nothing, to its right. */
function isHeaderRow(row: RawRow, labels: Labels): boolean {
  const texts = row.cells.filter((cell) => !isBlank(cell))
  const known = texts.map((cell) => labels.fieldOf(cell) !== undefined)
  return known.filter((is, at) => is && known[at + 1] === true).length > 1
}

function formRow(row: RawRow, labels: Labels): FormRow {
  const filled = row.cells.filter((cell) => cell !== undefined && !isBlank(cell)) as readonly RawCell[]
  const entries: Entry[] = []
  const rest: string[] = []
  for (let at = 0; at < filled.length; at += 1) {
    const cell = filled[at] ?? null
    const [, label, value] = /^([^:：]{1,12})[:：]\s*(\S.*)$/.exec(cellText(cell)) ?? []
    const within = label === undefined ? undefined : labels.fieldOf(label)
    const key = within ?? labels.fieldOf(cell)
    if (key === undefined) {
      rest.push(cellText(cell))
      continue
    }
    const next = filled[at + 1] ?? null
    const own = within === undefined ? (labels.fieldOf(next) === undefined ? next : null) : (value ?? null)
    entries.push({ key, row: row.number, value: own })
    if (within === undefined && own !== null) at += 1
  }
  return { row, entries, rest }
}

/** A label that comes again begins the next form. */
function cardsOf(entries: readonly Entry[]): readonly Card[] {
  const cards: Card[] = []
  for (const { key, row, value } of entries) {
    const card = cards.at(-1)
    if (card && !card.values.has(key)) {
      card.values.set(key, value)
      card.row = row
    } else cards.push({ row, values: new Map([[key, value]]) })
  }
  return cards
}
