import { addDays, monthOf } from '../../../kernel/localDate'
import { instantAt } from '../../../kernel/instant'
import { wholeQuantity } from '../../../kernel/quantity'
import type { House } from '../../../office/house'
import { recordAcceptance } from '../acceptance/acts'
import { Purchase, type Requisition } from '../entities/purchase'
import { submitConsolidated } from '../purchase/consolidate'
import {
  acceptedValue,
  attachInvoice,
  checkInvoice,
  closePurchase,
  orderPurchase,
  purchaseLines
} from '../purchase/fulfil'
import { addQuotes } from '../purchase/quotes'
import { submitEmergency, submitUnitPurchase } from '../purchase/submit'
import { submitRequisition } from '../requisition/acts'
import { openRound } from '../rules/requisitioning'
import { demoPin } from '../../../office/demo/accounts'
import { actAs, decideInTurn, demoScan, holderOf } from './acting'
import { demoItems, demoSuppliers } from './catalogue'

type Want = readonly [item: string, count: number, yuan: number]

/** Requisitions and purchases in every state, made by the demo bureau's people through the ledger's own acts. */
export async function demoProcurement(house: House): Promise<void> {
  const keeper = await holderOf(house, 'suppliesKeeper')
  const buyer = await holderOf(house, 'buyer')
  const scene = {
    house,
    keeper,
    buyer,
    items: await demoItems(house, keeper),
    suppliers: await demoSuppliers(house, buyer)
  }
  await closedPurchase(scene)
  await partlyDelivered(scene)
  await inApproval(scene)
  await openRequisitions(scene)
  await unitPurchases(scene)
  await emergencies(scene)
}

interface Scene {
  readonly house: House
  readonly keeper: string
  readonly buyer: string
  readonly items: ReadonlyMap<string, string>
  readonly suppliers: ReadonlyMap<string, string>
}

const wenhui = '云溪县文汇办公用品商行'
const reasons = { 'SUP-03': '其余科室的申购另行汇总，本批先行采购' }

function lines({ items }: Scene, wants: readonly Want[]) {
  return wants.map(([item, count, yuan]) => ({
    itemId: items.get(item) ?? '',
    quantity: wholeQuantity(count),
    unitPriceCents: Math.round(yuan * 100),
    purpose: '日常办公'
  }))
}

async function requisition(
  scene: Scene,
  unitName: string,
  wants: readonly Want[],
  urgent?: string
): Promise<Requisition> {
  const { house } = scene
  const claimant = await holderOf(house, 'claimant', unitName)
  const month = urgent ? { month: monthOf(house.clock.today()) } : {}
  return actAs(
    house,
    claimant,
    '申购',
    (unit) => submitRequisition(unit, house, { ...month, lines: lines(scene, wants) }),
    urgent ? { 'SUP-02': urgent } : {}
  )
}

async function approved(scene: Scene, unitName: string, wants: readonly Want[]): Promise<void> {
  const made = await requisition(scene, unitName, wants)
  await decideInTurn(scene.house, made.approvalId, { opinion: '同意申购' })
}

async function consolidated(scene: Scene, wants: readonly Want[]): Promise<Purchase> {
  const { house, buyer, suppliers } = scene
  const today = house.clock.today()
  const sum = wants.reduce((total, [, count, yuan]) => total + Math.round(count * yuan * 100), 0)
  const month = openRound(today, await house.database.book())
  return actAs(
    house,
    buyer,
    '汇总采购',
    (unit) =>
      submitConsolidated(unit, house, {
        month,
        lines: lines(scene, wants),
        quotes: [...suppliers.values()].slice(0, 3).map((supplierId, index) => ({
          supplierId,
          amountCents: sum + index * 2_600,
          quotedOn: today
        })),
        supplierId: suppliers.get(wenhui),
        recommendation: '三家比价，报价最低，供货及时'
      }),
    reasons
  )
}

/** The row as it stands after the approvals in between. */
const fresh = (house: House, { id }: Pick<Purchase, 'id'>) => house.database.read.findOneByOrFail(Purchase, { id })

