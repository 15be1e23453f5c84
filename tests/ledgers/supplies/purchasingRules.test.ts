import { describe, expect, it } from 'vitest'
import { SUP_07, stockingDue } from '@main/ledgers/supplies/rules/acceptance'
import { groupOf, listedAs, proposedGroup, SUP_01 } from '@main/ledgers/supplies/rules/catalogue'
import { SUP_05, SUP_06, SUP_08, SUP_09, termEnds } from '@main/ledgers/supplies/rules/purchasing'
import {
  isLargeUnitPurchase,
  openRound,
  roundCloses,
  SUP_02,
  SUP_03,
  SUP_04
} from '@main/ledgers/supplies/rules/requisitioning'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of buying by DK-03 四、五, DK-04 一（六）5, DK-07 二十六, BC-31 二、三: amounts in cents, quantities in
// thousandths.
const today = '2026-05-19'

describe('SUP-01', () => {
  it.each([
    ['硒鼓88A', true, true, 'none', '硒鼓'],
    ['u盘32G', true, true, 'none', 'U盘'],
    ['计算器', false, true, 'none', '计算器'],
    ['脸盆架', false, true, 'none', '脸盆架'],
    ['脸盆', false, true, 'none', '脸盆'],
    ['毛巾', false, false, 'interval', '毛巾'],
    ['香皂', false, false, 'interval', '香皂'],
    ['圆珠笔', false, false, 'pen', '笔'],
    ['圆珠笔芯', false, false, 'none', undefined],
    ['A4纸', false, false, 'none', undefined]
  ])('%s as the lists have it', (name, special, tradeIn, intervalRule, group) => {
    expect(listedAs(name)).toEqual({ special, tradeIn, intervalRule })
    expect(proposedGroup(name)).toBe(group)
  })

  it('an item is counted with its group, else by its name', () => {
    expect(groupOf({ name: '毛巾', goodsGroup: '洗漱' })).toBe('洗漱')
    expect(groupOf({ name: '毛巾（蓝）', goodsGroup: null })).toBe('毛巾')
    expect(groupOf({ name: ' A4纸 ', goodsGroup: null })).toBe('A4纸')
  })

  const paper = {
    id: 'i1',
    name: 'A4纸',
    special: false,
    tradeIn: false,
    intervalRule: 'none',
    goodsGroup: null,
    refillItemId: null,
    location: '架一',
    safetyStock: 0,
    duplicateOf: undefined
  } as const
  it.each([
    ['is complete', {}, []],
    ['lacks place and safety stock', { location: null, safetyStock: null }, ['NEED 货位、安全库存（不设的填0）']],
    ['is a pen without refill', { intervalRule: 'pen', goodsGroup: '笔' }, ['NEED 替换笔芯']],
    ['is a pen with refill', { intervalRule: 'pen', goodsGroup: '笔', refillItemId: 'i2' }, []],
    ['is its own refill', { refillItemId: 'i1' }, ['BLOCK 替换芯不能是用品自身']],
    ['is new and has no refill', { id: undefined }, []],
    ['is there already', { duplicateOf: 'YP-1' }, ['BLOCK 名录中已有相同品名、规格、单位的用品（YP-1），请直接使用']],
    ['is listed and has no group', { name: '毛巾' }, ['NEED 用品组']],
    ['is listed and has its group', { name: '毛巾', goodsGroup: '毛巾' }, []],
    [
      'is a toner as ordinary goods',
      { name: '硒鼓', goodsGroup: '硒鼓' },
      ['WARN “硒鼓”在特殊办公用品之列，登记为一般用品须说明理由']
    ],
    ['is special without trade-in', { special: true }, ['BLOCK 特殊办公用品一律以旧换新，请勾选以旧换新']],
    ['is special with trade-in', { special: true, tradeIn: true }, []]
  ] as const)('an item that %s', (_what, more, expected) => {
    expect(held(SUP_01.on({ ...paper, ...more }))).toEqual(expected)
  })
})

