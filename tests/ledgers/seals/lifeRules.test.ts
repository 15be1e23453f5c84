import { describe, expect, it } from 'vitest'
import {
  lifeAllows,
  SEAL_01,
  SEAL_02,
  SEAL_03,
  SEAL_04,
  SEAL_05,
  SEAL_06,
  SEAL_13,
  type LifeAct
} from '@main/ledgers/seals/rules/life'
import { letterObjections } from '@main/ledgers/seals/rules/letters'
import { SEAL_17 } from '@main/ledgers/seals/rules/loss'
import { held, plainBook } from '../../support/judged'

// The edges of a seal's life by DK-05 二、三、四、六（二）4、七: what is refused on one side goes through on the other.
const today = '2026-05-19'

describe('SEAL-01', () => {
  const registered = (more: object) =>
    held(
      SEAL_01.on({
        kind: 'bureau',
        scope: ['officialDocument'],
        ownerId: null,
        sealCode: null,
        storage: '保险柜',
        safeguard: '双锁',
        ...more
      })
    )
  it.each([
    ['is complete', {}, []],
    [
      'lacks what it is for and where it lies',
      { scope: [], storage: null, safeguard: null },
      ['BLOCK 使用范围、存放地点、安全防范措施']
    ],
    ['is personal without the leader', { kind: 'personal' }, ['BLOCK 印鉴领导']],
    ['is personal and names the leader', { kind: 'personal', ownerId: 'p1' }, []],
    ['has a code of 13 digits', { sealCode: '4305250000001' }, []],
    ['has a code of 12', { sealCode: '430525000000' }, ['WARN 印章编码一般为13位数字，请核对公安备案编码']]
  ])('a registration that %s', (_what, more, expected) => {
    expect(registered(more)).toEqual(expected)
  })
})

describe('SEAL-02', () => {
  const ways: readonly (readonly [LifeAct, readonly string[]])[] = [
    ['engrave', ['approved']],
    ['activate', ['engraved']],
    ['receive', ['activated']],
    ['handOver', ['inUse', 'suspended']],
    ['use', ['inUse']],
    ['suspend', ['inUse']],
    ['resume', ['suspended']],
    ['return', ['activated', 'inUse', 'suspended']],
    ['sealAway', ['returned']],
    ['destroy', ['returned', 'sealedAway']],
    ['lose', ['engraved', 'activated', 'inUse', 'suspended', 'returned', 'sealedAway']]
  ]
  const states = [
    'approved',
    'engraved',
    'activated',
    'inUse',
    'suspended',
    'returned',
    'sealedAway',
    'destroyed',
    'lost',
    'undone'
  ] as const
  it.each(ways)('%s only from %j', (act, from) => {
    expect(states.filter((state) => lifeAllows(act, state))).toEqual(from)
    for (const state of states)
      expect(held(SEAL_02.on({ act, state, name: '某章' })), state).toHaveLength(from.includes(state) ? 0 : 1)
  })

  it('says what the seal is and when the act is possible', () => {
    expect(held(SEAL_02.on({ act: 'destroy', state: 'inUse', name: '某章' }))).toEqual([
      'BLOCK “某章”现为“使用中”，不能销毁；应在“已收回”或“已封存”时办理'
    ])
  })
})

describe('SEAL-03', () => {
  const engraved = (more: object) =>
    held(
      SEAL_03.on({
        approvalDocument: '批〔2026〕1号',
        engraver: '某刻制社',
        designated: true,
        imprint: true,
        engravedOn: today,
        approvedOn: today,
        today,
        ...more
      })
    )
  it.each([
    ['on the day of the approval', {}, []],
    ['without a known day of approval', { approvedOn: undefined }, []],
    ['before the approval', { engravedOn: '2026-05-18' }, ['BLOCK 刻制日期早于批准日期，未经批准不得刻制']],
    ['tomorrow', { engravedOn: '2026-05-20' }, ['BLOCK 刻制日期不能晚于今天']],
    [
      'without its papers',
      { approvalDocument: '', engraver: '', designated: false, imprint: false },
      ['NEED 刻制批准文号、刻制单位、刻制单位为公安部门指定、印模图片']
    ]
  ])('engraved %s', (_when, more, expected) => {
    expect(engraved(more)).toEqual(expected)
  })
})

