import { conflict, invalid } from '../../../kernel/fault'
import { proportionOf } from '../../../kernel/money'
import type { StockValue } from '../../../kernel/movingAverage'
import type { Application } from '../../../kernel/rules/rule'
import type { SignatureInput } from '../../../contract/values'
import { holdersOf } from '../../../office/actors'
import { partiesNamed } from '../../../office/approvals/parties'
import { K_12 } from '../../../kernel/rules/common'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { Person, Unit } from '../../../office/entities'
import { signAll } from '../../../office/signatures'
import { selectRows } from '../../../platform/database/entitySql'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { SupplyItem } from '../entities/catalogue'
import { Issue, IssueLine, IssueOverride, IssueRequest, IssueRequestLine, type Movement } from '../entities/stock'
import { SUP_11, SUP_12, SUP_13, SUP_14, SUP_15, SUP_16, SUP_20 } from '../rules/storeIssue'
import { enterTradeIn } from '../scrap/register'
import { balancesOf, itemIn, itemsOf } from '../stock/items'
import { nameOf, postMovement } from '../stock/post'
import { drawnBefore, isTradeIn, type LeftWith } from './history'
import { groupOf } from '../rules/catalogue'
import { approvalFacts } from './request'

export interface IssueInput {
  readonly requestId: string
  readonly version: number
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly handedIn: number }[]
  readonly signatures: { readonly claimant?: SignatureInput | undefined; readonly keeper?: SignatureInput | undefined }
}

interface LineToIssue {
  readonly requestLine: IssueRequestLine
  readonly item: SupplyItem
  readonly quantity: number
  /** How many old ones came back, thousandths. */
  readonly handedIn: number
  readonly firstIssue: boolean
  /** What the person has of the group, oldest first. */
  readonly held: readonly LeftWith[]
}

/** Hands approved goods over at the counter (SUP-11 to SUP-16, SUP-20); what is left of the request keeps waiting. */
export async function postIssue(
  unit: UnitOfWork,
  input: IssueInput
): Promise<{ id: string; number: string; state: IssueRequest['state'] }> {
  const request = await unit.load(IssueRequest, input.requestId, '领用申请')
  if (request.version !== input.version) throw conflict('领用申请')
  await mustStillHold(unit, request.approvalId)
  const place = await unit.load(Unit, request.unitId, '部门')
  const user = await unit.load(Person, request.userId, '使用人')
  const requestLines = await selectRows(unit.manager, IssueRequestLine, { requestId: request.id }, 'lineNumber')
  const { lines, judgements, stock } = await gatherLines(unit, user, requestLines, input)
  const { claimant, keeper } = input.signatures
  const claimantId = claimant?.personId ?? request.claimantId
  const keeperId = keeper?.personId ?? unit.actor.personId ?? ''
  const claimantName = claimantId === user.id ? user.name : (await unit.load(Person, claimantId, '领用人')).name
  const designated = (await holdersOf(unit.manager, 'claimant', unit.today, { unitId: request.unitId })).includes(
    claimantId
  )
  const keepers = await holdersOf(unit.manager, 'suppliesKeeper', unit.today)
  unit.judge(
    SUP_11.on({
      number: request.number,
      special: lines.some((line) => line.item.special),
      ...(await approvalFacts(unit, request))
    }),
    SUP_12.on({ stage: 'issue', unitName: place.name, claimantName, designated, purpose: request.purpose }),
    ...judgements,
    SUP_15.on({
      claimantSigned: claimant !== undefined,
      keeperSigned: keeper !== undefined,
      keeperAppointed: keepers.includes(keeperId)
    }),
    K_12.on({
      parties: await partiesNamed(unit.manager, [
        { role: '领用人', personId: claimant?.personId },
        { role: '发放人', personId: keeperId, field: 'signatures.keeper' }
      ])
    }),
    SUP_20.on({ unitName: place.name, signed: claimant !== undefined })
  )
  unit.endCheck()
  const id = unit.newId()
  const number = await unit.nextNumber('LY')
  const given = [
    { input: claimant, role: '领用人' },
    { input: keeper, role: '保管员' }
  ].flatMap(({ input: signature, role }) => (signature ? [{ input: signature, role }] : []))
  const signed = new Map(
    (await signAll(unit, given, { type: 'issue', id })).map((signature) => [signature.role, signature.id])
  )
  await unit.append(Issue, {
    id,
    number,
    requestId: request.id,
    unitId: request.unitId,
    claimantId,
    userId: request.userId,
    keeperId,
    purpose: request.purpose,
    at: unit.now,
    day: unit.today,
    claimantSignatureId: signed.get('领用人') ?? null,
    keeperSignatureId: signed.get('保管员') ?? null
  })
  for (const [index, line] of lines.entries()) await issueLine(unit, { id, number }, request, line, index, stock)
  const issuedNow = new Map(lines.map((line) => [line.requestLine.id, line.quantity]))
  const done = requestLines.every((line) => line.issuedQuantity + (issuedNow.get(line.id) ?? 0) >= line.quantity)
  const after = await unit.update(IssueRequest, request, { state: done ? 'issued' : 'partly' }, '领用申请')
  unit.about({ type: 'issue', id, number })
  return { id, number, state: after.state }
}

