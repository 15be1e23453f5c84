import { describe, expect, it } from 'vitest'
import { AST_18 } from '@main/ledgers/assets/rules/depreciation'
import { AST_12, firstRetirementDay, type LeavingThing } from '@main/ledgers/assets/rules/leaving'
import { AST_13, AST_15 } from '@main/ledgers/assets/rules/liability'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of leaving the book by BZ-10 七、九, DK-06 三8, DK-07 三十七、四十, BC-21 十二, and of 政府会计准则第3号. Cents.
const thing: LeavingThing = {
  number: 'GD1',
  name: '电脑',
  acquiredOn: '2020-05-18',
  minimumYears: 6,
  state: 'inUse',
  classified: false,
  vehicle: false,
  equipment: false
}
const words = '“电脑”（GD1）'

describe('AST-12', () => {
  const asked = (more: object) =>
    held(
      AST_12.on({
        of: 'request',
        kind: 'scrap',
        things: [thing],
        today: '2026-05-19',
        finding: undefined,
        appraisal: '主板损坏',
        diskAccount: null,
        recipient: null,
        meeting: null,
        minutesNumber: null,
        ...more
      })
    )
  const found = { numbers: ['GD1'], approved: true }
  it('lets a thing go the day after it has been there six years, earlier with an approved finding about it', () => {
    expect(firstRetirementDay(thing)).toBe('2026-05-19')
    expect(firstRetirementDay({ acquiredOn: '2024-02-29', minimumYears: 1 })).toBe('2025-03-01')
    const early = ['BLOCK 批准的损失认定']
    expect(asked({})).toEqual([])
    expect(asked({ today: '2026-05-18' })).toEqual(early)
    expect(asked({ today: '2026-05-18', finding: found })).toEqual([])
    expect(asked({ today: '2026-05-18', finding: { ...found, approved: false } })).toEqual(early)
    expect(asked({ today: '2026-05-18', finding: { ...found, numbers: ['GD2'] } })).toEqual(early)
    expect(asked({ today: '2026-05-18', kind: 'transfer', recipient: '某单位' })).toEqual(early)
    expect(asked({ today: '2026-05-18', kind: 'allocation', recipient: '某单位' })).toEqual([])
  })

  it('lets nothing go that is lent, gone or on its way; what is missing with its finding only', () => {
    for (const [state, word] of [
      ['gone', '已下账'],
      ['lent', '出借'],
      ['awaiting', '待处置']
    ] as const)
      expect(asked({ things: [{ ...thing, state }] })).toEqual([`BLOCK ${words}${word}，不能处置`])
    const missing = { things: [{ ...thing, state: 'missing' }] }
    expect(asked(missing)).toEqual(['BLOCK 批准的损失认定'])
    expect(asked({ ...missing, finding: found })).toEqual([])
    expect(asked({ things: [{ ...thing, state: 'repairing' }] })).toEqual([])
  })

  it('asks what each kind needs', () => {
    expect(asked({ kind: 'writeOff' })).toEqual(['NEED 批准的损失认定'])
    expect(asked({ kind: 'writeOff', finding: found, appraisal: null })).toEqual([])
    expect(asked({ kind: 'writeOff', finding: found, things: [thing, { ...thing, number: 'GD2' }] })).toEqual([
      'NEED 批准的损失认定'
    ])
    expect(asked({ appraisal: null })).toEqual(['NEED 鉴定意见'])
    for (const kind of ['allocation', 'donation', 'transfer', 'exchange']) {
      expect(asked({ kind }), kind).toEqual(['NEED 接收单位'])
      expect(asked({ kind, recipient: '某单位', appraisal: null }), kind).toEqual([])
    }
    const computer = { things: [{ ...thing, classified: true }] }
    expect(asked(computer)).toEqual(['BLOCK 硬盘处理情况'])
    expect(asked({ ...computer, diskAccount: '交保密员' })).toEqual([])
  })

  it('passes cars and equipment on by the leaders’ meeting', () => {
    for (const special of [{ vehicle: true }, { equipment: true }]) {
      const given = { kind: 'allocation', recipient: '某单位', things: [thing, { ...thing, ...special }] }
      expect(asked(given)).toEqual(['NEED 会议名称、纪要编号'])
      expect(asked({ ...given, meeting: '局务会' })).toEqual(['NEED 会议名称、纪要编号'])
      expect(asked({ ...given, minutesNumber: '3号' })).toEqual(['NEED 会议名称、纪要编号'])
      expect(asked({ ...given, meeting: '局务会', minutesNumber: '3号' })).toEqual([])
      expect(asked({ ...given, kind: 'donation' })).toEqual([])
    }
  })

  const carriedOut = (more: object, book = plainBook) =>
    held(
      AST_12.on({
        of: 'carryOut',
        kind: 'scrap',
        approved: true,
        originalCents: 500_000,
        approvalNumber: '财资〔2026〕1号',
        incomeCents: 0,
        disposedOn: '2026-05-19',
        approvedOn: '2026-05-19',
        things: [],
        ...more
      }),
      book
    )
  it('is carried out approved, with its number, from the day of the approval on, and says what came in', () => {
    expect(carriedOut({})).toEqual([])
    expect(carriedOut({ approved: false })).toEqual(['NEED 批准的申退表'])
    expect(carriedOut({ disposedOn: '2026-05-18' })).toEqual(['BLOCK 处置不能早于批准'])
    expect(carriedOut({ approvedOn: null, disposedOn: '2000-01-01' })).toEqual([])
    const number = ['NEED 批准文号']
    expect(carriedOut({ approvalNumber: null })).toEqual(number)
    const limited = (limitScrap: string) => carriedOut({ approvalNumber: null }, bookWith('AST-12', { limitScrap }))
    expect(limited('5001')).toEqual([])
    expect(limited('5000')).toEqual(number)
    // What cannot be read exempts nothing.
    for (const limit of [' ', '五千']) expect(limited(limit), limit).toEqual(number)
    for (const kind of ['scrap', 'transfer', 'exchange'])
      expect(carriedOut({ kind, incomeCents: null }), kind).toEqual(['NEED 处置收入'])
    for (const kind of ['allocation', 'donation', 'writeOff'])
      expect(carriedOut({ kind, incomeCents: null }), kind).toEqual([])
  })

  it('is carried out of what is still there; what went missing since with a finding about it', () => {
    const now = (state: LeavingThing['state'], about = false) =>
      carriedOut({ things: [{ number: 'GD1', name: '电脑', state, found: about }] })
    expect([now('inUse'), now('awaiting'), now('missing', true)]).toEqual([[], [], []])
    expect(now('gone')).toEqual([`BLOCK ${words}已下账，不能再处置；请取消这份申请`])
    expect(now('lent', true)).toEqual([`BLOCK ${words}出借，不能再处置；请取消这份申请`])
    expect(now('missing')).toEqual(['BLOCK 批准的损失认定'])
  })

  it('lets no part be the whole, and asks about a life below that of its class', () => {
    const part = (whole: boolean) => held(AST_12.on({ of: 'part', whole }))
    expect(part(false)).toEqual([])
    expect(part(true)).toEqual(['BLOCK 部分报废不能报掉全部价值，整件报废请提出处置申请'])
    const minimum = (typed: number) => held(AST_12.on({ of: 'minimum', name: '电脑', typed, ofClass: 6 }))
    expect(minimum(6)).toEqual([])
    expect(minimum(5)).toEqual(['WARN “电脑”的最低使用年限填5年，少于折旧年限6年，会提前到报废年限'])
  })

  it('leaves the book on the day the car’s file is closed, on another with a reason', () => {
    const closed = (fileClosedOn: string | null) =>
      held(AST_12.on({ of: 'file', plate: '湘E1', fileClosedOn, disposedOn: '2026-05-19' }))
    expect([closed(null), closed('2026-05-19')]).toEqual([[], []])
    expect(closed('2026-05-18')).toEqual([
      'WARN 车辆湘E1的档案已于2026年5月18日注销，资产卡片应同日下账，请写明不在同日的原因'
    ])
  })
})

