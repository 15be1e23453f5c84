import { wholeQuantity } from '../../../kernel/quantity'
import { addDays } from '../../../kernel/localDate'
import { instantAt } from '../../../kernel/instant'
import { decide, withdraw } from '../../../office/approvals/service'
import { candidatesFor } from '../../../office/approvals/candidates'
import { Approval } from '../../../office/approvals/entities'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { SignatureInput } from '../../../contract/values'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'
import { AcceptanceLine, Holding } from '../entities/purchase'
import { IssueLine, IssueRequest, IssueRequestLine, Scrap, Stocktake, StocktakeLine } from '../entities/stock'
import { returnUnused, reverseIssueLine } from '../issue/corrections'
import { postIssue } from '../issue/post'
import { overrideInterval, submitIssueRequest } from '../issue/request'
import { disposeScrap, submitScrap } from '../scrap/acts'
import { openStock, stockInFromHoldings, transferIn } from '../stock/receive'
import { enterStoreroom } from '../stock/storeroom'
import { countFirst, countSecond, explain, openStocktake, submitStocktake, type OpenInput } from '../stocktake/count'
import { actAs, decideInTurn, demoPen, holderOf } from './acting'

interface Scene {
  readonly house: House
  readonly keeper: string
  readonly director: string
  readonly finance: string
  readonly items: ReadonlyMap<string, SupplyItem>
}

type Want = readonly [item: string, count: number]

/**
 * Stock, requests, issues, stocktakes and scrap in every state, made by the demo bureau's people through the ledger's
 * own acts.
 */
export async function demoStore(house: House): Promise<void> {
  const items = new Map((await house.database.read.find(SupplyItem)).map((item) => [item.name, item]))
  const scene: Scene = {
    house,
    items,
    keeper: await holderOf(house, 'suppliesKeeper'),
    director: await holderOf(house, 'officeDirector'),
    finance: await holderOf(house, 'finance')
  }
  await opening(scene)
  await purchasedGoods(scene)
  await requestsInEveryState(scene)
  await issuesAndCorrections(scene)
  await stocktakes(scene)
  await scrapping(scene)
  await visitors(scene)
}

const openingStock: readonly (readonly [item: string, count: number, yuan: number])[] = [
  ['中性笔芯', 260, 0.8],
  ['中性笔', 120, 2.5],
  ['复印纸', 45, 22],
  ['文件盒', 36, 9.5],
  ['笔记本', 80, 6],
  ['订书钉', 14, 2.2],
  ['计算器', 6, 48],
  ['硒鼓', 9, 165],
  ['鼠标', 8, 39],
  ['键盘', 5, 58],
  ['电水壶', 4, 89],
  ['抽纸', 40, 18],
  ['一次性纸杯', 22, 6.5],
  ['毛巾', 30, 9.9],
  ['香皂', 28, 4.5],
  ['垃圾袋', 35, 5]
]

async function opening({ house, keeper, items }: Scene): Promise<void> {
  const lines = openingStock.flatMap(([name, count, yuan]) => {
    const item = items.get(name)
    return item ? [{ itemId: item.id, quantity: wholeQuantity(count), valueCents: Math.round(count * yuan * 100) }] : []
  })
  await actAs(house, keeper, '期初入库', (unit) => openStock(unit, lines, '启用台账时盘点结转'))
}

/** Half of what waits in the holding area is stocked; the rest shows what is due. */
async function purchasedGoods({ house, keeper, items }: Scene): Promise<void> {
  const { read } = house.database
  const waiting = (await read.find(Holding, { order: { id: 'ASC' } })).filter((holding) => holding.quantity > 0)
  for (const holding of waiting.slice(0, Math.ceil(waiting.length / 2))) {
    const { acceptanceId } = await read.findOneByOrFail(AcceptanceLine, { id: holding.acceptanceLineId })
    await actAs(house, keeper, '采购入库', (unit) =>
      stockInFromHoldings(unit, { acceptanceId, lines: [{ holdingId: holding.id, quantity: holding.quantity }] })
    )
  }
  const paper = items.get('复印纸')
  if (paper)
    await actAs(house, keeper, '调入', (unit) =>
      transferIn(
        unit,
        [{ itemId: paper.id, quantity: wholeQuantity(5), valueCents: 10_500 }],
        '环境卫生管理所移交',
        null
      )
    )
}

