import { describe, expect, it } from 'vitest'
import type { DecisionKind } from '@main/contract/warehouse/words'
import type { RuleBook } from '@main/kernel/rules/rule'
import { WorkingCalendar } from '@main/kernel/workingCalendar'
import {
  bureauDeadline,
  isDecided,
  ownerlessFrom,
  runningClocks,
  statutoryDeadline,
  withoutTesting,
  type ClockFacts
} from '@main/ledgers/warehouse/clocks/deadlines'
import { monthsOf } from '@main/kernel/periods'
import { minutesOf, seasonsOf } from '@main/ledgers/warehouse/clocks/parameters'

// Worked out by hand from DK-04 第二部分 五、六, DK-09 第十七、五十、五十一条 for goods detained on Tuesday 2026-05-19, ten o'clock.
const book: RuleBook = { profile: 'dongkou', settings: {} }
const calendar = new WorkingCalendar([{ date: '2026-06-19', kind: 'holiday', name: '端午节' }])
const goods = (facts: Partial<ClockFacts> = {}): ClockFacts => ({
  detainedAt: '2026-05-19T02:00:00.000Z',
  detainedOn: '2026-05-19',
  basis: 'seizure',
  perishability: 'durable',
  spot: null,
  extensionDays: 0,
  testings: [],
  decisions: [],
  ...facts
})
const running = (facts: Partial<ClockFacts>) =>
  runningClocks(goods(facts), book, calendar).map(({ kind, rule, deadline }) => `${kind} ${rule} ${deadline.dueOn}`)
const decided = (kind: DecisionKind, decidedOn = '2026-05-25') => ({ decisions: [{ kind, decidedOn }] })

describe('clocks side by side', () => {
  it('WH-05 stands before WH-04 where both end on one day', () => {
    expect(running({})).toEqual(['seizure WH-05 2026-06-18', 'bureau WH-04 2026-06-18'])
  })

  it.each(['return', 'confiscate', 'transfer', 'dispose'] as const)(
    'WH-05 stands still once the goods are decided on: %s',
    (kind) => {
      expect(isDecided(decided(kind).decisions)).toBe(true)
      const release = kind === 'return' ? ['release WH-05 2026-05-25'] : []
      expect(running(decided(kind))).toEqual(['bureau WH-04 2026-06-18', ...release])
    }
  )

  it('WH-05 goes on when preserved goods are turned into seized ones, from the day of that decision', () => {
    // 7 working days from Tuesday 05-19: 20 21 22 25 26 27 28.
    expect(running({ basis: 'preservation' })).toEqual(['preservation WH-05 2026-05-28', 'bureau WH-04 2026-06-18'])
    expect(isDecided(decided('seize').decisions)).toBe(false)
    expect(isDecided([])).toBe(false)
    expect(running({ basis: 'preservation', ...decided('seize', '2026-05-22') })).toEqual([
      'seizure WH-05 2026-06-21',
      'bureau WH-04 2026-06-18'
    ])
  })

  it.each(['confiscation', 'abandoned'] as const)(
    'WH-05 does not run for goods that are neither preserved nor seized: %s',
    (basis) => {
      expect(statutoryDeadline(goods({ basis }), book, calendar)).toBeUndefined()
      expect(running({ basis })).toEqual(['bureau WH-04 2026-06-18'])
    }
  )

  it.each([
    ['pending', null, ['spot WH-06 2026-05-20']],
    ['returned', null, ['spot WH-06 2026-05-20']],
    ['withdrawn', null, ['spot WH-06 2026-05-20']],
    ['approved', '2026-05-19', []],
    ['refused', '2026-05-20', ['release WH-06 2026-05-20']],
    ['refused', null, ['release WH-06 2026-05-19']]
  ] as const)('WH-06 of a seizure on the spot that is %s', (state, decidedOn, expected) => {
    expect(running({ spot: { state, decidedOn } }).slice(2)).toEqual(expected)
  })

  it('WH-06 ends with the minute 24 hours later', () => {
    const clock = runningClocks(goods({ spot: { state: 'pending', decidedOn: null } }), book, calendar).find(
      ({ kind }) => kind === 'spot'
    )
    expect(clock?.deadline.dueAt).toBe('2026-05-20T02:00:00.000Z')
  })
})

