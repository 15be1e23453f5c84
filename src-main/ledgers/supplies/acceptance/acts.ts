import type { PenStrokes } from '../../../contract/pen'
import type { SignatureInput } from '../../../contract/values'
import { invalid } from '../../../kernel/fault'
import { holdersOf } from '../../../office/actors'
import { partiesNamed, twoAreTwo } from '../../../office/approvals/parties'
import { Person, Signature } from '../../../office/entities'
import { sign, signAsOutsider } from '../../../office/signatures'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { itemsOf } from '../stock/items'
import { Acceptance, AcceptanceLine, Holding, PurchaseLine, SupplierReturn } from '../entities/purchase'
import { purchaseAt, purchaseLines } from '../purchase/fulfil'
import { SUP_07 } from '../rules/acceptance'
import { refreshDelivery } from './returns'
import { exchangedByLine } from './quantityLeft'

/** In what role each signs an acceptance, as its form labels them. */
export const acceptanceRoles = { accepter: '验收人', keeper: '保管员', supplierAgent: '供应商代表' } as const

export interface AcceptanceInput {
  readonly purchaseId: string
  readonly version: number
  readonly deliveryNote: string
  readonly keeperId: string
  readonly supplierAgent?: string | undefined
  readonly remarks?: string | undefined
  /**
   * The keeper who takes the goods, and a pen picture of the supplier's agent who brought them; on paper where absent.
   */
  readonly signatures?:
    { readonly keeper?: SignatureInput | undefined; readonly supplierAgent?: PenStrokes | undefined } | undefined
  readonly lines: readonly {
    readonly lineId: string
    /** Thousandths. */
    readonly deliveredQuantity: number
    readonly acceptedQuantity: number
    readonly rejectedQuantity: number
    readonly rejectReason?: string | undefined
  }[]
}

/**
 * Accepts one delivery against its note, the signed-in person signing as accepter. Accepted goods go to the holding
 * area for stocking today (SUP-10); rejected ones open a return (SUP-07).
 */
export async function recordAcceptance(unit: UnitOfWork, input: AcceptanceInput): Promise<Acceptance> {
  const purchase = await purchaseAt(unit, input.purchaseId, input.version, ['ordered', 'delivered'])
  const { actor } = unit
  const keeper = await unit.load(Person, input.keeperId, '保管员')
  const lines = await matchedLines(unit, purchase.id, input)
  const exchanged = await exchangedByLine(
    unit.manager,
    lines.map(({ line }) => line.id)
  )
  const items = await itemsOf(
    unit.manager,
    lines.map(({ line }) => line.itemId)
  )
  unit.judge(
    SUP_07.on({
      stage: 'accept',
      accepterIsBuyer: actor.personId !== null && actor.personId === purchase.buyerId,
      keeperAppointed: (await holdersOf(unit.manager, 'suppliesKeeper', unit.today)).includes(keeper.id),
      lines: lines.map(({ line, delivered }) => ({
        itemName: items.get(line.itemId)?.name ?? '',
        ordered: line.quantity,
        deliveredBefore: line.deliveredQuantity - (exchanged.get(line.id) ?? 0),
        delivered: delivered.deliveredQuantity,
        accepted: delivered.acceptedQuantity,
        rejected: delivered.rejectedQuantity,
        rejectReason: delivered.rejectReason
      }))
    }),
    // DK-03 第四条(3) has the delivery checked, DK-04 一 六5 has it kept: two people.
    ...(await twoAreTwo(
      unit.manager,
      await partiesNamed(unit.manager, [
        { role: acceptanceRoles.accepter, personId: actor.personId },
        { role: acceptanceRoles.keeper, personId: keeper.id, field: 'keeperId' }
      ])
    ))
  )
  // Holds even where the bureau has lowered the rule: the entry itself must add up.
  const unequal = lines.findIndex(
    ({ delivered }) => delivered.acceptedQuantity + delivered.rejectedQuantity !== delivered.deliveredQuantity
  )
  if (unequal >= 0)
    throw invalid([{ path: `lines.${unequal}.acceptedQuantity`, message: '合格与不合格之和应等于实到数量' }])
  const number = await unit.nextNumber('CYS')
  const acceptance = await unit.append(Acceptance, {
    number,
    purchaseId: purchase.id,
    supplierId: purchase.supplierId,
    deliveryNote: input.deliveryNote,
    at: unit.now,
    day: unit.today,
    accepterId: actor.personId ?? '',
    keeperId: keeper.id,
    supplierAgent: input.supplierAgent ?? null,
    remarks: input.remarks ?? null
  })
  unit.about({ type: 'acceptance', id: acceptance.id, number })
  await signAcceptance(unit, acceptance, input)
  for (const { line, delivered } of lines) await recordLine(unit, acceptance, line, delivered)
  await refreshDelivery(unit, purchase)
  return acceptance
}

