import { describe, expect, it } from 'vitest'
import { K_01, K_02, K_05, K_07, K_08, K_09, K_10, K_14 } from '@main/kernel/rules/common'
import { K_04, K_06, mattersOfUnit } from '@main/kernel/rules/appointing'
import { bookWith, held, plainBook } from '../support/judged'

const baicheng = { profile: 'baicheng-bureau', settings: {} } as const
const baichengOffice = { profile: 'baicheng-office', settings: {} } as const

describe('deciding', () => {
  const due = { step: 1, currentStep: 1, stepLabel: '局领导意见', opinion: '同意', holdsRole: true }

  it('K-01 wants the step before done, the post of the day and an opinion in words', () => {
    expect(held(K_01.on(due))).toEqual([])
    expect(held(K_01.on({ ...due, currentStep: 0 }))).toEqual(['BLOCK 前一步的审批意见'])
    expect(held(K_01.on({ ...due, holdsRole: false }))).toEqual(['BLOCK 局领导意见'])
    expect(held(K_01.on({ ...due, stepLabel: '县财政', holdsRole: false }))).toEqual(['BLOCK 县财政的意见'])
    expect(held(K_01.on({ ...due, opinion: ' ' }))).toEqual(['NEED 审批意见'])
  })

  it('K-02 refuses the applicant and who decided the step before', () => {
    const by = (deciderId: string) => held(K_02.on({ deciderId, applicantId: 'a', previousDeciderId: 'b' }))
    expect(by('a')).toEqual([expect.stringMatching(/^BLOCK 不能审批自己提出的申请/)])
    expect(by('b')).toEqual([expect.stringMatching(/^BLOCK 上一步已由您审批/)])
    expect(by('c')).toEqual([])
    expect(held(K_02.on({ deciderId: 'c', applicantId: 'a', previousDeciderId: undefined }))).toEqual([])
  })

  it('K-05 wants the meeting on record from the limit on, exactly the limit included, the head last', () => {
    const meeting = { meeting: '局长办公会', heldOn: '2026-09-01', minutesNumber: '9号', scan: true }
    const large = { amountCents: 1_000_000, what: 'expenditure', decision: meeting, headSpokeLast: true } as const
    expect(held(K_05.on(large))).toEqual([])
    expect(held(K_05.on({ ...large, decision: undefined }))).toEqual(['NEED 会议名称、会议日期、纪要编号、纪要扫描件'])
    expect(held(K_05.on({ ...large, decision: undefined, headSpokeLast: false }))).toHaveLength(1)
    expect(held(K_05.on({ ...large, amountCents: 999_999, decision: undefined }))).toEqual([])
    const none = { meeting: '', heldOn: '', minutesNumber: '', scan: false }
    expect(held(K_05.on({ ...large, decision: none }))).toEqual(['NEED 会议名称、会议日期、纪要编号、纪要扫描件'])
    expect(held(K_05.on({ ...large, decision: { ...meeting, scan: false } }))).toEqual(['NEED 纪要扫描件'])
    expect(held(K_05.on({ ...large, headSpokeLast: false }))).toEqual(['NEED 主要领导末位意见'])
    // 白城市政府办: 500 yuan for expenses, 1,000 for assets.
    const small = { ...large, amountCents: 50_000, decision: undefined }
    expect(held(K_05.on(small), baichengOffice)).toHaveLength(1)
    expect(held(K_05.on({ ...small, what: 'assets' }), baichengOffice)).toEqual([])
    expect(held(K_05.on({ ...small, amountCents: 100_000, what: 'assets' }), baichengOffice)).toHaveLength(1)
  })

  it('K-05 shows sums that are below the limit each and not together; what reached it by itself had its own meeting', () => {
    const asked = (amountCents: number, ...before: readonly number[]) =>
      held(
        K_05.on({
          whose: '本单位',
          what: 'assets',
          amountCents,
          earlier: before.map((cents, index) => ({ number: `GZ-${index + 1}`, cents }))
        })
      )
    expect(asked(400_000)).toEqual([])
    expect(asked(399_999, 600_000)).toEqual([])
    expect(asked(400_000, 600_000)).toEqual([
      'WARN 本单位在7日内已有GZ-1，合计10,000.00元，达到10000元，须经集体研究决定'
    ])
    expect(asked(400_000, 1_000_000)).toEqual([])
    expect(asked(1_000_000, 600_000)).toEqual([])
  })
})

