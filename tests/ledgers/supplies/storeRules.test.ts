import { describe, expect, it } from 'vitest'
import { SUP_11, SUP_12, SUP_13, SUP_14, SUP_15, SUP_16, SUP_20 } from '@main/ledgers/supplies/rules/storeIssue'
import { replenishmentFor, SUP_17, SUP_18, SUP_19 } from '@main/ledgers/supplies/rules/storeKeeping'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of the counter and the store by DK-03 四（2）（3）、六, DK-04 一（五、六）, BC-31 五、八、十; quantities in thousandths.

it('SUP-11 what the chain approved; special goods with the leader first', () => {
  const issued = (approved: boolean, special: boolean, leaderDecided: boolean) =>
    held(SUP_11.on({ number: 'LY-1', approved, special, leaderDecided }))
  expect([issued(true, false, false), issued(true, true, true)]).toEqual([[], []])
  expect(issued(true, true, false)).toEqual(['NEED 分管领导意见'])
  expect([issued(false, true, false), issued(false, false, true)]).toEqual([
    ['BLOCK 办公室主任审签'],
    ['BLOCK 办公室主任审签']
  ])
})

describe('SUP-12', () => {
  const line = {
    itemName: '毛巾',
    measure: '条',
    quantity: 1_000,
    interval: 'interval',
    askedToday: undefined,
    field: 'f'
  } as const
  it.each([
    ['one towel', {}, []],
    ['more than one towel', { quantity: 1_001 }, ['WARN 毛巾一次申请1.001条，超过一人一次所需的1条']],
    ['two pens', { interval: 'pen', quantity: 2_000 }, []],
    ['three pens', { interval: 'pen', quantity: 3_000 }, ['WARN 毛巾一次申请3条，超过一人一次所需的2条']],
    ['fifty packs of paper', { interval: 'none', quantity: 50_000 }, []],
    ['the same again on a day', { askedToday: 'LY-1' }, ['WARN 甲今天已申请领用毛巾（LY-1），用品不得重复领取']]
  ] as const)('asked for: %s', (_what, more, expected) => {
    expect(held(SUP_12.on({ stage: 'request', userName: '甲', lines: [{ ...line, ...more }] }))).toEqual(expected)
  })

  it('drawn by who is named for the unit, with its use', () => {
    const drawn = (designated: boolean, purpose: string) =>
      held(SUP_12.on({ stage: 'issue', unitName: '一中队', claimantName: '乙', designated, purpose }))
    expect(drawn(true, '办公')).toEqual([])
    expect(drawn(true, ' ')).toEqual(['WARN 用途'])
    expect(drawn(false, '办公')).toEqual(['WARN 乙不是一中队指定的领用人，请由指定领用人领取，或写明由其代领的理由'])
  })
})