async function request(
  scene: Scene,
  unitName: string,
  wants: readonly Want[],
  purpose: string,
  reasons = {}
): Promise<{ id: string; approvalId: string; claimant: string }> {
  const { house, items } = scene
  const claimant = await holderOf(house, 'claimant', unitName)
  const lines = wants.flatMap(([name, count]) => {
    const item = items.get(name)
    return item ? [{ itemId: item.id, quantity: wholeQuantity(count) }] : []
  })
  const made = await actAs(
    house,
    claimant,
    '申请领用',
    (unit) => submitIssueRequest(unit, house, { purpose, lines }),
    reasons
  )
  return { ...made, claimant }
}

async function approvedRequest(scene: Scene, unitName: string, wants: readonly Want[], purpose: string, reasons = {}) {
  const made = await request(scene, unitName, wants, purpose, reasons)
  await decideInTurn(scene.house, made.approvalId, { opinion: '同意领用' })
  return made
}

async function pen(house: House, personId: string): Promise<SignatureInput> {
  const { name } = await house.database.read.findOneByOrFail(Person, { id: personId })
  return { by: 'pen', personId, attachmentId: await demoPen(house, personId, `${name}签名.png`) }
}

/** Issues a request at the counter; `share` of each line, all of it by default. */
async function issue(
  { house, keeper }: Scene,
  made: { id: string; claimant: string },
  { share = 1, tradedIn = false } = {}
): Promise<{ id: string }> {
  const { version } = await house.database.read.findOneByOrFail(IssueRequest, { id: made.id })
  const lines = await house.database.read.find(IssueRequestLine, {
    where: { requestId: made.id },
    order: { lineNumber: 'ASC' }
  })
  const signatures = { claimant: await pen(house, made.claimant), keeper: await pen(house, keeper) }
  const wanted = lines.map((line) => ({
    lineId: line.id,
    quantity: Math.max(1000, Math.floor((line.quantity * share) / 1000) * 1000),
    tradedIn
  }))
  return actAs(house, keeper, '领用发放', (unit) =>
    postIssue(unit, { requestId: made.id, version, lines: wanted, signatures })
  )
}

async function requestsInEveryState(scene: Scene): Promise<void> {
  const { house } = scene
  await request(
    scene,
    '政工股',
    [
      ['笔记本', 6],
      ['文件盒', 4]
    ],
    '支部学习资料整理'
  )
  const halfway = await request(scene, '执法大队', [['硒鼓', 1]], '文书打印')
  await decideInTurn(house, halfway.approvalId, { opinion: '同意', steps: 1 })
  const opinions = { return: '请写明各中队数量', refuse: '本月已领，暂不再领' } as const
  for (const outcome of ['return', 'refuse'] as const) {
    const made = await request(scene, outcome === 'return' ? '一中队' : '二中队', [['垃圾袋', 5]], '门前三包整治')
    await decideOnce(house, made.approvalId, outcome, opinions[outcome])
  }
  await approvedRequest(
    scene,
    '法制教育股',
    [
      ['复印纸', 2],
      ['订书钉', 2]
    ],
    '案卷装订'
  )
  const mistaken = await request(scene, '政工股', [['垃圾袋', 20]], '数量填错')
  const { version } = await house.database.read.findOneByOrFail(Approval, { id: mistaken.approvalId })
  await actAs(house, mistaken.claimant, '撤回申请', (unit) => withdraw(unit, house, mistaken.approvalId, version))
}

