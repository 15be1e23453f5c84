import { describe, expect, it } from 'vitest'
import { SEC_08, SEC_09, SEC_10 } from '@main/ledgers/confidential/rules/carriers'
import { SEC_06, SEC_07 } from '@main/ledgers/confidential/rules/circulation'
import { instantAt } from '@main/kernel/instant'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of carriers by BC-17 三、五、七 and the law on state secrets.
describe('SEC-06', () => {
  it('lets whoever is in the scope and here read', () => {
    const reads = (inScope: boolean, departed: boolean) =>
      held(SEC_06.on({ about: 'reader', readerName: '石大勇', inScope, departed, number: 'MJ-1' }))
    expect(reads(true, false)).toEqual([])
    expect(reads(false, false)).toEqual(['BLOCK 石大勇不在MJ-1现在的知悉范围内，须先报批扩大范围'])
    for (const inScope of [true, false]) expect(reads(inScope, true)).toEqual(['BLOCK 石大勇已离岗，不能传阅'])
  })

  it('widens the scope by those not in it, for a reason', () => {
    const widened = (more: object) =>
      held(SEC_06.on({ about: 'widening', reason: '参与办理', added: 1, already: [], ...more }))
    expect(widened({})).toEqual([])
    expect(widened({ added: 0 })).toEqual(['NEED 人员或职务'])
    expect(widened({ already: ['石大勇', '唐雨薇'] })).toEqual(['BLOCK 石大勇、唐雨薇已在知悉范围内'])
    expect(widened({ reason: undefined })).toEqual(['NEED 扩大范围的理由'])
  })

  it('narrows it by those in it, to one at least', () => {
    const narrowed = (more: object) =>
      held(SEC_06.on({ about: 'narrowing', removed: 1, strangers: [], left: 1, ...more }))
    expect(narrowed({})).toEqual([])
    expect(narrowed({ removed: 0 })).toEqual(['NEED 人员或职务'])
    expect(narrowed({ strangers: ['石大勇'] })).toEqual(['BLOCK 石大勇本来就不在知悉范围内'])
    expect(narrowed({ left: 0 })).toEqual(['BLOCK 知悉范围不能空着，至少留一人'])
  })
})

