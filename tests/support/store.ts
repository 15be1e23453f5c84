import { AuditEntry } from '@main/platform/database/auditEntities'
import type { Person, Unit } from '@main/office/entities'
import { IssueRequest, IssueRequestLine, Movement } from '@main/ledgers/supplies/entities/stock'
import { Acceptance, AcceptanceLine, Holding, Purchase, PurchaseLine } from '@main/ledgers/supplies/entities/purchase'
import { postIssue } from '@main/ledgers/supplies/issue/post'
import { submitIssueRequest } from '@main/ledgers/supplies/issue/request'
import { openStock } from '@main/ledgers/supplies/stock/receive'
import type { TestHouse } from './house'
import { aBureau, aPerson, arranging, aUnit } from './people'
import { readingAs } from './ledgerActs'
import { actingIn, approveThrough } from './supplies'
import { penOf } from './pen'

export { penOf, readingAs }

/** The people around a storeroom: an office with its posts and one unit that draws goods. */
export interface StoreCast {
  readonly office: Unit
  readonly unit: Unit
  readonly director: Person
  readonly keeper: Person
  readonly finance: Person
  readonly leader: Person
  readonly unitHead: Person
  readonly claimant: Person
  readonly clerk: Person
}

/**
 * Sets up the bureau with its office, keeper, finance, leaders and a unit with head, designated claimant and a clerk.
 */
export async function aStoreCast(house: TestHouse): Promise<StoreCast> {
  await aBureau(house)
  const office = await aUnit(house, { name: '办公室' })
  const unit = await aUnit(house, { name: '市容管理股' })
  const director = await aPerson(house, { name: '谢主任', unitId: office.id, posts: ['officeDirector', 'unitHead'] })
  const keeper = await aPerson(house, { name: '罗保管', unitId: office.id, posts: ['suppliesKeeper'] })
  const finance = await aPerson(house, { name: '吕会计', unitId: office.id, posts: ['finance'] })
  const leader = await aPerson(house, {
    name: '陆局长',
    posts: [
      { post: 'leader', unitId: unit.id },
      { post: 'leader', unitId: office.id }
    ]
  })
  const unitHead = await aPerson(house, { name: '曾股长', unitId: unit.id, posts: ['unitHead'] })
  const claimant = await aPerson(house, { name: '易水寒', unitId: unit.id, posts: ['claimant'] })
  const clerk = await aPerson(house, { name: '任平生', unitId: unit.id })
  return { office, unit, director, keeper, finance, leader, unitHead, claimant, clerk }
}

/** Goods on the shelf from the beginning: thousandths and cents. */
export async function stocked(
  house: TestHouse,
  cast: StoreCast,
  itemId: string,
  quantity: number,
  valueCents: number
): Promise<void> {
  await actingIn(house, cast.keeper, (unit) => openStock(unit, [{ itemId, quantity, valueCents }], null))
}

/** An approved request of the cast's clerk for the given goods, drawn by the unit's claimant. */
export async function anApprovedRequest(
  house: TestHouse,
  cast: StoreCast,
  lines: readonly { readonly itemId: string; readonly quantity: number }[],
  reasons: Readonly<Record<string, string>> = {}
): Promise<{ request: IssueRequest; lines: readonly IssueRequestLine[] }> {
  const { id, approvalId } = await actingIn(
    house,
    cast.clerk,
    (unit) =>
      submitIssueRequest(unit, house, {
        claimantId: cast.claimant.id,
        userId: cast.clerk.id,
        purpose: '日常办公',
        lines
      }),
    // One person draws the same goods again and again here; what is about that says none.
    { 'SUP-12': '另有用途', ...reasons }
  )
  await approveThrough(house, approvalId)
  return requestWithLines(house, id)
}

/** A request as it stands, with its lines in order. */
export async function requestWithLines(
  house: TestHouse,
  id: string
): Promise<{ request: IssueRequest; lines: readonly IssueRequestLine[] }> {
  const request = await house.database.read.findOneByOrFail(IssueRequest, { id })
  return {
    request,
    lines: await house.database.read.find(IssueRequestLine, { where: { requestId: id }, order: { lineNumber: 'ASC' } })
  }
}

