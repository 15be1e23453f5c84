import { describe, expect, it } from 'vitest'
import { WorkingCalendar } from '@main/kernel/workingCalendar'
import {
  noticeDeadline,
  reportDeadline,
  WH_04,
  WH_05,
  WH_06,
  WH_07,
  WH_15,
  hourText
} from '@main/ledgers/warehouse/rules/clocks'
import { WH_12, WH_14 } from '@main/ledgers/warehouse/rules/keeping'
import { bookWith, held } from '../../support/judged'

// The edges of what clocks allow by DK-04 第二部分 三 五 六, DK-09 十七、四十八、五十、五十一 and the two laws behind them.
const today = '2026-05-19'
const calendar = new WorkingCalendar([{ date: '2026-06-19', kind: 'holiday', name: '端午节' }])

it('WH-04 perishable goods wait until every month has its season', () => {
  const taken = (perishable: boolean, spring: string) =>
    held(WH_04.on({ perishable }), bookWith('WH-04', { spring })).length
  expect([taken(true, '3,4,5'), taken(true, '3,4'), taken(false, '3,4')]).toEqual([0, 1, 0])
})

describe('WH-05', () => {
  const extension = (more: object) =>
    held(
      WH_05.on({
        about: 'extension',
        basis: 'seizure',
        dueOn: today,
        over: false,
        decided: false,
        earlier: undefined,
        days: 30,
        ...more
      })
    )
  it.each([
    ['thirty days', {}, []],
    ['thirty-one days', { days: 31 }, ['BLOCK 延长期限最长30日，不能延长31日']],
    ['goods only preserved', { dueOn: undefined }, [expect.stringContaining('只有查封扣押的物品可以延期')]],
    ['goods decided on', { decided: true }, ['BLOCK 这批物品已作出处理决定，不再延期']],
    ['a second time', { earlier: 'YQ-1' }, ['BLOCK 查封扣押只能延长一次，已有延期申请YQ-1']],
    ['after the end', { over: true }, ['BLOCK 查封扣押期限已于2026年5月19日届满，不能再延期，应解除并退还']]
  ])('an extension: %s', (_what, more, expected) => {
    expect(extension(more)).toEqual(expected)
  })

  it('is approved before the end', () => {
    const approved = (over: boolean) => held(WH_05.on({ about: 'approval', dueOn: today, over })).length
    expect([approved(false), approved(true)]).toEqual([0, 1])
  })

  const testing = {
    about: 'testing',
    seizure: true,
    from: '2026-05-19',
    to: '2026-05-19',
    detainedOn: '2026-05-19',
    dueOn: '2026-05-19',
    noticed: true,
    overlaps: false
  } as const
  it.each([
    ['one day, the last of the period and the first', {}, []],
    ['with no known end', { dueOn: undefined }, []],
    ['of goods not seized', { seizure: false }, ['BLOCK 检测鉴定期间只从查封扣押期限中扣除']],
    ['ending before it begins', { to: '2026-05-18' }, ['BLOCK 检测结束日期不能早于开始日期']],
    ['before the seizure', { detainedOn: '2026-05-20' }, ['BLOCK 检测开始日期不能早于扣押日期2026年5月20日']],
    ['after the end', { dueOn: '2026-05-18' }, ['BLOCK 查封扣押期限已于2026年5月18日届满，届满后开始的检测不能扣除']],
    ['of days already tested', { overlaps: true }, ['BLOCK 与已登记的检测期间重叠，重叠的日子不能重复扣除']],
    ['nobody was told of', { noticed: false }, ['NEED 检测告知书文号、告知书扫描件']]
  ])('a test %s', (_what, more, expected) => {
    expect(held(WH_05.on({ ...testing, ...more }))).toEqual(expected)
  })

  it('what was not decided by the end goes back', () => {
    const out = (more: object) =>
      held(
        WH_05.on({
          about: 'exit',
          kind: 'destroy',
          ownerless: false,
          dueOn: today,
          undecidedAtEnd: true,
          ...more
        })
      ).length
    expect([out({}), out({ kind: 'return' }), out({ ownerless: true }), out({ undecidedAtEnd: false })]).toEqual([
      1, 0, 0, 0
    ])
  })

  const decision = {
    about: 'decision',
    kind: 'confiscate',
    decidedOn: today,
    detainedOn: today,
    today,
    already: undefined,
    preserved: true,
    over: false,
    dueOn: today
  } as const
  it.each([
    ['today, on the day of detention', {}, []],
    ['tomorrow', { decidedOn: '2026-05-20' }, ['BLOCK 决定日期不能晚于今天']],
    ['before the detention', { decidedOn: '2026-05-18' }, ['BLOCK 决定日期不能早于扣押日期2026年5月19日']],
    ['a second time', { already: 'CD-1' }, ['BLOCK 这批物品已有处理决定CD-1']],
    ['to seize what was preserved', { kind: 'seize' }, []],
    ['to seize what was seized', { kind: 'seize', preserved: false }, ['BLOCK 只有先行登记保存的物品可以转为查封扣押']],
    ['otherwise of what was seized', { preserved: false }, []],
    [
      'to confiscate after the end',
      { over: true },
      ['BLOCK 法定期限已于2026年5月19日届满，期满后只能作解除并退还的决定']
    ],
    ['to return after the end', { over: true, kind: 'return' }, []]
  ])('decided %s', (_what, more, expected) => {
    expect(held(WH_05.on({ ...decision, ...more }))).toEqual(expected)
  })

  it('the party is told of an extension on the next working day', () => {
    // Thursday 06-18, then the holiday and a weekend.
    expect(noticeDeadline('2026-06-18', 1, calendar).dueOn).toBe('2026-06-22')
  })
})

