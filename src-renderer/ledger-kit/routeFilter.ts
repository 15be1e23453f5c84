import type { LocationQuery } from 'vue-router'
import type { Field } from '@contract'
import { isRange, type Condition } from './listFilters'

/** What an address asks a list to begin with. */
export interface RouteFilter {
  readonly search: string
  readonly conditions: readonly Condition[]
}

const textOf = (query: LocationQuery, key: string) =>
  typeof query[key] === 'string' && query[key] !== '' ? query[key] : undefined

/**
 * The conditions in a list's address, so that a chart or a notice leads to just what it counted: `q=words` searches,
 * `state=held,partly` chooses,
 * `detainedOn.from=2026-01-01` and `.to` bound days and numbers (as stored), `usable=1` asks yes or no, `party=张` looks
 * for words. Undefined where the address asks nothing the list knows.
 */
export function routeFilter(query: LocationQuery, fields: Readonly<Record<string, Field>>): RouteFilter | undefined {
  const search = textOf(query, 'q') ?? ''
  const conditions = Object.entries(fields).flatMap(([name, field]) => conditionOf(query, name, field))
  return search || conditions.length > 0 ? { search, conditions } : undefined
}

function conditionOf(query: LocationQuery, name: string, field: Field): Condition[] {
  if (isRange(field)) {
    const typed = (end: 'from' | 'to') => {
      const text = textOf(query, `${name}.${end}`)
      const dated = field.kind === 'date' || field.kind === 'instant' || field.kind === 'month'
      return text === undefined || dated ? text : Number.isSafeInteger(Number(text)) ? Number(text) : undefined
    }
    const [from, to] = [typed('from'), typed('to')]
    return from === undefined && to === undefined ? [] : [{ field: name, from, to }]
  }
  const text = textOf(query, name)
  if (text === undefined) return []
  if (field.kind === 'boolean') return [{ field: name, yes: text === '1' }]
  if (field.kind !== 'choice') return [{ field: name, words: text }]
  const known = new Set(field.choices?.map(({ value }) => value))
  const values = text.split(',').filter((value) => known.has(value))
  return values.length > 0 ? [{ field: name, values }] : []
}