async function order({ house, buyer }: Scene, purchase: Purchase, supplierId: string, by = buyer): Promise<Purchase> {
  const own = await purchaseLines(house.database.read, purchase.id)
  const { version } = await fresh(house, purchase)
  const prices = own.map((line) => ({ lineId: line.id, dealPriceCents: line.unitPriceCents }))
  return actAs(
    house,
    by,
    '订购',
    (unit) => orderPurchase(unit, { id: purchase.id, version, supplierId, lines: prices }),
    {
      'SUP-05': '金额较小且急用，本地仅一家有货'
    }
  )
}

async function closedPurchase(scene: Scene): Promise<void> {
  const { house, buyer, keeper, suppliers } = scene
  const wants: readonly Want[] = [
    ['复印纸', 60, 22],
    ['中性笔', 120, 1.5],
    ['中性笔芯', 200, 0.6],
    ['抽纸', 40, 12.5]
  ]
  await approved(scene, '办公室', wants)
  const purchase = await consolidated(scene, wants)
  await decideInTurn(house, purchase.approvalId, { opinion: '同意采购' })
  const ordered = await order(scene, purchase, suppliers.get(wenhui) ?? '')
  const own = await purchaseLines(house.database.read, purchase.id)
  await actAs(house, keeper, '验收', (unit) =>
    recordAcceptance(unit, {
      purchaseId: purchase.id,
      version: ordered.version,
      deliveryNote: 'WH-0081',
      keeperId: keeper,
      supplierAgent: '刘文汇',
      lines: own.map((line) => ({
        lineId: line.id,
        deliveredQuantity: line.quantity,
        acceptedQuantity: line.quantity,
        rejectedQuantity: 0
      }))
    })
  )
  const invoiceAttachmentId = await demoScan(house, buyer, '发票.png')
  const itemListAttachmentId = await demoScan(house, buyer, '物品清单.png')
  const delivered = await fresh(house, purchase)
  const invoiced = await actAs(house, buyer, '登记发票清单', (unit) =>
    attachInvoice(unit, {
      id: purchase.id,
      version: delivered.version,
      invoiceNumber: '24430000000012345678',
      invoiceAttachmentId,
      itemListAttachmentId
    })
  )
  const total = acceptedValue(await purchaseLines(house.database.read, purchase.id))
  const finance = await holderOf(house, 'finance')
  const checked = await actAs(house, finance, '财务核对', (unit) =>
    checkInvoice(unit, purchase.id, invoiced.version, total)
  )
  await actAs(house, buyer, '办结采购', (unit) => closePurchase(unit, purchase.id, checked.version))
}

async function partlyDelivered(scene: Scene): Promise<void> {
  const { house, keeper, suppliers } = scene
  await approved(scene, '市政公用股', [
    ['文件盒', 30, 8.5],
    ['硒鼓', 4, 165]
  ])
  await approved(scene, '法制教育股', [
    ['文件盒', 20, 8.5],
    ['笔记本', 40, 6]
  ])
  const purchase = await consolidated(scene, [
    ['文件盒', 50, 8.5],
    ['硒鼓', 4, 165],
    ['笔记本', 40, 6]
  ])
  await decideInTurn(house, purchase.approvalId, { opinion: '同意，按比价结果办理' })
  const ordered = await order(scene, purchase, suppliers.get(wenhui) ?? '')
  const [boxes, drums] = await purchaseLines(house.database.read, purchase.id)
  if (!boxes || !drums) return
  await actAs(house, keeper, '验收', (unit) =>
    recordAcceptance(unit, {
      purchaseId: purchase.id,
      version: ordered.version,
      deliveryNote: 'WH-0093',
      keeperId: keeper,
      supplierAgent: '刘文汇',
      remarks: '笔记本缺货，供应商承诺补送',
      lines: [
        { lineId: boxes.id, deliveredQuantity: boxes.quantity, acceptedQuantity: boxes.quantity, rejectedQuantity: 0 },
        {
          lineId: drums.id,
          deliveredQuantity: drums.quantity,
          acceptedQuantity: drums.quantity - wholeQuantity(1),
          rejectedQuantity: wholeQuantity(1),
          rejectReason: '型号不符，与送货单所列不一致'
        }
      ]
    })
  )
}

