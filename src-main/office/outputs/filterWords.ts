import type { EntityManager } from 'typeorm'
import { formatDate, formatInstant, formatMoney, formatMonth, formatQuantity } from '../../contract/display'
import type { Field } from '../../contract/fields'
import type { ListFilter } from '../../contract/lists'
import { Person, Unit } from '../entities'
import type { Reading } from '../house'
import type { ExportScope, SheetTime } from './outputDefinitions'
import { rowsWith } from '../../platform/database/readRows'

/** Field descriptors of what is exported, by field. */
export type ScopeFields = Readonly<Record<string, Pick<Field, 'label' | 'kind' | 'choices'>>>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The period of an export as printed on its second line. */
export function periodWords({ from, to }: ExportScope): string {
  if (from && to) return `${formatDate(from)}至${formatDate(to)}`
  if (from) return `${formatDate(from)}起`
  return to ? `截至${formatDate(to)}` : '全部'
}

/** The moment a sheet's state is of, or the period its movements are of: the first thing its second line says. */
export function timeWords(
  shows: SheetTime,
  scope: ExportScope,
  { today, now }: Pick<Reading, 'today' | 'now'>
): string {
  const past = scope.to !== undefined && scope.to < today
  if (shows === 'state') return past ? `时点：${formatDate(scope.to)}终了` : `时点：${formatInstant(now)}`
  return `期间：${periodWords(scope)}${past ? '' : '（至打印时）'}`
}

/**
 * What a sheet that is by its nature of some period says it is of where the order leaves its beginning open: neither
 * 全部 nor silently less.
 */
export const ownPeriod = (
  { from, to }: ExportScope,
  own: { readonly from: string; readonly to: string }
): { readonly time?: string } =>
  from === undefined
    ? { time: `期间：${periodWords(own)}（未选${to === undefined ? '期间' : '开始日期'}，本表按此期间）` }
    : {}

/** The last day a state is asked for: the end of the period, at most today. */
export function stateDay(scope: ExportScope, { today }: Pick<Reading, 'today'>): string {
  return scope.to !== undefined && scope.to < today ? scope.to : today
}

/**
 * What an export was narrowed to, in words a reader of the sheet understands; ids of people and units become their
 * names.
 */
export async function filterWords(manager: EntityManager, scope: ExportScope, fields: ScopeFields): Promise<string> {
  const filters = scope.filter?.filters ?? []
  const names = await namesOf(manager, filters)
  const parts = [
    ...(scope.from || scope.to ? [`期间：${periodWords(scope)}`] : []),
    ...(scope.filter?.search ? [`搜索“${scope.filter.search}”`] : []),
    ...filters.map((filter) =>
      conditionWords(filter, Object.hasOwn(fields, filter.field) ? fields[filter.field] : undefined, names)
    )
  ]
  return parts.length > 0 ? parts.join('；') : '无（全部记录）'
}

function conditionWords(
  { field, op, value }: ListFilter,
  described: ScopeFields[string] | undefined,
  names: ReadonlyMap<string, string>
): string {
  const label = described?.label ?? (uuidsIn(value).length > 0 ? '所选对象' : field)
  const word = (each: unknown) => valueWords(each, described, names)
  switch (op) {
    case 'eq':
      return `${label}为${word(value)}`
    case 'in':
      return `${label}为${(Array.isArray(value) ? value : [value]).map(word).join('、')}`
    case 'contains':
      return `${label}含“${word(value)}”`
    case 'from':
      return `${label}不早于（不小于）${word(value)}`
    case 'to':
      return `${label}不晚于（不大于）${word(value)}`
    case 'empty':
      return value === false ? `${label}已填` : `${label}未填`
  }
}

function valueWords(
  value: unknown,
  described: ScopeFields[string] | undefined,
  names: ReadonlyMap<string, string>
): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  const choice = described?.choices?.find((each) => each.value === value)
  if (choice) return choice.label
  if (typeof value === 'number') {
    if (described?.kind === 'money') return `${formatMoney(value)}元`
    return described?.kind === 'quantity' ? formatQuantity(value) : String(value)
  }
  const text = String(value ?? '')
  if (described?.kind === 'month') return formatMonth(text)
  return names.get(text) ?? (/^\d{4}-\d{2}-\d{2}/.test(text) ? formatDate(text) : text)
}

const uuidsIn = (value: ListFilter['value']): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && uuid.test(each))

async function namesOf(manager: EntityManager, filters: readonly ListFilter[]): Promise<ReadonlyMap<string, string>> {
  const ids = filters.flatMap((filter) => uuidsIn(filter.value))
  if (ids.length === 0) return new Map()
  const [units, people] = await Promise.all([rowsWith(manager, Unit, 'id', ids), rowsWith(manager, Person, 'id', ids)])
  return new Map([...units, ...people].map(({ id, name }) => [id, name]))
}
