import { addMinutes, instantAt } from '../../../kernel/instant'
import { addDays, addMonths, monthNumberOf, monthOf, startOfMonth, startOfQuarter } from '../../../kernel/localDate'
import { DemoDiary } from '../../../office/demo/diary'
import { demoInk } from '../../../office/demo/pictures'
import type { House } from '../../../office/house'
import { CleanupLine, DetainedLine, Keeping } from '../entities'
import { closeCleanup, countGoods, openCleanup } from '../cleanup/acts'
import { quarterBefore } from '../cleanup/window'
import { beginKeeping, inspectKeeping } from '../keeping/acts'
import { reportMonth } from '../report/acts'
import { enterRoom, registerKey } from '../room/acts'
import { actAs, castOf, type DemoCast, type DemoSquad } from './acting'
import { letGo, takeIn, writeOff } from './acts'
import { demoGoods } from './goods'

/**
 * A year of detained goods of the demo bureau, in every state today, all through the ledger's own services in the order
 * of time. Nothing is made where there is no keeper.
 */
export async function fillWarehouse(house: House): Promise<void> {
  const diary = await DemoDiary.of(house, (days) =>
    instantAt(days.workday(startOfMonth(addMonths(days.today, -12))), '08:45')
  )
  const cast = await castOf(diary)
  const [first, second, third = first] = cast?.squads ?? []
  if (!cast || !first || !second || !third) return
  await diary.tell([
    () => theKeys(cast),
    () => aVisitor(cast),
    () => summerPerishables(cast, first),
    () => winterPerishables(cast, second),
    () => leftBehind(cast, first),
    ...returned(cast, [first, second, third]),
    ...demoGoods(cast, [first, second, third]),
    () => keptElsewhere(cast, second),
    () => cleanUp(cast),
    () => reports(cast)
  ])
}

async function theKeys({ keeper, diary }: DemoCast): Promise<void> {
  await diary.later(10)
  for (const label of ['执法大队仓库大门', '执法大队仓库冷柜'])
    await actAs(diary.house, keeper, '登记仓库钥匙', (unit) => registerKey(unit, { label, holderId: keeper }))
}

async function aVisitor({ keeper, diary }: DemoCast): Promise<void> {
  await diary.reach(diary.at(0, '08:35'))
  await actAs(diary.house, keeper, '登记入仓', (unit) =>
    enterRoom(unit, { visitor: '消防检查组王某', at: undefined, leftAt: undefined, purpose: '仓库消防安全检查' })
  )
}

/** A working day about the 10th of the latest of the given months that is three weeks gone. */
function latestIn({ diary }: DemoCast, months: readonly number[]): string {
  const latest = addDays(diary.today, -25)
  for (let day = `${monthOf(latest)}-10`; ; day = addMonths(day, -1))
    if (months.includes(monthNumberOf(day)) && day <= latest) return diary.workday(day)
}

async function summerPerishables(cast: DemoCast, squad: DemoSquad): Promise<void> {
  const { diary } = cast
  const detained = latestIn(cast, [6, 7, 8])
  const { id, lineIds } = await takeIn(cast, squad, {
    party: '苏某',
    cause: '占道经营',
    basis: 'seizure',
    detained,
    refuses: true,
    goods: [{ name: '草鱼', count: 18, measure: '公斤', perishability: 'perishable', yuan: 220 }]
  })
  const [lineId = ''] = lineIds
  await letGo(cast, squad, id, {
    kind: 'destroy',
    at: instantAt(diary.workday(addDays(detained, 6)), '09:20'),
    ownerless: true,
    lines: [{ lineId, count: 18 }],
    reason: '易腐物品，当事人逾期未来处理'
  })
}