describe('WH-06', () => {
  const taken = (more: object) =>
    held(WH_06.on({ about: 'intake', onTheSpot: false, seizure: true, approvedOn: today, detainedOn: today, ...more }))
  it.each([
    ['approved the same day', {}, []],
    [
      'approved the day after',
      { approvedOn: '2026-05-20' },
      ['BLOCK 批准日期2026年5月20日晚于扣押日期2026年5月19日，不是事先批准；当场实施的请勾选当场扣押']
    ],
    ['not approved', { approvedOn: null }, ['NEED 事先批准日期']],
    ['not approved, on the spot', { approvedOn: null, onTheSpot: true }, []],
    ['only preserved', { seizure: false, approvedOn: null }, []],
    [
      'only preserved, on the spot',
      { seizure: false, onTheSpot: true },
      ['BLOCK 当场实施的是查封扣押，请把法律依据选为查封扣押']
    ]
  ])('goods %s', (_what, more, expected) => {
    expect(taken(more)).toEqual(expected)
  })

  it('what was refused goes back', () => {
    const out = (more: object) =>
      held(WH_06.on({ about: 'exit', kind: 'destroy', refused: true, ownerless: false, ...more })).length
    expect([out({}), out({ kind: 'return' }), out({ ownerless: true }), out({ refused: false })]).toEqual([1, 0, 0, 0])
  })
})

describe('WH-07', () => {
  const ownerless = (more: object) =>
    held(
      WH_07.on({
        about: 'act',
        ownerless: true,
        kind: 'destroy',
        today,
        from: today,
        photos: 1,
        announced: true,
        name: '三轮车',
        ...more
      })
    )
  it.each([
    ['from the first day on', {}, []],
    ['the day before', { from: '2026-05-20' }, ['BLOCK 三轮车要到2026年5月20日才可按无主物品处理，在此之前不能销毁']],
    ['only asked for the day before', { from: '2026-05-20', about: 'request' }, []],
    ['with no day known', { from: undefined, about: 'request' }, [expect.stringContaining('算不出期限，不能按无主')]],
    ['without photograph and notice', { photos: 0, announced: false }, ['NEED 片区拍摄的照片、通知或公示情况']],
    ['returned to somebody', { kind: 'return' }, ['BLOCK 退还当事人的不是无主物品，请取消“按无主物品处理”']],
    ['not at all', { ownerless: false, kind: 'return', photos: 0 }, []]
  ])('ownerless %s', (_when, more, expected) => {
    expect(ownerless(more)).toEqual(expected)
  })
})

