import type { Field } from '../../contract/fields'
import { sameKey } from '../../kernel/sameness'
import { compact, parsed, unreadable, type Parsed } from '../../contract/typedText'
import type { ImportFields } from './findHeader'
import { HeadingForms, matchHeading } from './headings'
import { choiceOf, readCell, type ImportValue } from './readCell'
import { cellText, isBlank, type RawRow, type Table } from './table'
import type { ReadingRules } from './words'

/** What stands for a field that the old book does not tell. */
export const NOT_RECORDED = '未记载'

/** A value every line of a table has although no column holds it; null where it is left as not recorded. */
export interface Given {
  readonly typed: string | null
  readonly from: 'user' | 'sheet' | 'above'
}

/** Whether a text is the name of a unit: of the office, or by its end. */
export function isUnitName(text: string, { units, words }: ReadingRules): boolean {
  const name = compact(text)
  return (
    units?.has(sameKey(name)) === true ||
    words.unitEnds.some((end) => name.endsWith(end) && name.length > end.length && name.length < 16)
  )
}

/**
 * What the user, the sheet's name or the lines above the table say of fields without a column: 科室：办公室, 车牌号：吉A12345.
 * Days and numbers above a table are of the table, not of its lines.
 */
export function givenFor(
  table: Table,
  headerRow: number,
  columns: readonly { readonly key: string }[],
  fields: ImportFields,
  rules: ReadingRules
): Readonly<Record<string, Given>> {
  const read = new Set(columns.map(({ key }) => key))
  const given: Record<string, Given> = {}
  for (const [key, typed] of Object.entries(rules.fill ?? {}))
    if (!read.has(key) && key in fields)
      given[key] = { typed: typed === NOT_RECORDED && rules.mayLack?.has(key) ? null : typed, from: 'user' }
  Object.assign(
    given,
    factsAbove(table, headerRow, fields, rules, (key) => !read.has(key) && !(key in given))
  )
  const { sheetName } = rules
  if (sheetName !== undefined && !read.has(sheetName.field) && !(sheetName.field in given)) {
    const name = compact(table.name)
    if (sheetName.looks?.test(name) ?? isUnitName(name, rules)) given[sheetName.field] = { typed: name, from: 'sheet' }
  }
  return given
}

/** A value given for a whole table as its field's kind; the words the user put to others count here too. */
export function readGiven(key: string, field: Field, typed: string, rules: ReadingRules): Parsed<ImportValue> {
  const { answers, meanings } = rules
  if (typed === NOT_RECORDED)
    return rules.mayLack?.has(key) ? parsed(null) : unreadable(`${field.label}要有内容，不能写“${NOT_RECORDED}”`)
  const said = answers?.[key]?.[sameKey(typed)] ?? answers?.['*']?.[sameKey(typed)] ?? typed
  const read = readCell(said, field)
  const meant = !read.ok && field.kind === 'choice' ? meanings?.[key]?.(said) : undefined
  return meant === undefined ? read : parsed(meant)
}

/** Facts above the table, of fields it has to have; where one of those stands there, also what else describes it. */
function factsAbove(
  table: Table,
  headerRow: number,
  fields: ImportFields,
  rules: ReadingRules,
  lacks: (key: string) => boolean
): Readonly<Record<string, Given>> {
  const measures = new Set(Object.values(rules.measureOf ?? {}))
  const facts = Object.entries(fields).flatMap(([key, field]) => {
    const asked = lacks(key) && ['unit', 'code', 'choice', 'text'].includes(field.kind)
    const fact = asked ? factAbove(table, headerRow, field, rules) : undefined
    if (fact === undefined || !readGiven(key, field, fact, rules).ok) return []
    if (measures.has(key) && !rules.words.measures.includes(fact)) return []
    return [{ key, field, fact }]
  })
  if (!facts.some(({ field }) => field.required)) return {}
  return Object.fromEntries(facts.map(({ key, fact }) => [key, { typed: fact, from: 'above' as const }]))
}