describe('SEC-07', () => {
  const [now, later] = [instantAt('2026-05-19', '10:00'), instantAt('2026-05-19', '10:01')]
  const lent = (more: object) =>
    held(
      SEC_07.on({
        about: 'lend',
        label: 'MJ-1-001',
        state: 'cabinet',
        holderName: '彭一帆',
        readerSigned: true,
        readerName: '石大勇',
        ...more
      })
    )
  it('lends from the cabinet to a reader who signs', () => {
    const passedOn = ['BLOCK MJ-1-001现在在彭一帆处，不得横向传阅；由保密员收回、清点页数后再送下一人']
    expect(lent({})).toEqual([])
    expect(lent({ state: 'reader' })).toEqual(passedOn)
    expect(lent({ state: 'out' })).toEqual(passedOn)
    expect(lent({ state: 'missing' })).toEqual(['BLOCK MJ-1-001缺失，不能送阅'])
    expect(lent({ readerSigned: false })).toEqual(['NEED 石大勇签字'])
  })

  it('takes out what was approved, this one, by this person, before the time is over', () => {
    const left = (more: object) =>
      held(SEC_07.on({ about: 'leave', approved: true, fits: true, backBy: later, now, ...more }))
    expect(left({})).toEqual([])
    expect(left({ approved: false })).toEqual(['NEED 批准的带出申请'])
    expect(left({ fits: false })).toEqual(['BLOCK 带出申请批准的不是这一份、这个人'])
    expect(left({ backBy: now })).toEqual(['BLOCK 批准的归还时间2026-05-19 10:00已过'])
  })

  it('asks for leave with where, why and a time to come', () => {
    const asked = (more: object) =>
      held(SEC_07.on({ about: 'leaveRequest', backBy: later, now, destination: '市委', reason: '汇报', ...more }))
    expect(asked({})).toEqual([])
    expect(asked({ destination: undefined })).toEqual(['NEED 带往地点'])
    expect(asked({ reason: undefined })).toEqual(['NEED 带出理由'])
    expect(asked({ destination: undefined, reason: undefined })).toEqual(['NEED 带往地点、带出理由'])
    expect(asked({ backBy: now })).toEqual(['BLOCK 归还时间应晚于现在'])
  })

  const back = (more: object) =>
    held(
      SEC_07.on({
        about: 'return',
        label: 'MJ-1-001',
        open: true,
        pages: 6,
        counted: 6,
        incident: undefined,
        late: false,
        lateReason: undefined,
        dueAt: later,
        dueOn: '2026-05-19',
        onLeave: false,
        ...more
      })
    )
  it('takes back all pages, once, in time or for a reason', () => {
    expect(back({})).toEqual([])
    expect(back({ open: false })).toEqual(['BLOCK MJ-1-001已经归还'])
    for (const counted of [5, 7]) {
      expect(back({ counted })[0]).toContain(`应有6页，清点${counted}页，不能归还入柜`)
      expect(back({ counted, incident: 'SJ-1' })).toEqual([])
    }
    expect(back({ late: true })).toEqual(['NEED 逾期原因'])
    expect(back({ late: true, lateReason: '会议延长' })).toEqual([])
  })

  it('says by when: the day of a reading, the moment of a leave', () => {
    const said = (onLeave: boolean) =>
      SEC_07.on({
        about: 'return',
        label: 'MJ-1-001',
        open: true,
        pages: 1,
        counted: 1,
        incident: undefined,
        late: true,
        lateReason: undefined,
        dueAt: later,
        dueOn: '2026-05-19',
        onLeave
      }).objections(plainBook)[0]?.message
    expect(said(false)).toBe('应于2026年5月19日前归还，已逾期，请写明原因')
    expect(said(true)).toBe('应于2026-05-19 10:01前归还，已逾期，请写明原因')
  })
})

describe('SEC-08', () => {
  const asked = (more: object) =>
    held(
      SEC_08.on({
        about: 'request',
        label: 'MJ-1-001',
        secrecy: 'secret',
        living: true,
        purpose: '会议用',
        consent: undefined,
        ...more
      })
    )
  const noConsent = ['BLOCK 发文机关同意文号']
  it('asks for copies of what is here, for a purpose, of 绝密 with the issuer’s consent', () => {
    expect(asked({})).toEqual([])
    expect(asked({ living: false })).toEqual(['BLOCK MJ-1-001已不在本局，不能复制'])
    expect(asked({ purpose: undefined })).toEqual(['NEED 用途'])
    expect(asked({ secrecy: 'topSecret' })).toEqual(noConsent)
    expect(asked({ secrecy: 'topSecret', consent: '云办函1号' })).toEqual([])
  })

  const made = (more: object) =>
    held(
      SEC_08.on({
        about: 'make',
        label: 'MJ-1-001',
        approved: true,
        done: false,
        state: 'cabinet',
        secrecy: 'secret',
        consent: false,
        stamped: true,
        ...more
      })
    )
  it('makes them once, approved, from the cabinet, stamped', () => {
    expect(made({})).toEqual([])
    expect(made({ approved: false })).toEqual(['NEED 批准的复印审批'])
    expect(made({ done: true })).toEqual(['BLOCK 已经复制登记'])
    expect(made({ state: 'reader' })).toEqual(['BLOCK MJ-1-001传阅中，收回入柜后才能复制'])
    expect(made({ secrecy: 'topSecret' })).toEqual(noConsent)
    expect(made({ secrecy: 'topSecret', consent: true })).toEqual([])
    expect(made({ stamped: false })).toEqual(['NEED 复制戳记'])
  })
})

