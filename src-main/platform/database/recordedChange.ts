import type { RecordedChange } from './auditEntities'
import { secretWords } from './secretWords'

/**
 * What an audit entry tells of a row: the columns that differ, all of them where it came or went; of secret ones a
 * digest.
 */
export function changeOf(
  row: Pick<RecordedChange, 'table' | 'id'>,
  before: object | null,
  after: object | null,
  secret: readonly string[]
): RecordedChange {
  const [old, now] = [before, after].map((state) => state && new Map<string, unknown>(Object.entries(state)))
  const same = (key: string) =>
    old && now && JSON.stringify(old.get(key) ?? null) === JSON.stringify(now.get(key) ?? null)
  const told = [...(now ?? old ?? new Map<string, unknown>()).keys()].filter((key) => !same(key))
  const pick = (state: ReadonlyMap<string, unknown> | null | undefined) =>
    state
      ? Object.fromEntries(
          told.map((key) => [key, secret.includes(key) ? secretWords(state.get(key)) : (state.get(key) ?? null)])
        )
      : null
  return { ...row, before: pick(old), after: pick(now) }
}
