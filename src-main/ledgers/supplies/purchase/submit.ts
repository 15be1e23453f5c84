import { In, MoreThanOrEqual, Not } from 'typeorm'
import { K_05 } from '../../../kernel/rules/common'
import { forbidden, notNow } from '../../../kernel/fault'
import { addDays, monthOf, type LocalMonth } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import { Approval } from '../../../office/approvals/entities'
import { submitForApproval } from '../../../office/approvals/service'
import { approveByTelephone, type TelephoneCall } from '../../../office/approvals/telephone'
import { decidersOfNew } from '../../../office/approvals/candidates'
import { stepsToday } from '../../../office/approvals/flows'
import { Attachment, Unit } from '../../../office/entities'
import type { House, Reading } from '../../../office/house'
import type { ApprovalOutcome, RequestDefinition } from '../../../office/approvals/requestDefinition'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { itemsInUse } from '../item/acts'
import { Supplier, type SupplyItem } from '../entities/catalogue'
import { Purchase, PurchaseLine, Requisition } from '../entities/purchase'
import { emergencyPurchaseFlow } from './flows'
import { amountOfLines, type WantedLine } from '../requisition/acts'
import { stockRule } from './stockRule'
import { SUP_06 } from '../rules/purchasing'
import { isLargeUnitPurchase, SUP_04 } from '../rules/requisitioning'

interface NewPurchase {
  readonly kind: Purchase['kind']
  readonly flow: string
  readonly month: LocalMonth
  readonly title: string
  readonly buyerId: string | null
  readonly supplierId: string | null
  readonly recommendation: string | null
  readonly reason: string | null
  readonly applicationAttachmentId: string | null
  readonly items: ReadonlyMap<string, SupplyItem>
  readonly lines: readonly Pick<
    PurchaseLine,
    'itemId' | 'quantity' | 'unitPriceCents' | 'requestedQuantity' | 'adjustReason' | 'onHand' | 'monthlyUse'
  >[]
}

/**
 * Writes a purchase of the signed-in person with its lines and hands it in; large sums wait for a collective decision
 * (K-05).
 */
export async function openPurchase(unit: UnitOfWork, house: House, plan: NewPurchase): Promise<Purchase> {
  const { personId, unitId, name } = unit.actor
  if (!personId || !unitId) throw forbidden('采购由正式职工申请')
  const budgetCents = amountOfLines(plan.lines)
  const number = await unit.nextNumber('CG')
  const names = [...plan.items.values()].map((item) => item.name)
  const department = await unit.load(Unit, unitId, '单位')
  const purchase = await unit.insert(Purchase, {
    number,
    kind: plan.kind,
    month: plan.month,
    submittedOn: unit.today,
    applicantId: personId,
    unitId,
    buyerId: plan.buyerId,
    budgetCents,
    dealCents: null,
    supplierId: plan.supplierId,
    recommendation: plan.recommendation,
    applicationAttachmentId: plan.applicationAttachmentId,
    state: 'pending',
    approvalId: null,
    orderedOn: null,
    financeId: null,
    consentNumber: null,
    consentOn: null,
    consentAttachmentId: null,
    invoiceNumber: null,
    invoiceAttachmentId: null,
    itemListAttachmentId: null,
    invoiceCheckedById: null,
    invoiceCheckedAt: null,
    reason: plan.reason,
    searchKey: searchKey(number, department.name, name, ...names)
  })
  unit.about({ type: 'purchase', id: purchase.id, number })
  for (const [index, line] of plan.lines.entries())
    await unit.insert(PurchaseLine, {
      ...line,
      purchaseId: purchase.id,
      lineNumber: index + 1,
      dealPriceCents: null,
      deliveredQuantity: 0,
      acceptedQuantity: 0
    })
  const approval = await submitForApproval(unit, house, {
    ledger: 'supplies',
    kind: plan.flow,
    subjectType: 'purchase',
    subjectId: purchase.id,
    number,
    title: `${plan.title}：${names.join('、')}`.slice(0, 120),
    applicantId: personId,
    unitId,
    amountCents: budgetCents,
    needsCollective: budgetCents >= K_05.values(unit.book).expenditure * 100
  })
  return unit.update(Purchase, purchase, { approvalId: approval.id }, '采购单')
}

export interface UnitPurchaseInput {
  readonly lines: readonly WantedLine[]
  readonly reason: string
  readonly applicationAttachmentId?: string | undefined
}

/** What the unit of whoever acts has asked for by itself in the days of SUP-04 before, ended requests left out. */
export async function earlierOfUnit(
  unit: UnitOfWork,
  own?: string
): Promise<readonly { readonly number: string; readonly cents: number }[]> {
  const since = addDays(unit.today, -SUP_04.values(unit.book).splitDays)
  const rows = await unit.manager.find(Purchase, {
    where: {
      kind: 'unit',
      unitId: unit.actor.unitId ?? '',
      submittedOn: MoreThanOrEqual(since),
      state: Not(In(['refused', 'withdrawn', 'cancelled']))
    },
    order: { number: 'ASC' }
  })
  return rows
    .filter(({ id }) => id !== own)
    .map(({ number, budgetCents, dealCents }) => ({ number, cents: dealCents ?? budgetCents }))
}

/**
 * A unit asks the office to buy for it: from the limit on with a signed application and the long chain, under it with
 * the item list alone (SUP-04).
 */