describe('AST-13', () => {
  const found = (more: object) =>
    held(
      AST_13.on({
        kind: 'loss',
        equipmentKind: 'none',
        originalCents: 300_000,
        repairCents: null,
        assessedCents: 100_000,
        person: true,
        finding: '保管不当',
        happenedOn: '2026-05-19',
        today: '2026-05-19',
        ...more
      })
    )
  const full = (word: string) => [`BLOCK ${word}执法装备按原价3,000.00元赔偿，认定金额应与原价一致`]
  it.each([
    ['a loss as found', {}, []],
    ['one without a finding', { finding: ' ' }, ['NEED 责任认定']],
    ['one without a person', { person: false }, ['NEED 责任人']],
    ['an accident without a person', { kind: 'accident', person: false }, []],
    ['one of tomorrow', { happenedOn: '2026-05-20' }, ['BLOCK 发生日期不能晚于今天']],
    ['one above the price', { assessedCents: 300_001 }, ['BLOCK 认定金额不能超过原价3,000.00元']],
    ['one at the price', { assessedCents: 300_000 }, []],
    ['lost equipment below its price', { equipmentKind: 'radio' }, full('丢失')],
    ['lost equipment at its price', { equipmentKind: 'radio', assessedCents: 300_000 }, []],
    ['equipment disposed of at will', { equipmentKind: 'radio', kind: 'ownDisposal' }, full('擅自处置')],
    ['a recorder damaged at will', { equipmentKind: 'bodyCamera', kind: 'wilful' }, full('故意损坏')],
    ['a radio damaged at will', { equipmentKind: 'radio', kind: 'wilful' }, []],
    ['a thing damaged at will', { kind: 'wilful' }, []],
    ['misused equipment without a repair', { equipmentKind: 'radio', kind: 'misuse' }, ['NEED 维修费用']],
    ['misused equipment at its repair', { equipmentKind: 'radio', kind: 'misuse', repairCents: 100_000 }, []],
    [
      'misused equipment at another sum',
      { equipmentKind: 'radio', kind: 'misuse', repairCents: 99_999 },
      ['BLOCK 使用不当损坏由使用人承担维修费999.99元']
    ],
    [
      'misused equipment whose repair is above its price',
      { equipmentKind: 'radio', kind: 'misuse', repairCents: 300_001, assessedCents: 300_001 },
      []
    ],
    ['a misused thing', { kind: 'misuse' }, []]
  ])('finds %s', (_, more, said) => {
    expect(found(more)).toEqual(said)
  })
})