describe('SUP-02', () => {
  const asked = (month: string, day: string) => held(SUP_02.on({ month, today: day }))
  it('to the 5th for the month, later for the next or with a reason, never for a month gone', () => {
    expect([asked('2026-05', '2026-05-05'), asked('2026-06', today)]).toEqual([[], []])
    expect(asked('2026-05', '2026-05-06')).toEqual([
      'WARN 2026年5月的申购已于5日截止，请改报2026年6月；急需的写明紧急理由'
    ])
    expect(asked('2026-04', '2026-05-01')).toEqual(['BLOCK 2026年4月已经过去，请报2026年5月或以后月份'])
    expect([openRound('2026-05-05', plainBook), openRound('2026-05-06', plainBook)]).toEqual(['2026-05', '2026-06'])
    expect(openRound('2026-12-06', plainBook)).toBe('2027-01')
    expect(openRound('2026-05-06', bookWith('SUP-02', { day: 10 }))).toBe('2026-05')
    expect([roundCloses('2026-05', 5), roundCloses('2026-05', 15)]).toEqual(['2026-05-05', '2026-05-15'])
  })
})

describe('SUP-03', () => {
  const line = { itemName: 'A4纸', requested: 5_000, quantity: 5_000, reason: undefined as string | undefined }
  const put = (more: object, lines: readonly (typeof line)[] = [line]) =>
    held(SUP_03.on({ stage: 'consolidate', month: '2026-05', approved: 2, undecided: [], lines, ...more }))
  it('takes up what was approved, item by item, less with a reason', () => {
    expect([put({}), put({}, [{ ...line, quantity: 4_000, reason: '库存够用' }])]).toEqual([[], []])
    expect(put({}, [{ ...line, quantity: 4_000, reason: ' ' }])).toEqual(['NEED 核减理由'])
    expect(put({}, [{ ...line, quantity: 4_000 }])).toEqual(['NEED 核减理由'])
    expect(put({}, [{ ...line, quantity: 5_001 }])).toEqual([
      expect.stringMatching(/^BLOCK “A4纸”采购5\.001，超过各科室申购合计5/u)
    ])
    expect(put({ approved: 0 })).toEqual(['BLOCK 已批准的申购表'])
    expect(put({ undecided: ['SG-1', 'SG-2'] })).toEqual(['WARN 还有2份申购表未批（SG-1、SG-2），现在汇总的须说明理由'])
  })

  it('the price agreed stays within what was approved', () => {
    const deal = (dealCents: number) => held(SUP_03.on({ stage: 'order', budgetCents: 10_000, dealCents }))
    expect([deal(10_000), deal(10_001)]).toEqual([[], ['WARN 成交金额100.01元超过批准的预算100.00元']])
  })
})

describe('SUP-04', () => {
  const asked = (more: object) =>
    held(SUP_04.on({ stage: 'request', budgetCents: 49_999, applicationFiled: false, earlier: [], ...more }))
  const before = (cents: number) => ({ earlier: [{ number: 'CG-1', cents }] })
  it.each([
    ['499.99 yuan', {}, []],
    ['500 yuan without the application', { budgetCents: 50_000 }, ['NEED 签字的采购申请表']],
    ['500 yuan with it', { budgetCents: 50_000, applicationFiled: true }, []],
    ['a part that makes 499.99 with another', { budgetCents: 20_000, ...before(29_999) }, []],
    [
      'a part that makes 500 with another',
      { budgetCents: 20_000, ...before(30_000) },
      ['WARN 本单位7日内已有CG-1，合计500.00元，达到500元']
    ],
    ['a part beside one of nothing', { ...before(0) }, []],
    ['a large one beside another', { budgetCents: 50_000, applicationFiled: true, ...before(30_000) }, []]
  ])('%s', (_what, more, expected) => {
    expect(asked(more)).toEqual(expected)
  })

  const sum = (approvedCents: number, cents: number, ofUnit = true) =>
    held(SUP_04.on({ stage: 'sum', act: '订购', ofUnit, approvedCents, cents }))
  it('a later sum exceeds the approval by five per cent at most and never the limit', () => {
    expect([sum(40_000, 42_000), sum(60_000, 63_000), sum(49_000, 49_999)]).toEqual([[], [], []])
    expect(sum(40_000, 42_001)).toEqual([expect.stringContaining('超出5%以上，须补报审批')])
    expect(sum(49_000, 50_000)).toEqual([expect.stringContaining('达到500元，须分管领导、主要领导审批')])
    expect([sum(49_000, 50_000, false), sum(50_000, 51_000)]).toEqual([[], []])
    expect([isLargeUnitPurchase(50_000, 500), isLargeUnitPurchase(49_999, 500)]).toEqual([true, false])
  })
})

