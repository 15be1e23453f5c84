import { describe, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { WorkingCalendar } from '@main/kernel/workingCalendar'
import { todoOf, type LeadingDue } from '@main/ledgers/warehouse/clocks/todo'

const calendar = new WorkingCalendar([{ date: '2026-10-01', kind: 'holiday', name: '国庆' }], [2025, 2026])
const said = (due: Partial<LeadingDue>, today: string, time = '10:00') =>
  todoOf(
    { kind: 'bureau', dueOn: '2026-09-30', dueAt: null, ownerlessOn: null, statutoryOn: null, ...due },
    { today, now: instantAt(today, time), calendar }
  )

describe('what a clock of detained goods asks for', () => {
  it('names the day goods become ownerless, and from then on says so (WH-07)', () => {
    expect(said({ ownerlessOn: '2026-10-02' }, '2026-09-30')).toBe('期限内处理；当事人不来的，10月2日起按无主物品处理')
    expect(said({ ownerlessOn: '2026-10-02' }, '2026-10-01')).toBe(
      '已过处理期限，应立即退还或移送；当事人不来的，10月2日起按无主物品处理'
    )
    expect(said({ ownerlessOn: '2026-10-02' }, '2026-10-02')).toBe(
      '已过处理期限，应立即退还或移送；当事人不来的，可按无主物品处理'
    )
    expect(said({ ownerlessOn: '2027-01-02' }, '2026-09-30')).toContain('2027年1月2日起')
  })

  it('names the last working day before a period that ends on a day off, and during the days off a duty officer', () => {
    expect(said({ dueOn: '2026-10-01' }, '2026-09-30')).toBe('最迟9月30日办理（到期日不上班）')
    expect(said({ dueOn: '2026-10-01' }, '2026-10-01')).toBe('安排值班办理（期限不因放假顺延）')
    expect(said({ kind: 'seizure', dueOn: '2026-10-01' }, '2026-09-29')).toBe(
      '作出处理决定，或在期满前报批延期；最迟9月30日办理（到期日不上班）'
    )
    expect(said({ kind: 'release', dueOn: '2026-10-01' }, '2026-10-01')).toBe('立即解除并退还当事人')
  })

  it('tells why goods of an extended seizure are overdue, and that they have to be released when that ends undecided (WH-05)', () => {
    expect(said({ statutoryOn: '2026-10-20' }, '2026-10-09')).toBe(
      '已过处理期限，应立即退还或移送（法定期限到10月20日）'
    )
    expect(said({ statutoryOn: '2026-10-20' }, '2026-10-20')).toContain('法定期限到10月20日')
    expect(said({ statutoryOn: '2026-10-20' }, '2026-10-21')).toBe('法定期限已于10月20日届满而未作决定，应解除并退还')
  })

  it('counts twenty-four hours to the minute (WH-06)', () => {
    const spot = { kind: 'spot', dueOn: '2026-09-30', dueAt: instantAt('2026-09-30', '15:20') } as const
    expect(said(spot, '2026-09-30', '15:20')).toBe('报告分管领导并补办批准手续')
    expect(said(spot, '2026-09-30', '15:21')).toBe('未按时补办批准手续，应补办或立即解除')
  })
})
