import { describe, expect, it } from 'vitest'
import { WH_08, WH_09 } from '@main/ledgers/warehouse/rules/exit'
import { WH_01, WH_02, WH_03, WH_10, WH_11, WH_13, type IntakeFacts } from '@main/ledgers/warehouse/rules/intake'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of goods coming in, lying and going out by DK-04 第二部分 一、二、三、四、六, DK-09 四十一、四十四 and the laws.
const today = '2026-05-19'

describe('WH-01', () => {
  it('the keeper of the day, keys from hand to hand, others with their business', () => {
    const keeper = (name: string, appointed: boolean) => WH_01.on({ about: 'keeper', name, appointed })
    expect([held(keeper('甲', true)), held(keeper('甲', false))]).toEqual([[], ['BLOCK 仓库管理员签字']])
    const words = (name: string) => keeper(name, false).objections(plainBook)[0]?.message
    expect([words('甲'), words('')]).toEqual([
      '甲今天没有仓库管理员的任职，请由仓库管理员办理',
      '签字人今天没有仓库管理员的任职，请由仓库管理员办理'
    ])
    const handover = (fromSigned: boolean, toSigned: boolean, toIsKeeper: boolean) =>
      held(WH_01.on({ about: 'handover', fromSigned, toSigned, toName: '乙', toIsKeeper }))
    expect([handover(true, true, true), handover(false, false, true), handover(true, true, false)]).toEqual([
      [],
      ['NEED 移交人签字、接收人签字'],
      ['NEED 仓库管理员任职']
    ])
    const entry = (more: object) =>
      WH_01.on({
        about: 'entry',
        visitor: '丙',
        purpose: '检修',
        inFuture: false,
        leftBeforeEntering: false,
        ...more
      })
    expect(held(entry({}))).toEqual([])
    expect(held(entry({ visitor: '', purpose: '' }))).toEqual(['NEED 进入人、事由'])
    expect(held(entry({ inFuture: true, leftBeforeEntering: true }))).toEqual([
      'BLOCK 进入时间不能晚于现在',
      'BLOCK 离开时间不能早于进入时间'
    ])
    const field = (more: object) => entry(more).objections(plainBook)[0]?.field
    expect([field({ visitor: '' }), field({ purpose: '' })]).toEqual(['visitor', 'purpose'])
  })
})

describe('WH-02', () => {
  const came = (time: string, more: object = {}) =>
    held(WH_02.on({ workingDay: true, calendarMissing: false, time, month: 5, ...more })).length
  it.each([
    ['8:00', 5, 0],
    ['7:59', 5, 1],
    ['12:00', 5, 0],
    ['12:01', 5, 1],
    ['14:29', 5, 1],
    ['14:30', 5, 0],
    ['17:30', 5, 0],
    ['17:31', 5, 1],
    ['14:59', 6, 1],
    ['15:00', 8, 0],
    ['18:00', 7, 0],
    ['18:01', 7, 1],
    ['17:45', 9, 1]
  ])('at %s in month %i', (time, month, said) => {
    expect(came(time, { month })).toBe(said)
  })

  it('not on days off; says when the holidays are not known', () => {
    const said = (more: object) =>
      held(WH_02.on({ workingDay: false, calendarMissing: false, time: '9:00', month: 5, ...more }))[0]
    expect(said({})).toMatch(/^WARN 今天不是工作日，/u)
    expect(said({ calendarMissing: true })).toContain('今天不是工作日（节假日表未载入）')
    expect(said({ workingDay: true, time: '13:00' })).toContain('8:00至12:00、14:30至17:30），')
    expect(said({ workingDay: true, time: '13:00', month: 6 })).toContain('15:00至18:00')
  })

  it('hours set wrong are taken from midnight and to it', () => {
    const book = bookWith('WH-02', { morningFrom: '?', summerMonths: '?' })
    const at = (time: string, month: number) =>
      held(WH_02.on({ workingDay: true, calendarMissing: false, time, month }), book).length
    expect([at('3:00', 5), at('14:30', 6), at('?', 5)]).toEqual([0, 0, 0])
  })
})

