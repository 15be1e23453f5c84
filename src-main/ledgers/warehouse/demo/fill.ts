import { addDays, addMonths, monthNumberOf, monthOf, type LocalDate } from '../../../kernel/localDate'
import type { House } from '../../../office/house'
import { CleanupLine, DetainedLine, Extension, Keeping } from '../entities'
import { closeCleanup, countGoods, openCleanup } from '../cleanup/acts'
import { quarterBefore } from '../cleanup/window'
import { notifyExtension, requestExtension } from '../extension/acts'
import { decideOnGoods, recordTesting } from '../intake/events'
import { beginKeeping, inspectKeeping } from '../keeping/acts'
import { reportMonth } from '../report/acts'
import { enterRoom, registerKey } from '../room/acts'
import { actAs, decideInTurn, castOf, type DemoCast, type DemoSquad } from './acting'
import { letGo, takeIn, writeOff } from './acts'

/**
 * Detained goods of the demo bureau in every state, all through the ledger's own services. Nothing is made where there
 * is no keeper.
 */
export async function fillWarehouse(house: House): Promise<void> {
  const cast = await castOf(house)
  const [first, second, third = first] = cast?.squads ?? []
  if (!cast || !first || !second || !third) return
  await theRoom(house, cast)
  await perishables(house, cast, first)
  await seizures(house, cast, second)
  await disposals(house, cast, third)
  await keptElsewhere(house, cast, second)
  await cleanUp(house, cast)
}

async function theRoom(house: House, cast: DemoCast): Promise<void> {
  for (const label of ['执法大队仓库大门', '执法大队仓库冷柜'])
    await actAs(house, cast.keeper, '登记仓库钥匙', (unit) => registerKey(unit, { label, holderId: cast.keeper }))
  await actAs(house, cast.keeper, '登记入仓', (unit) =>
    enterRoom(unit, { visitor: '消防检查组王某', at: undefined, leftAt: undefined, purpose: '仓库消防安全检查' })
  )
}

/** The latest 10th of a month of the given months, at least ten days ago. */
function latestIn(today: LocalDate, months: readonly number[]): LocalDate {
  for (let day = `${monthOf(addDays(today, -10))}-10`; ; day = addMonths(day, -1))
    if (months.includes(monthNumberOf(day)) && day <= addDays(today, -10)) return day
}

/** Perishables of both seasons, one batch running, one ownerless destroyed, one about to be asked for. */
async function perishables(house: House, cast: DemoCast, squad: DemoSquad): Promise<void> {
  const today = house.clock.today()
  const fish = [{ name: '草鱼', count: 18, measure: '公斤', perishability: 'perishable', yuan: 220 }] as const
  const summer = await takeIn(house, cast, squad, {
    party: '苏某',
    cause: '占道经营',
    basis: 'seizure',
    daysAgo: 0,
    on: latestIn(today, [6, 7, 8]),
    refuses: true,
    goods: fish
  })
  const [fishLine = ''] = summer.lineIds
  await letGo(house, cast, squad, summer.id, {
    kind: 'destroy',
    ownerless: true,
    lines: [{ lineId: fishLine, count: 18 }],
    reason: '易腐物品，当事人逾期未来处理'
  })
  const winter = await takeIn(house, cast, squad, {
    party: '',
    cause: '占道经营',
    basis: 'abandoned',
    daysAgo: 0,
    on: latestIn(today, [12, 1, 2]),
    goods: [{ name: '大白菜', count: 60, measure: '公斤', perishability: 'perishable' }]
  })
  const [cabbage = ''] = winter.lineIds
  await letGo(house, cast, squad, winter.id, {
    kind: 'destroy',
    ownerless: true,
    lines: [{ lineId: cabbage, count: 60 }],
    reason: '当事人遗弃的蔬菜已腐坏',
    waits: true
  })
  await takeIn(house, cast, squad, {
    party: '吴某',
    cause: '流动摊贩',
    basis: 'seizure',
    daysAgo: 1,
    goods: [
      { name: '西瓜', count: 35, measure: '公斤', perishability: 'perishable' },
      { name: '遮阳伞', count: 2, measure: '把', yuan: 160 }
    ]
  })
}

/**
 * Preserved evidence, an on-the-spot seizure waiting for its approval, an extended seizure with a test, an overdue one.
 */