describe('SEAL-04', () => {
  const activated = (more: object) =>
    held(
      SEAL_04.on({
        activationNumber: '洞城〔2026〕3号',
        activatedOn: today,
        imprint: true,
        engravedOn: today,
        today,
        numberTakenBy: undefined,
        ...more
      })
    )
  it.each([
    ['on the day of engraving', {}, []],
    ['with no known day of engraving', { engravedOn: null }, []],
    ['before it was engraved', { activatedOn: '2026-05-18' }, ['BLOCK 启用日期不能早于刻制日期']],
    ['tomorrow', { activatedOn: '2026-05-20' }, ['BLOCK 启用日期不能晚于今天，请到启用之日再登记']],
    [
      'without its notice',
      { activationNumber: '', activatedOn: undefined, imprint: false },
      ['NEED 启用文号、启用日期、印模图片']
    ],
    [
      'under a number another seal has',
      { numberTakenBy: '合同章' },
      ['WARN 启用文号洞城〔2026〕3号已用于“合同章”，请核对']
    ]
  ])('activated %s', (_when, more, expected) => {
    expect(activated(more)).toEqual(expected)
  })
})

describe('SEAL-05', () => {
  const after = (state: 'inUse' | 'returned' | 'sealedAway' | 'destroyed' | 'lost', declaredVoid = false) =>
    held(SEAL_05.on({ predecessor: { name: '旧章', state, declaredVoid } }))
  it('the old seal is back, or lost and declared void', () => {
    expect(held(SEAL_05.on({ predecessor: undefined }))).toEqual([])
    expect([after('returned'), after('sealedAway'), after('destroyed')]).toEqual([[], [], []])
    expect(after('inUse')).toEqual(['NEED 交回“旧章”'])
    expect([after('lost'), after('lost', true)]).toEqual([['NEED 登报声明'], []])
  })

  const letter = {
    kind: 'worn',
    of: 'seal',
    documentNumber: '洞城证〔2026〕1号',
    addressee: '县公安局',
    issuedOn: today,
    lostFrom: undefined,
    today,
    numberTakenBy: undefined
  } as const
  it('the office certifies a worn seal that is still there', () => {
    const worn = (state: 'inUse' | 'suspended' | 'returned' | 'engraved' | 'destroyed') =>
      held(SEAL_05.on({ worn: { name: '旧章', state }, letter }))
    expect([worn('inUse'), worn('suspended'), worn('returned')]).toEqual([[], [], []])
    expect(worn('destroyed')).toEqual(['BLOCK “旧章”现为“已销毁”，不能出具磨损证明'])
    expect(worn('engraved')).toHaveLength(1)
  })

  it.each([
    ['today', {}, []],
    ['tomorrow', { issuedOn: '2026-05-20' }, ['出具日期不能晚于今天']],
    ['on the day of the loss', { lostFrom: today }, []],
    ['before the loss', { lostFrom: '2026-05-20' }, ['出具日期不能早于遗失起始日期']],
    ['without number and addressee', { documentNumber: '', addressee: '' }, ['磨损更换证明还缺：文号、致送单位']],
    ['under a number already given', { numberTakenBy: 'SYY-1' }, ['文号洞城证〔2026〕1号已用于SYY-1']],
    ['about something else', { of: 'sealLoss' }, ['这里不能出具磨损更换证明']]
  ] as const)('a paper issued %s', (_when, more, expected) => {
    expect(letterObjections({ ...letter, ...more }).map(({ message }) => message)).toEqual(expected)
  })
})

