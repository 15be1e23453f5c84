import { formatInstant, formatMoney, formatMonth, formatQuantity, formatShortDate, type Field } from '@contract'

/** Kinds whose values stand right-aligned. */
export function isNumeric(field: Field): boolean {
  return field.kind === 'money' || field.kind === 'quantity' || field.kind === 'integer'
}

/** A stored value as the user reads it; empty when there is none. */
export function fieldText(field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') {
    if (field.kind === 'money') return formatMoney(value)
    return field.kind === 'quantity' ? formatQuantity(value) : String(value)
  }
  if (typeof value !== 'string') return Array.isArray(value) ? value.map((one) => fieldText(field, one)).join('、') : ''
  if (field.kind === 'date') return formatShortDate(value)
  if (field.kind === 'instant') return formatInstant(value)
  if (field.kind === 'month') return formatMonth(value)
  return field.choices?.find((choice) => choice.value === value)?.label ?? value
}

/** The value of a row by field name. Rows are plain objects of the contract. */
export function valueOf(row: object, name: string): unknown {
  return Object.entries(row).find(([key]) => key === name)?.[1]
}

/** Pixels a column takes: its width in Chinese characters, or what its kind usually needs. */
export function columnWidth(field: Field): number {
  const usual = { date: 8, instant: 10, month: 7, money: 8, quantity: 7, integer: 5, boolean: 4, longText: 18 }
  const characters = field.width ?? Object.entries(usual).find(([kind]) => kind === field.kind)?.[1] ?? 10
  return Math.round(
    Math.max(characters * (field.kind === 'instant' || field.kind === 'date' || field.kind === 'code' ? 8 : 9), field.label.length * 14 + 14) + 22
  )
}
