import type { EntityManager } from 'typeorm'
import { holds } from '../../../kernel/actor'
import { conflict, forbidden, invalid, notNow } from '../../../kernel/fault'
import { amountOf, sumMoney } from '../../../kernel/money'
import { K_05 } from '../../../kernel/rules/common'
import type { Application } from '../../../kernel/rules/rule'
import { actorOf } from '../../../office/actors'
import { partiesNamed, twoAreTwo } from '../../../office/approvals/parties'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { collectiveOf } from '../../../office/approvals/collective'
import { Approval } from '../../../office/approvals/entities'
import { unconfirmedOf } from '../../../office/approvals/unconfirmed'
import { Attachment } from '../../../office/entities'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { openReturnsOf } from '../acceptance/returns'
import { dueByLine } from '../acceptance/quantityLeft'
import { isDesignated } from '../supplier/acts'
import { itemsOf } from '../stock/items'
import { Supplier } from '../entities/catalogue'
import { Purchase, PurchaseLine } from '../entities/purchase'
import { SUP_07 } from '../rules/acceptance'
import { SUP_05, SUP_06, SUP_08 } from '../rules/purchasing'
import { SUP_03, SUP_04 } from '../rules/requisitioning'
import { termWarning } from './buyer'
import { designatedSuppliers, quotesOf } from './quotes'

/** The lines of a purchase in order. */
export async function purchaseLines(manager: EntityManager, purchaseId: string): Promise<readonly PurchaseLine[]> {
  return manager.find(PurchaseLine, { where: { purchaseId }, order: { lineNumber: 'ASC' } })
}

export interface OrderInput {
  readonly id: string
  readonly version: number
  readonly supplierId: string
  readonly lines: readonly { readonly lineId: string; readonly dealPriceCents: number }[]
  /** Who of finance takes part, and what the county finance bureau consented by (DK-07 二十六). */
  readonly financeId?: string | undefined
  readonly consentNumber?: string | undefined
  readonly consentOn?: string | undefined
  readonly consentAttachmentId?: string | undefined
}

/**
 * Orders an approved purchase at the prices agreed. The appointed buyer orders; in an emergency the unit itself
 * (SUP-05, SUP-09, DK-03 第五条(2)).
 */
export async function orderPurchase(unit: UnitOfWork, input: OrderInput): Promise<Purchase> {
  const purchase = await purchaseAt(unit, input.id, input.version, ['approved'])
  const supplier = await unit.load(Supplier, input.supplierId, '供应商')
  const lines = await purchaseLines(unit.manager, purchase.id)
  const prices = new Map(input.lines.map((line) => [line.lineId, line.dealPriceCents]))
  const unpriced = lines.findIndex((line) => line.quantity > 0 && !prices.has(line.id))
  if (unpriced >= 0) throw invalid([{ path: `lines.${unpriced}.dealPriceCents`, message: '请填写每一行的成交单价' }])
  const dealCents = sumMoney(lines.map((line) => amountOf(line.quantity, prices.get(line.id) ?? 0)))
  await mustStillHold(unit, purchase.approvalId)
  const within = SUP_03.on({ stage: 'order', budgetCents: purchase.budgetCents, dealCents })
  unit.judge(...(await sumRules(unit, purchase, '成交', dealCents)))
  const buyer = holds(unit.actor, ['buyer'])
  const joint = await jointRules(unit, input, purchase.kind === 'emergency')
  if (purchase.kind === 'emergency') {
    if (!buyer && unit.actor.unitId !== purchase.unitId) throw forbidden('紧急采购由需求单位或采购员办理')
    unit.judge(...joint, within)
  } else {
    const asRecommended = purchase.supplierId === supplier.id
    unit.judge(
      SUP_05.on({
        of: 'buying',
        buyerName: unit.actor.name,
        buyerAppointed: buyer,
        // A consolidated purchase was compared when it was handed in; what was explained then is not asked again.
        quotes:
          purchase.kind === 'unit'
            ? await designatedSuppliers(unit.manager, await quotesOf(unit.manager, purchase.id))
            : undefined,
        supplier: asRecommended ? undefined : { name: supplier.name, designated: isDesignated(supplier, unit.today) }
      }),
      ...joint,
      ...(await termWarning(unit)),
      within
    )
  }
  for (const line of lines)
    await unit.update(PurchaseLine, line, { dealPriceCents: prices.get(line.id) ?? 0 }, '采购明细')
  return unit.update(
    Purchase,
    purchase,
    {
      supplierId: supplier.id,
      buyerId: buyer ? unit.actor.personId : purchase.buyerId,
      dealCents,
      financeId: input.financeId ?? null,
      consentNumber: input.consentNumber ?? null,
      consentOn: input.consentOn ?? null,
      consentAttachmentId: input.consentAttachmentId ?? null,
      orderedOn: unit.today,
      state: 'ordered'
    },
    '采购单'
  )
}

