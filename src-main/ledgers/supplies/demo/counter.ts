import { instantAt, type Instant } from '../../../kernel/instant'
import { addDays, addMonths, startOfMonth } from '../../../kernel/localDate'
import { wholeQuantity } from '../../../kernel/quantity'
import { Approval } from '../../../office/approvals/entities'
import { withdraw } from '../../../office/approvals/service'
import { IssueLine, IssueRequest, IssueRequestLine } from '../entities/stock'
import { returnUnused, reverseIssueLine } from '../issue/corrections'
import { postIssue } from '../issue/post'
import { overrideInterval, submitIssueRequest } from '../issue/request'
import type { DemoStoreroom } from './acting'

type Want = readonly [item: string, count: number]

interface Drawn {
  readonly unit: string
  readonly wants: readonly Want[]
  readonly purpose: string
  /** The old one is handed in. */
  readonly tradedIn?: boolean
}

/** What was drawn in the months of the year told: month, and the days after its beginning. */
const year: readonly (Drawn & { readonly month: number; readonly day: number })[] = [
  {
    month: 0,
    day: 9,
    unit: '政工股',
    wants: [
      ['复印纸', 3],
      ['中性笔芯', 10],
      ['订书钉', 3]
    ],
    purpose: '日常办公'
  },
  {
    month: 1,
    day: 13,
    unit: '执法大队',
    wants: [
      ['抽纸', 6],
      ['一次性纸杯', 4]
    ],
    purpose: '值班室使用'
  },
  {
    month: 2,
    day: 10,
    unit: '财务审计装备股',
    wants: [
      ['中性笔', 2],
      ['笔记本', 3],
      ['计算器', 1]
    ],
    purpose: '日常办公'
  },
  { month: 3, day: 16, unit: '政工股', wants: [['鼠标', 1]], purpose: '更换损坏鼠标' },
  { month: 4, day: 8, unit: '市政公用股', wants: [['键盘', 1]], purpose: '新增工位' },
  {
    month: 5,
    day: 11,
    unit: '三中队',
    wants: [
      ['复印纸', 4],
      ['订书钉', 3],
      ['垃圾袋', 5]
    ],
    purpose: '中队日常'
  },
  {
    month: 6,
    day: 14,
    unit: '环境卫生管理所',
    wants: [
      ['垃圾袋', 6],
      ['抽纸', 6]
    ],
    purpose: '保洁班组'
  },
  {
    month: 7,
    day: 10,
    unit: '法制教育股',
    wants: [
      ['复印纸', 6],
      ['订书钉', 4],
      ['中性笔芯', 10]
    ],
    purpose: '案卷装订'
  },
  {
    month: 8,
    day: 15,
    unit: '一中队',
    wants: [
      ['复印纸', 4],
      ['一次性纸杯', 4],
      ['订书钉', 3]
    ],
    purpose: '中队日常'
  },
  {
    month: 10,
    day: 12,
    unit: '一中队',
    wants: [
      ['毛巾', 2],
      ['香皂', 2]
    ],
    purpose: '队员洗漱'
  },
  {
    month: 11,
    day: 3,
    unit: '二中队',
    wants: [
      ['复印纸', 5],
      ['中性笔芯', 20]
    ],
    purpose: '执法文书'
  }
]

/** What everybody uses, drawn once a month by one unit after the other. */
const monthly: readonly Want[] = [
  ['复印纸', 6],
  ['中性笔芯', 20],
  ['抽纸', 4],
  ['垃圾袋', 6],
  ['一次性纸杯', 3],
  ['笔记本', 5],
  ['文件盒', 4]
]
const byTurns = ['办公室', '法制教育股', '政工股', '市政公用股', '财务审计装备股', '执法大队']
/** A new drum each month, of units that had none before. */
const drums = [...byTurns.slice(0, 5), '一中队', '二中队', '三中队', '环境卫生管理所']