describe('SEAL-17', () => {
  const letter = {
    kind: 'reissue',
    of: 'sealLoss',
    documentNumber: '洞城证〔2026〕2号',
    addressee: '县公安局',
    issuedOn: today,
    lostFrom: today,
    today,
    numberTakenBy: undefined
  } as const
  it('a certificate for engraving again rests on the newspaper, another letter does not', () => {
    const paper = (kind: 'reissue' | 'lossNotice', newspaper: boolean, revoked = false) =>
      held(SEAL_17.on({ of: 'letter', letter: { ...letter, kind }, newspaper, revoked }))
    expect([paper('reissue', true), paper('lossNotice', false)]).toEqual([[], []])
    expect(paper('reissue', false)).toEqual(['NEED 登报声明作废'])
    expect(paper('lossNotice', true, true)).toEqual(['BLOCK 遗失的号码已全部冲正，不再函告'])
  })

  it('each of its dates lies between the loss and today, one wrong among several too', () => {
    const steps = (...dates: (string | undefined)[]) =>
      held(SEAL_17.on({ of: 'steps', lostFrom: '2026-05-12', dates, today })).length
    expect([steps('2026-05-12', '2026-05-20'), steps('2026-05-11', today), steps(undefined, today)]).toEqual([1, 1, 0])
  })

  it('says where in what was typed the report stands', () => {
    const report = (more: object) =>
      SEAL_17.on({
        of: 'report',
        lostFrom: '2026-05-20',
        discoveredAt: '2026-05-19T02:00:00.000Z',
        leaderReportedAt: undefined,
        now: '2026-05-19T02:00:00.000Z',
        ...more
      })
        .objections(plainBook)
        .map(({ field }) => field)
    expect([report({}), report({ at: 'loss.' })]).toEqual([['lostFrom'], ['loss.lostFrom']])
    expect(report({ lostFrom: today })).toEqual([])
  })

  it('a lost seal is engraved again on all its papers', () => {
    const all = { lost: true, newspaper: true, policeReport: true, originalApproval: '批〔2020〕1号' }
    expect(held(SEAL_17.on({ ...all, of: 'reissue' }))).toEqual([])
  })

  it('a successor of a lost seal rests on the certificate', () => {
    expect(held(SEAL_17.on({ of: 'engraving', certificate: false }))).toEqual(['NEED 办公室补刻印章证明'])
    expect(held(SEAL_17.on({ of: 'engraving', certificate: true }))).toEqual([])
  })
})

describe('SEAL-06', () => {
  const handed = (more: object) =>
    held(
      SEAL_06.on({
        of: 'handover',
        fromName: '甲',
        toName: '乙',
        fromSigned: true,
        toSigned: true,
        samePerson: false,
        designation: { given: true },
        ...more
      })
    )
  it.each([
    ['named and signed by both', {}, []],
    ['where nobody needs to be named', { designation: undefined }, []],
    ['without either signature', { fromSigned: false, toSigned: false }, ['NEED 移交人甲签字、接收人乙签字']],
    ['without a leader’s word', { designation: { given: false } }, ['NEED 办公室领导或分管领导指定保管人（代管人）']],
    ['to who keeps it already', { samePerson: true }, ['BLOCK 印章已由乙保管，不需要交接']]
  ])('handed over %s', (_how, more, expected) => {
    expect(handed(more)).toEqual(expected)
  })

  it('stamped by a keeper, as a stand-in to the last day of it', () => {
    const stamping = (custodianName: string | undefined, standInUntil: string | null) =>
      held(SEAL_06.on({ of: 'stamping', custodianName, standInUntil, today }))
    expect([stamping('乙', null), stamping('乙', today)]).toEqual([[], []])
    expect(stamping('乙', '2026-05-18')).toEqual(['NEED 代管交回交接'])
    expect(stamping(undefined, null)).toEqual(['NEED 印章领取交接'])
  })
})

it('SEAL-13 blue ink for the case-review seal, red for every other', () => {
  const inked = (kind: 'caseReview' | 'bureau', ink: 'red' | 'blue') => held(SEAL_13.on({ kind, ink }))
  expect([inked('caseReview', 'blue'), inked('bureau', 'red')]).toEqual([[], []])
  expect(inked('caseReview', 'red')).toEqual(['BLOCK 案件核审专用章应使用蓝色印油'])
  expect(inked('bureau', 'blue')).toEqual([expect.stringMatching(/^BLOCK .+应使用大红印油$/u)])
})