describe('WH-03', () => {
  const officer = (name: string) => ({ name, staff: true, certificate: '湘E-1' as string | undefined })
  const partySign = { how: 'signed', drawn: true, reason: undefined, witness: undefined } as const
  const intake: IntakeFacts = {
    squadIsUnit: true,
    officers: [officer('甲'), officer('乙')],
    party: '某商户',
    abandoned: false,
    place: '某路',
    cause: '占道经营',
    documentNumber: '扣字〔2026〕1号',
    sameDocument: undefined,
    detainedAt: '2026-05-19T02:00:00.000Z',
    inFuture: false,
    lines: [{ name: '三轮车', condition: '完好' as string | undefined, photos: 1 }],
    handlerSigned: true,
    handlerIsOfficer: true,
    keeperSigned: true,
    partySign
  }
  it.each([
    ['complete', {}, []],
    ['abandoned, of nobody', { party: '', abandoned: true }, []],
    ['of a squad closed', { squadIsUnit: false }, ['BLOCK 片区已停用或不存在，请重新选择']],
    ['by one officer', { officers: [officer('甲')] }, ['NEED 第二名执法人员']],
    [
      'by somebody who is not staff',
      { officers: [officer('甲'), { ...officer('乙'), staff: false }] },
      ['BLOCK 乙不是正式职工，不能作为执法人员']
    ],
    [
      'by one without certificate',
      { officers: [officer('甲'), { ...officer('乙'), certificate: '' }] },
      ['NEED 乙的执法证号']
    ],
    [
      'of nobody nowhere for nothing',
      { party: '', place: '', cause: '', documentNumber: '' },
      ['NEED 当事人、暂扣地点、案由、文书号']
    ],
    [
      'under a document used before',
      { sameDocument: 'RK-1' },
      ['BLOCK 文书号扣字〔2026〕1号已用于入库单RK-1，不能重复登记']
    ],
    ['from tomorrow', { inFuture: true }, [expect.stringMatching(/^BLOCK 扣押时间.+晚于现在，请核对$/u)]],
    [
      'without condition and picture',
      { lines: [{ name: '三轮车', condition: '', photos: 0 }] },
      ['NEED 三轮车的状况、三轮车的照片']
    ],
    [
      'signed by neither',
      { handlerSigned: false, keeperSigned: false, handlerIsOfficer: false },
      ['NEED 交件执法人员签字、仓库管理员签字']
    ],
    ['handed in by no officer', { handlerIsOfficer: false }, ['BLOCK 交件人应是本次执法人员之一']],
    ['signed by the party without a picture', { partySign: { ...partySign, drawn: false } }, ['NEED 当事人手写签名']],
    ['refused to be signed', { partySign: { ...partySign, how: 'refused', drawn: false } }, ['NEED 拒签原因、见证人']],
    ['without the party', { partySign: { ...partySign, how: 'absent', drawn: false } }, ['NEED 不在场原因、见证人']],
    ['refused before a witness', { partySign: { how: 'refused', drawn: false, reason: '不服', witness: '丙' } }, []]
  ] as const)('an intake %s', (_what, more, expected) => {
    expect(held(WH_03.on({ ...intake, ...more }))).toEqual(expected)
  })

  it('says which of the two it was', () => {
    const words = (how: 'refused' | 'absent') =>
      WH_03.on({ ...intake, partySign: { ...partySign, how } }).objections(plainBook)[0]?.message
    expect([words('refused'), words('absent')]).toEqual([
      '当事人拒绝签名的，须记明原因和见证人',
      '当事人不在场的，须记明原因和见证人'
    ])
  })
})

describe('WH-08', () => {
  const out = (more: object) =>
    held(
      WH_08.on({
        consented: true,
        kind: 'return',
        keeperSigned: true,
        squadSigned: true,
        squadSignerMay: true,
        receiverSigned: true,
        receiver: '某商户',
        receiverIdKind: '身份证',
        recipient: '某商户',
        ...more
      })
    )
  const nobody = { receiverSigned: false, receiver: '', receiverIdKind: '' }
  it.each([
    ['to the party', {}, []],
    ['to be destroyed, to nobody', { kind: 'destroy', ...nobody }, []],
    ['unapproved', { consented: false }, ['BLOCK 片区负责人同意']],
    [
      'unsigned',
      { keeperSigned: false, squadSigned: false, squadSignerMay: false, ...nobody },
      ['NEED 仓库管理员签字、片区负责人或指定人员签字、当事人签字、领取人姓名、领取人证件类型']
    ],
    ['signed by somebody else of the squad', { squadSignerMay: false }, ['BLOCK 片区负责人或指定人员签字']],
    [
      'to somebody else',
      { receiver: '某人' },
      ['BLOCK 批准退还给某商户，不能由某人领取；委托他人领取的，请取消后附委托书重新申请']
    ],
    ['to be auctioned, to another', { kind: 'auction', receiver: '某人' }, []]
  ])('%s', (_how, more, expected) => {
    expect(out(more)).toEqual(expected)
  })
})

