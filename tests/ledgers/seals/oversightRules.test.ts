import { describe, expect, it } from 'vitest'
import type { Application, RuleBook } from '@main/kernel/rules/rule'
import {
  SEAL_12,
  SEAL_18,
  SEAL_19,
  SEAL_20,
  accountingDeadline,
  inspectionPeriodOf
} from '@main/ledgers/seals/rules/oversight'
import { SEAL_17, isVoidByLoss, openLossSteps } from '@main/ledgers/seals/rules/loss'

// The edges of the rules on oversight, by DK-05 二、三、五、六、七 and DK-07 二十: what is refused on one side goes through on the
// other.
const book: RuleBook = { profile: 'dongkou', settings: {} }
const said = (rule: Application) => rule.objections(book).map(({ message }) => message)
const missing = (rule: Application) => rule.objections(book).flatMap((each) => each.missing ?? [])
const today = '2026-05-19'

describe('SEAL-19', () => {
  const opening = (periodFrom: string, alreadyInspectedAs?: string) =>
    said(SEAL_19.on({ of: 'opening', unitName: '一中队', alreadyInspectedAs, periodFrom, today }))

  it('a period that begins today has begun; one of tomorrow has not', () => {
    expect(opening(today)).toEqual([])
    expect(opening('2026-05-20')).toEqual(['检查期间还没有开始'])
    expect(opening('2026-04-01', 'JC-2026-000001')).toEqual([expect.stringContaining('本期已检查（JC-2026-000001）')])
  })

  const concluded = {
    of: 'conclusion' as const,
    unchecked: 0,
    faulty: 0,
    findings: undefined as string | undefined,
    rectifyBy: undefined as string | undefined,
    result: '符合规定' as string | undefined,
    today
  }
  it.each([
    ['nothing is open', {}, []],
    ['a drawn use is unchecked', { unchecked: 1 }, ['还有1笔抽查记录未填写结论']],
    ['nothing was found and no result is given', { result: undefined }, ['检查结果']],
    ['a use was faulty', { faulty: 1, result: undefined }, ['发现的问题', '整改期限']],
    ['findings have no day to be put right', { findings: '漏登记一笔' }, ['整改期限']],
    ['findings have a day', { faulty: 1, findings: '漏登记一笔', rectifyBy: today, result: undefined }, []]
  ])('a conclusion when %s', (_when, more, expected) => {
    expect(missing(SEAL_19.on({ ...concluded, ...more }))).toEqual(expected)
  })

  it('findings are put right today at the earliest', () => {
    const by = (rectifyBy: string) => said(SEAL_19.on({ ...concluded, findings: '漏登记一笔', rectifyBy }))
    expect([by(today), by('2026-05-18')]).toEqual([[], ['整改期限不能早于今天']])
    expect(said(SEAL_19.on({ ...concluded, rectifyBy: '2026-05-18' }))).toEqual([])
  })

  it.each([
    [1, '2026-05-01', '2026-05-31'],
    [2, '2026-05-01', '2026-06-30'],
    [3, '2026-04-01', '2026-06-30'],
    [4, '2026-05-01', '2026-08-31'],
    [6, '2026-01-01', '2026-06-30'],
    [12, '2026-01-01', '2026-12-31'],
    [5, '2026-04-01', '2026-06-30']
  ])('counts periods of %i months from January', (months, from, to) => {
    expect(inspectionPeriodOf(today, months)).toEqual({ from, to })
  })
})

