import { describe, expect, it } from 'vitest'
import type { IncidentKind } from '@main/contract/vehicles/words'
import {
  deductionWords,
  followUpDueOn,
  isBreach,
  mustTellHead,
  noticeDueOn,
  receiptDeadline,
  reportDeadline,
  VEH_15,
  VEH_16,
  VEH_18,
  VEH_19,
  yearFigures,
  type YearAccident
} from '@main/ledgers/vehicles/rules/conduct'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of conduct by DK-02 安全用车规定 and 驾驶员管理及补助, BC-07 六. Cents.
const [at, before, after] = ['2026-05-19T01:00:00Z', '2026-05-19T00:59:59Z', '2026-05-19T01:00:01Z']

describe('VEH-15', () => {
  const recorded = (more: object) =>
    held(VEH_15.on({ stage: 'record', at, now: at, share: 100, kind: 'violation', points: 3, ...more }))
  it.each([
    ['a violation with points, of this moment', {}, []],
    ['something to come', { now: before }, ['BLOCK 时间不能晚于现在']],
    ['something of before', { now: after }, []],
    ['a share of more than all', { share: 101 }, ['BLOCK 责任比例不能超过100%']],
    ['a share not known', { share: null }, []],
    ['points of an accident', { kind: 'accident' }, ['BLOCK 扣分只登记在违章记录上']],
    ['an accident without points', { kind: 'accident', points: 0 }, []]
  ])('records %s', (_, more, said) => {
    expect(recorded(more)).toEqual(said)
  })

  const closed = (more: object, book = plainBook) =>
    held(
      VEH_15.on({
        stage: 'close',
        kind: 'accident' as IncidentKind,
        casualties: false,
        lossCents: 0,
        leaderTold: true,
        headTold: false,
        notified: false,
        discipline: false,
        ...more
      }),
      book
    )
  it.each([
    ['an accident the leader was told of', {}, []],
    ['one nobody was told of', { leaderTold: false }, ['NEED 报告分管领导的时间']],
    ['one of a cent less than ten thousand yuan', { lossCents: 999_999 }, []],
    ['one of ten thousand yuan', { lossCents: 1_000_000 }, ['NEED 报告主要领导的时间']],
    ['one with casualties', { casualties: true }, ['NEED 报告主要领导的时间']],
    ['one with casualties the head was told of', { casualties: true, headTold: true }, []],
    ['damage', { kind: 'damage', leaderTold: false, casualties: true }, []],
    ['a breach', { kind: 'violation' }, ['NEED 通报、报纪检监察']],
    ['a breach that was notified', { kind: 'violation', notified: true }, ['NEED 报纪检监察']],
    ['a breach discipline inspection has', { kind: 'violation', discipline: true }, ['NEED 通报']],
    ['a breach that is all dealt with', { kind: 'violation', notified: true, discipline: true }, []]
  ])('closes %s', (_, more, said) => {
    expect(closed(more)).toEqual(said)
  })

  it('goes by the limit and the hours the bureau set', () => {
    expect(closed({ lossCents: 500_000 }, bookWith('VEH-15', { headLoss: 5_000 }))).toEqual(['NEED 报告主要领导的时间'])
    expect(reportDeadline(at, plainBook).dueAt).toBe('2026-05-19T03:00:00.000Z')
    expect(reportDeadline(at, bookWith('VEH-15', { leaderHours: 1 })).dueAt).toBe('2026-05-19T02:00:00.000Z')
    expect(mustTellHead({ kind: 'violation', casualties: true, lossCents: 9_000_000 }, 1)).toBe(false)
    expect([isBreach('violation'), isBreach('accident'), isBreach('damage')]).toEqual([true, false, false])
    expect([noticeDueOn('2026-05-01'), followUpDueOn('2026-05-28')]).toEqual(['2026-05-31', '2026-06-04'])
  })
})

describe('VEH-15, who is told', () => {
  it('tells the leader in charge of the unit, or the head', () => {
    const told = (leader: boolean) => held(VEH_15.on({ stage: 'told', name: '彭一帆', leader }))
    expect(told(true)).toEqual([])
    expect(told(false)).toEqual(['BLOCK 彭一帆那天不是用车单位的分管领导或主要领导，事故应报告分管领导'])
  })
})