async function gatherLines(
  unit: UnitOfWork,
  user: Person,
  requestLines: readonly IssueRequestLine[],
  input: IssueInput
): Promise<{ lines: readonly LineToIssue[]; judgements: readonly Application[]; stock: Map<string, StockValue> }> {
  const items = await itemsOf(
    unit.manager,
    requestLines.map((line) => line.itemId)
  )
  const balances = await balancesOf(unit.manager, [...items.keys()])
  const stock = new Map(
    [...items.keys()].map((id) => [
      id,
      { quantity: balances.get(id)?.quantity ?? 0, value: balances.get(id)?.valueCents ?? 0 }
    ])
  )
  const lines: LineToIssue[] = []
  const judgements: Application[] = []
  const askedBack = new Map<string, number>()
  for (const [index, { lineId, quantity, handedIn }] of input.lines.entries()) {
    const requestLine = requestLines.find((line) => line.id === lineId)
    if (!requestLine) throw invalid([{ path: `lines.${index}.lineId`, message: '这一行不在领用申请上，请刷新后重试' }])
    if (lines.some((line) => line.requestLine.id === lineId))
      throw invalid([{ path: `lines.${index}.lineId`, message: '同一行重复填写，请合并' }])
    const item = itemIn(items, requestLine.itemId)
    const { lastIssuedOn, firstIssue, held } = await drawnBefore(unit.manager, item, user.id)
    // Two specs of one group in one issue do not ask for the same old one twice.
    const before = askedBack.get(groupOf(item)) ?? 0
    const still = Math.max(0, held.reduce((sum, { left }) => sum + left, 0) - before)
    askedBack.set(groupOf(item), before + Math.min(quantity, still))
    const refill =
      item.refillItemId && lastIssuedOn
        ? (await itemsOf(unit.manager, [item.refillItemId])).get(item.refillItemId)
        : undefined
    const itemName = nameOf(item)
    judgements.push(
      SUP_13.on({
        itemName,
        userName: user.name,
        interval: item.intervalRule,
        lastIssuedOn,
        refillName: refill && nameOf(refill),
        today: unit.today,
        override: lastIssuedOn && (await overrideOf(unit, lineId)),
        stage: 'issue',
        field: `lines.${index}.quantity`
      }),
      SUP_14.on({
        itemName,
        userName: user.name,
        measure: item.measure,
        tradeIn: isTradeIn(item),
        quantity,
        held: still,
        handedIn,
        field: `lines.${index}.handedIn`
      }),
      SUP_16.on({
        itemName,
        measure: item.measure,
        asked: quantity,
        approved: requestLine.quantity - requestLine.issuedQuantity,
        onHand: stock.get(item.id)?.quantity ?? 0,
        field: `lines.${index}.quantity`
      })
    )
    lines.push({ requestLine, item, quantity, handedIn: isTradeIn(item) ? handedIn : 0, firstIssue, held })
  }
  return { lines, judgements, stock }
}

/** Why the office director lets the line pass its interval, if so; the last word counts. */
async function overrideOf(unit: UnitOfWork, requestLineId: string): Promise<string | undefined> {
  return (await selectRows(unit.manager, IssueOverride, { requestLineId }, 'id')).at(-1)?.reason
}

async function issueLine(
  unit: UnitOfWork,
  document: { readonly id: string; readonly number: string },
  request: IssueRequest,
  line: LineToIssue,
  index: number,
  stock: Map<string, StockValue>
): Promise<void> {
  const { item, quantity, requestLine } = line
  const movement: Movement = await postMovement(unit, {
    kind: 'issue',
    document,
    lineNumber: index + 1,
    item,
    quantity,
    unitId: request.unitId,
    personId: request.userId,
    stock: stock.get(item.id) ?? { quantity: 0, value: 0 },
    field: `lines.${index}.quantity`
  })
  stock.set(item.id, { quantity: movement.balanceQuantity, value: movement.balanceValueCents })
  await unit.append(IssueLine, {
    issueId: document.id,
    requestLineId: requestLine.id,
    movementId: movement.id,
    itemId: item.id,
    userId: request.userId,
    day: unit.today,
    quantity,
    tradedIn: line.handedIn > 0,
    handedIn: line.handedIn > 0 ? line.handedIn : null,
    firstIssue: line.firstIssue
  })
  await unit.update(
    IssueRequestLine,
    requestLine,
    { issuedQuantity: requestLine.issuedQuantity + quantity },
    '领用申请'
  )
  if (line.handedIn === 0) return
  await enterTradeIn(unit, {
    item,
    handedIn: line.handedIn,
    held: line.held,
    unitPriceCents: proportionOf(-movement.valueCents, 1000, quantity),
    formerUserId: request.userId,
    formerUnitId: request.unitId,
    issueId: document.id
  })
}