async function inApproval(scene: Scene): Promise<void> {
  await approved(scene, '政工股', [
    ['一次性纸杯', 30, 6.8],
    ['垃圾袋', 40, 4.5]
  ])
  const purchase = await consolidated(scene, [
    ['一次性纸杯', 30, 6.8],
    ['垃圾袋', 40, 4.5]
  ])
  await decideInTurn(scene.house, purchase.approvalId, { opinion: '同意', steps: 1 })
}

async function openRequisitions(scene: Scene): Promise<void> {
  await requisition(scene, '财务审计装备股', [
    ['计算器', 2, 45],
    ['订书钉', 20, 2.5]
  ])
  await approved(scene, '一中队', [
    ['毛巾', 12, 9.8],
    ['香皂', 12, 4.2]
  ])
  const urgent = await requisition(scene, '二中队', [['电水壶', 1, 89]], '值班室电水壶损坏，夜间执勤急需')
  await decideInTurn(scene.house, urgent.approvalId, { opinion: '同意，尽快办理' })
}

async function unitPurchases(scene: Scene): Promise<void> {
  const { house, buyer, suppliers } = scene
  const clerk = await holderOf(house, 'claimant', '环境卫生管理所')
  const applicationAttachmentId = await demoScan(house, clerk, '采购申请表（已签字）.png')
  const large = await actAs(house, clerk, '单位采购申请', (unit) =>
    submitUnitPurchase(unit, house, {
      lines: lines(scene, [
        ['垃圾袋', 120, 4.5],
        ['毛巾', 30, 9.8]
      ]),
      reason: '创卫迎检补充环卫一线用品',
      applicationAttachmentId
    })
  )
  await decideInTurn(house, large.approvalId, { opinion: '同意采购' })
  const { id, version } = await fresh(house, large)
  await actAs(house, buyer, '登记报价', (unit) =>
    addQuotes(unit, id, version, [
      { supplierId: suppliers.get(wenhui) ?? '', amountCents: 82_000, quotedOn: unit.today }
    ])
  )
  const squad = await holderOf(house, 'claimant', '三中队')
  const small = await actAs(house, squad, '单位采购申请', (unit) =>
    submitUnitPurchase(unit, house, { lines: lines(scene, [['笔记本', 20, 6]]), reason: '执法记录用' })
  )
  await decideInTurn(house, small.approvalId, { opinion: '同意' })
  await order(scene, small, suppliers.get(wenhui) ?? '')
}

async function emergencies(scene: Scene): Promise<void> {
  const { house, suppliers } = scene
  const today = house.clock.today()
  const clerk = await holderOf(house, 'claimant', '执法大队')
  const takenBy = await holderOf(house, 'officeDirector')
  const approvedBy = await holderOf(house, 'leader', '执法大队')
  const emergency = (wants: readonly Want[], reason: string, approvedAt: string) =>
    actAs(
      house,
      clerk,
      '紧急采购',
      (unit) =>
        submitEmergency(unit, house, {
          lines: lines(scene, wants),
          reason,
          supplierId: suppliers.get('城南便民超市'),
          call: { approvedBy, approvedAt, takenBy, pin: demoPin, note: '同意先行购买，事后补办手续' }
        }),
      { 'K-13': '夜间行动连续作业，返回后补登' }
    )
  await emergency([['一次性纸杯', 10, 7]], '集中整治行动现场保障', instantAt(addDays(today, -1), '19:20'))
  // Six days ago: past the period for the paperwork, so the cost is not reimbursed until it is made up.
  const { purchase } = await emergency(
    [['垃圾袋', 60, 5]],
    '夜间占道经营集中整治清理现场',
    instantAt(addDays(today, -6), '20:05')
  )
  await order(scene, purchase, suppliers.get('城南便民超市') ?? '', clerk)
}
