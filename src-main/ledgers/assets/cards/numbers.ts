import type { EntityManager } from 'typeorm'
import type { AssetCategory } from '../../../contract/assets'
import { Asset } from '../entities'

const categoryDigits: Readonly<Record<AssetCategory, string>> = {
  building: '01',
  instrument: '02',
  vehicle: '03',
  furniture: '04',
  other: '05'
}

/**
 * The bureau's pattern of asset numbers taken apart: what stands before and after the running number, and its digits.
 */
export function patternParts(
  pattern: string,
  year: string,
  category: AssetCategory
): { readonly before: string; readonly digits: number; readonly after: string } {
  const filled = pattern.replaceAll('{年}', year).replaceAll('{类}', categoryDigits[category])
  const serial = /\{序(\d)\}/.exec(filled)
  if (!serial) return { before: filled, digits: 5, after: '' }
  return {
    before: filled.slice(0, serial.index),
    digits: Number(serial[1]),
    after: filled.slice(serial.index + serial[0].length)
  }
}

/** The next asset numbers by the bureau's pattern, after the highest there is. */
export async function nextAssetNumbers(
  manager: EntityManager,
  pattern: string,
  { year, category, count }: { readonly year: string; readonly category: AssetCategory; readonly count: number }
): Promise<readonly string[]> {
  const { before, digits, after } = patternParts(pattern, year, category)
  const escape = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
  const taken = await manager
    .createQueryBuilder(Asset, 'a')
    .select('a.number', 'number')
    .where("a.number LIKE :like ESCAPE '\\'", { like: `${escape(before)}${'_'.repeat(digits)}${escape(after)}` })
    .orderBy('a.number', 'DESC')
    .limit(100)
    .getRawMany<{ number: string }>()
  const serials = taken
    .map(({ number }) => number.slice(before.length, before.length + digits))
    .filter((text) => /^\d+$/.test(text))
  const last = Math.max(0, ...serials.map(Number))
  return Array.from(
    { length: count },
    (_, index) => `${before}${String(last + index + 1).padStart(digits, '0')}${after}`
  )
}