/**
 * DK-03 第四条(3): who checked the delivery signs for it by being signed in; the keeper and the supplier's agent sign
 * beside.
 */
async function signAcceptance(
  unit: UnitOfWork,
  { id, keeperId }: Acceptance,
  { signatures, supplierAgent }: AcceptanceInput
): Promise<void> {
  const { actor } = unit
  const subject = { type: 'acceptance', id }
  await unit.append(Signature, {
    at: unit.now,
    personId: actor.personId,
    name: actor.name,
    role: acceptanceRoles.accepter,
    method: 'session',
    attachmentId: null,
    subjectType: subject.type,
    subjectId: id
  })
  const keeper = signatures?.keeper
  if (keeper && keeper.personId !== keeperId)
    throw invalid([{ path: 'signatures.keeper', message: '应由接收物品的保管员本人签字' }])
  if (keeper) await sign(unit, keeper, acceptanceRoles.keeper, subject)
  if (!signatures?.supplierAgent) return
  if (!supplierAgent) throw invalid([{ path: 'supplierAgent', message: '供应商代表已签名，请填写姓名' }])
  await signAsOutsider(unit, supplierAgent, signatures.supplierAgent, acceptanceRoles.supplierAgent, subject)
}

type Delivered = AcceptanceInput['lines'][number]

async function recordLine(
  unit: UnitOfWork,
  acceptance: Acceptance,
  line: PurchaseLine,
  delivered: Delivered
): Promise<void> {
  const { deliveredQuantity, acceptedQuantity, rejectedQuantity, rejectReason = null } = delivered
  const unitPriceCents = line.dealPriceCents ?? line.unitPriceCents
  const accepted = await unit.append(AcceptanceLine, {
    acceptanceId: acceptance.id,
    purchaseLineId: line.id,
    itemId: line.itemId,
    deliveredQuantity,
    acceptedQuantity,
    rejectedQuantity,
    rejectReason,
    unitPriceCents
  })
  await unit.update(
    PurchaseLine,
    line,
    {
      deliveredQuantity: line.deliveredQuantity + deliveredQuantity,
      acceptedQuantity: line.acceptedQuantity + acceptedQuantity
    },
    '采购明细'
  )
  if (acceptedQuantity > 0)
    await unit.insert(Holding, {
      acceptanceLineId: accepted.id,
      itemId: line.itemId,
      acceptedOn: acceptance.day,
      quantity: acceptedQuantity,
      unitPriceCents
    })
  if (rejectedQuantity > 0)
    await unit.insert(SupplierReturn, {
      number: await unit.nextNumber('CTH'),
      acceptanceLineId: accepted.id,
      supplierId: acceptance.supplierId,
      itemId: line.itemId,
      quantity: rejectedQuantity,
      reason: rejectReason ?? '',
      openedOn: unit.today,
      state: 'open',
      closedOn: null,
      outcome: null
    })
}

async function matchedLines(unit: UnitOfWork, purchaseId: string, input: AcceptanceInput) {
  const ordered = new Map((await purchaseLines(unit.manager, purchaseId)).map((line) => [line.id, line]))
  return input.lines.map((delivered, index) => {
    const line = ordered.get(delivered.lineId)
    if (!line) throw invalid([{ path: `lines.${index}.lineId`, message: '这一行不在采购单中，或重复填写' }])
    ordered.delete(line.id)
    return { line, delivered }
  })
}