/** The office leads and finance takes part, two people; the county finance bureau has consented (DK-07 二十六). */
async function jointRules(unit: UnitOfWork, input: OrderInput, urgent: boolean): Promise<readonly Application[]> {
  const { financeId, consentNumber, consentOn, consentAttachmentId } = input
  if (consentOn && consentOn > unit.today) throw invalid([{ path: 'consentOn', message: '同意日期不能晚于今天' }])
  if (consentAttachmentId) await unit.load(Attachment, consentAttachmentId, '县财政局同意文件')
  const finance = financeId ? await actorOf(unit.manager, financeId, unit.today) : undefined
  return [
    SUP_05.on({
      of: 'joint',
      urgent,
      finance: finance && { name: finance.name, appointed: holds(finance, ['finance', 'financeHead']) },
      consented: consentNumber !== undefined && consentOn !== undefined
    }),
    ...(await twoAreTwo(
      unit.manager,
      await partiesNamed(unit.manager, [
        { role: urgent ? '采购人' : '采购员', personId: unit.actor.personId },
        { role: '财务参与人', personId: financeId, field: 'financeId' }
      ])
    ))
  ]
}

/**
 * The limits a purchase was approved under, tested again where its sum changes (SUP-04, K-05): beyond the approval by
 * more than the share of the parameter, or over a limit the approval lay below, it needs the approval of that sum.
 */
export async function sumRules(
  unit: UnitOfWork,
  purchase: Purchase,
  act: string,
  cents: number
): Promise<readonly Application[]> {
  const approval = purchase.approvalId ? await unit.manager.findOneBy(Approval, { id: purchase.approvalId }) : null
  const collective = approval ? await collectiveOf(unit.manager, approval.id) : undefined
  const large = K_05.values(unit.book).expenditure * 100
  return [
    SUP_04.on({ stage: 'sum', act, ofUnit: purchase.kind === 'unit', approvedCents: purchase.budgetCents, cents }),
    // What was approved as large has its decision; a sum that grows over the limit has none.
    ...(purchase.budgetCents < large
      ? [
          K_05.on({
            amountCents: cents,
            what: 'expenditure',
            decision: collective && { ...collective, scan: collective.attachmentId !== null },
            headSpokeLast: collective?.headOpinion !== null
          })
        ]
      : [])
  ]
}

export interface InvoiceInput {
  readonly id: string
  readonly version: number
  readonly invoiceNumber: string
  readonly invoiceAttachmentId: string
  readonly itemListAttachmentId: string
}

