import { addMinutes } from '../../../kernel/instant'
import { addQuotes } from '../purchase/quotes'
import { submitEmergency, submitUnitPurchase } from '../purchase/submit'
import { demoPin } from '../../../office/demo/accounts'
import type { DemoStoreroom } from './acting'
import {
  accepted,
  approved,
  consolidated,
  fresh,
  order,
  pricedLines,
  requisition,
  stockedIn,
  wenhui,
  type Priced
} from './purchasing'

/** Requisitions and purchases that are under way today, in every state. */
export function demoProcurement(store: DemoStoreroom): readonly (() => Promise<void>)[] {
  return [
    () => partlyDelivered(store),
    () => inApproval(store),
    () => openRequisitions(store),
    () => largeUnitPurchase(store),
    () => smallUnitPurchase(store),
    () => unconfirmedEmergency(store),
    () => lateEmergency(store)
  ]
}

/** The notebooks are still to come, one drum goes back, and the drums wait to be counted in. */
async function partlyDelivered(store: DemoStoreroom): Promise<void> {
  const { diary } = store
  await diary.reach(diary.ago(19, '09:05'))
  await approved(store, '市政公用股', [
    ['文件盒', 5, 8.5],
    ['硒鼓', 4, 165]
  ])
  await diary.reach(diary.ago(18, '09:30'))
  await approved(store, '法制教育股', [
    ['文件盒', 3, 8.5],
    ['笔记本', 12, 6]
  ])
  await diary.reach(diary.ago(16, '10:10'))
  const purchase = await consolidated(store, [
    ['文件盒', 8, 8.5],
    ['硒鼓', 4, 165],
    ['笔记本', 12, 6]
  ])
  await store.decide(purchase.approvalId, { opinion: '同意，按比价结果办理' })
  await diary.reach(diary.ago(12, '09:15'))
  await order(store, purchase)
  await diary.reach(diary.ago(1, '15:30'))
  const acceptance = await accepted(store, purchase, {
    note: 'WH-0093',
    lines: 2,
    rejected: { 1: { count: 1, reason: '型号不符，与送货单所列不一致' } },
    remarks: '笔记本缺货，供应商承诺补送'
  })
  await diary.later(45)
  await stockedIn(store, acceptance, 1)
}

async function inApproval(store: DemoStoreroom): Promise<void> {
  const { diary } = store
  const wants: readonly Priced[] = [
    ['一次性纸杯', 12, 6.8],
    ['垃圾袋', 20, 4.5]
  ]
  await diary.reach(diary.ago(7, '09:20'))
  await approved(store, '政工股', wants)
  await diary.reach(diary.ago(4, '10:00'))
  const purchase = await consolidated(store, wants)
  await store.decide(purchase.approvalId, { opinion: '同意', steps: 1 })
}

async function openRequisitions(store: DemoStoreroom): Promise<void> {
  const { diary } = store
  await diary.reach(diary.ago(3, '09:00'))
  await approved(store, '一中队', [
    ['毛巾', 12, 9.8],
    ['香皂', 12, 4.2]
  ])
  await diary.reach(diary.ago(2, '09:10'))
  const urgent = await requisition(store, '二中队', [['电水壶', 1, 89]], '值班室电水壶损坏，夜间执勤急需')
  await store.decide(urgent.approvalId, { opinion: '同意，尽快办理' })
  await diary.reach(diary.ago(1, '16:05'))
  await requisition(store, '财务审计装备股', [
    ['计算器', 2, 45],
    ['订书钉', 20, 2.5]
  ])
}

/** Approved with one quote so far. */
async function largeUnitPurchase(store: DemoStoreroom): Promise<void> {
  const { diary, house } = store
  await diary.reach(diary.ago(9, '09:30'))
  const clerk = await store.holder('claimant', '环境卫生管理所')
  const applicationAttachmentId = await store.scan(clerk, '采购申请表（已签字）.png')
  const large = await store.as(clerk, '单位采购申请', (unit) =>
    submitUnitPurchase(unit, house, {
      lines: pricedLines(store, [
        ['竹扫帚', 60, 9],
        ['劳保手套', 60, 4.5]
      ]),
      reason: '创卫迎检补充环卫一线用品',
      applicationAttachmentId
    })
  )
  await store.decide(large.approvalId, { opinion: '同意采购' })
  await diary.reach(diary.ago(5, '10:40'))
  const { id, version } = await fresh(store, large)
  await store.as(await store.holder('buyer'), '登记报价', (unit) =>
    addQuotes(unit, id, version, [{ supplierId: store.supplier(wenhui), amountCents: 82_000, quotedOn: unit.today }])
  )
}

/** Ordered and not delivered yet. */
async function smallUnitPurchase(store: DemoStoreroom): Promise<void> {
  const { diary, house } = store
  await diary.reach(diary.ago(8, '14:40'))
  const squad = await store.holder('claimant', '三中队')
  const small = await store.as(squad, '单位采购申请', (unit) =>
    submitUnitPurchase(unit, house, { lines: pricedLines(store, [['执法文书夹', 20, 6]]), reason: '现场执法用' })
  )
  await store.decide(small.approvalId, { opinion: '同意' })
  await diary.reach(diary.ago(5, '15:00'))
  await order(store, small)
}

/** Agreed to by telephone in the evening, entered the next morning. */
async function emergency(store: DemoStoreroom, workdays: number, wants: readonly Priced[], reason: string) {
  const { diary, house } = store
  const approvedAt = diary.ago(workdays, '19:20')
  await diary.reach(addMinutes(approvedAt, 13 * 60 + 25))
  const clerk = await store.holder('claimant', '执法大队')
  const approvedBy = await store.holder('leader', '执法大队')
  const { purchase } = await store.as(
    clerk,
    '紧急采购',
    (unit) =>
      submitEmergency(unit, house, {
        lines: pricedLines(store, wants),
        reason,
        supplierId: store.supplier('城南便民超市'),
        call: { approvedBy, approvedAt, takenBy: store.director, pin: demoPin, note: '同意先行购买，事后补办手续' }
      }),
    { 'K-13': '夜间行动连续作业，返回后补登' }
  )
  return { purchase, clerk }
}

async function unconfirmedEmergency(store: DemoStoreroom): Promise<void> {
  await emergency(store, 1, [['一次性纸杯', 10, 7]], '集中整治行动现场保障')
}

/** Past the period for the paperwork, so that the cost is not reimbursed until it is made up. */
async function lateEmergency(store: DemoStoreroom): Promise<void> {
  const { purchase, clerk } = await emergency(store, 6, [['垃圾袋', 60, 5]], '夜间占道经营集中整治清理现场')
  await store.diary.later(30)
  await order(store, purchase, '城南便民超市', clerk)
}