async function winterPerishables(cast: DemoCast, squad: DemoSquad): Promise<void> {
  const { diary } = cast
  const detained = latestIn(cast, [12, 1, 2])
  const { id, lineIds } = await takeIn(cast, squad, {
    party: '',
    cause: '占道经营',
    basis: 'abandoned',
    detained,
    goods: [{ name: '红薯', count: 80, measure: '公斤', perishability: 'perishable' }]
  })
  const [lineId = ''] = lineIds
  await letGo(cast, squad, id, {
    kind: 'destroy',
    at: instantAt(diary.workday(addDays(detained, 13)), '09:20'),
    ownerless: true,
    lines: [{ lineId, count: 80 }],
    reason: '当事人遗弃，已腐坏'
  })
}

/** Perishables left behind that wait to be destroyed, and others just come in. */
async function leftBehind(cast: DemoCast, squad: DemoSquad): Promise<void> {
  const { diary } = cast
  const winter = await takeIn(cast, squad, {
    party: '',
    cause: '占道经营',
    basis: 'abandoned',
    detained: addDays(diary.today, -14),
    goods: [{ name: '大白菜', count: 60, measure: '公斤', perishability: 'perishable' }]
  })
  const [cabbage = ''] = winter.lineIds
  await letGo(cast, squad, winter.id, {
    kind: 'destroy',
    at: diary.ago(2, '09:25'),
    ownerless: true,
    lines: [{ lineId: cabbage, count: 60 }],
    reason: '当事人遗弃的蔬菜已腐坏',
    waits: true
  })
}

const history = [
  { month: 1, day: 8, party: '罗某', cause: '占道经营', name: '移动货架', count: 2, measure: '个', yuan: 360 },
  { month: 3, day: 14, party: '肖某', cause: '流动摊贩', name: '三轮车', count: 1, measure: '辆', yuan: 1300 },
  { month: 5, day: 10, party: '谭某', cause: '违规广告', name: '落地灯箱', count: 3, measure: '个', yuan: 750 },
  { month: 8, day: 17, party: '粟某', cause: '占道经营', name: '烤饼炉', count: 1, measure: '台', yuan: 600 }
] as const

/** Goods of earlier months whose parties paid and took them back. */
function returned(cast: DemoCast, squads: readonly [DemoSquad, DemoSquad, DemoSquad]) {
  const { diary } = cast
  return history.map(({ month, day, party, cause, name, count, measure, yuan }, index) => async () => {
    const squad = squads[index % squads.length] ?? squads[0]
    const detained = diary.workday(addDays(startOfMonth(addMonths(diary.today, month - 12)), day))
    const { id, lineIds } = await takeIn(cast, squad, {
      party,
      cause,
      basis: 'seizure',
      detained,
      goods: [{ name, count, measure, yuan }]
    })
    const at = instantAt(diary.workday(addDays(detained, 9)), '09:15')
    await letGo(cast, squad, id, {
      kind: 'return',
      at,
      decision: `云城退字〔${at.slice(0, 4)}〕${4 + index * 5}号`,
      decidedOn: diary.workdaysAgo(1, at.slice(0, 10)),
      lines: [{ lineId: lineIds[0] ?? '', count }],
      reason: '当事人已接受处理并缴清罚款'
    })
  })
}

async function keptElsewhere(cast: DemoCast, squad: DemoSquad): Promise<void> {
  const { diary } = cast
  const { house } = diary
  const big = await takeIn(cast, squad, {
    party: '唐某',
    cause: '违法建设',
    basis: 'seizure',
    detained: addDays(diary.today, -9),
    goods: [{ name: '混凝土搅拌机', count: 1, measure: '台', yuan: 12_000 }]
  })
  const [officer = ''] = squad.officers
  await diary.reach(addMinutes(house.clock.now(), 60))
  const kept = await actAs(house, cast.keeper, '委托保管', (unit) =>
    beginKeeping(unit, house, {
      lineIds: [...big.lineIds],
      keeper: '云溪县顺达停车服务部',
      contact: '0739-7000000',
      address: '云溪县工业园2号停车场',
      fromDay: unit.today,
      toDay: addDays(unit.today, 60),
      responsibleId: officer,
      duties: '露天存放须遮盖，不得启动使用。',
      agreementAttachmentId: cast.scan,
      keeperSignature: demoInk(),
      signature: { by: 'pen', personId: cast.keeper, strokes: demoInk() }
    })
  )
  await diary.reach(diary.ago(2, '15:45'))
  const keeping = await house.database.read.findOneByOrFail(Keeping, { id: kept.id })
  await actAs(house, officer, '检查委托保管', (unit) =>
    inspectKeeping(unit, {
      id: keeping.id,
      version: keeping.version,
      result: '封存完好，遮盖到位',
      inOrder: true,
      photoIds: [...cast.photos]
    })
  )
}