async function decideOnce(
  house: House,
  approvalId: string,
  outcome: 'return' | 'refuse',
  opinion: string
): Promise<void> {
  const approval = await house.database.read.findOneByOrFail(Approval, { id: approvalId })
  const [decider = ''] = (await candidatesFor(house.database.read, approval, house.clock.today())).people
  await actAs(house, decider, '审批', (unit) =>
    decide(unit, house, { id: approvalId, version: approval.version, outcome, opinion })
  )
}

async function issuesAndCorrections(scene: Scene): Promise<void> {
  const { house, keeper, director } = scene
  const { read } = house.database
  await issue(
    scene,
    await approvedRequest(
      scene,
      '财务审计装备股',
      [
        ['中性笔', 2],
        ['笔记本', 3],
        ['计算器', 1]
      ],
      '日常办公'
    )
  )
  await issue(
    scene,
    await approvedRequest(
      scene,
      '执法大队',
      [
        ['抽纸', 6],
        ['一次性纸杯', 4]
      ],
      '值班室使用'
    )
  )
  await issue(scene, await approvedRequest(scene, '市政公用股', [['文件盒', 8]], '工程资料归档'), { share: 0.5 })
  await issue(
    scene,
    await approvedRequest(
      scene,
      '一中队',
      [
        ['毛巾', 2],
        ['香皂', 2]
      ],
      '队员洗漱'
    )
  )
  await issue(scene, await approvedRequest(scene, '政工股', [['鼠标', 1]], '更换损坏鼠标'))
  await issue(scene, await approvedRequest(scene, '政工股', [['鼠标', 1]], '鼠标失灵，以旧换新'), { tradedIn: true })

  const again = await approvedRequest(scene, '一中队', [['毛巾', 2]], '集中整治加班', {
    'SUP-13': '集中整治期间消耗大'
  })
  const [line] = await read.findBy(IssueRequestLine, { requestId: again.id })
  await actAs(house, director, '准予提前领用', (unit) =>
    overrideInterval(unit, { id: again.id, lineId: line?.id ?? '', reason: '集中整治期间连续加班' })
  )
  await issue(scene, again)

  const paper = await issue(scene, await approvedRequest(scene, '法制教育股', [['复印纸', 4]], '普法资料印制'))
  const [drawn] = await read.findBy(IssueLine, { issueId: paper.id })
  await actAs(house, keeper, '退库', (unit) =>
    returnUnused(unit, {
      id: paper.id,
      lines: [{ lineId: drawn?.id ?? '', quantity: wholeQuantity(1) }],
      remarks: '用量少于预计'
    })
  )
  const wrong = await issue(scene, await approvedRequest(scene, '二中队', [['笔记本', 2]], '执法记录'))
  const [mistaken] = await read.findBy(IssueLine, { issueId: wrong.id })
  await actAs(house, keeper, '冲正领用', (unit) => reverseIssueLine(unit, mistaken?.id ?? '', '数量录入有误，重新发放'))
}

async function stocktakes(scene: Scene): Promise<void> {
  const { house, keeper, finance } = scene
  const shelf = (location: string) =>
    actAs(house, keeper, '开始盘点', (unit) =>
      openStocktake(unit, { scope: 'location', location, blind: true, witnessId: finance })
    )
  const handIn = async (id: string) => {
    const { version } = await house.database.read.findOneByOrFail(Stocktake, { id })
    return actAs(house, keeper, '盘点报批', (unit) => submitStocktake(unit, house, id, version))
  }
  const { approvalId } = await handIn(await counted(scene, { scope: 'daily' }, -1))
  await decideInTurn(house, approvalId, { opinion: '同意按盘点结果调整' })
  await handIn(await counted(scene, { scope: 'location', location: 'A-2-2' }, 1))
  await counted(scene, { scope: 'location', location: 'C-2-1' }, -1)
  await countAll(scene, (await shelf('A-2-1')).id, -1)
  await shelf('C-1-1')
}