describe('AST-15', () => {
  const carded = (classified: boolean, mark: string | null, safeguard: string | null) =>
    held(AST_15.on({ name: '电脑', classified, mark, safeguard }))
  it('wants mark and safekeeping of a classified computer', () => {
    expect([carded(false, null, null), carded(true, '机密', '专柜')]).toEqual([[], []])
    expect(carded(true, null, '专柜')).toEqual(['NEED 涉密标识'])
    expect(carded(true, '机密', null)).toEqual(['NEED 安全保管措施'])
    expect(carded(true, null, null)).toEqual(['NEED 涉密标识、安全保管措施'])
    const after = (classified: boolean) =>
      held(AST_15.on({ name: '电脑', classified, before: true, mark: '机密', safeguard: '专柜' }))
    expect(after(true)).toEqual([])
    expect(after(false)).toEqual(['WARN “电脑”不再作涉密等特殊用途资产'])
  })
})

describe('AST-18', () => {
  const on = (facts: Parameters<typeof AST_18.on>[0]) => held(AST_18.on(facts))
  const month = '2026-05'
  it('charges month by month, never ahead, never before the last, never twice', () => {
    const run = (thisMonth: string, lastRun: string | undefined, nothing = false) =>
      on({ of: 'run', month, thisMonth, lastRun, nothing })
    expect([run('2026-05', undefined), run('2026-06', '2026-04'), run('2026-05', '2026-05')]).toEqual([[], [], []])
    expect(run('2026-04', undefined)).toEqual(['BLOCK 2026年5月还没有到，不能计提'])
    expect(run('2026-06', '2026-06')).toEqual(['BLOCK 已计提到2026年6月，以前月份漏提的随本月补提'])
    expect(run('2026-05', undefined, true)).toEqual(['BLOCK 2026年5月没有应提未提的折旧，不重复计提'])
  })

  it('closes a month that is over, once, and nothing moves into it any more', () => {
    const locked = (thisMonth: string, before = false, unsettled = 0) =>
      on({ of: 'lock', month, thisMonth, locked: before, unsettled })
    expect(locked('2026-06')).toEqual([])
    expect(locked('2026-05')).toEqual(['BLOCK 2026年5月还没有过完，月末后才能结账'])
    expect(locked('2026-06', true)).toEqual(['BLOCK 2026年5月已结账'])
    expect(locked('2026-06', false, 1)).toEqual(['WARN 还有1件期初折旧偏差没有处理，没有计入'])
    const dated = (closedUntil: string | undefined) => on({ of: 'date', month, closedUntil, what: '入账' })
    expect([dated(undefined), dated('2026-04')]).toEqual([[], []])
    expect(dated('2026-05')).toEqual(['BLOCK 2026年5月的折旧已结账，入账请用以后月份的日期'])
  })

  it('has years from the class’s minimum on, none where nothing is charged', () => {
    const life = (more: object) => on({ of: 'life', lifeMonths: 72, years: 6, nominal: false, name: '电脑', ...more })
    expect(life({})).toEqual([])
    expect(life({ lifeMonths: 71 })).toEqual(['WARN “电脑”这一类折旧年限不低于6年'])
    expect(life({ lifeMonths: null })).toEqual(['NEED 折旧年限'])
    expect(life({ lifeMonths: 1, years: undefined })).toEqual([])
    expect(life({ years: 'none' })).toEqual(['BLOCK “电脑”属于不提折旧的类别，不填折旧年限'])
    expect(life({ nominal: true })).toEqual(['BLOCK “电脑”以名义金额入账，不填折旧年限'])
    expect([life({ years: 'none', lifeMonths: null }), life({ nominal: true, lifeMonths: null })]).toEqual([[], []])
  })

  it('changes a value not below what is charged, with months to charge the rest over', () => {
    const changed = (more: object) =>
      on({
        of: 'value',
        originalCents: 500_000,
        accumulatedCents: 300_000,
        monthsLeft: 1,
        unsettled: false,
        what: '减值',
        ...more
      })
    expect(changed({})).toEqual([])
    expect(changed({ unsettled: true })).toEqual(['NEED 期初折旧处理'])
    expect(changed({ originalCents: 300_000, monthsLeft: 0 })).toEqual([])
    expect(changed({ originalCents: 299_999 })).toEqual(['BLOCK 减值后原值2,999.99元低于累计折旧3,000.00元'])
    expect(changed({ originalCents: 300_001, monthsLeft: 0 })).toEqual(['NEED 尚可使用月数'])
  })

  it('takes no opening charge above the value, and settles a deviation that is there', () => {
    const opening = (openingCents: number | null) =>
      on({ of: 'opening', originalCents: 500_000, openingCents, name: '电脑' })
    expect([opening(null), opening(500_000)]).toEqual([[], []])
    expect(opening(500_001)).toEqual(['BLOCK “电脑”累计折旧超过原值'])
    const settled = (how: 'once' | 'spread', monthsLeft: number, unsettled = true) =>
      on({ of: 'settle', unsettled, monthsLeft, how, name: '电脑' })
    expect([settled('once', 0), settled('spread', 1)]).toEqual([[], []])
    expect(settled('spread', 0)).toEqual(['BLOCK “电脑”折旧年限已满，没有剩余月份可分摊，请一次处理'])
    expect(settled('once', 1, false)).toEqual(['BLOCK “电脑”没有待处理的期初偏差'])
  })
})
