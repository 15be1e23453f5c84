import { forbidden, invalid } from '../../../kernel/fault'
import { K_05 } from '../../../kernel/rules/common'
import type { Application } from '../../../kernel/rules/rule'
import { Approval } from '../../../office/approvals/entities'
import { resubmit } from '../../../office/approvals/service'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { SupplyItem } from '../entities/catalogue'
import { itemIn, itemsOf } from '../stock/items'
import { Purchase, PurchaseLine } from '../entities/purchase'
import { amountOfLines } from '../requisition/acts'
import { isLargeUnitPurchase, SUP_03, SUP_04 } from '../rules/requisitioning'
import { purchaseAt, purchaseLines } from './fulfil'
import { stockRule } from './stockRule'
import { earlierOfUnit } from './submit'

export interface RevisionInput {
  readonly id: string
  readonly version: number
  readonly lines: readonly {
    readonly lineId: string
    /** Thousandths. */
    readonly quantity: number
    readonly unitPriceCents: number
    readonly adjustReason?: string | undefined
  }[]
  readonly recommendation?: string | undefined
  /** What was put right, for the approvers. */
  readonly note: string
}

/**
 * Puts quantities and prices of a returned purchase right and hands it in again; only its applicant. The rules that
 * held when it was submitted hold again (SUP-03, SUP-04, K-05, and of SUP-05 what looks at quantities); a small unit
 * purchase cannot grow past the limit, because its chain is the short one.
 */
export async function revisePurchase(unit: UnitOfWork, house: House, input: RevisionInput): Promise<Purchase> {
  const purchase = await purchaseAt(unit, input.id, input.version, ['returned'])
  if (purchase.applicantId !== unit.actor.personId) throw forbidden('由经办人本人补正')
  const old = await purchaseLines(unit.manager, purchase.id)
  const changed = new Map(input.lines.map((line) => [line.lineId, line]))
  const lines = old.map((line) => {
    const { quantity, unitPriceCents, adjustReason } = changed.get(line.id) ?? line
    return { line, quantity, unitPriceCents, adjustReason: adjustReason ?? null }
  })
  const budgetCents = amountOfLines(lines)
  const approval = await unit.load(Approval, purchase.approvalId ?? '', '审批')
  const items = await itemsOf(
    unit.manager,
    lines.map(({ line }) => line.itemId)
  )
  const stock = await stockRule(
    unit,
    items,
    lines.map(({ line, quantity }) => ({ itemId: line.itemId, quantity }))
  )
  if (purchase.kind === 'consolidated') unit.judge(stock, consolidation(purchase, lines, items))
  else {
    const { limit } = SUP_04.values(unit.book)
    if (approval.kind === 'supplies.purchase' && isLargeUnitPurchase(budgetCents, limit))
      throw invalid([{ path: 'lines', message: `修改后金额达到${limit}元，应附签字申请表另行申请` }])
    unit.judge(
      SUP_04.on({
        stage: 'request',
        budgetCents,
        applicationFiled: purchase.applicationAttachmentId !== null,
        earlier: await earlierOfUnit(unit, purchase.id)
      }),
      stock
    )
  }
  for (const { line, ...fields } of lines) await unit.update(PurchaseLine, line, fields, '采购明细')
  const needsCollective = budgetCents >= K_05.values(unit.book).expenditure * 100
  const { version } = await unit.update(Approval, approval, { amountCents: budgetCents, needsCollective }, '审批')
  await unit.update(
    Purchase,
    purchase,
    { budgetCents, recommendation: input.recommendation ?? purchase.recommendation },
    '采购单'
  )
  await resubmit(unit, house, approval.id, version, input.note)
  return unit.load(Purchase, purchase.id, '采购单')
}

function consolidation(
  purchase: Purchase,
  lines: readonly { readonly line: PurchaseLine; readonly quantity: number; readonly adjustReason: string | null }[],
  items: ReadonlyMap<string, SupplyItem>
): Application {
  return SUP_03.on({
    stage: 'consolidate',
    month: purchase.month,
    // The requisitions it took up stay taken up while it is revised.
    approved: 1,
    undecided: [],
    lines: lines.map(({ line, quantity, adjustReason }) => ({
      itemName: itemIn(items, line.itemId).name,
      requested: line.requestedQuantity ?? 0,
      quantity,
      reason: adjustReason ?? undefined
    }))
  })
}