describe('SUP-13', () => {
  const drawn = (more: object, book = plainBook) =>
    held(
      SUP_13.on({
        itemName: '毛巾',
        userName: '甲',
        interval: 'interval',
        lastIssuedOn: '2026-03-15',
        refillName: undefined,
        today: '2026-06-15',
        override: undefined,
        stage: 'issue',
        field: 'f',
        ...more
      }),
      book
    )
  it.each([
    ['on the last day of three months', {}, 1],
    ['the day after', { today: '2026-06-16' }, 0],
    ['goods without interval', { interval: 'none' }, 0],
    ['for the first time', { lastIssuedOn: undefined }, 0],
    ['with the director’s reason', { override: '破损' }, 0],
    ['with an empty reason', { override: ' ' }, 1],
    ['a pen on the last day', { interval: 'pen' }, 1],
    ['a pen the day after', { interval: 'pen', today: '2026-06-16' }, 0]
  ])('drawn again %s', (_when, more, refused) => {
    expect(drawn(more)).toHaveLength(refused)
  })

  it('is refused at the counter and only warned in the request; each kind has its own period', () => {
    expect([drawn({}), drawn({ stage: 'request' })]).toEqual([['BLOCK 办公室主任准予'], ['WARN 办公室主任准予']])
    expect(drawn({ interval: 'pen', stage: 'request' })).toEqual(['WARN 办公室主任准予'])
    const short = bookWith('SUP-13', { intervalMonths: 1, penMonths: 6 })
    expect([drawn({}, short), drawn({ interval: 'pen', today: '2026-09-15' }, short).length]).toEqual([[], 1])
    const said = (more: object) =>
      SUP_13.on({
        itemName: '毛巾',
        userName: '甲',
        interval: 'pen',
        lastIssuedOn: '2026-03-15',
        refillName: undefined,
        today: '2026-06-15',
        override: undefined,
        stage: 'issue',
        field: 'f',
        ...more
      }).objections(plainBook)[0]?.message
    expect(said({ refillName: '0.5黑' })).toContain('只能领笔芯（0.5黑），')
    expect(said({})).toContain('只能领笔芯，')
    expect(said({ interval: 'interval' })).toContain('2026-06-16起方可再领')
    expect(said({ interval: 'interval', stage: 'request' })).toContain('如确有需要请写明理由')
    expect(said({ interval: 'interval' })).toContain('请办公室主任在申请上写明理由准予')
  })
})

describe('SUP-14', () => {
  it.each([
    ['two for two', 2_000, 5_000, 2_000, []],
    ['one for two', 2_000, 5_000, 1_000, ['NEED 交回旧硒鼓1个']],
    ['none for two', 2_000, 5_000, 0, ['NEED 交回旧硒鼓2个']],
    ['no more than the person has', 2_000, 1_000, 1_000, []],
    ['the first', 2_000, 0, 0, []]
  ])('%s', (_what, quantity, stock, handedIn, expected) => {
    const facts = { itemName: '硒鼓', userName: '甲', measure: '个', quantity, held: stock, handedIn, field: 'f' }
    expect(held(SUP_14.on({ ...facts, tradeIn: true }))).toEqual(expected)
    expect(held(SUP_14.on({ ...facts, tradeIn: false }))).toEqual([])
  })

  it('says what came back', () => {
    const said = (handedIn: number) =>
      SUP_14.on({
        itemName: '硒鼓',
        userName: '甲',
        measure: '个',
        tradeIn: true,
        quantity: 2_000,
        held: 2_000,
        handedIn,
        field: 'f'
      }).objections(plainBook)[0]?.message
    expect([said(1_000), said(0)]).toEqual([
      '硒鼓实行以旧换新，甲以前领过，发放2个应交回旧的2个，交回1个',
      '硒鼓实行以旧换新，甲以前领过，发放2个应交回旧的2个'
    ])
  })
})

it('SUP-15 both sign, the keeper of the day for the store', () => {
  const signed = (claimantSigned: boolean, keeperSigned: boolean, keeperAppointed: boolean) =>
    held(SUP_15.on({ claimantSigned, keeperSigned, keeperAppointed }))
  expect(signed(true, true, true)).toEqual([])
  expect(signed(false, false, false)).toEqual(['NEED 领用人签字、保管员签字'])
  expect(signed(true, true, false)).toEqual(['BLOCK 保管员签字'])
})

it('SUP-16 neither more than approved nor more than there is', () => {
  const issued = (asked: number, approved: number | undefined, onHand: number) =>
    held(SUP_16.on({ itemName: 'A4纸', measure: '包', asked, approved, onHand, field: undefined }))
  expect([issued(3_000, 3_000, 3_000), issued(3_000, undefined, 3_000)]).toEqual([[], []])
  expect(issued(3_001, 3_000, 5_000)).toEqual(['BLOCK A4纸批准后还可领3包，不能发放3.001包'])
  expect(issued(3_001, undefined, 3_000)).toEqual(['BLOCK A4纸库存只有3包，不够出库3.001包'])
  expect(
    SUP_16.on({ itemName: 'A4纸', measure: '包', asked: 2, approved: 1, onHand: 1, field: 'lines.0' })
      .objections(plainBook)
      .map(({ field }) => field)
  ).toEqual(['lines.0', 'lines.0'])
  const bare = SUP_16.on({ itemName: 'A4纸', measure: '包', asked: 2, approved: 1, onHand: 5, field: undefined })
  expect(bare.objections(plainBook).map((each) => Object.keys(each))).toEqual([['message']])
})