describe('WH-05 leaves tests and extensions out of a seizure', () => {
  const due = (facts: Partial<ClockFacts>) => statutoryDeadline(goods(facts), book, calendar)?.deadline.dueOn
  const test = (from: string, to: string) => ({ from: `2026-${from}`, to: `2026-${to}` })

  it.each([
    ['five days', [test('05-25', '05-29')], '2026-06-23'],
    ['one day', [test('05-25', '05-25')], '2026-06-19'],
    ['overlapping ones, each day once', [test('05-28', '05-30'), test('05-25', '05-29')], '2026-06-24'],
    ['one within another, once', [test('05-25', '05-29'), test('05-26', '05-27')], '2026-06-23'],
    [
      'one that begins on the last day of another, once',
      [test('05-25', '05-29'), test('05-29', '05-30')],
      '2026-06-24'
    ],
    ['one that follows on the next day', [test('05-25', '05-29'), test('05-30', '05-30')], '2026-06-24'],
    ['one that begins on the last day', [test('06-18', '06-20')], '2026-06-21'],
    ['none that begins after the end', [test('06-19', '06-20')], '2026-06-18'],
    ['one that begins within what another added', [test('05-25', '05-29'), test('06-23', '06-23')], '2026-06-24']
  ])('%s', (_what, testings, expected) => {
    expect(due({ testings })).toBe(expected)
    expect(withoutTesting('2026-06-18', testings)).toBe(expected)
  })

  it('and adds the days of the approved extension', () => {
    expect(due({ extensionDays: 30 })).toBe('2026-07-18')
    expect(due({ extensionDays: 30, testings: [test('07-01', '07-02')] })).toBe('2026-07-20')
  })
})

describe('WH-04 by season and perishability', () => {
  it.each([
    ['2026-05-31', '2026-06-03'],
    ['2026-06-01', '2026-06-03'],
    ['2026-08-31', '2026-09-02'],
    ['2026-09-01', '2026-09-04'],
    ['2026-11-30', '2026-12-03'],
    ['2026-12-01', '2026-12-06'],
    ['2026-02-28', '2026-03-05']
  ])('perishable goods of %s are due on %s', (detainedOn, expected) => {
    expect(bureauDeadline({ detainedOn, perishability: 'perishable' }, book)?.dueOn).toBe(expected)
  })

  it('counts nothing with seasons set wrong, and still durable goods', () => {
    const wrong: RuleBook = {
      profile: 'dongkou',
      settings: { 'WH-04': { state: 'on', parameters: { spring: '3,4' } } }
    }
    expect(bureauDeadline({ detainedOn: '2026-05-19', perishability: 'perishable' }, wrong)).toBeUndefined()
    expect(bureauDeadline({ detainedOn: '2026-05-19', perishability: 'durable' }, wrong)?.dueOn).toBe('2026-06-18')
    expect(ownerlessFrom(goods({ perishability: 'perishable' }), wrong, calendar)).toBeUndefined()
    expect(runningClocks(goods({ perishability: 'perishable', basis: 'abandoned' }), wrong, calendar)).toEqual([])
  })
})

describe('WH-07 goods become ownerless after the period and one more day', () => {
  it.each([
    ['durable goods', {}, '2026-06-20'],
    ['durable goods whose seizure was extended', { extensionDays: 30 }, '2026-07-20'],
    ['durable goods tested for two days', { testings: [{ from: '2026-05-25', to: '2026-05-26' }] }, '2026-06-22'],
    ['durable goods preserved and never extended', { basis: 'preservation' as const }, '2026-06-20'],
    [
      'an extension that ends before the bureau’s own period',
      { basis: 'preservation' as const, extensionDays: 5 },
      '2026-06-20'
    ],
    [
      'abandoned goods, which nothing of the statute holds',
      { basis: 'abandoned' as const, extensionDays: 5 },
      '2026-06-20'
    ],
    [
      'perishable goods, whatever was extended',
      { perishability: 'perishable' as const, extensionDays: 30 },
      '2026-05-24'
    ]
  ])('%s', (_what, facts, expected) => {
    expect(ownerlessFrom(goods(facts), book, calendar)).toBe(expected)
  })
})

describe('parameters as an administrator types them', () => {
  it('months stand in one season each', () => {
    expect(monthsOf('3,4，5、6 7')).toEqual([3, 4, 5, 6, 7])
    for (const typed of ['', '0', '13', '1.5', '三']) expect(monthsOf(typed), typed).toBeUndefined()
    const set = { spring: '3,4,5', summer: '6,7,8', autumn: '9,10,11', winter: '12,1,2' }
    expect(seasonsOf(set)).toEqual({ spring: [3, 4, 5], summer: [6, 7, 8], autumn: [9, 10, 11], winter: [12, 1, 2] })
    for (const wrong of [
      { spring: '' },
      { summer: '' },
      { autumn: '' },
      { winter: '' },
      { spring: '3,4,5,6' },
      { spring: '3,4' },
      { spring: '3,4,6' }
    ])
      expect(seasonsOf({ ...set, ...wrong })).toBeUndefined()
  })

  it('times of day are times of day', () => {
    expect([minutesOf('8:30'), minutesOf(' 17：00 '), minutesOf('0:00'), minutesOf('23:59')]).toEqual([
      510, 1020, 0, 1439
    ])
    for (const typed of ['24:00', '12:60', '1230', '8:3', '']) expect(minutesOf(typed), typed).toBeUndefined()
  })
})
