import { parseDecimal } from '@contract/typedText'

/**
 * The whole number of smallest parts meant by a typed decimal, e.g. '1,234.5元' with 2 decimals is 123450. Undefined
 * when it is no number, is negative without leave, or has more decimals than can be kept.
 */
export function readScaled(typed: string, decimals: number, negative = false): number | undefined {
  const read = parseDecimal(typed.replace(/[￥¥元]/g, '').replace(/。/g, '.'), decimals)
  return read.ok && (negative || read.value >= 0) ? read.value : undefined
}

/** The decimal a whole number of smallest parts stands for, without separators; `fixed` keeps trailing zeros. */
export function scaledText(value: number, decimals: number, fixed: boolean): string {
  if (decimals === 0) return String(value)
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0')
  const fraction = fixed ? digits.slice(-decimals) : digits.slice(-decimals).replace(/0+$/, '')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)}${fraction ? `.${fraction}` : ''}`
}