/** Counts a scope with the first item off by `off`, and explains it. */
async function counted(scene: Scene, scope: Pick<OpenInput, 'scope' | 'location'>, off: number): Promise<string> {
  const { house, keeper, finance } = scene
  const { id } = await actAs(house, keeper, '开始盘点', (unit) =>
    openStocktake(unit, { ...scope, blind: true, witnessId: finance })
  )
  const [first] = await countAll(scene, id, off)
  const again = await house.database.read.findOneByOrFail(Stocktake, { id })
  if (!first) return id
  const count = { lineId: first.id, quantity: first.bookQuantity + wholeQuantity(off) }
  const { version } = await actAs(house, finance, '复盘', (unit) => countSecond(unit, id, again.version, [count]))
  const lines = [{ lineId: first.id, reason: '发放时点数有误', handling: '按实盘数调整账面' }]
  await actAs(house, keeper, '说明盈亏原因', (unit) =>
    explain(unit, { id, version, lines, conclusion: '账实基本相符，个别差异已查明原因' })
  )
  return id
}

async function countAll({ house, keeper }: Scene, id: string, off: number): Promise<readonly StocktakeLine[]> {
  const { version } = await house.database.read.findOneByOrFail(Stocktake, { id })
  const lines = await house.database.read.find(StocktakeLine, {
    where: { stocktakeId: id },
    order: { lineNumber: 'ASC' }
  })
  const counts = lines.map((line, index) => ({
    lineId: line.id,
    quantity: Math.max(0, line.bookQuantity + (index === 0 ? wholeQuantity(off) : 0))
  }))
  await actAs(house, keeper, '初盘', (unit) => countFirst(unit, id, version, counts))
  return lines
}

async function scrapping(scene: Scene): Promise<void> {
  const { house, keeper, finance, items } = scene
  const { read } = house.database
  const cups = items.get('一次性纸杯')
  const kept = await read.findOneBy(Scrap, { state: 'kept' })
  const onHand = cups ? await read.findOneBy(SupplyBalance, { itemId: cups.id }) : null
  if (cups && (onHand?.quantity ?? 0) >= wholeQuantity(2)) {
    const stock = [{ itemId: cups.id, quantity: wholeQuantity(2), reason: '受潮变形，不能使用' }]
    const { approvalId } = await actAs(house, keeper, '报废报批', (unit) =>
      submitScrap(unit, house, { stock, keptIds: kept ? [kept.id] : [] })
    )
    await decideInTurn(house, approvalId, { opinion: '同意报废' })
    const entry = await read.findOneByOrFail(Scrap, { approvalId, source: 'stock' })
    await actAs(house, finance, '登记报废处置', (unit) =>
      disposeScrap(unit, { id: entry.id, version: entry.version, disposal: '交废品回收站' })
    )
  }
  const bags = items.get('垃圾袋')
  if (bags)
    await actAs(house, keeper, '报废报批', (unit) =>
      submitScrap(unit, house, {
        stock: [{ itemId: bags.id, quantity: wholeQuantity(1), reason: '鼠咬破损' }],
        keptIds: []
      })
    )
  await issue(scene, await approvedRequest(scene, '市政公用股', [['键盘', 1]], '新增工位'))
  await issue(scene, await approvedRequest(scene, '市政公用股', [['键盘', 1]], '键盘损坏，以旧换新'), {
    tradedIn: true
  })
}

async function visitors({ house, keeper }: Scene): Promise<void> {
  const yesterday = addDays(house.clock.today(), -1)
  const stay = { at: instantAt(yesterday, '10:05'), leftAt: instantAt(yesterday, '10:20') }
  const guest = await holderOf(house, 'claimant', '执法大队')
  await actAs(house, keeper, '仓库出入登记', (unit) =>
    enterStoreroom(unit, { personId: guest, purpose: '当面点清领用物品', ...stay })
  )
  await actAs(house, keeper, '仓库出入登记', (unit) =>
    enterStoreroom(unit, { visitor: '消防检查人员', purpose: '仓库消防检查' })
  )
}
