import { addMinutes, instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { Extension } from '../entities'
import { notifyExtension, requestExtension } from '../extension/acts'
import { decideOnGoods, recordTesting } from '../intake/events'
import { actAs, decideInTurn, type DemoCast, type DemoSquad } from './acting'
import { letGo, takeIn } from './acts'

/** Goods in the warehouse or just gone from it: seized, extended, overdue, returned in parts, confiscated. */
export function demoGoods(
  cast: DemoCast,
  [first, second, third]: readonly [DemoSquad, DemoSquad, DemoSquad]
): readonly (() => Promise<void>)[] {
  return [
    () => justIn(cast, first, second),
    () => onTheSpot(cast, second),
    () => extended(cast, second),
    () => overdue(cast, second),
    () => inParts(cast, third),
    () => confiscated(cast, third)
  ]
}

/** Preserved evidence, and melons that will not keep. */
async function justIn(cast: DemoCast, first: DemoSquad, second: DemoSquad): Promise<void> {
  const { today } = cast.diary
  await takeIn(cast, second, {
    party: '陈某',
    cause: '违规广告',
    basis: 'preservation',
    detained: addDays(today, -4),
    goods: [{ name: '广告灯箱', count: 3, measure: '个', yuan: 900 }]
  })
  await takeIn(cast, first, {
    party: '吴某',
    cause: '流动摊贩',
    basis: 'seizure',
    detained: addDays(today, -1),
    goods: [
      { name: '西瓜', count: 35, measure: '公斤', perishability: 'perishable' },
      { name: '遮阳伞', count: 2, measure: '把', yuan: 160 }
    ]
  })
}

/** A seizure of three hours ago that waits for its approval. */
async function onTheSpot(cast: DemoCast, squad: DemoSquad): Promise<void> {
  await takeIn(cast, squad, {
    party: '孔某',
    cause: '占道经营',
    basis: 'seizure',
    detained: addMinutes(cast.diary.present, -180),
    onTheSpot: true,
    goods: [{ name: '三轮车', count: 1, measure: '辆', yuan: 1500 }]
  })
}

/** Tested, then extended before the term ran out. */
async function extended(cast: DemoCast, squad: DemoSquad): Promise<void> {
  const { diary } = cast
  const { house, today } = diary
  const [officer = ''] = squad.officers
  const { id } = await takeIn(cast, squad, {
    party: '熊某',
    cause: '露天烧烤',
    basis: 'seizure',
    detained: addDays(today, -26),
    goods: [{ name: '烧烤炉', count: 2, measure: '台', yuan: 1200 }]
  })
  await diary.reach(diary.at(-16, '16:20'))
  await actAs(house, officer, '登记检测期间', (unit) =>
    recordTesting(unit, house, {
      id,
      agency: '县产品质量检验所',
      from: addDays(today, -20),
      to: addDays(today, -16),
      noticeNumber: `云城检告〔${today.slice(0, 4)}〕7号`,
      noticeAttachmentId: cast.scan
    })
  )
  await diary.reach(diary.ago(4, '10:20'))
  const asked = await actAs(house, officer, '申请延期', (unit) =>
    requestExtension(unit, house, {
      intakeId: id,
      days: 30,
      reason: '案情复杂，油烟检测结论待复核',
      needsHead: false
    })
  )
  await decideInTurn(cast, asked.approvalId)
  await diary.later(120)
  const extension = await house.database.read.findOneByOrFail(Extension, { id: asked.id })
  await actAs(house, officer, '告知当事人延期', (unit) =>
    notifyExtension(unit, house, {
      id: extension.id,
      version: extension.version,
      notifiedOn: unit.today,
      attachmentId: cast.scan
    })
  )
}

async function overdue(cast: DemoCast, squad: DemoSquad): Promise<void> {
  await takeIn(cast, squad, {
    party: '石某',
    cause: '占道经营',
    basis: 'seizure',
    detained: addDays(cast.diary.today, -41),
    refuses: true,
    goods: [
      { name: '冰柜', count: 1, measure: '台', yuan: 1800 },
      { name: '塑料凳', count: 24, measure: '个' }
    ]
  })
}

/** Returned in two parts. */
async function inParts(cast: DemoCast, squad: DemoSquad): Promise<void> {
  const { diary } = cast
  const detained = addDays(diary.today, -12)
  const { id, lineIds } = await takeIn(cast, squad, {
    party: '尹某',
    cause: '占道经营',
    basis: 'seizure',
    detained,
    goods: [{ name: '折叠桌', count: 12, measure: '张', yuan: 840 }]
  })
  await diary.reach(diary.ago(4, '09:10'))
  const decidedOn = diary.house.clock.today()
  for (const [index, count] of [5, 7].entries())
    await letGo(cast, squad, id, {
      kind: 'return',
      at: diary.ago(4 - index, '10:10'),
      decision: `云城退字〔${decidedOn.slice(0, 4)}〕41号`,
      decidedOn,
      lines: [{ lineId: lineIds[0] ?? '', count }],
      reason: '当事人已接受处理并缴清罚款'
    })
}

/** Auctioned, handed to the treasury, passed on, and one exit still with the deciders. */
async function confiscated(cast: DemoCast, squad: DemoSquad): Promise<void> {
  const { diary } = cast
  const { house } = diary
  const detained = addDays(diary.today, -15)
  const goods = await takeIn(cast, squad, {
    party: '萧某',
    cause: '违规广告',
    basis: 'confiscation',
    detained,
    goods: [
      { name: '音响', count: 4, measure: '台', yuan: 1600 },
      { name: '电子秤', count: 6, measure: '台', yuan: 480 },
      { name: '煤气罐', count: 3, measure: '个' },
      { name: '手推车', count: 2, measure: '辆', yuan: 300 }
    ]
  })
  const [officer = ''] = squad.officers
  await diary.reach(instantAt(diary.workday(addDays(detained, 4)), '15:10'))
  const decidedOn = house.clock.today()
  const decision = `云城罚字〔${decidedOn.slice(0, 4)}〕33号`
  await actAs(house, officer, '登记处理决定', (unit) =>
    decideOnGoods(unit, house, {
      id: goods.id,
      kind: 'confiscate',
      documentNumber: decision,
      decidedOn,
      attachmentId: cast.scan
    })
  )
  const [speakers = '', scales = '', bottles = '', carts = ''] = goods.lineIds
  const out = (plan: Omit<Parameters<typeof letGo>[3], 'decision' | 'decidedOn'>) =>
    letGo(cast, squad, goods.id, { ...plan, decision, decidedOn })
  await out({
    kind: 'auction',
    at: diary.ago(5, '09:05'),
    recipient: '县公共资源交易中心',
    lines: [{ lineId: speakers, count: 4 }],
    auctionYuan: 2_860,
    reason: '没收物品依法拍卖'
  })
  await out({
    kind: 'treasury',
    at: diary.ago(4, '09:35'),
    recipient: '县财政局',
    lines: [{ lineId: scales, count: 4 }],
    reason: '没收物品上缴'
  })
  await out({
    kind: 'transfer',
    at: diary.ago(3, '09:05'),
    recipient: '县应急管理局',
    lines: [{ lineId: bottles, count: 3 }],
    reason: '危险物品移送'
  })
  await out({
    kind: 'destroy',
    at: diary.ago(1, '10:35'),
    lines: [{ lineId: carts, count: 2 }],
    reason: '已无使用价值',
    steps: 1
  })
}
