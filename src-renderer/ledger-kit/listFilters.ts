import type { Field, ListFilter } from '@contract'

/** One condition of the filter bar while it is being set; dates stay local dates until asked. */
export interface Condition {
  readonly field: string
  from?: string | number | undefined
  to?: string | number | undefined
  /** Stored values of choices. */
  values?: string[]
  words?: string
  yes?: boolean | undefined
}

/** Whether a field's condition is a range. */
export function isRange(field: Field): boolean {
  return ['date', 'instant', 'month', 'money', 'quantity', 'integer', 'year'].includes(field.kind)
}

const beijing = (date: string, time: string) => new Date(`${date}T${time}+08:00`).toISOString()

function bound(field: Field, value: string | number, end: boolean): string | number {
  if (field.kind !== 'instant' || typeof value !== 'string') return value
  return end ? beijing(value, '23:59:59.999') : beijing(value, '00:00:00.000')
}

/** What the list asks main for a condition; nothing while it is empty. Days of an instant field are Beijing days. */
export function filtersOf(field: Field, condition: Condition): ListFilter[] {
  const name = condition.field
  const filters: ListFilter[] = []
  if (condition.from !== undefined && condition.from !== '')
    filters.push({ field: name, op: 'from', value: bound(field, condition.from, false) })
  if (condition.to !== undefined && condition.to !== '')
    filters.push({ field: name, op: 'to', value: bound(field, condition.to, true) })
  if (condition.values?.length) filters.push({ field: name, op: 'in', value: [...condition.values] })
  if (condition.words?.trim()) filters.push({ field: name, op: 'contains', value: condition.words.trim() })
  if (condition.yes !== undefined) filters.push({ field: name, op: 'eq', value: condition.yes })
  return filters
}