it('SUP-20 what goes to a unit names it and is signed for', () => {
  const issued = (unitName: string | undefined, signed: boolean) => held(SUP_20.on({ unitName, signed }))
  expect([issued('一中队', true), issued(undefined, false)]).toEqual([[], ['LOG 领用单位、单位签收']])
})

it('SUP-17 below the safety stock, up to it and two months of use, in whole units', () => {
  const level = (onHand: number, safetyStock: number | null) => ({ onHand, safetyStock, monthly: 1_250 })
  const low = (onHand: number, safetyStock: number | null) =>
    held(SUP_17.on({ itemName: 'A4纸', ...level(onHand, safetyStock) })).length
  expect([low(4_999, 5_000), low(5_000, 5_000), low(0, null)]).toEqual([1, 0, 0])
  // 5 + 2 × 1.25 − 4 = 3.5, in whole units 4.
  expect(replenishmentFor(level(4_000, 5_000), plainBook)).toBe(4_000)
  expect(replenishmentFor(level(5_000, 5_000), plainBook)).toBeUndefined()
  expect(replenishmentFor(level(0, null), plainBook)).toBeUndefined()
})

describe('SUP-18', () => {
  const line = { itemName: 'A4纸', expected: 5_000, firstCount: 5_000, secondCount: null, reason: null }
  const counted = (more: object, conclusion: string | null = '账实相符') =>
    held(SUP_18.on({ lines: [{ ...line, ...more }], conclusion }))
  it.each([
    ['what agrees', {}, []],
    ['what nobody counted', { firstCount: null }, ['NEED A4纸初盘']],
    ['a difference not counted again', { firstCount: 4_000 }, ['NEED A4纸复盘']],
    ['a difference that was none', { firstCount: 4_000, secondCount: 5_000 }, []],
    ['a difference without a reason', { firstCount: 4_000, secondCount: 4_000, reason: ' ' }, ['NEED A4纸盈亏原因']],
    ['a difference with no word at all', { firstCount: 4_000, secondCount: 4_000 }, ['NEED A4纸盈亏原因']],
    ['a difference with one', { firstCount: 4_000, secondCount: 4_000, reason: '漏记' }, []]
  ])('%s', (_what, more, expected) => {
    expect(counted(more)).toEqual(expected)
  })

  it('ends with a conclusion', () => {
    expect([counted({}, null), counted({}, ' ')]).toEqual([['NEED 盘点结论'], ['NEED 盘点结论']])
  })
})

it('SUP-19 the scrap register names thing, number, price, why and how it was disposed of', () => {
  const scrap = { itemName: '硒鼓', quantity: 1, unitPriceCents: 0, reason: '用完' }
  const disposal = { how: '回收', approved: true, byFinance: true }
  expect([held(SUP_19.on(scrap)), held(SUP_19.on({ ...scrap, disposal }))]).toEqual([[], []])
  expect(held(SUP_19.on({ itemName: '', quantity: 0, unitPriceCents: -1, reason: ' ' }))).toEqual([
    'NEED 名称、数量、价格、报废原因'
  ])
  expect(held(SUP_19.on({ ...scrap, disposal: { how: ' ', approved: false, byFinance: false } }))).toEqual([
    'NEED 处置方式、报废审批、财务人员登记'
  ])
  expect(SUP_19.on({ ...scrap, itemName: '' }).objections(plainBook)[0]?.message).toBe('这件用品的报废登记还缺名称')
})