/** Goods drawn over the year, corrections, and requests in every state today. */
export function demoCounter(store: DemoStoreroom): readonly (() => Promise<void>)[] {
  const { diary } = store
  const goingOn = (drawn: Drawn, moment: Instant) => async (): Promise<void> => {
    await diary.reach(moment)
    await issued(store, await agreed(store, drawn), drawn)
  }
  const inMonth = (month: number, day: number, time: string) =>
    instantAt(diary.workday(addDays(startOfMonth(addMonths(diary.today, month - 12)), day)), time)
  return [
    ...Array.from({ length: 12 }, (_, month) =>
      goingOn(
        { unit: byTurns[month % byTurns.length] ?? '', wants: monthly, purpose: '科室日常办公' },
        inMonth(month, 19, '10:40')
      )
    ),
    ...drums.map((unit, index) =>
      goingOn({ unit, wants: [['硒鼓', 1]], purpose: '打印机耗材' }, inMonth(index + 3, 16, '15:10'))
    ),
    ...year.map((drawn) => goingOn(drawn, inMonth(drawn.month, drawn.day, '09:10'))),
    goingOn(
      { unit: '政工股', wants: [['鼠标', 1]], purpose: '鼠标失灵，以旧换新', tradedIn: true },
      diary.ago(24, '09:15')
    ),
    goingOn(
      { unit: '市政公用股', wants: [['键盘', 1]], purpose: '键盘损坏，以旧换新', tradedIn: true },
      diary.ago(7, '09:15')
    ),
    () => returned(store),
    () => early(store),
    () => reversed(store),
    () => partly(store),
    ...requestsUnderWay(store)
  ]
}

interface Request {
  readonly id: string
  readonly approvalId: string
  readonly claimant: string
}

async function asked(store: DemoStoreroom, { unit: unitName, wants, purpose }: Drawn, reasons = {}): Promise<Request> {
  const claimant = await store.holder('claimant', unitName)
  const made = await store.as(
    claimant,
    '申请领用',
    (unit) => submitIssueRequest(unit, store.house, { purpose, lines: store.wanted(wants) }),
    { 'SUP-12': '值班人员合用，一次领齐', ...reasons }
  )
  return { ...made, claimant }
}

async function agreed(store: DemoStoreroom, drawn: Drawn, reasons = {}): Promise<Request> {
  const made = await asked(store, drawn, reasons)
  await store.decide(made.approvalId, { opinion: '同意领用' })
  return made
}

/** Hands a request out at the counter some time after it was agreed to; `share` of each line, all of it by default. */
async function issued(
  store: DemoStoreroom,
  { id, claimant }: Request,
  { tradedIn = false, share = 1 }: { readonly tradedIn?: boolean; readonly share?: number } = {}
): Promise<{ id: string }> {
  const { keeper } = store
  const { read } = store.house.database
  await store.diary.later(50)
  const { version } = await read.findOneByOrFail(IssueRequest, { id })
  const own = await read.find(IssueRequestLine, { where: { requestId: id }, order: { lineNumber: 'ASC' } })
  const signatures = { claimant: store.pen(claimant), keeper: store.pen(keeper) }
  const lines = own.map((line) => ({
    lineId: line.id,
    quantity: Math.max(1000, Math.floor((line.quantity * share) / 1000) * 1000),
    handedIn: tradedIn ? line.quantity : 0
  }))
  return store.as(keeper, '领用发放', (unit) => postIssue(unit, { requestId: id, version, lines, signatures }))
}

/** The line of an issue of one kind of goods. */
async function lineOf({ house }: DemoStoreroom, issueId: string): Promise<string> {
  return (await house.database.read.findOneByOrFail(IssueLine, { issueId })).id
}