describe('SUP-05', () => {
  const buying = (more: object) =>
    held(
      SUP_05.on({
        of: 'buying',
        buyerName: '甲',
        buyerAppointed: true,
        quotes: 3,
        supplier: { name: '某商行', designated: true },
        ...more
      })
    )
  it.each([
    ['the buyer with three quotes from a designated supplier', {}, []],
    ['before quotes are looked at', { quotes: undefined, supplier: undefined }, []],
    ['two quotes', { quotes: 2 }, ['WARN 只有2家定点供应商报价，应比价3家']],
    [
      'a supplier not designated',
      { supplier: { name: '路边店', designated: false } },
      ['WARN 路边店今天不在定点供应商之列，向其采购须说明理由']
    ],
    [
      'somebody who is no buyer',
      { buyerAppointed: false },
      ['BLOCK 甲不是办公室指定的采购员，各单位不得自行购买，请交采购员办理']
    ]
  ])('%s', (_what, more, expected) => {
    expect(buying(more)).toEqual(expected)
  })

  const stock = (more: object) =>
    held(
      SUP_05.on({
        of: 'stock',
        lines: [
          { itemName: 'A4纸', measure: '包', quantity: 4_000, onHand: 2_000, monthlyUse: 1_000, field: 'f', ...more }
        ]
      })
    )
  it('what lasts longer than six months is said', () => {
    expect([
      stock({}),
      stock({ quantity: 0, onHand: 9_000 }),
      stock({ onHand: 0, monthlyUse: 0 }),
      stock({ quantity: 6_000, onHand: 0 })
    ]).toEqual([[], [], [], []])
    expect(stock({ quantity: 4_001 })).toEqual(['WARN A4纸库存2包，月均领用1包，再购4.001包，超过6个月的用量'])
    expect(stock({ monthlyUse: 0 })).toEqual([expect.stringContaining('近来没有领用')])
    expect(stock({ monthlyUse: 980 })).toEqual([expect.stringContaining('月均领用约1包')])
    expect(stock({ monthlyUse: 49 })).toEqual([expect.stringContaining('月均领用不足0.1包')])
    expect(stock({ monthlyUse: 50 })).toEqual([expect.stringContaining('月均领用约0.1包')])
    expect(stock({ quantity: 9_000, onHand: 0 })).toHaveLength(1)
  })

  it('finance takes part and the county has consented; an emergency says why not', () => {
    const joint = (more: object) =>
      held(
        SUP_05.on({ of: 'joint', urgent: false, finance: { name: '乙', appointed: true }, consented: true, ...more })
      )
    expect([joint({}), joint({ urgent: true })]).toEqual([[], []])
    expect(joint({ finance: undefined })).toEqual(['NEED 财务参与人'])
    expect(joint({ finance: undefined, urgent: true })).toEqual(['WARN 紧急采购没有财务人员参与'])
    expect(joint({ finance: { name: '乙', appointed: false } })).toEqual([
      'BLOCK 乙今天没有财务岗位的任职，不能代表财务参与采购'
    ])
    expect(joint({ consented: false })).toEqual(['WARN 没有登记县财政局同意采购的文号和日期'])
  })
})

describe('SUP-06', () => {
  it('an emergency has a reason and a call, and is closed once the leader confirmed', () => {
    const put = (reason: string, called: boolean) => held(SUP_06.on({ stage: 'submit', reason, called }))
    expect([put('停电', true), put(' ', true), put('停电', false)]).toEqual([
      [],
      ['NEED 紧急情况说明'],
      ['NEED 电话请示记录（批准领导、时间、接听人）']
    ])
    const close = (dueOn?: string) => {
      const unconfirmed = dueOn === undefined ? [] : [{ leader: '某局长', dueOn }]
      return SUP_06.on({ stage: 'close', unconfirmed, today })
        .objections(plainBook)
        .map(({ message }) => message)
    }
    expect(close()).toEqual([])
    expect(close(today)).toEqual(['某局长的电话请示尚未确认，补办手续后才能办结'])
    expect(close('2026-05-18')).toEqual([expect.stringContaining('已逾期，费用不予报销，不能办结')])
  })
})