describe('SEAL-17', () => {
  const report = (more: object) =>
    said(
      SEAL_17.on({
        of: 'report',
        lostFrom: today,
        discoveredAt: '2026-05-19T02:00:00.000Z',
        leaderReportedAt: '2026-05-19T02:00:00.000Z',
        now: '2026-05-19T02:00:00.000Z',
        ...more
      })
    )
  it('a loss is found and reported by now, and begins by the day it is found', () => {
    expect(report({})).toEqual([])
    expect(report({ leaderReportedAt: undefined })).toEqual([])
    expect(report({ discoveredAt: '2026-05-19T02:00:01.000Z' })).toEqual(['发现时间不能晚于现在'])
    expect(report({ leaderReportedAt: '2026-05-19T02:00:01.000Z' })).toEqual(['报告领导时间不能晚于现在'])
    expect(report({ lostFrom: '2026-05-20' })).toEqual(['遗失起始日期不能晚于发现之日'])
  })

  it('a blank is not lost before it was stamped, and once declared void stays lost', () => {
    expect(report({ stampedOn: today })).toEqual([])
    expect(report({ lostFrom: '2026-05-18', stampedOn: today })).toEqual(['遗失起始日期不能早于用印日期'])
    const found = (declaredIn: string | undefined) => said(SEAL_17.on({ of: 'found', label: 'FT0007', declaredIn }))
    expect(found(undefined)).toEqual([])
    expect(found('KBY-2026-000001')).toEqual([expect.stringMatching(/^FT0007号已由遗失报告KBY-2026-000001声明作废/)])
  })

  it('its steps lie between the loss and today', () => {
    const steps = (...dates: (string | undefined)[]) =>
      said(SEAL_17.on({ of: 'steps', lostFrom: '2026-05-12', dates, today }))
    expect(steps(undefined, '2026-05-12', today)).toEqual([])
    expect(steps('2026-05-20')).toEqual([expect.stringContaining('不能晚于今天')])
    expect(steps('2026-05-11')).toEqual([expect.stringContaining('不能早于遗失起始日期')])
  })

  it('a lost seal is engraved again on all four papers', () => {
    const all = {
      of: 'reissue' as const,
      lost: true,
      newspaper: true,
      policeReport: true,
      originalApproval: '批〔2020〕1号'
    }
    expect(missing(SEAL_17.on(all))).toEqual([])
    expect(missing(SEAL_17.on({ ...all, lost: false }))).toEqual(['原印章的遗失报告'])
    expect(missing(SEAL_17.on({ ...all, policeReport: false }))).toEqual(['派出所报案'])
    expect(missing(SEAL_17.on({ ...all, newspaper: false }))).toEqual(['登报声明作废'])
    expect(missing(SEAL_17.on({ ...all, originalApproval: undefined }))).toEqual(['原刻制批准文件'])
  })

  it('each step not taken has its clock, and uses from the day of the loss are void', () => {
    const none = {
      discoveredAt: '2026-05-19T02:00:00.000Z',
      leaderReportedAt: null,
      policeReportedOn: null,
      newspaperOn: null
    }
    const open = (more: object) =>
      openLossSteps({ ...none, ...more }, { reportDays: 0, noticeDays: 7 }).map(
        ({ what, deadline }) => `${what} ${deadline.dueOn}`
      )
    expect(open({})).toEqual(['报告局领导 2026-05-19', '到派出所报案 2026-05-19', '登报声明作废 2026-05-26'])
    expect(open({ leaderReportedAt: '2026-05-19T02:00:00.000Z', policeReportedOn: today, newspaperOn: today })).toEqual(
      []
    )
    expect([isVoidByLoss('2026-05-18', today), isVoidByLoss(today, today), isVoidByLoss(today, undefined)]).toEqual([
      false,
      true,
      false
    ])
  })
})

