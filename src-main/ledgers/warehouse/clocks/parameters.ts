import { monthsOf, type SeasonMonths } from '../../../kernel/periods'

/**
 * The seasons as set; undefined when a month stands in no season or in two (the setting is wrong, nothing can be
 * counted with it).
 */
export function seasonsOf(set: {
  readonly spring: string
  readonly summer: string
  readonly autumn: string
  readonly winter: string
}): SeasonMonths | undefined {
  const [spring, summer, autumn, winter] = [
    monthsOf(set.spring),
    monthsOf(set.summer),
    monthsOf(set.autumn),
    monthsOf(set.winter)
  ]
  if (!spring || !summer || !autumn || !winter) return undefined
  const all = [...spring, ...summer, ...autumn, ...winter].sort((a, b) => a - b)
  return all.length === 12 && all.every((month, index) => month === index + 1)
    ? { spring, summer, autumn, winter }
    : undefined
}

/** Minutes of the day of '8:30'; undefined when it is no time of day. */
export function minutesOf(typed: string): number | undefined {
  const parts = /^(\d{1,2})[:：](\d{2})$/.exec(typed.trim())
  if (!parts) return undefined
  const minutes = Number(parts[1]) * 60 + Number(parts[2])
  return Number(parts[1]) < 24 && Number(parts[2]) < 60 ? minutes : undefined
}