describe('SEC-09', () => {
  it('opens one check at a time, of a round that has begun and is one', () => {
    const opened = (more: object) =>
      held(
        SEC_09.on({ about: 'open', openOther: undefined, already: undefined, future: false, noRound: false, ...more })
      )
    expect(opened({})).toEqual([])
    expect(opened({ openOther: 'HC-1' })).toEqual(['BLOCK 核查单HC-1还没有完成，请先完成'])
    expect(opened({ already: 'HC-1' })).toEqual(['BLOCK 这一期已有核查单HC-1'])
    expect(opened({ future: true, noRound: true })).toEqual(['BLOCK 这一期还没有开始'])
    expect(opened({ noRound: true })).toEqual(['BLOCK 现行设置里没有这一核查期'])
  })

  it('counts what is on the list, once, as it can be', () => {
    const counted = (more: object) =>
      held(SEC_09.on({ about: 'count', open: true, strangers: [], twice: [], impossible: [], ...more }))
    expect(counted({})).toEqual([])
    expect(counted({ open: false })).toEqual(['BLOCK 核查已经完成，不能再登记'])
    expect(counted({ strangers: ['MJ-9'] })).toEqual(['BLOCK MJ-9不在本次核查的清单上'])
    expect(counted({ twice: ['MJ-1', 'MJ-2'] })).toEqual(['BLOCK MJ-1、MJ-2已经核对过'])
    expect(counted({ impossible: ['MJ-1'] })).toEqual(['BLOCK MJ-1登记的状态与账面不符，请先办理归还或找回'])
  })

  it('closes when all are counted and a member signed, late for a reason', () => {
    const closed = (more: object) =>
      held(
        SEC_09.on({
          about: 'close',
          open: true,
          uncounted: 0,
          memberSigned: true,
          late: false,
          lateReason: undefined,
          dueOn: '2026-06-30',
          ...more
        })
      )
    expect(closed({})).toEqual([])
    expect(closed({ open: false })).toEqual(['BLOCK 核查已经完成'])
    expect(closed({ uncounted: 1 })).toEqual(['NEED 1份载体的核对'])
    expect(closed({ memberSigned: false })).toEqual(['NEED 小组成员签字'])
    expect(closed({ late: true })).toEqual(['NEED 逾期原因'])
    expect(closed({ late: true, lateReason: '保密员住院' })).toEqual([])
  })
})

