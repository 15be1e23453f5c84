import type { EntityManager } from 'typeorm'
import { conflict, forbidden, notNow } from '../../../kernel/fault'
import { amountOf, sumMoney } from '../../../kernel/money'
import type { LocalMonth } from '../../../kernel/localDate'
import { searchKey } from '../../../kernel/searchKey'
import { resubmitCorrected, submitForApproval } from '../../../office/approvals/service'
import { type Approval } from '../../../office/approvals/entities'
import { Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { ApprovalOutcome } from '../../../office/approvals/requestDefinition'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { formatMonth } from '../../../contract/display'
import { itemsInUse } from '../item/acts'
import { stockOnHand } from '../item/rows'
import type { SupplyItem } from '../entities/catalogue'
import { Requisition, RequisitionLine } from '../entities/purchase'
import { openRound, SUP_02 } from '../rules/requisitioning'
import { averageMonthlyConsumption } from '../stock/consumption'

export interface WantedLine {
  readonly itemId: string
  /** Thousandths. */
  readonly quantity: number
  /** Estimated, cents per unit. */
  readonly unitPriceCents: number
  readonly purpose?: string | undefined
}

export interface RequisitionInput {
  /** Left out: the round open today. */
  readonly month?: LocalMonth | undefined
  readonly lines: readonly WantedLine[]
}

/**
 * Hands in the month's requisition of the applicant's unit (SUP-02, SUP-03). An urgent late one stays in the month; the
 * reason given for the warning is kept on the paper.
 */
export async function submitRequisition(unit: UnitOfWork, house: House, input: RequisitionInput): Promise<Requisition> {
  const { personId, unitId } = unit.actor
  if (!personId || !unitId) throw forbidden('申购由各部门正式职工办理')
  const month = input.month ?? openRound(unit.today, unit.book)
  const late = SUP_02.on({ month, today: unit.today })
  unit.judge(late)
  const items = await itemsInUse(
    unit,
    input.lines.map((line) => line.itemId)
  )
  const number = await unit.nextNumber('SG')
  const department = await unit.load(Unit, unitId, '部门')
  const requisition = await unit.insert(Requisition, {
    number,
    unitId,
    applicantId: personId,
    month,
    urgentReason: late.objections(unit.book).length > 0 ? (unit.work.reasons?.['SUP-02'] ?? null) : null,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null,
    purchaseId: null,
    searchKey: searchKey(number, department.name, unit.actor.name, ...[...items.values()].map((item) => item.name))
  })
  unit.about({ type: 'requisition', id: requisition.id, number })
  await writeLines(unit, requisition.id, input.lines)
  const approval = await submitForApproval(unit, house, {
    ledger: 'supplies',
    kind: 'supplies.requisition',
    subjectType: 'requisition',
    subjectId: requisition.id,
    number,
    title: titleOf(department, month, items),
    applicantId: personId,
    unitId,
    amountCents: amountOfLines(input.lines)
  })
  return unit.update(Requisition, requisition, { approvalId: approval.id }, '申购单')
}

/** What the approvers see: whose requisition of which month, for which goods. */
const titleOf = (department: Unit, month: LocalMonth, items: ReadonlyMap<string, SupplyItem>): string =>
  `${department.name}${formatMonth(month)}申购${[...items.values()].map((item) => item.name).join('、')}`.slice(0, 120)

export interface RequisitionRevision {
  readonly id: string
  readonly version: number
  readonly lines: readonly WantedLine[]
  /** What was put right, for the approvers. */
  readonly note: string
}

/** Replaces the lines of a returned requisition and hands it in again; only its applicant. */
export async function reviseRequisition(
  unit: UnitOfWork,
  house: House,
  { id, version, lines, note }: RequisitionRevision
): Promise<Requisition> {
  const requisition = await unit.load(Requisition, id, '申购单')
  if (requisition.version !== version) throw conflict('申购单')
  if (requisition.state !== 'returned') throw notNow('申购单')
  if (requisition.applicantId !== unit.actor.personId) throw forbidden('由经办人本人补正')
  unit.about({ type: 'requisition', id, number: requisition.number })
  const items = await itemsInUse(
    unit,
    lines.map((line) => line.itemId)
  )
  const old = await linesOf(unit.manager, id)
  for (const [index, line] of lines.entries()) {
    const before = old[index]
    const fields = await lineFields(unit, line, index)
    if (before) await unit.update(RequisitionLine, before, fields, '申购明细')
    else await unit.insert(RequisitionLine, { requisitionId: id, ...fields })
  }
  // Rows are never deleted: lines struck out stay with nothing asked for.
  for (const struck of old.slice(lines.length)) await unit.update(RequisitionLine, struck, { quantity: 0 }, '申购明细')
  const department = await unit.load(Unit, requisition.unitId, '部门')
  const key = searchKey(
    requisition.number,
    department.name,
    unit.actor.name,
    ...[...items.values()].map((item) => item.name)
  )
  await unit.update(Requisition, requisition, { searchKey: key }, '申购单')
  const { approvalId, month, unitId } = requisition
  const corrected = { title: titleOf(department, month, items), unitId, amountCents: amountOfLines(lines) }
  await resubmitCorrected(unit, house, approvalId ?? '', { kind: 'supplies.requisition', ...corrected }, note)
  return unit.load(Requisition, id, '申购单')
}

/** What becomes of a requisition when its approval moves. */
export async function onRequisitionOutcome(
  unit: UnitOfWork,
  approval: Approval,
  outcome: ApprovalOutcome
): Promise<void> {
  const requisition = await unit.load(Requisition, approval.subjectId, '申购单')
  if (requisition.state !== outcome) await unit.update(Requisition, requisition, { state: outcome }, '申购单')
}

/** The lines of a requisition that ask for something, in order. */
export async function linesOf(manager: EntityManager, requisitionId: string): Promise<readonly RequisitionLine[]> {
  const lines = await manager.find(RequisitionLine, { where: { requisitionId }, order: { lineNumber: 'ASC' } })
  return lines.filter((line) => line.quantity > 0)
}

/** Total of lines at their estimated prices, in cents. */
export function amountOfLines(lines: readonly Pick<WantedLine, 'quantity' | 'unitPriceCents'>[]): number {
  return sumMoney(lines.map((line) => amountOf(line.quantity, line.unitPriceCents)))
}

async function writeLines(unit: UnitOfWork, requisitionId: string, lines: readonly WantedLine[]): Promise<void> {
  for (const [index, line] of lines.entries())
    await unit.insert(RequisitionLine, { requisitionId, ...(await lineFields(unit, line, index)) })
}

async function lineFields(unit: UnitOfWork, line: WantedLine, index: number) {
  const { itemId, quantity, unitPriceCents, purpose = null } = line
  return {
    lineNumber: index + 1,
    itemId,
    quantity,
    unitPriceCents,
    purpose,
    onHand: (await stockOnHand(unit.manager, [itemId])).get(itemId) ?? 0,
    monthlyUse: (await averageMonthlyConsumption(unit.manager, [itemId], unit.today)).get(itemId) ?? 0
  }
}