describe('WH-09', () => {
  const asked = (more: object) =>
    held(
      WH_09.on({
        about: 'request',
        kind: 'return',
        ownerless: false,
        decisionNumber: '决〔2026〕1号',
        decidedOn: today,
        scan: true,
        detainedOn: today,
        today,
        recipient: '某商户',
        party: '某商户',
        proxy: false,
        recipientIsStaff: false,
        ...more
      })
    )
  it.each([
    ['decided today, of today', {}, []],
    [
      'without the decision',
      { decisionNumber: '', decidedOn: undefined, scan: false },
      [expect.stringMatching(/^NEED .+决定文书号、.+决定日期、.+决定文书扫描件$/u)]
    ],
    ['ownerless, without a decision', { decisionNumber: '', decidedOn: undefined, scan: false, ownerless: true }, []],
    ['decided tomorrow', { decidedOn: '2026-05-20' }, ['BLOCK 决定日期不能晚于今天']],
    ['decided before the detention', { decidedOn: '2026-05-18' }, ['BLOCK 决定日期不能早于扣押日期2026年5月19日']],
    ['handed over to no one named', { kind: 'transfer', recipient: '' }, ['NEED 接收单位']],
    ['destroyed, to no one', { kind: 'destroy', recipient: '' }, []],
    ['returned, to no one named yet', { recipient: '' }, []],
    ['to one of the bureau', { recipientIsStaff: true }, ['BLOCK 物品不得由本局人员接收、使用']],
    ['to somebody else', { recipient: '某人' }, ['NEED 当事人委托书']],
    ['to somebody else with papers', { recipient: '某人', proxy: true }, []],
    ['handed over to a unit', { kind: 'transfer', recipient: '市监局' }, []]
  ])('asked for: %s', (_what, more, expected) => {
    expect(asked(more)).toEqual(expected)
  })

  const done = (more: object) =>
    held(
      WH_09.on({
        about: 'completion',
        kind: 'destroy',
        executor: '甲',
        recorder: '乙',
        bothSigned: true,
        witness: '丙',
        photos: 1,
        place: '某场',
        method: '碾压',
        receipt: '',
        ...more
      })
    )
  const nothing = { executor: '', recorder: '', bothSigned: false, witness: '', photos: 0, place: '', method: '' }
  const all = 'NEED 执行人、记录人、执行人和记录人签字、见证人、现场照片、地点、处理方式'
  it.each([
    ['destroyed by two with pictures', {}, []],
    ['destroyed without anything', nothing, [all]],
    ['auctioned without anything', { ...nothing, kind: 'auction' }, [all]],
    ['paid into the treasury without papers', { ...nothing, kind: 'treasury' }, ['NEED 缴库凭证号、见证人']],
    ['handed over without papers', { ...nothing, kind: 'transfer' }, ['NEED 移送回执号、见证人']],
    ['handed over with them', { ...nothing, kind: 'transfer', receipt: 'HZ-1', witness: '丙' }, []],
    ['returned', { ...nothing, kind: 'return' }, []],
    ['written off', { ...nothing, kind: 'writeOff' }, []]
  ])('%s', (_what, more, expected) => {
    expect(done(more)).toEqual(expected)
  })
})

it('WH-10 nothing leaves beyond what is there, spoken for by none and not missing', () => {
  const out = (asked: number, more: object = {}) =>
    held(
      WH_10.on({ name: '三轮车', measure: '辆', asked, onHand: 5_000, spokenFor: 0, missing: 0, field: 'f', ...more })
    )
  expect([out(5_000), out(3_000, { spokenFor: 2_000 }), out(4_000, { missing: 1_000 })]).toEqual([[], [], []])
  expect(out(2_000, { spokenFor: 2_000, missing: 1_000 })).toEqual([])
  expect(out(5_001)).toEqual(['BLOCK 三轮车在库只有5辆，不能出库5.001辆'])
  expect(out(4_000, { spokenFor: 2_000 })).toEqual(['BLOCK 三轮车在库5辆，其中2辆已在其他出库单中，不能再出库4辆'])
  const lost = 'BLOCK 三轮车在库5辆，其中1辆清整时缺失，找到或核销以前不能出库'
  expect(out(5_000, { missing: 1_000 })).toEqual([`${lost}5辆`])
  expect(out(3_000, { spokenFor: 2_000, missing: 1_000 })).toEqual([`${lost}3辆`])
  expect(out(4_000, { spokenFor: 2_000, missing: 1_000 })).toEqual([
    'BLOCK 三轮车在库5辆，其中2辆已在其他出库单中，不能再出库4辆'
  ])
})

it('WH-11 every link names who, to whom and where, in order of time', () => {
  const link = (more: object) =>
    held(
      WH_11.on({ from: '甲', to: '乙', place: '仓库', at: '2026-05-19T02:00:00.000Z', previousAt: undefined, ...more })
    )
  expect([link({}), link({ previousAt: '2026-05-19T02:00:00.000Z' })]).toEqual([[], []])
  expect(link({ previousAt: '2026-05-19T02:00:01.000Z' })).toEqual(['BLOCK 物品流转时间早于上一次流转，请核对'])
  expect(link({ from: ' ', to: ' ', place: ' ' })).toEqual(['NEED 移交人、接收人、地点'])
})

it('WH-13 in a place of its own, or set apart there', () => {
  const lies = (location: string, others: readonly string[], separation: string) =>
    held(WH_13.on({ name: '三轮车', location, others, separation, field: 'f' }))
  expect([lies('架一', [], ''), lies('架一', ['某人'], '隔板'), lies('架一', ['某人'], ''), lies('', [], '')]).toEqual([
    [],
    [],
    ['NEED 分隔标识'],
    ['NEED 三轮车的库位']
  ])
})