describe('people and units in motion', () => {
  const handedOver = {
    fromSigned: true,
    toSigned: true,
    until: '2026-10-08' as string | null,
    from: '2026-10-01',
    keysHandedOver: true
  }

  it('K-07 wants both signatures, an end and the keys; the end not before the beginning', () => {
    expect(held(K_07.on(handedOver))).toEqual([])
    expect(held(K_07.on({ ...handedOver, fromSigned: false }))).toEqual(['NEED 移交人签字'])
    expect(held(K_07.on({ ...handedOver, toSigned: false }))).toEqual(['NEED 接收人签字'])
    expect(held(K_07.on({ ...handedOver, until: null }))).toEqual(['NEED 代管结束日期'])
    expect(held(K_07.on({ ...handedOver, keysHandedOver: false }))).toEqual(['NEED 钥匙移交'])
    expect(held(K_07.on({ ...handedOver, until: '2026-10-01' }))).toEqual([])
    expect(held(K_07.on({ ...handedOver, until: '2026-09-30' }))).toEqual(['BLOCK 代管结束日期不能早于开始日期'])
  })

  it('K-08 lists what is still in the name of who leaves, and asks whether a newcomer is somebody come back', () => {
    const leaving = { of: 'leaving', personName: '张三' } as const
    expect(held(K_08.on({ ...leaving, held: [] }))).toEqual([])
    expect(held(K_08.on({ ...leaving, held: [{ ledger: '印章', label: '局行政章', number: 'YZ-1' }] }))).toEqual([
      'NEED 印章：局行政章（YZ-1）'
    ])
    const newcomer = { of: 'newcomer', personName: '张三' } as const
    expect(held(K_08.on({ ...newcomer, departedOn: '2026-03-01' }))).toEqual([
      'WARN 花名册里有已离岗的同名人员张三（2026年3月1日离岗）'
    ])
    expect(held(K_08.on({ ...newcomer, departedOn: null }))).toEqual(['WARN 花名册里有已离岗的同名人员张三'])
  })

  it('K-09 reverses once, no reversal, and with a reason', () => {
    const wrong = { alreadyReversed: false, isReversal: false, reason: '登记有误' }
    expect(held(K_09.on(wrong))).toEqual([])
    expect(held(K_09.on({ ...wrong, alreadyReversed: true }))).toEqual(['BLOCK 这笔记录已经冲正过，不能再次冲正'])
    expect(held(K_09.on({ ...wrong, isReversal: true }))).toHaveLength(1)
    expect(held(K_09.on({ ...wrong, reason: '  ' }))).toEqual(['BLOCK 请写明冲正原因'])
  })

  it('K-10 K-14 names missing numbers and refuses to sign what is not kept', () => {
    expect(held(K_10.on({ gaps: [] }))).toEqual([])
    expect(held(K_10.on({ gaps: ['3', '4'] }))).toEqual(['BLOCK 编号不连续：缺3、4'])
    expect(held(K_14.on({ paper: '审批表', content: 'x' }))).toEqual([])
    expect(held(K_14.on({ paper: '审批表', content: '' }))).toEqual(['BLOCK 审批表的签批内容没有保存，不能签批'])
  })
})