it('WH-15 a month is reported once it is over, once', () => {
  const reported = (month: string, already = false) => held(WH_15.on({ month, today, already })).length
  expect([reported('2026-04'), reported('2026-05'), reported('2026-06'), reported('2026-04', true)]).toEqual([
    0, 1, 1, 1
  ])
  // Five working days of June 2026 from Monday the 1st.
  expect(reportDeadline('2026-05', 5, calendar).dueOn).toBe('2026-06-05')
  expect(hourText('2026-05-20T02:00:00.000Z')).toMatch(/10:00前$/u)
})

describe('WH-12', () => {
  const kept = (more: object) =>
    held(
      WH_12.on({
        about: 'begin',
        keeper: '某公司',
        address: '某路',
        contact: '电话',
        duties: '保管',
        agreement: true,
        keeperSigned: true,
        from: today,
        to: today,
        detainedOn: today,
        today,
        isParty: false,
        notHere: [],
        severalIntakes: false,
        ...more
      })
    )
  it.each([
    ['of a day', {}, []],
    [
      'without its papers',
      { keeper: '', address: '', contact: '', duties: '', agreement: false, keeperSigned: false },
      ['NEED 保管人、保管地点、联系方式、保管责任、保管协议扫描件、保管人签字']
    ],
    ['that ends before it begins', { to: '2026-05-18' }, ['BLOCK 截止日期不能早于起始日期']],
    ['that begins tomorrow', { from: '2026-05-20', to: '2026-05-20' }, ['BLOCK 起始日期不能晚于今天']],
    ['that begins before the detention', { detainedOn: '2026-05-20' }, ['BLOCK 起始日期不能早于扣押日期2026年5月20日']],
    ['with the party', { isParty: true }, ['BLOCK 保管人不能是当事人']],
    ['of what is not there', { notHere: ['W1', 'W2'] }, ['BLOCK W1、W2不在仓库中，不能委托保管']],
    ['of several intakes', { severalIntakes: true }, ['BLOCK 一份协议只能包含同一入库单的物品']]
  ])('custody %s', (_what, more, expected) => {
    expect(kept(more)).toEqual(expected)
  })

  it('is inspected while it lasts, with a picture of what is wrong', () => {
    const seen = (ended: boolean, inOrder: boolean, photos: number) =>
      held(WH_12.on({ about: 'inspection', ended, inOrder, photos }))
    expect([seen(false, true, 0), seen(false, false, 1)]).toEqual([[], []])
    expect([seen(true, true, 0), seen(false, false, 0)]).toEqual([['BLOCK 物品已收回，不再检查'], ['NEED 照片']])
  })
})