describe('VEH-16', () => {
  const settled = (more: object) =>
    held(VEH_16.on({ signed: true, already: undefined, changed: false, yearOver: true, ...more }))
  it('settles a year from December on, signed, once for the same figures', () => {
    expect(settled({})).toEqual([])
    expect(settled({ yearOver: false })).toEqual(['BLOCK 年终结算在当年12月起办理'])
    expect(settled({ signed: false })).toEqual(['NEED 驾驶员签字'])
    expect(settled({ already: 'JS-1' })).toEqual(['BLOCK 已按JS-1结算并签字，数字没有变化，不再重复结算'])
    expect(settled({ already: 'JS-1', changed: true })).toEqual([])
  })

  const whole = { from: '2020-01-01', until: null }
  const accident = (day: string, more: Partial<YearAccident> = {}): YearAccident => ({
    id: `of ${day}`,
    number: 'SG-1',
    day,
    share: 50,
    lossCents: 1_000_000,
    insuranceCents: 400_000,
    ...more
  })
  const figures = (accidents: readonly YearAccident[], post: { from: string; until: string | null } = whole) =>
    yearFigures(2026, [post], accidents, plainBook)

  it('pays 800 yuan of goods and 100 yuan a month for a whole year', () => {
    expect(figures([])).toEqual({
      months: 12,
      goodsCents: 80_000,
      bonusMonths: 12,
      bonusCents: 120_000,
      charges: [],
      chargeCents: 0,
      payableCents: 200_000
    })
  })

  it('stops the bonus from the month of the first accident half at fault, and charges 5 % of each net loss', () => {
    // Of 6,000.00 yuan net 5 % are 300.00; in post all year: goods 800, bonus of January to April 400.
    const year = figures([
      accident('2026-09-01', { number: 'SG-2', lossCents: 333, insuranceCents: 0 }),
      accident('2026-05-31')
    ])
    expect(year).toMatchObject({ bonusMonths: 4, bonusCents: 40_000, chargeCents: 30_017, payableCents: 89_983 })
    expect(year.charges.map(({ number, netLossCents, chargeCents }) => [number, netLossCents, chargeCents])).toEqual([
      ['SG-2', 333, 17],
      ['SG-1', 600_000, 30_000]
    ])
    expect(deductionWords(year)).toBe(
      '2026-09-01事故SG-2责任50%，停发当月起安全奖，承担净损失的部分0.17元；2026-05-31事故SG-1责任50%，停发当月起安全奖，承担净损失的部分300.00元'
    )
  })

  it('leaves alone what was less than half, of another year, or paid by the insurance', () => {
    expect(figures([accident('2026-05-31', { share: 49 })]).payableCents).toBe(200_000)
    for (const day of ['2025-12-31', '2027-01-01']) expect(figures([accident(day)]).payableCents).toBe(200_000)
    expect(figures([accident('2026-12-31', { insuranceCents: 1_000_001 })])).toMatchObject({
      bonusMonths: 11,
      chargeCents: 0
    })
  })

  it('counts the months somebody was in post on the 15th', () => {
    const months = (from: string, until: string | null) => figures([], { from, until }).months
    expect([months('2026-03-15', null), months('2026-03-16', null)]).toEqual([10, 9])
    expect([months('2020-01-01', '2026-03-15'), months('2020-01-01', '2026-03-14')]).toEqual([3, 2])
    expect(figures([], { from: '2026-12-16', until: null })).toMatchObject({ months: 0, payableCents: 0 })
    // Five twelfths of 800 yuan: 333.33.
    expect(figures([], { from: '2026-08-01', until: null }).goodsCents).toBe(33_333)
    // The 31st of a shorter month is its last day.
    const last = yearFigures(
      2026,
      [{ from: '2026-02-28', until: '2026-04-30' }],
      [],
      bookWith('VEH-16', { postDay: 31 })
    )
    expect(last.months).toBe(2 + 1)
    // Driver twice in a year: both times, a month of both once.
    const twice = [
      { from: '2026-01-01', until: '2026-03-20' },
      { from: '2026-03-10', until: '2026-04-30' },
      { from: '2026-11-16', until: null }
    ]
    expect(yearFigures(2026, twice, [], plainBook).months).toBe(4 + 1)
  })
})

describe('VEH-18', () => {
  const checked = (more: object) => held(VEH_18.on({ member: true, problem: false, finding: '', at, now: at, ...more }))
  it('checks by a member of the safety group, by now, and says what was found', () => {
    expect(checked({})).toEqual([])
    expect(checked({ member: false })).toEqual(['BLOCK 抽查由安全领导小组成员进行'])
    expect(checked({ now: before })).toEqual(['BLOCK 检查时间不能晚于现在'])
    expect(checked({ problem: true })).toEqual(['NEED 问题说明'])
    expect(checked({ problem: true, finding: '停在酒店' })).toEqual([])
  })
})

describe('VEH-19', () => {
  const entered = (more: object) =>
    held(
      VEH_19.on({
        receiptOn: '2026-05-19',
        today: '2026-05-19',
        positive: true,
        late: false,
        enteredAs: undefined,
        ...more
      })
    )
  it('takes a receipt of today and before, of more than nothing, and says when it is too late', () => {
    expect(entered({})).toEqual([])
    expect(entered({ receiptOn: '2026-05-20' })).toEqual(['BLOCK 票据日期不能晚于今天'])
    expect(entered({ enteredAs: 'FY-1' })).toEqual(['WARN 这张票据已登记在FY-1，一张票据只报一次'])
    expect(entered({ positive: false })).toEqual(['BLOCK 金额应大于零'])
    expect(entered({ late: true })).toEqual(['WARN 票据超过7日或已跨月，不予报销，登记后由经手人自理'])
  })

  it('gives a receipt seven days, and none of the next month', () => {
    const due = (day: string, book = plainBook) => receiptDeadline(day, book).dueOn
    expect(due('2026-05-19')).toBe('2026-05-26')
    expect(due('2026-05-24')).toBe('2026-05-31')
    expect(due('2026-05-25')).toBe('2026-05-31')
    expect(due('2026-05-31')).toBe('2026-05-31')
    expect(due('2026-05-01', bookWith('VEH-19', { days: 10 }))).toBe('2026-05-11')
  })
})
