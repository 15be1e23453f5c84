import type { LeftOutRow } from '../../contract/files'
import { sameKey } from '../../kernel/sameness'
import { eachInTurns } from '../../platform/turns'
import type { ImportDefinition, ImportRow } from './importDefinition'

interface Offset {
  /** The lines that stand. */
  readonly rows: readonly ImportRow[]
  readonly leftOut: readonly LeftOutRow[]
}

/**
 * Lines written in red: one that takes another back, the same in everything required but its day, with every sum
 * negative. Both are left out, and said.
 */
export async function withoutOffsets({ fields, sums }: ImportDefinition, all: readonly ImportRow[]): Promise<Offset> {
  const summed = [...new Set(Object.values(sums))]
  const said = Object.entries(fields).flatMap(([name, { required, kind }]) =>
    required && kind !== 'date' && kind !== 'instant' && !summed.includes(name) ? [name] : []
  )
  const numberAt = ({ values }: ImportRow, field: string): number => Number(values[field] ?? 0)
  const keyOf = (row: ImportRow, sign: 1 | -1): string =>
    [
      ...said.map((field) => sameKey(String(row.values[field] ?? ''))),
      ...summed.map((field) => sign * numberAt(row, field))
    ]
      .map(String)
      .join('\n')
  const isRed = (row: ImportRow): boolean =>
    summed.some((field) => numberAt(row, field) < 0) && summed.every((field) => numberAt(row, field) <= 0)
  if (summed.length === 0 || !all.some(isRed)) return { rows: all, leftOut: [] }
  const waiting = new Map<string, ImportRow[]>()
  const gone = new Map<ImportRow, ImportRow>()
  await eachInTurns(all, (row) => {
    if (!isRed(row)) {
      const key = keyOf(row, 1)
      const same = waiting.get(key)
      if (same) same.push(row)
      else waiting.set(key, [row])
      return
    }
    const taken = waiting.get(keyOf(row, -1))?.pop()
    if (!taken) return
    gone.set(taken, row)
    gone.set(row, taken)
  })
  return {
    rows: all.filter((row) => !gone.has(row)),
    leftOut: [...gone].map(([{ sheet, row }, other]) => ({
      sheet,
      row,
      what: '冲正',
      text: `与第${other.row}行正负相抵，两行都不导入`
    }))
  }
}
