import { conflict, invalid, refused } from '../../../kernel/fault'
import { proportionOf } from '../../../kernel/money'
import { K_09 } from '../../../kernel/rules/common'
import { toFinding } from '../../../kernel/rules/rule'
import { Person } from '../../../office/entities'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Issue, IssueLine, IssueRequest, IssueRequestLine, Movement, StockIn } from '../entities/stock'
import { dropTradeIn } from '../scrap/register'
import { itemIn, itemsOf } from '../stock/items'
import { nameOf, postMovement, reverseMovement } from '../stock/post'
import { returnedOf, wornKey, wornOf } from './history'

export interface ReturnInput {
  readonly id: string
  readonly returnedById?: string | undefined
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[]
  readonly remarks?: string | undefined
}

/** Unused goods come back at the cost they went out at; never more than was drawn and not yet brought back. */
export async function returnUnused(unit: UnitOfWork, input: ReturnInput): Promise<{ id: string; number: string }> {
  const issue = await unit.load(Issue, input.id, '领用单')
  const returner = await unit.load(Person, input.returnedById ?? issue.claimantId, '退回人')
  const issueLines = await unit.manager.findBy(IssueLine, { issueId: issue.id })
  const returned = await returnedOf(
    unit.manager,
    issueLines.map((line) => line.id)
  )
  const worn = await wornOf(unit.manager, issueLines)
  const items = await itemsOf(
    unit.manager,
    issueLines.map((line) => line.itemId)
  )
  const id = unit.newId()
  const number = await unit.nextNumber('RK')
  await unit.append(StockIn, {
    id,
    number,
    source: 'returned',
    at: unit.now,
    day: unit.today,
    acceptanceId: null,
    supplierId: null,
    unitId: issue.unitId,
    personId: returner.id,
    handlerId: returner.id,
    keeperId: unit.actor.personId,
    remarks: `退回领用单${issue.number}${input.remarks ? `：${input.remarks}` : ''}`
  })
  for (const [index, { lineId, quantity }] of input.lines.entries()) {
    const path = `lines.${index}.quantity`
    const line = issueLines.find((each) => each.id === lineId)
    if (!line || input.lines.findIndex((each) => each.lineId === lineId) < index)
      throw invalid([{ path, message: '请从领用单上选择退回的物品，每种一行' }])
    const original = await unit.load(Movement, line.movementId, '领用记录')
    const reversed = await unit.manager.existsBy(Movement, { reversalOfId: original.id })
    const item = itemIn(items, line.itemId)
    const left = reversed
      ? 0
      : line.quantity - (returned.get(lineId) ?? 0) - (worn.get(wornKey(issue.id, line.itemId)) ?? 0)
    if (quantity > left)
      throw invalid([{ path, message: `${nameOf(item)}退回数量超过领用后未退的数量，请核对领用单${issue.number}` }])
    await postMovement(unit, {
      kind: 'returned',
      document: { id, number },
      lineNumber: index + 1,
      item,
      quantity,
      valueCents: costOfReturn(original, line.quantity, returned.get(lineId) ?? 0, quantity),
      unitId: issue.unitId,
      personId: returner.id,
      issueLineId: line.id
    })
  }
  unit.about({ type: 'stockIn', id, number })
  return { id, number }
}

/** Cents of a part brought back, so that all parts together come to exactly what the line went out at. */
function costOfReturn(original: Movement, drawn: number, before: number, quantity: number): number {
  const upTo = (part: number) => proportionOf(-original.valueCents, part, drawn)
  return upTo(before + quantity) - upTo(before)
}

/**
 * Reverses an issue line entered by mistake; the request may be issued again and an old one taken in goes back to its
 * owner.
 */
export async function reverseIssueLine(unit: UnitOfWork, lineId: string, reason: string): Promise<{ id: string }> {
  const line = await unit.load(IssueLine, lineId, '领用明细')
  const issue = await unit.load(Issue, line.issueId, '领用单')
  const original = await unit.load(Movement, line.movementId, '领用记录')
  const returned = (await returnedOf(unit.manager, [line.id])).get(line.id) ?? 0
  const worn = (await wornOf(unit.manager, [line])).size > 0
  if (returned > 0 || worn) {
    const message = worn ? '这一行已有用坏交回的，不能冲正' : '这一行已有退库，请先冲正退库记录，再冲正领用记录'
    throw refused([toFinding(K_09, { message, act: 'BLOCK' }, unit.book)])
  }
  const { movement } = await reverseMovement(unit, original, reason)
  const requestLine = await unit.load(IssueRequestLine, line.requestLineId, '领用申请')
  const after = await unit.update(
    IssueRequestLine,
    requestLine,
    { issuedQuantity: requestLine.issuedQuantity - line.quantity },
    '领用申请'
  )
  if (after.issuedQuantity < 0) throw conflict('领用申请')
  const request = await unit.load(IssueRequest, issue.requestId, '领用申请')
  const others = await unit.manager.findBy(IssueRequestLine, { requestId: request.id })
  const anyIssued = others.some((each) => each.issuedQuantity > 0)
  await unit.update(IssueRequest, request, { state: anyIssued ? 'partly' : 'approved' }, '领用申请')
  if (line.tradedIn) await dropTradeIn(unit, line, `领用单${issue.number}冲正，旧物退还`)
  unit.about({ type: 'issue', id: issue.id, number: issue.number })
  return { id: movement.id }
}