/** Puts the supplier's invoice and item list to a purchase; finance has to check them (again) afterwards. */
export async function attachInvoice(unit: UnitOfWork, input: InvoiceInput): Promise<Purchase> {
  const purchase = await purchaseAt(unit, input.id, input.version, ['ordered', 'delivered'])
  if (!holds(unit.actor, ['buyer', 'officeDirector']) && unit.actor.personId !== purchase.applicantId)
    throw forbidden('采购票据由采购员或经办人登记')
  const { invoiceNumber, invoiceAttachmentId, itemListAttachmentId } = input
  await unit.load(Attachment, invoiceAttachmentId, '发票')
  await unit.load(Attachment, itemListAttachmentId, '物品清单')
  return unit.update(
    Purchase,
    purchase,
    { invoiceNumber, invoiceAttachmentId, itemListAttachmentId, invoiceCheckedById: null, invoiceCheckedAt: null },
    '采购单'
  )
}

/** Finance compares the invoice's total (cents) with what was accepted at the prices agreed (SUP-08). */
export async function checkInvoice(
  unit: UnitOfWork,
  id: string,
  version: number,
  invoiceCents: number
): Promise<Purchase> {
  const purchase = await purchaseAt(unit, id, version, ['ordered', 'delivered'])
  unit.judge(
    ...(await sumRules(unit, purchase, '发票', invoiceCents)),
    SUP_08.on({
      stage: 'check',
      checkerIsFinance: holds(unit.actor, ['finance', 'financeHead']),
      hasInvoice: purchase.invoiceAttachmentId !== null,
      hasItemList: purchase.itemListAttachmentId !== null,
      invoiceCents,
      acceptedCents: acceptedValue(await purchaseLines(unit.manager, id))
    })
  )
  return unit.update(
    Purchase,
    purchase,
    { invoiceCheckedById: unit.actor.personId, invoiceCheckedAt: unit.now },
    '采购单'
  )
}

/**
 * Closes a purchase: paperwork of an emergency done, nothing open with the supplier, invoice checked (SUP-06, SUP-07,
 * SUP-08).
 */
export async function closePurchase(unit: UnitOfWork, id: string, version: number): Promise<Purchase> {
  const purchase = await purchaseAt(unit, id, version, ['ordered', 'delivered'])
  const lines = await purchaseLines(unit.manager, id)
  const due = await dueByLine(unit.manager, lines)
  const items = await itemsOf(
    unit.manager,
    lines.map((line) => line.itemId)
  )
  const unconfirmed = purchase.approvalId ? await unconfirmedOf(unit.manager, [purchase.approvalId]) : []
  unit.judge(
    SUP_06.on({
      stage: 'close',
      unconfirmed: unconfirmed.map((call) => ({ leader: call.name, dueOn: call.confirmBy ?? unit.today })),
      today: unit.today
    }),
    SUP_07.on({
      stage: 'close',
      openReturns: (await openReturnsOf(unit.manager, id)).map((each) => each.number),
      undelivered: lines.filter((line) => (due.get(line.id) ?? 0) > 0).map((line) => items.get(line.itemId)?.name ?? '')
    }),
    SUP_08.on({
      stage: 'close',
      hasInvoice: purchase.invoiceAttachmentId !== null,
      hasItemList: purchase.itemListAttachmentId !== null,
      checked: purchase.invoiceCheckedAt !== null
    })
  )
  return unit.update(Purchase, purchase, { state: 'closed' }, '采购单')
}

/** What the accepted quantities cost at the prices agreed, in cents. */
export function acceptedValue(
  lines: readonly Pick<PurchaseLine, 'acceptedQuantity' | 'dealPriceCents' | 'unitPriceCents'>[]
): number {
  return sumMoney(lines.map((line) => amountOf(line.acceptedQuantity, line.dealPriceCents ?? line.unitPriceCents)))
}

/** A purchase at the version the caller saw and in a state the act is for; the unit of work is about it from here. */
export async function purchaseAt(
  unit: UnitOfWork,
  id: string,
  version: number,
  states: readonly Purchase['state'][]
): Promise<Purchase> {
  const purchase = await unit.load(Purchase, id, '采购单')
  if (purchase.version !== version) throw conflict('采购单')
  if (!states.includes(purchase.state)) throw notNow('采购单')
  unit.about({ type: 'purchase', id, number: purchase.number })
  return purchase
}
