import { describe, expect, it } from 'vitest'
import type { DetainedMovement } from '@main/ledgers/warehouse/entities'
import { exitsIn, exitsOfLine, exitWords } from '@main/ledgers/warehouse/intake/exitWords'

const moved = (id: string, kind: DetainedMovement['kind'], day: string, quantity: number, reversalOfId?: string) =>
  ({ id, kind, day, quantity, reversalOfId: reversalOfId ?? null }) as DetainedMovement

describe('what has left of a line, in the words of the register', () => {
  it('goes by day and way, without what was reversed, and comes back as it was', () => {
    const exits = exitsOfLine([
      moved('1', 'intake', '2026-09-01', 1_250_000),
      moved('2', 'destroy', '2026-09-11', -4_500),
      moved('3', 'return', '2026-09-05', -1_000),
      moved('4', 'return', '2026-09-05', -1_200_000),
      moved('5', 'transfer', '2026-09-12', -2_000),
      moved('6', 'transfer', '2026-09-13', 2_000, '5')
    ])
    const words = '2026-09-05退还1,201；2026-09-11销毁4.5'
    expect(exitWords(exits)).toBe(words)
    expect(exitsIn(words)).toEqual([
      { kind: 'return', day: '2026-09-05', quantity: 1_201_000 },
      { kind: 'destroy', day: '2026-09-11', quantity: 4_500 }
    ])
  })

  it('is nothing where nothing left, and not guessed where it cannot be read', () => {
    expect(exitWords([])).toBe('')
    expect(exitsIn('')).toEqual([])
    for (const text of ['退还2', '2026-09-05送人2', '2026-09-05退还', '2026-09-05退还0', '2026-09-05退还2；不详'])
      expect(exitsIn(text), text).toBeUndefined()
  })
})