function factAbove(table: Table, headerRow: number, field: Field, rules: ReadingRules): string | undefined {
  for (const row of table.rows) {
    if (row.number >= headerRow) return undefined
    const fact = factIn(row, field, rules)
    // What stands above as 单位 is mostly the bureau itself: only a unit of its own is meant.
    const isOwn = rules.units?.has(sameKey(fact ?? '')) === true || !/[局委府]$/.test(compact(fact ?? ''))
    if (fact !== undefined && (field.kind !== 'unit' || (isUnitName(fact, rules) && isOwn))) return fact
  }
  return undefined
}

function factIn(row: RawRow, field: Field, rules: ReadingRules): string | undefined {
  const isLabel = (text: string): boolean =>
    ['exact', 'unit'].includes(matchHeading(new HeadingForms(text, rules.words), field, rules.words) ?? '')
  const texts = row.cells.filter((cell) => !isBlank(cell)).map((cell) => cellText(cell))
  for (const [at, text] of texts.entries()) {
    for (const part of text.split(/\s{2,}|[\t;；]/)) {
      const [, label, value] = /^([^:：]{1,12})[:：]\s*(.+)$/.exec(part.trim()) ?? []
      if (label !== undefined && value !== undefined && isLabel(label)) return value.trim().split(/\s+/)[0]
    }
    const next = texts[at + 1]
    if (next !== undefined && /[:：]\s*$/.test(text) && isLabel(text.replace(/[:：]\s*$/, ''))) return next
  }
  return undefined
}

/** Numbers and counts around what a section is called: 一、办公室（12人） is 办公室. */
const NUMBERED =
  /^(?:[一二三四五六七八九十]{1,3}|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}|第[一二三四五六七八九十\d]{1,3}[部类分章节])[、.:\s]*/
const COUNT_BEHIND = /[(:]?(?:共|合计)?\d+(?:人|名|件|台|辆|项|条|份)\)?$/

/** The value a title over lines has for a field no column holds: the unit or the choice it names. */
export function titledValue(title: string, key: string, field: Field, rules: ReadingRules): string | undefined {
  const bare = compact(title)
    .replace(NUMBERED, '')
    .replace(COUNT_BEHIND, '')
    .replace(/[:：]$/, '')
  if (field.kind === 'unit') return isUnitName(bare, rules) ? bare : undefined
  if (field.kind !== 'choice') return undefined
  const words = [bare, bare.replace(/(?:人员|名单|类|情况)+$/, '')]
  return words.find((word) => choiceOf(word, field.choices ?? []) || typeof rules.meanings?.[key]?.(word) === 'string')
}

/** Whether a text is what a kind of things, a place or a unit is called, and not a thing of its own: 日用品类, 二号库, 办公室. */
export function isTitle(text: string, rules: ReadingRules): boolean {
  const bare = compact(text)
    .replace(COUNT_BEHIND, '')
    .replace(/[:：]$/, '')
  return (
    /(?:类|区|库|部分|名单|明细|情况|系列|品)$/.test(bare) ||
    rules.words.neutral.some((word) => bare.endsWith(word)) ||
    isUnitName(bare, rules)
  )
}

const YEAR = /(?:19|20)\d{2}(?=\s*年)/g

/** The one year the lines above a table, or the sheet's name, speak of; undefined where they name none or several. */
export function yearAbove(table: Table, headerRow: number, inDigits: (text: string) => string): number | undefined {
  const texts = [
    table.name,
    ...table.rows.filter(({ number }) => number < headerRow).flatMap(({ cells }) => cells.map((cell) => cellText(cell)))
  ]
  const years = new Set(texts.flatMap((text) => inDigits(text).match(YEAR) ?? []))
  const [only] = years
  return years.size === 1 ? Number(only) : undefined
}