/** What the clean-up finds of goods that do not stand as the book says. */
const findings: Readonly<Record<string, { readonly less: number; readonly at?: string; readonly note: string }>> = {
  烧烤炉: { less: 1000, note: '少1台，正在核查出入仓记录' },
  塑料凳: { less: 2000, note: '少2个，查遍库区没有找到' },
  冰柜: { less: 0, at: '东区临时堆放处', note: '摆放错位，已按实际库位登记' }
}

/** Last quarter's clean-up with a misplaced item, a surplus and two missing ones, one of them written off. */
async function cleanUp(cast: DemoCast): Promise<void> {
  const { diary } = cast
  const { house } = diary
  const { read } = house.database
  const begins = startOfQuarter(diary.today)
  const day = diary.workdaysAgo(6)
  await diary.reach(instantAt(day < begins ? diary.workday(begins) : day, '09:30'))
  const participants = cast.squads.flatMap((squad) =>
    squad.officers.slice(0, 2).map((personId) => ({ squadId: squad.id, personId }))
  )
  const opened = await actAs(house, cast.keeper, '开始清整', (unit) =>
    openCleanup(unit, house, { quarter: quarterBefore(unit.today), participants })
  )
  await diary.later(120)
  const lines = await read.find(CleanupLine, { where: { cleanupId: opened.id }, order: { id: 'ASC' } })
  const counts: Parameters<typeof countGoods>[1]['counts'] = []
  for (const line of lines) {
    const { name } = await read.findOneByOrFail(DetainedLine, { id: line.lineId })
    const found = findings[name]
    counts.push({
      lineId: line.lineId,
      name: undefined,
      quantity: line.book - (found?.less ?? 0),
      foundLocation: found?.at ?? line.location,
      note: found?.note
    })
  }
  const surplus = { lineId: undefined, name: '无标签水桶', quantity: 2000, foundLocation: '西区角落', note: '待查来源' }
  const counted = await actAs(house, cast.keeper, '登记清整实盘', (unit) =>
    countGoods(unit, { id: opened.id, version: 1, counts: [...counts, surplus] })
  )
  await diary.later(40)
  await actAs(house, cast.keeper, '完成清整', (unit) =>
    closeCleanup(unit, {
      id: opened.id,
      version: counted.version,
      conclusion: '账实基本相符，缺失物品由仓库管理员限期查明'
    })
  )
  await diary.workdays(1, '09:05')
  await writeOff(cast, opened.id, await read.findOneByOrFail(DetainedLine, { name: '塑料凳' }))
}

/** Each month's report in the first days of the next. */
async function reports({ diary, keeper }: DemoCast): Promise<void> {
  for (let month = 12; month >= 1; month -= 1) {
    const first = startOfMonth(addMonths(diary.today, -month))
    await diary.reach(instantAt(diary.workday(addDays(addMonths(first, 1), 2)), '16:30'))
    const remarks = month === 1 ? '逾期物品已督促片区处理' : undefined
    await actAs(diary.house, keeper, '报送月报', (unit) =>
      reportMonth(unit, diary.house, { month: monthOf(first), remarks })
    )
  }
}