describe('appointments', () => {
  const head = {
    personName: '周启明',
    heldPosts: ['head'],
    heldMatters: [],
    post: 'leader',
    matter: null,
    units: []
  } as const
  const finance = { name: '财务股', matters: ['finance'], brigade: false } as const
  const brigade = { name: '执法大队', matters: [], brigade: true } as const

  it('K-04 warns of a head in charge of what is kept apart, by matter or by unit, whichever comes first', () => {
    expect(held(K_04.on(head))).toEqual([])
    expect(held(K_04.on({ ...head, units: [finance] }))).toEqual(['WARN 周启明是主要领导，不应同时分管财务股'])
    expect(held(K_04.on({ ...head, heldPosts: [], units: [finance] }))).toEqual([])
    expect(held(K_04.on({ ...head, heldPosts: [], post: 'head', units: [finance] }))).toHaveLength(1)
    const ofMatter = { ...head, post: 'matterLeader', matter: 'finance' } as const
    expect(held(K_04.on(ofMatter))).toHaveLength(1)
    expect(held(K_04.on({ ...head, heldMatters: ['finance'] }))).toEqual(['WARN 周启明是主要领导，不应同时分管财务'])
    expect(held(K_04.on({ ...ofMatter, matter: 'confidentiality' as never }))).toEqual([])
    const fieldOf = (facts: Parameters<typeof K_04.on>[0]) => K_04.on(facts).objections(plainBook)[0]?.field
    expect([fieldOf(ofMatter), fieldOf({ ...head, units: [finance] })]).toEqual(['matter', 'unitId'])
  })

  it('K-04 keeps the head of 白城市局 from the brigades too, and others where they set it so', () => {
    const led = K_04.on({ ...head, units: [brigade, { ...finance, matters: [] }] })
    expect(held(led)).toEqual([])
    expect(held(led, baicheng)).toEqual(['WARN 周启明是主要领导，不应同时分管执法大队'])
    expect(held(led, bookWith('K-04', { brigades: '是' }))).toHaveLength(1)
  })

  it('K-04 reads the matters of a unit from its name', () => {
    expect(mattersOfUnit('财务审计装备股')).toEqual(['finance'])
    expect(mattersOfUnit('政工股')).toEqual(['personnel'])
    expect(mattersOfUnit('法制教育股')).toEqual(['enforcement'])
    expect(mattersOfUnit('市容管理股')).toEqual([])
  })

  it('K-06 looks at days, doubles, scope, terms, acts done after the end and things still kept', () => {
    const named = {
      post: 'sealCustodian',
      from: '2026-01-01',
      to: null,
      overlapping: undefined,
      needsScope: false
    } as const
    expect(held(K_06.on(named))).toEqual([])
    expect(held(K_06.on({ ...named, to: '2026-01-01' }))).toEqual([])
    expect(held(K_06.on({ ...named, to: '2025-12-31' }))).toEqual(['BLOCK 任职结束日期不能早于开始日期'])
    expect(held(K_06.on({ ...named, overlapping: '张三' }))).toEqual(['BLOCK 张三在这段时间已任监印人，不能重复登记'])
    expect(held(K_06.on({ ...named, post: 'unitHead', needsScope: true }))).toEqual(['NEED 负责的单位'])
    expect(held(K_06.on({ ...named, post: 'matterLeader', needsScope: true }))).toEqual(['NEED 负责的事项'])
    const asked = (post: 'unitHead' | 'matterLeader') =>
      K_06.on({ ...named, post, needsScope: true }).objections(plainBook)[0]?.message
    expect([asked('unitHead'), asked('matterLeader')]).toEqual([
      '任科室负责人须写明负责的单位',
      '任分管领导（专项）须写明负责的事项'
    ])
    const term = { personName: '张三', months: 6, heldSince: '2026-01-01', end: '2026-06-30' }
    expect(held(K_06.on({ ...named, post: 'buyer', term }))).toEqual([
      expect.stringMatching(/^WARN 张三自2026年1月1日起任采购员/)
    ])
    expect(held(K_06.on({ ...named, actsAfter: ['YY-1'] }))).toEqual(['WARN YY-1'])
    expect(held(K_06.on({ ...named, stillKept: ['局行政章'] }))).toEqual(['WARN 局行政章'])
    expect(held(K_06.on({ ...named, actsAfter: [], stillKept: [] }))).toEqual([])
  })
})