async function seizures(house: House, cast: DemoCast, squad: DemoSquad): Promise<void> {
  const today = house.clock.today()
  const [officer = ''] = squad.officers
  await takeIn(house, cast, squad, {
    party: '陈某',
    cause: '违规广告',
    basis: 'preservation',
    daysAgo: 4,
    goods: [{ name: '广告灯箱', count: 3, measure: '个', yuan: 900 }]
  })
  await takeIn(house, cast, squad, {
    party: '孔某',
    cause: '占道经营',
    basis: 'seizure',
    daysAgo: 0,
    onTheSpot: true,
    minutesAgo: 180,
    goods: [{ name: '三轮车', count: 1, measure: '辆', yuan: 1500 }]
  })
  const extended = await takeIn(house, cast, squad, {
    party: '熊某',
    cause: '露天烧烤',
    basis: 'seizure',
    daysAgo: 26,
    goods: [{ name: '烧烤炉', count: 2, measure: '台', yuan: 1200 }]
  })
  await actAs(house, officer, '登记检测期间', (unit) =>
    recordTesting(unit, house, {
      id: extended.id,
      agency: '县产品质量检验所',
      from: addDays(today, -20),
      to: addDays(today, -16),
      noticeNumber: `云城检告〔${today.slice(0, 4)}〕7号`,
      noticeAttachmentId: cast.scan
    })
  )
  const asked = await actAs(house, officer, '申请延期', (unit) =>
    requestExtension(unit, house, {
      intakeId: extended.id,
      days: 30,
      reason: '案情复杂，油烟检测结论待复核',
      needsHead: false
    })
  )
  await decideInTurn(house, asked.approvalId)
  const extension = await house.database.read.findOneByOrFail(Extension, { id: asked.id })
  await actAs(house, officer, '告知当事人延期', (unit) =>
    notifyExtension(unit, { id: extension.id, version: extension.version, notifiedOn: today, attachmentId: cast.scan })
  )
  await takeIn(house, cast, squad, {
    party: '石某',
    cause: '占道经营',
    basis: 'seizure',
    daysAgo: 41,
    refuses: true,
    goods: [
      { name: '冰柜', count: 1, measure: '台', yuan: 1800 },
      { name: '塑料凳', count: 24, measure: '个' }
    ]
  })
}

/** Returned in two parts, auctioned, handed to treasury, transferred, and one exit still with the deciders. */
async function disposals(house: House, cast: DemoCast, squad: DemoSquad): Promise<void> {
  const today = house.clock.today()
  const decidedOn = addDays(today, -3)
  const stools = await takeIn(house, cast, squad, {
    party: '尹某',
    cause: '占道经营',
    basis: 'seizure',
    daysAgo: 12,
    goods: [{ name: '折叠桌', count: 12, measure: '张', yuan: 840 }]
  })
  const [tables = ''] = stools.lineIds
  for (const count of [5, 7])
    await letGo(house, cast, squad, stools.id, {
      kind: 'return',
      decision: `云城退字〔${today.slice(0, 4)}〕21号`,
      decidedOn,
      lines: [{ lineId: tables, count }],
      reason: '当事人已接受处理并缴清罚款'
    })
  const confiscated = await takeIn(house, cast, squad, {
    party: '萧某',
    cause: '违规广告',
    basis: 'confiscation',
    daysAgo: 15,
    goods: [
      { name: '音响', count: 4, measure: '台', yuan: 1600 },
      { name: '电子秤', count: 6, measure: '台', yuan: 480 },
      { name: '煤气罐', count: 3, measure: '个' },
      { name: '手推车', count: 2, measure: '辆', yuan: 300 }
    ]
  })
  const [officer = ''] = squad.officers
  await actAs(house, officer, '登记处理决定', (unit) =>
    decideOnGoods(unit, house, {
      id: confiscated.id,
      kind: 'confiscate',
      documentNumber: `云城罚字〔${today.slice(0, 4)}〕33号`,
      decidedOn,
      attachmentId: cast.scan
    })
  )
  const [speakers = '', scales = '', bottles = '', carts = ''] = confiscated.lineIds
  const decision = `云城罚字〔${today.slice(0, 4)}〕33号`
  await letGo(house, cast, squad, confiscated.id, {
    kind: 'auction',
    decision,
    decidedOn,
    recipient: '县公共资源交易中心',
    lines: [{ lineId: speakers, count: 4 }],
    auctionYuan: 2_860,
    reason: '没收物品依法拍卖'
  })
  await letGo(house, cast, squad, confiscated.id, {
    kind: 'treasury',
    decision,
    decidedOn,
    recipient: '县财政局',
    lines: [{ lineId: scales, count: 4 }],
    reason: '没收物品上缴'
  })
  await letGo(house, cast, squad, confiscated.id, {
    kind: 'transfer',
    decision,
    decidedOn,
    recipient: '县应急管理局',
    lines: [{ lineId: bottles, count: 3 }],
    reason: '危险物品移送'
  })
  await letGo(house, cast, squad, confiscated.id, {
    kind: 'destroy',
    decision,
    decidedOn,
    lines: [{ lineId: carts, count: 2 }],
    reason: '已无使用价值',
    steps: 1
  })
}

