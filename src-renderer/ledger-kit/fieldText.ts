import { formatInstant, formatMoney, formatMonth, formatQuantity, formatShortDate, type Field } from '@contract'

/** Kinds whose values stand right-aligned. */
export function isNumeric(field: Field): boolean {
  return field.kind === 'money' || field.kind === 'quantity' || field.kind === 'integer'
}

/** A stored value as the user reads it; where there is none what the field says then, usually nothing. */
export function fieldText(field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return field.blank ?? ''
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

/**
 * The total of a field over lines; where lines have units of measure of their own, one for each: 5公斤、3张. Empty for
 * fields that are not totalled.
 */
export function totalText<Line extends object>(
  name: string,
  field: Field,
  lines: readonly Line[],
  read: (line: Line, name: string) => unknown
): string {
  if (!field.total) return ''
  const sums = new Map<string, number>()
  for (const line of lines) {
    const measure = field.per ? String(read(line, field.per) ?? '') : ''
    const value = Number(read(line, name) ?? 0)
    sums.set(measure, (sums.get(measure) ?? 0) + value)
  }
  return [...sums].map(([measure, sum]) => `${fieldText(field, sum)}${sums.size > 1 ? measure : ''}`).join('、')
}

/** The value of a row by field name. Rows are plain objects of the contract. */
export function valueOf(row: object, name: string): unknown {
  return Object.entries(row).find(([key]) => key === name)?.[1]
}

/** Pixels of a day and of a moment: cut off they would say something else. */
const whole: Readonly<Record<string, number>> = { date: 98, instant: 146 }
const usualCharacters: Readonly<Record<string, number>> = {
  month: 7,
  money: 8,
  quantity: 7,
  integer: 5,
  boolean: 4,
  longText: 18
}

/**
 * Pixels a column takes: its width in Chinese characters, or what its kind usually needs; its heading and the arrow
 * beside it at least.
 */
export function columnWidth(field: Field): number {
  const characters = field.width ?? usualCharacters[field.kind] ?? 10
  const own = whole[field.kind] ?? characters * (field.kind === 'code' ? 8 : 9) + 22
  return Math.round(Math.max(own, field.label.length * 14 + 36))
}