export async function submitUnitPurchase(unit: UnitOfWork, house: House, input: UnitPurchaseInput): Promise<Purchase> {
  const { lines, reason, applicationAttachmentId = null } = input
  const items = await itemsOfLines(unit, lines)
  const budgetCents = amountOfLines(lines)
  if (applicationAttachmentId) await unit.load(Attachment, applicationAttachmentId, '签字的采购申请表')
  unit.judge(
    SUP_04.on({
      stage: 'request',
      budgetCents,
      applicationFiled: applicationAttachmentId !== null,
      earlier: await earlierOfUnit(unit)
    }),
    await stockRule(unit, items, lines)
  )
  return openPurchase(unit, house, {
    kind: 'unit',
    flow: isLargeUnitPurchase(budgetCents, SUP_04.values(unit.book).limit)
      ? 'supplies.unitPurchase'
      : 'supplies.purchase',
    month: monthOf(unit.today),
    title: '单位采购',
    buyerId: null,
    supplierId: null,
    recommendation: null,
    reason,
    applicationAttachmentId,
    items,
    lines: lines.map(plainLine)
  })
}

/** Who may say yes by telephone to an emergency purchase of whoever asks, as of today. */
export const emergencyDeciders = async (reading: Reading): Promise<readonly string[]> =>
  decidersOfNew(reading, await stepsToday(reading, emergencyPurchaseFlow, []))

export interface EmergencyInput {
  readonly lines: readonly WantedLine[]
  readonly reason?: string | undefined
  readonly supplierId?: string | undefined
  readonly call: TelephoneCall
}

/**
 * A purchase made on a leader's word by telephone; gives the day by which the leader has to confirm it (SUP-06, K-03).
 */
export async function submitEmergency(
  unit: UnitOfWork,
  house: House,
  input: EmergencyInput
): Promise<{ purchase: Purchase; confirmBy: string | null }> {
  const { lines, reason = '', supplierId = null, call } = input
  const items = await itemsOfLines(unit, lines)
  if (supplierId) await unit.load(Supplier, supplierId, '供应商')
  const called = Boolean(call.approvedBy && call.approvedAt && call.takenBy)
  unit.judge(SUP_06.on({ stage: 'submit', reason, called }))
  const purchase = await openPurchase(unit, house, {
    kind: 'emergency',
    flow: 'supplies.emergencyPurchase',
    month: monthOf(unit.today),
    title: '紧急采购',
    buyerId: null,
    supplierId,
    recommendation: null,
    reason,
    applicationAttachmentId: null,
    items,
    lines: lines.map(plainLine)
  })
  // A live check goes on without the call, to show what else is missing; there is nothing to record then.
  if (!called) return { purchase, confirmBy: null }
  const approval = await unit.load(Approval, purchase.approvalId ?? '', '审批')
  const { dueOn } = await approveByTelephone(unit, house, approval.id, approval.version, call)
  return { purchase: await unit.load(Purchase, purchase.id, '采购单'), confirmBy: dueOn }
}

/** What becomes of a purchase when its approval moves. Refused or withdrawn, it gives its requisitions free again. */
export async function onPurchaseOutcome(unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome): Promise<void> {
  const purchase = await unit.load(Purchase, approval.subjectId, '采购单')
  if (purchase.state === outcome) return
  if (!['pending', 'returned'].includes(purchase.state)) throw notNow('采购单')
  await unit.update(Purchase, purchase, { state: outcome }, '采购单')
  if (outcome === 'refused' || outcome === 'withdrawn') await freeRequisitions(unit, purchase)
}

/** An approved purchase not yet ordered can be cancelled or runs out; its requisitions can then be bought for anew. */
export const purchaseCancelling: RequestDefinition['cancelling'] = {
  stillToDo: async (manager, subjectId) => (await manager.countBy(Purchase, { id: subjectId, state: 'approved' })) > 0,
  onCancelled: async (unit, { subjectId }) => {
    const purchase = await unit.load(Purchase, subjectId, '采购单')
    await unit.update(Purchase, purchase, { state: 'cancelled' }, '采购单')
    await freeRequisitions(unit, purchase)
  }
}

/** An approved requisition no purchase has taken up yet. */
export const requisitionCancelling: RequestDefinition['cancelling'] = {
  stillToDo: async (manager, subjectId) =>
    (await manager.countBy(Requisition, { id: subjectId, state: 'approved' })) > 0,
  onCancelled: async (unit, { subjectId }) => {
    await unit.update(Requisition, await unit.load(Requisition, subjectId, '申购单'), { state: 'cancelled' }, '申购单')
  }
}

async function freeRequisitions(unit: UnitOfWork, purchase: Purchase): Promise<void> {
  for (const requisition of await unit.manager.findBy(Requisition, { purchaseId: purchase.id }))
    await unit.update(Requisition, requisition, { state: 'approved', purchaseId: null }, '申购单')
}

const plainLine = ({ itemId, quantity, unitPriceCents }: WantedLine) => ({
  itemId,
  quantity,
  unitPriceCents,
  requestedQuantity: null,
  adjustReason: null,
  onHand: null,
  monthlyUse: null
})

const itemsOfLines = (unit: UnitOfWork, lines: readonly WantedLine[]) =>
  itemsInUse(
    unit,
    lines.map((line) => line.itemId)
  )