describe('SEAL-12', () => {
  const batch = (more: object) => ({
    of: 'batch' as const,
    kind: 'strip' as 'strip' | 'caseForm',
    purpose: '查封',
    format: '封条',
    responsible: '某人',
    from: 1,
    to: 500,
    overlaps: undefined,
    approved: true,
    ...more
  })
  it('a batch has person, format, use and approval, at most 500 numbers, and is stamped once', () => {
    expect(said(SEAL_12.on(batch({})))).toEqual([])
    expect(said(SEAL_12.on(batch({ approved: undefined })))).toEqual([])
    expect(missing(SEAL_12.on(batch({ purpose: '', format: '', responsible: '', approved: false })))).toEqual([
      '指定专人',
      '特定格式',
      '指明用途',
      '分管领导审批'
    ])
    const asked = (format: string, kind: 'strip' | 'caseForm' = 'strip', approved?: boolean) =>
      said(SEAL_12.on(batch({ format, kind, approved }))).length
    expect([
      asked('封条（二联）'),
      asked('封签'),
      asked('询问笔录', 'caseForm'),
      asked('询问笔录', 'strip', true)
    ]).toEqual([0, 0, 0, 0])
    expect([asked('询问笔录'), asked('查封决定书（附封条）'), asked('登记表')]).toEqual([1, 1, 1])
    expect(said(SEAL_12.on(batch({ to: 501 })))).toEqual(['一批最多500份，请分批申请'])
    expect([said(SEAL_12.on(batch({ from: 7, to: 7 }))), said(SEAL_12.on(batch({ from: 7, to: 6 })))]).toEqual([
      [],
      ['止号不能小于起号']
    ])
    expect(said(SEAL_12.on(batch({ overlaps: 'KB-2026-000001' })))).toEqual([expect.stringContaining('KB-2026-000001')])
    expect(said(SEAL_12.on(batch({ stampedAs: 'YY-2026-000001', purpose: '' })))).toEqual([
      expect.stringContaining('已用印（YY-2026-000001）')
    ])
  })

  it('blank pages are never stamped; serials are of the batch, once, and say what they were used for', () => {
    expect([
      said(SEAL_12.on({ of: 'page', blank: true })).length,
      said(SEAL_12.on({ of: 'page', blank: false })).length
    ]).toEqual([1, 0])
    const serial = {
      label: '7',
      inBatch: true,
      already: false,
      outcome: 'used' as const,
      documentNumber: '云城扣字〔2026〕1号'
    }
    const of = (more: object) =>
      said(SEAL_12.on({ of: 'accounting', serials: [{ ...serial, ...more }], lossReported: false }))
    expect(of({})).toEqual([])
    expect(of({ inBatch: false })).toEqual(['7号不在这一批之内'])
    expect(of({ already: true })).toEqual(['7号已经核销，不能重复'])
    expect(of({ documentNumber: undefined })).toEqual([expect.stringContaining('请填写用于哪份文书')])
    expect(of({ documentNumber: undefined, outcome: 'voided' })).toEqual([])
    expect(of({ outcome: 'lost' })).toEqual([expect.stringMatching(/^7号遗失，请填写遗失报告/)])
    const reported = (outcome: 'lost' | 'used') =>
      said(SEAL_12.on({ of: 'accounting', serials: [{ ...serial, outcome }], lossReported: true }))
    expect(reported('lost')).toEqual([])
    expect(reported('used')).toEqual([expect.stringContaining('没有号码的去向是遗失')])
    expect(accountingDeadline('2026-05-19', 90).dueOn).toBe('2026-08-17')
  })
})

describe('SEAL-18', () => {
  it('one application at a time; sealed away by today in a named place', () => {
    expect([
      said(SEAL_18.on({ of: 'application', openAs: 'XH-2026-000001' })).length,
      said(SEAL_18.on({ of: 'application', openAs: undefined })).length
    ]).toEqual([1, 0])
    const ending = (on: string, place: string | undefined) => said(SEAL_18.on({ of: 'ending', on, today, place }))
    expect([
      ending(today, '档案室'),
      ending(today, undefined),
      ending('2026-05-20', '档案室'),
      ending(today, '')
    ]).toEqual([[], [], ['日期不能晚于今天'], ['请填写封存处']])
  })

  it('destroyed on approval before two different witnesses, at a place, with a record', () => {
    const all = { of: 'destruction' as const, approved: true, witnesses: ['甲', '乙'], place: '档案室', record: true }
    expect(missing(SEAL_18.on(all))).toEqual([])
    expect(said(SEAL_18.on(all))).toEqual([])
    expect(missing(SEAL_18.on({ ...all, witnesses: ['甲', '甲'] }))).toEqual(['两名监销人签字'])
    expect(missing(SEAL_18.on({ ...all, approved: false, place: undefined, record: false }))).toEqual([
      '局领导批准',
      '销毁地点',
      '销毁照片或记录'
    ])
  })
})

describe('SEAL-20', () => {
  it.each([
    ['finance', 'personal', 'inUse', true],
    ['personal', 'finance', 'inUse', true],
    ['finance', 'personal', 'sealedAway', true],
    ['finance', 'personal', 'destroyed', false],
    ['finance', 'personal', 'lost', false],
    ['finance', 'personal', 'undone', false],
    ['finance', 'finance', 'inUse', false],
    ['unit', 'personal', 'inUse', false]
  ] as const)('%s with a %s seal that is %s', (kind, held, state, refused) => {
    expect(said(SEAL_20.on({ receiver: '某人', kind, held: [{ name: '某章', kind: held, state }] }))).toHaveLength(
      refused ? 1 : 0
    )
  })
})