/** One of four packs comes back a week later. */
async function returned(store: DemoStoreroom): Promise<void> {
  const { diary } = store
  await diary.reach(diary.ago(17, '10:05'))
  const { id } = await issued(
    store,
    await agreed(store, { unit: '法制教育股', wants: [['复印纸', 4]], purpose: '普法资料印制' })
  )
  await diary.workdays(5, '16:20')
  const lineId = await lineOf(store, id)
  await store.as(store.keeper, '退库', (unit) =>
    returnUnused(unit, { id, lines: [{ lineId, quantity: wholeQuantity(1) }], remarks: '用量少于预计' })
  )
}

/** A towel before the interval is over, which the office director grants. */
async function early(store: DemoStoreroom): Promise<void> {
  const { diary, house } = store
  await diary.reach(diary.ago(10, '09:50'))
  const again = await agreed(
    store,
    { unit: '一中队', wants: [['毛巾', 2]], purpose: '集中整治加班' },
    { 'SUP-13': '集中整治期间消耗大' }
  )
  await diary.later(20)
  const { id: lineId } = await house.database.read.findOneByOrFail(IssueRequestLine, { requestId: again.id })
  await store.as(store.director, '准予提前领用', (unit) =>
    overrideInterval(unit, { id: again.id, lineId, reason: '集中整治期间连续加班' })
  )
  await issued(store, again)
}

async function reversed(store: DemoStoreroom): Promise<void> {
  const { diary } = store
  await diary.reach(diary.ago(9, '14:35'))
  const { id } = await issued(
    store,
    await agreed(store, { unit: '二中队', wants: [['笔记本', 2]], purpose: '执法记录' })
  )
  await diary.later(25)
  const lineId = await lineOf(store, id)
  await store.as(store.keeper, '冲正领用', (unit) => reverseIssueLine(unit, lineId, '数量录入有误，重新发放'))
}

async function partly(store: DemoStoreroom): Promise<void> {
  const { diary } = store
  await diary.reach(diary.ago(4, '08:55'))
  const made = await agreed(store, { unit: '市政公用股', wants: [['文件盒', 8]], purpose: '工程资料归档' })
  await issued(store, made, { share: 0.5 })
}

function requestsUnderWay(store: DemoStoreroom): readonly (() => Promise<void>)[] {
  const { diary, house } = store
  const bags = { wants: [['垃圾袋', 5]], purpose: '门前三包整治' } as const
  return [
    async () => {
      await diary.reach(diary.ago(1, '10:20'))
      await asked(store, {
        unit: '政工股',
        wants: [
          ['笔记本', 6],
          ['文件盒', 4]
        ],
        purpose: '支部学习资料整理'
      })
    },
    async () => {
      await diary.reach(diary.ago(2, '14:50'))
      const halfway = await asked(store, { unit: '执法大队', wants: [['硒鼓', 1]], purpose: '文书打印' })
      await store.decide(halfway.approvalId, { opinion: '同意', steps: 1 })
    },
    async () => {
      await diary.reach(diary.ago(3, '11:00'))
      const made = await asked(store, { unit: '一中队', ...bags })
      await store.decide(made.approvalId, { steps: 1, last: 'return', objection: '请写明各中队数量' })
    },
    async () => {
      await diary.reach(diary.ago(4, '15:05'))
      const made = await asked(store, { unit: '二中队', ...bags })
      await store.decide(made.approvalId, { steps: 1, last: 'refuse', objection: '本月已领，暂不再领' })
    },
    async () => {
      await diary.reach(diary.ago(2, '08:50'))
      await agreed(store, {
        unit: '法制教育股',
        wants: [
          ['复印纸', 2],
          ['订书钉', 2]
        ],
        purpose: '案卷装订'
      })
    },
    async () => {
      await diary.reach(diary.ago(3, '15:30'))
      const mistaken = await asked(store, { unit: '政工股', wants: [['垃圾袋', 20]], purpose: '数量填错' })
      await diary.later(15)
      const { version } = await house.database.read.findOneByOrFail(Approval, { id: mistaken.approvalId })
      await store.as(mistaken.claimant, '撤回申请', (unit) => withdraw(unit, house, mistaken.approvalId, version))
    }
  ]
}