export interface CounterPlan {
  readonly quantity?: number
  /** Old ones that come back, thousandths. */
  readonly handedIn?: number
  readonly claimant?: Pick<Person, 'id'> | null
  readonly keeper?: Pick<Person, 'id'> | null
  readonly reasons?: Readonly<Record<string, string>>
}

/** Issues what a request still asks (or `quantity` of its first line) at the counter, both signing with the pen. */
export async function issueAtCounter(house: TestHouse, cast: StoreCast, requestId: string, plan: CounterPlan = {}) {
  const { request, lines } = await requestWithLines(house, requestId)
  const { claimant = cast.claimant, keeper = cast.keeper, handedIn = 0 } = plan
  const signatures = {
    ...(claimant ? { claimant: penOf(claimant) } : {}),
    ...(keeper ? { keeper: penOf(keeper) } : {})
  }
  const wanted =
    plan.quantity === undefined ? lines.filter((line) => line.quantity > line.issuedQuantity) : lines.slice(0, 1)
  return actingIn(
    house,
    cast.keeper,
    (unit) =>
      postIssue(unit, {
        requestId,
        version: request.version,
        lines: wanted.map((line) => ({
          lineId: line.id,
          quantity: plan.quantity ?? line.quantity - line.issuedQuantity,
          handedIn
        })),
        signatures
      }),
    plan.reasons,
    '领用发放'
  )
}

/** A request handed in, approved and issued for the cast's clerk. */
export async function drawn(
  house: TestHouse,
  cast: StoreCast,
  itemId: string,
  quantity: number,
  plan: CounterPlan = {}
) {
  const { request } = await anApprovedRequest(house, cast, [{ itemId, quantity }])
  return issueAtCounter(house, cast, request.id, plan)
}

/** Goods bought and accepted today that wait in the holding area, of one item. */
export async function anAcceptance(
  house: TestHouse,
  cast: StoreCast,
  itemId: string,
  quantity: number,
  unitPriceCents: number
) {
  const mark = house.newId().slice(-6)
  return arranging(house, async (unit) => {
    const purchase = await unit.insert(Purchase, {
      number: `CG-${mark}`,
      kind: 'consolidated',
      month: '2026-09',
      submittedOn: '2026-09-01',
      applicantId: cast.keeper.id,
      unitId: cast.office.id,
      buyerId: null,
      budgetCents: 0,
      dealCents: null,
      supplierId: null,
      recommendation: null,
      applicationAttachmentId: null,
      state: 'delivered',
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
      reason: null,
      searchKey: ''
    })
    const line = await unit.insert(PurchaseLine, {
      purchaseId: purchase.id,
      lineNumber: 1,
      itemId,
      quantity,
      unitPriceCents,
      dealPriceCents: null,
      deliveredQuantity: quantity,
      acceptedQuantity: quantity,
      requestedQuantity: null,
      adjustReason: null,
      onHand: null,
      monthlyUse: null
    })
    const acceptance = await unit.append(Acceptance, {
      number: `YS-${mark}`,
      purchaseId: purchase.id,
      supplierId: null,
      deliveryNote: 'S1',
      at: unit.now,
      day: unit.today,
      accepterId: cast.clerk.id,
      keeperId: cast.keeper.id,
      supplierAgent: null,
      remarks: null
    })
    const accepted = await unit.append(AcceptanceLine, {
      acceptanceId: acceptance.id,
      purchaseLineId: line.id,
      itemId,
      deliveredQuantity: quantity,
      acceptedQuantity: quantity,
      rejectedQuantity: 0,
      rejectReason: null,
      unitPriceCents
    })
    const holding = await unit.insert(Holding, {
      acceptanceLineId: accepted.id,
      itemId,
      acceptedOn: unit.today,
      quantity,
      unitPriceCents
    })
    return { acceptance, accepted, holding }
  })
}

/** What must not change when an act is refused: movements and the length of the audit chain. */
export async function footprint(house: TestHouse): Promise<{ movements: number; entries: number }> {
  return {
    movements: await house.database.read.count(Movement),
    entries: await house.database.read.countBy(AuditEntry, { chain: 'supplies' })
  }
}
