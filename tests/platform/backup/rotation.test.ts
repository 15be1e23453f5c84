import { describe, expect, it } from 'vitest'
import { addDays } from '@main/kernel/localDate'
import { instantAt } from '@main/kernel/instant'
import { backupName, parseBackupName } from '@main/platform/backup/naming'
import { expired } from '@main/platform/backup/rotation'

const daily = (day: string) => backupName(instantAt(day, '12:30'), 'daily')

describe('backup names', () => {
  it('carry local time and kind and read back', () => {
    const name = backupName('2026-09-30T17:05:09.000Z', 'manual')
    expect(name).toBe('ledger-20261001-010509-manual.sqlite')
    expect(parseBackupName(name)).toEqual({ day: '2026-10-01', at: '2026-09-30T17:05:09.000Z', kind: 'manual' })
    expect(parseBackupName('ledger.sqlite')).toBeUndefined()
  })
})

describe('rotation', () => {
  it('keeps 7 days, 4 weeks and 12 months of two years of daily backups', () => {
    const names = Array.from({ length: 730 }, (_, index) => daily(addDays('2026-09-30', -index)))
    const gone = new Set(expired(names))
    const days = names.filter((name) => !gone.has(name)).map((name) => parseBackupName(name)?.day)
    expect(days.slice(0, 7)).toEqual(Array.from({ length: 7 }, (_, index) => addDays('2026-09-30', -index)))
    // Sundays end the weeks before this one; 27 September is among the days already.
    expect(days).toEqual(expect.arrayContaining(['2026-09-27', '2026-09-20', '2026-09-13']))
    expect(days).not.toContain('2026-09-06')
    expect(days).toEqual(expect.arrayContaining(['2026-08-31', '2026-01-31', '2025-10-31']))
    expect(days).not.toContain('2025-09-30')
    expect(days).toHaveLength(7 + 2 + 11)
  })

  it('keeps the ten latest made for an occasion, and touches nothing else', () => {
    const manual = Array.from({ length: 12 }, (_, index) =>
      backupName(instantAt(addDays('2026-01-01', index), '08:00'), 'manual')
    )
    const names = [...manual, '说明.txt', 'ledger-20260101-080000-manual.json', 'attachments']
    expect([...expired(names)].sort()).toEqual(manual.slice(0, 2))
  })
})