async function keptElsewhere(house: House, cast: DemoCast, squad: DemoSquad): Promise<void> {
  const big = await takeIn(house, cast, squad, {
    party: '唐某',
    cause: '违法建设',
    basis: 'seizure',
    daysAgo: 9,
    goods: [{ name: '混凝土搅拌机', count: 1, measure: '台', yuan: 12_000 }]
  })
  const [officer = ''] = squad.officers
  const kept = await actAs(house, cast.keeper, '委托保管', (unit) =>
    beginKeeping(unit, house, {
      lineIds: [...big.lineIds],
      keeper: '云溪县顺达停车服务部',
      contact: '0739-7000000',
      address: '云溪县工业园2号停车场',
      fromDay: addDays(house.clock.today(), -9),
      toDay: addDays(house.clock.today(), 51),
      responsibleId: officer,
      duties: '露天存放须遮盖，不得启动使用。',
      agreementAttachmentId: cast.scan,
      keeperSignature: cast.pen,
      signature: { by: 'pen', personId: cast.keeper, attachmentId: cast.pen }
    })
  )
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

/**
 * Last quarter's clean-up with a misplaced item, a surplus and two missing ones, one of them written off; then last
 * month's report.
 */
async function cleanUp(house: House, cast: DemoCast): Promise<void> {
  const { read } = house.database
  const participants = cast.squads.flatMap((squad) =>
    squad.officers.slice(0, 2).map((personId) => ({ squadId: squad.id, personId }))
  )
  const opened = await actAs(house, cast.keeper, '开始清整', (unit) =>
    openCleanup(unit, house, { quarter: quarterBefore(house.clock.today()), participants })
  )
  const lines = await read.find(CleanupLine, { where: { cleanupId: opened.id }, order: { id: 'ASC' } })
  const stools = await read.findOneByOrFail(DetainedLine, { name: '塑料凳' })
  const counts = lines.map((line, index) => ({
    lineId: line.lineId,
    name: undefined,
    quantity: index === 0 ? Math.max(0, line.book - 1000) : line.lineId === stools.id ? line.book - 2000 : line.book,
    foundLocation: index === 1 ? '东区临时堆放处' : line.location,
    note:
      index === 0
        ? '少1件，正在核查出入仓记录'
        : line.lineId === stools.id
          ? '少2个，查遍库区没有找到'
          : index === 1
            ? '摆放错位，已按实际库位登记'
            : undefined
  }))
  const surplus = { lineId: undefined, name: '无标签水桶', quantity: 2000, foundLocation: '西区角落', note: '待查来源' }
  const counted = await actAs(house, cast.keeper, '登记清整实盘', (unit) =>
    countGoods(unit, { id: opened.id, version: 1, counts: [...counts, surplus] })
  )
  await actAs(house, cast.keeper, '完成清整', (unit) =>
    closeCleanup(unit, {
      id: opened.id,
      version: counted.version,
      conclusion: '账实基本相符，缺失物品由仓库管理员限期查明'
    })
  )
  await writeOff(house, cast, opened.id, stools)
  await actAs(house, cast.keeper, '报送月报', (unit) =>
    reportMonth(unit, house, { month: monthOf(addMonths(house.clock.today(), -1)), remarks: '逾期物品已督促片区处理' })
  )
}
