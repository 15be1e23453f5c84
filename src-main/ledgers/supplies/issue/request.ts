import { In, Not } from 'typeorm'
import { rowsWith } from '../../../platform/database/readRows'
import { K_02 } from '../../../kernel/rules/common'
import { citeFor } from '../../../kernel/rules/regulation'
import { holds } from '../../../kernel/actor'
import { conflict, forbidden, invalid, notNow } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import { submitForApproval } from '../../../office/approvals/service'
import { Approval } from '../../../office/approvals/entities'
import { Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import { selectOne } from '../../../platform/database/entitySql'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { SupplyItem } from '../entities/catalogue'
import { IssueOverride, IssueRequest, IssueRequestLine } from '../entities/stock'
import { groupOf } from '../rules/catalogue'
import { SUP_12, SUP_13 } from '../rules/storeIssue'
import { goodsText, itemIn, itemsOf, itemsOfLines } from '../stock/items'
import { nameOf } from '../stock/post'
import { SPECIAL } from './flow'
import { drawnBefore } from './history'

export interface RequestedLine {
  readonly itemId: string
  /** Thousandths. */
  readonly quantity: number
}

export interface IssueRequestInput {
  readonly unitId?: string | undefined
  readonly claimantId?: string | undefined
  readonly userId?: string | undefined
  readonly purpose: string
  readonly lines: readonly RequestedLine[]
}

/** Hands in a request to draw goods; requests with special goods go to the leader in charge first (SUP-11). */
export async function submitIssueRequest(
  unit: UnitOfWork,
  house: House,
  input: IssueRequestInput
): Promise<{ id: string; number: string; approvalId: string }> {
  const applicantId = unit.actor.personId ?? ''
  const unitId = input.unitId ?? unit.actor.unitId ?? ''
  mayAskFor(unit, unitId)
  const place = await unit.load(Unit, unitId, '部门')
  const claimant = await unit.load(Person, input.claimantId ?? applicantId, '领用人')
  const user = await unit.load(Person, input.userId ?? claimant.id, '使用人')
  const items = await itemsOfLines(unit.manager, input.lines)
  await judgeIntervals(unit, user, input.lines, items)
  await judgeOnceEach(unit, user, input.lines, items)
  const special = [...items.values()].some((item) => item.special)
  const id = unit.newId()
  const number = await unit.nextNumber('LQ')
  const goods = goodsText(input.lines, items)
  const approval = await submitForApproval(unit, house, {
    ledger: 'supplies',
    kind: 'supplies.issue',
    subjectType: 'issueRequest',
    subjectId: id,
    number,
    title: titleOf(place, goods),
    applicantId,
    unitId,
    tags: special ? [SPECIAL] : []
  })
  await unit.insert(IssueRequest, {
    id,
    number,
    unitId,
    applicantId,
    claimantId: claimant.id,
    userId: user.id,
    purpose: input.purpose,
    special,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: approval.id,
    searchKey: searchKey(number, place.name, claimant.name, user.name, goods)
  })
  await insertLines(unit, id, input.lines)
  unit.about({ type: 'issueRequest', id, number })
  return { id, number, approvalId: approval.id }
}

/** What the approvers see: who draws what. */
const titleOf = (place: Unit, goods: string): string => `${place.name}领用${goods}`.slice(0, 200)

/**
 * Replaces what a returned request asks for. Goods of the other kind (一般, 特殊) need a request of their own: the chain is
 * frozen.
 */
export async function amendIssueRequest(
  unit: UnitOfWork,
  input: {
    readonly id: string
    readonly version: number
    readonly purpose: string
    readonly lines: readonly RequestedLine[]
  }
): Promise<{ version: number }> {
  const request = await unit.load(IssueRequest, input.id, '领用申请')
  if (request.version !== input.version) throw conflict('领用申请')
  if (request.state !== 'returned') throw notNow('领用申请')
  if (request.applicantId !== unit.actor.personId) throw forbidden('由申请人本人补正')
  const items = await itemsOfLines(unit.manager, input.lines)
  const special = [...items.values()].some((item) => item.special)
  if (special && !request.special)
    throw invalid([{ path: 'lines', message: '原申请按一般用品报批，特殊用品请另行申请' }])
  const user = await unit.load(Person, request.userId, '使用人')
  await judgeIntervals(unit, user, input.lines, items)
  await judgeOnceEach(unit, user, input.lines, items, request.id)
  const old = await unit.manager.find(IssueRequestLine, {
    where: { requestId: request.id },
    order: { lineNumber: 'ASC' }
  })
  for (const [index, line] of input.lines.entries()) {
    const before = old[index]
    if (before)
      await unit.update(IssueRequestLine, before, { itemId: line.itemId, quantity: line.quantity }, '领用申请')
    else await insertLine(unit, request.id, index + 1, line)
  }
  // Lines left out stay with nothing asked, so that the audit log shows what they were.
  for (const line of old.slice(input.lines.length))
    await unit.update(IssueRequestLine, line, { quantity: 0 }, '领用申请')
  const place = await unit.load(Unit, request.unitId, '部门')
  const claimant = await unit.load(Person, request.claimantId, '领用人')
  const goods = goodsText(input.lines, items)
  const key = searchKey(request.number, place.name, claimant.name, user.name, goods)
  const approval = await unit.load(Approval, request.approvalId ?? '', '审批')
  await unit.update(Approval, approval, { title: titleOf(place, goods) }, '审批')
  const after = await unit.update(IssueRequest, request, { purpose: input.purpose, searchKey: key }, '领用申请')
  unit.about({ type: 'issueRequest', id: request.id, number: request.number })
  return { version: after.version }
}

/**
 * The office director lets a line pass the interval of SUP-13; never for a request of their own (K-02). Enters the
 * exceptions report.
 */
export async function overrideInterval(
  unit: UnitOfWork,
  input: { readonly id: string; readonly lineId: string; readonly reason: string }
): Promise<{ id: string }> {
  const request = await unit.load(IssueRequest, input.id, '领用申请')
  const line = await unit.load(IssueRequestLine, input.lineId, '领用明细')
  if (line.requestId !== request.id || !['pending', 'returned', 'approved', 'partly'].includes(request.state))
    throw notNow('领用申请')
  const directorId = unit.actor.personId ?? ''
  for (const applicantId of new Set([request.applicantId, request.userId]))
    unit.judge(K_02.on({ deciderId: directorId, applicantId, previousDeciderId: undefined }))
  const item = itemIn(await itemsOf(unit.manager, [line.itemId]), line.itemId)
  const user = await unit.load(Person, request.userId, '使用人')
  unit.about({ type: 'issueRequest', id: request.id, number: request.number })
  const entry = await unit.append(IssueOverride, {
    requestId: request.id,
    requestLineId: line.id,
    directorId,
    directorName: unit.actor.name,
    at: unit.now,
    reason: input.reason
  })
  await unit.except({
    rule: SUP_13.id,
    message: `${user.name}领用${nameOf(item)}未满间隔期，办公室主任准予发放`,
    source: citeFor(unit.book.profile, SUP_13.sources),
    reason: input.reason
  })
  return { id: entry.id }
}

/** Whether the request was approved, and by whom its special goods (SUP-11). */
export async function approvalFacts(
  unit: UnitOfWork,
  request: IssueRequest
): Promise<{ approved: boolean; leaderDecided: boolean }> {
  const approval = request.approvalId ? await selectOne(unit.manager, Approval, { id: request.approvalId }) : undefined
  const approved = approval?.state === 'approved'
  return { approved, leaderDecided: approved && approval.steps.some((step) => step.role === 'leader') }
}

function mayAskFor(unit: UnitOfWork, unitId: string): void {
  const own = unit.actor.unitId === unitId
  if (!own && !holds(unit.actor, ['unitHead', 'claimant', 'leader', 'suppliesKeeper', 'officeDirector'], unitId))
    throw forbidden('只能为本部门申请领用，其他部门由其负责人或指定领用人申请')
}

async function judgeIntervals(
  unit: UnitOfWork,
  user: Person,
  lines: readonly RequestedLine[],
  items: ReadonlyMap<string, SupplyItem>
): Promise<void> {
  const facts = []
  for (const [index, line] of lines.entries()) {
    const item = itemIn(items, line.itemId)
    const { lastIssuedOn } = await drawnBefore(unit.manager, item, user.id)
    const refill = item.refillItemId
      ? (await itemsOf(unit.manager, [item.refillItemId])).get(item.refillItemId)
      : undefined
    facts.push(
      SUP_13.on({
        itemName: nameOf(item),
        userName: user.name,
        interval: item.intervalRule,
        lastIssuedOn,
        refillName: refill && nameOf(refill),
        today: unit.today,
        override: undefined,
        stage: 'request',
        field: `lines.${index}.itemId`
      })
    )
  }
  unit.judge(...facts)
}

/** 一次一领 (SUP-12): nobody asks for more than they need at once, nor twice on a day for the same. */
async function judgeOnceEach(
  unit: UnitOfWork,
  user: Person,
  lines: readonly RequestedLine[],
  items: ReadonlyMap<string, SupplyItem>,
  own?: string
): Promise<void> {
  const today = await unit.manager.find(IssueRequest, {
    where: {
      userId: user.id,
      submittedOn: unit.today,
      state: Not(In(['refused', 'withdrawn', 'cancelled']))
    },
    order: { id: 'ASC' }
  })
  const others = new Map(today.filter(({ id }) => id !== own).map(({ id, number }) => [id, number]))
  const asked = await rowsWith(unit.manager, IssueRequestLine, 'requestId', [...others.keys()])
  const known = await itemsOf(
    unit.manager,
    asked.map(({ itemId }) => itemId)
  )
  unit.judge(
    SUP_12.on({
      stage: 'request',
      userName: user.name,
      lines: lines.map(({ itemId, quantity }, index) => {
        const item = itemIn(items, itemId)
        const same = asked.find((line) => line.quantity > 0 && groupOf(itemIn(known, line.itemId)) === groupOf(item))
        return {
          itemName: nameOf(item),
          measure: item.measure,
          quantity,
          interval: item.intervalRule,
          askedToday: same && others.get(same.requestId),
          field: `lines.${index}.quantity`
        }
      })
    })
  )
}

async function insertLines(unit: UnitOfWork, requestId: string, lines: readonly RequestedLine[]): Promise<void> {
  for (const [index, line] of lines.entries()) await insertLine(unit, requestId, index + 1, line)
}

async function insertLine(unit: UnitOfWork, requestId: string, lineNumber: number, line: RequestedLine): Promise<void> {
  await unit.insert(IssueRequestLine, {
    requestId,
    lineNumber,
    itemId: line.itemId,
    quantity: line.quantity,
    issuedQuantity: 0
  })
}