describe('SUP-07', () => {
  const line = {
    itemName: 'A4纸',
    ordered: 10_000,
    deliveredBefore: 4_000,
    delivered: 6_000,
    accepted: 6_000,
    rejected: 0,
    rejectReason: undefined as string | undefined
  }
  const accepted = (more: object, facts: object = {}) =>
    held(
      SUP_07.on({
        stage: 'accept',
        lines: [{ ...line, ...more }],
        accepterIsBuyer: false,
        keeperAppointed: true,
        ...facts
      })
    )
  it.each([
    ['all that was still to come', {}, []],
    ['some sent back with a reason', { accepted: 5_000, rejected: 1_000, rejectReason: '破损' }, []],
    ['some sent back with no word at all', { accepted: 5_000, rejected: 1_000 }, ['NEED 不合格原因']],
    ['some sent back without', { accepted: 5_000, rejected: 1_000, rejectReason: ' ' }, ['NEED 不合格原因']],
    [
      'more than was still to come',
      { delivered: 6_001, accepted: 6_001 },
      ['BLOCK “A4纸”还应到6，实到6.001，超出订购数量']
    ],
    [
      'anything after all came',
      { deliveredBefore: 11_000, delivered: 1_000, accepted: 1_000 },
      ['BLOCK “A4纸”还应到0，实到1，超出订购数量']
    ],
    ['more than came', { accepted: 6_001 }, ['BLOCK “A4纸”合格6.001，多于实到6']],
    [
      'what does not add up',
      { accepted: 5_000, rejected: 500, rejectReason: '破损' },
      ['BLOCK “A4纸”合格与不合格之和应等于实到6']
    ]
  ])('accepts %s', (_what, more, expected) => {
    expect(accepted(more)).toEqual(expected)
  })

  it('not by the buyer, to an appointed keeper', () => {
    expect(accepted({}, { accepterIsBuyer: true })).toEqual([expect.stringMatching(/^WARN 采购员不宜验收/u)])
    expect(accepted({}, { keeperAppointed: false })).toEqual([expect.stringMatching(/^BLOCK 验收合格的物品须交/u)])
  })

  it('is closed once returns are settled, short deliveries with a reason', () => {
    const close = (openReturns: readonly string[], undelivered: readonly string[]) =>
      held(SUP_07.on({ stage: 'close', openReturns, undelivered }))
    expect([close([], []), close(['TH-1'], []), close([], ['A4纸'])]).toEqual([
      [],
      ['NEED TH-1办结'],
      ['WARN A4纸未到齐，不再等货的说明理由']
    ])
    expect(stockingDue(today).dueOn).toBe(today)
  })
})

describe('SUP-08', () => {
  const check = (more: object) =>
    held(
      SUP_08.on({
        stage: 'check',
        checkerIsFinance: true,
        hasInvoice: true,
        hasItemList: true,
        invoiceCents: 100,
        acceptedCents: 100,
        ...more
      })
    )
  it('finance checks invoice and list against what was accepted', () => {
    expect(check({})).toEqual([])
    expect(check({ hasInvoice: false, hasItemList: false })).toEqual(['NEED 发票、物品清单'])
    expect(check({ checkerIsFinance: false })).toEqual(['NEED 财务人员核对'])
    expect(check({ invoiceCents: 101 })).toEqual([expect.stringMatching(/^WARN 发票金额1\.01元与验收合格金额1\.00元/u)])
    const close = (checked: boolean) =>
      held(SUP_08.on({ stage: 'close', hasInvoice: true, hasItemList: true, checked }))
    expect([close(true), close(false)]).toEqual([[], ['NEED 财务核对']])
  })
})

describe('SUP-09', () => {
  it('a buyer serves six months, then somebody else', () => {
    const buyer = (since: string, reappointed = false) => held(SUP_09.on({ name: '甲', since, reappointed, today }))
    // Six months from 11-19 end with 05-19.
    expect([buyer('2025-11-19'), buyer('2025-11-18').length, buyer('2026-05-01', true).length]).toEqual([[], 1, 1])
    expect(termEnds('2025-11-19', 6).dueOn).toBe('2026-05-19')
  })
})