describe('WH-14', () => {
  const opened = (more: object) =>
    held(
      WH_14.on({
        about: 'open',
        squads: [{ name: '一中队', people: 2 }],
        strangers: [],
        quarter: '2026-Q2',
        already: undefined,
        today,
        firstDay: today,
        openOther: undefined,
        ...more
      })
    )
  it.each([
    ['from its first day on', {}, []],
    ['the day before', { firstDay: '2026-05-20' }, ['WARN 本季度清整日从2026年5月20日开始，提前清整请写明理由']],
    ['with one of a squad', { squads: [{ name: '一中队', people: 1 }] }, ['NEED 一中队还缺1人']],
    ['with strangers', { strangers: ['甲', '乙'] }, ['BLOCK 甲、乙不是所代表片区的人员']],
    ['a second time', { already: 'QZ-1' }, ['BLOCK 2026年第2季度已有清整单QZ-1']],
    ['beside another', { openOther: 'QZ-0' }, ['BLOCK 清整单QZ-0还没有完成，请先完成']]
  ])('a clean-up opened %s', (_when, more, expected) => {
    expect(opened(more)).toEqual(expected)
  })

  const counted = (more: object) =>
    held(WH_14.on({ about: 'count', open: true, unnamedSurplus: false, foreign: [], mayCount: true, ...more }))
  it('counts are entered by who takes part, of what belongs to it', () => {
    expect(counted({})).toEqual([])
    expect([
      counted({ open: false }),
      counted({ mayCount: false }),
      counted({ unnamedSurplus: true }),
      counted({ foreign: ['W1'] })
    ]).toEqual([
      ['BLOCK 清整已经完成，不能再登记'],
      ['BLOCK 由参加清整的人员或仓库管理员登记实盘数'],
      ['BLOCK 多出的物品须写明名称和所在库位'],
      ['BLOCK W1不在本次清整范围内']
    ])
  })

  it('is closed once all is counted and explained; differences are dealt with after', () => {
    const closed = (open: boolean, uncounted: number, unexplained: readonly string[]) =>
      held(WH_14.on({ about: 'close', open, uncounted, unexplained }))
    expect([closed(true, 0, []), closed(false, 0, []), closed(true, 1, ['W1'])]).toEqual([
      [],
      ['BLOCK 清整已经完成'],
      ['NEED 1项物品的实盘数', 'NEED W1的说明']
    ])
    const difference = (done: boolean) => held(WH_14.on({ about: 'difference', done })).length
    expect([difference(true), difference(false)]).toEqual([0, 1])
  })

  const settled = (more: object) =>
    held(
      WH_14.on({
        about: 'settle',
        kind: 'missing',
        how: 'found',
        name: '三轮车',
        measure: '辆',
        quantity: 1_000,
        open: 1_000,
        note: '找到',
        intakeNumber: undefined,
        intakeKnown: false,
        ...more
      })
    )
  it.each([
    ['all that was missing', {}, []],
    ['more than is open', { quantity: 1_001 }, ['BLOCK 三轮车还待处理1辆，不能再登记1.001辆']],
    ['what is settled already', { quantity: 0, open: 0 }, [expect.stringContaining('还待处理0辆')]],
    ['missing goods as explained', { how: 'explained' }, ['BLOCK 缺失的物品登记“已找到”，或申请盘亏核销']],
    ['surplus as found', { kind: 'surplus' }, ['BLOCK 多出的物品查明来源，或补办入库']],
    ['surplus as explained', { kind: 'surplus', how: 'explained' }, []],
    ['without a word', { note: '' }, ['NEED 处理情况']],
    ['taken in without a number', { kind: 'surplus', how: 'takenIn' }, ['NEED 入库单号']],
    ['taken in under a known number', { kind: 'surplus', how: 'takenIn', intakeNumber: 'RK-1', intakeKnown: true }, []],
    [
      'taken in under an unknown number',
      { kind: 'surplus', how: 'takenIn', intakeNumber: 'RK-1' },
      ['BLOCK 没有入库单RK-1，请核对单号']
    ]
  ])('settled: %s', (_what, more, expected) => {
    expect(settled(more)).toEqual(expected)
  })

  const written = (more: object) =>
    WH_14.on({
      about: 'writeOff',
      missing: true,
      name: '三轮车',
      measure: '辆',
      quantity: 1_000,
      open: 1_000,
      reason: '多方查找',
      responsibility: '管理员',
      ...more
    })
  it('missing goods are written off with what was done to find them and who answers for it', () => {
    expect(held(written({}))).toEqual([])
    expect(held(written({ quantity: 1_001 }))).toEqual(['BLOCK 三轮车缺失还待处理1辆，不能核销1.001辆'])
    expect(held(written({ missing: false, quantity: 1_001 }))).toEqual(['BLOCK 只有清整缺失的物品才能盘亏核销'])
    expect(held(written({ reason: '', responsibility: '' }))).toEqual(['NEED 查找经过、责任认定'])
    const field = (more: object) =>
      written(more)
        .objections({ profile: 'dongkou', settings: {} })
        .map((each) => each.field)
    expect([field({ reason: '' }), field({ responsibility: '' })]).toEqual([['reason'], ['responsibility']])
  })
})