describe('SEC-10', () => {
  const asked = (more: object) =>
    held(
      SEC_10.on({
        about: 'request',
        kind: 'giveBack',
        agency: '市委办',
        carriers: 1,
        elsewhere: [],
        spokenFor: [],
        own: [],
        noRound: false,
        ...more
      })
    )
  it.each([
    ['with carriers of others, in the cabinet', {}, []],
    ['with nothing', { carriers: 0 }, ['NEED 载体']],
    ['to nobody', { agency: undefined }, ['NEED 接收单位']],
    ['to be destroyed by nobody', { kind: 'destroy', agency: undefined }, ['NEED 销毁单位']],
    [
      'with what is elsewhere',
      {
        elsewhere: [
          { label: 'MJ-1', state: 'reader' },
          { label: 'MJ-2', state: 'missing' }
        ]
      },
      ['BLOCK MJ-1传阅中、MJ-2缺失，收回入柜后才能列入']
    ],
    ['with what is on another list', { spokenFor: ['MJ-1'] }, ['BLOCK MJ-1已在别的清册上']],
    ['of a round that is none', { noRound: true }, ['BLOCK 现行设置里没有这一清退期']],
    ['with our own', { own: ['MJ-1'] }, ['BLOCK MJ-1是本局文件的载体，没有可清退的发文机关；请归档或销毁']],
    ['with our own, to the archive', { own: ['MJ-1'], kind: 'archive' }, []]
  ])('lists %s', (_, more, said) => {
    expect(asked(more)).toEqual(said)
  })

  it('hands over each against its receipt', () => {
    const handed = (more: object) =>
      held(
        SEC_10.on({
          about: 'handOver',
          approved: true,
          receipts: [{ label: 'MJ-1', receipt: '回1' }],
          elsewhere: [],
          place: '市委机要局',
          ...more
        })
      )
    expect(handed({})).toEqual([])
    expect(handed({ approved: false })).toEqual(['NEED 批准的清册'])
    expect(handed({ receipts: [] })).toEqual(['NEED 回执号'])
    const some = [
      { label: 'MJ-1', receipt: '回1' },
      { label: 'MJ-2', receipt: undefined },
      { label: 'MJ-3', receipt: '' }
    ]
    expect(handed({ receipts: some })).toEqual(['NEED MJ-2的回执号、MJ-3的回执号'])
    expect(handed({ place: undefined })).toEqual(['NEED 地点'])
    expect(handed({ elsewhere: [{ label: 'MJ-1', state: 'reader' }] })).toEqual(['BLOCK MJ-1传阅中，不能移交'])
  })

  const destroyed = (more: object, book = plainBook) =>
    held(
      SEC_10.on({
        about: 'destroy',
        approved: true,
        supervisors: 2,
        signed: 2,
        place: '指定销毁中心',
        elsewhere: [],
        ...more
      }),
      book
    )
  it('destroys what is approved, two supervising and signing', () => {
    expect(destroyed({})).toEqual([])
    expect(destroyed({ approved: false })).toEqual(['NEED 批准的清册'])
    expect(destroyed({ supervisors: 1, signed: 1 })).toEqual(['BLOCK 还缺1名监销人'])
    expect(destroyed({ supervisors: 0, signed: 0 })).toEqual(['BLOCK 还缺2名监销人'])
    expect(destroyed({ signed: 1 })).toEqual(['NEED 监销人签字'])
    expect(destroyed({ supervisors: 3, signed: 2 })).toEqual(['NEED 监销人签字'])
    expect(destroyed({ place: undefined })).toEqual(['NEED 地点'])
    expect(destroyed({ elsewhere: [{ label: 'MJ-1', state: 'out' }] })).toEqual(['BLOCK MJ-1批准带出，不能销毁'])
    expect(destroyed({}, bookWith('SEC-10', { supervisors: 3 }))).toEqual(['BLOCK 还缺1名监销人'])
  })

  it('sends out our own from the cabinet, and takes back an entry nothing rests on', () => {
    const sent = (more: object) =>
      held(SEC_10.on({ about: 'dispatch', label: 'MJ-1', own: true, state: 'cabinet', spokenFor: false, ...more }))
    expect(sent({})).toEqual([])
    expect(sent({ own: false })).toEqual(['BLOCK 外来密级文件不能转发，清退给发文机关'])
    expect(sent({ state: 'reader' })).toEqual(['BLOCK MJ-1传阅中，不能发出'])
    expect(sent({ spokenFor: true })).toEqual(['BLOCK MJ-1已在清退或销毁清册上'])
    const reversed = (used: number) => held(SEC_10.on({ about: 'reversal', used }))
    expect(reversed(0)).toEqual([])
    expect(reversed(1)).toEqual([
      'BLOCK 已有传阅、复制、发出、失泄密事件或清退销毁记录，不能冲正；载体只能凭清册清退、归档、销毁'
    ])
  })

  it('enters a receipt with its number, of a day between sending and today, late for a reason', () => {
    const received = (more: object) =>
      held(
        SEC_10.on({
          about: 'receipt',
          done: false,
          number: '回1',
          on: '2026-05-15',
          sentOn: '2026-05-15',
          today: '2026-05-15',
          late: false,
          lateReason: undefined,
          dueOn: '2026-05-25',
          ...more
        })
      )
    expect(received({})).toEqual([])
    expect(received({ done: true })).toEqual(['BLOCK 回执已经登记'])
    expect(received({ number: undefined })).toEqual(['NEED 回执号'])
    expect(received({ on: '2026-05-16' })).toEqual(['BLOCK 回执日期不能晚于今天'])
    expect(received({ on: '2026-05-14' })).toEqual(['BLOCK 回执日期不能早于发出日期'])
    expect(received({ late: true })).toEqual(['NEED 逾期原因'])
    expect(received({ late: true, lateReason: '邮路延误' })).toEqual([])
  })
})
