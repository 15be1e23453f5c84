import { Brackets, type SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page, RecordAction } from '../../../contract/lists'
import type { WorkedOut } from '../../../contract/record'
import {
  issueRequest,
  issueRequestLine,
  type CounterRow,
  type IssueRequestLineRow,
  type IssueRequestRow
} from '../../../contract/supplies/issue'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { searchPattern } from '../../../kernel/searchKey'
import { holdersOf } from '../../../office/actors'
import { approvalView } from '../../../office/approvals/views'
import { rosterOf } from '../../../office/people/roster'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { Issue, IssueOverride, IssueRequest, IssueRequestLine } from '../entities/stock'
import { SUP_13 } from '../rules/storeIssue'
import { balancesOf, goodsShown, goodsText, itemIn, itemsOf } from '../stock/items'
import { nameOf } from '../stock/post'
import { seesWholeLedger } from '../visibility'
import { recordAction } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { mustFind, rowsWith } from '../../../platform/database/readRows'
import { drawnBefore, isTradeIn } from './history'
import { issueRowsOf } from './rows'

const requestList = listing(issueRequest, 'r', {
  joined: {},
  search: ['r.searchKey', 'r.number'],
  order: [['r.id', 'DESC']]
})

function requestQuery({ manager, actor }: Reading): SelectQueryBuilder<IssueRequest> {
  const query = manager.createQueryBuilder(IssueRequest, 'r')
  if (seesWholeLedger(actor)) return query
  return query.where(
    new Brackets((own) =>
      own
        .where('r.unitId = :unitId', { unitId: actor.unitId ?? '' })
        .orWhere('r.applicantId = :me OR r.claimantId = :me OR r.userId = :me', { me: actor.personId ?? '' })
    )
  )
}

/** Requests to draw goods: all for the ledger's posts, otherwise those of one's unit. */
export async function issueRequestPage(reading: Reading, input: ListInput): Promise<Page<IssueRequestRow>> {
  return pageOf(requestQuery(reading), requestList, input, (rows) => requestRows(reading, rows))
}

async function requestRows(
  { manager }: Reading,
  requests: readonly IssueRequest[]
): Promise<readonly IssueRequestRow[]> {
  const lines = await rowsWith(
    manager,
    IssueRequestLine,
    'requestId',
    requests.map(({ id }) => id),
    { order: { lineNumber: 'ASC' } }
  )
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  return rowsOf(manager, issueRequest, requests, ({ id }) => ({
    goods: goodsText(
      lines.filter(({ requestId, quantity }) => requestId === id && quantity > 0),
      items
    )
  }))
}

async function lineRows(reading: Reading, request: IssueRequest): Promise<readonly IssueRequestLineRow[]> {
  const { manager, today, book } = reading
  const lines = (
    await manager.find(IssueRequestLine, { where: { requestId: request.id }, order: { lineNumber: 'ASC' } })
  ).filter((line) => line.quantity > 0)
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const balances = await balancesOf(manager, [...items.keys()])
  const overrides = await manager.find(IssueOverride, { where: { requestId: request.id }, order: { id: 'ASC' } })
  const userName = (await rosterOf(manager)).people.get(request.userId) ?? ''
  const worked = new Map<string, WorkedOut<(typeof issueRequestLine)['fields']>>()
  for (const line of lines) {
    const item = itemIn(items, line.itemId)
    const overrideReason = overrides.findLast((each) => each.requestLineId === line.id)?.reason ?? null
    const { lastIssuedOn, held: before } = await drawnBefore(manager, item, request.userId)
    const waiting = line.issuedQuantity < line.quantity && book.settings[SUP_13.id]?.state !== 'off'
    const facts = {
      itemName: nameOf(item),
      userName,
      interval: item.intervalRule,
      lastIssuedOn,
      refillName: undefined,
      today,
      stage: 'issue' as const
    }
    const [held] = waiting
      ? SUP_13.on({ ...facts, override: overrideReason ?? undefined, field: '' }).objections(book)
      : []
    worked.set(line.id, {
      ...goodsShown(item),
      location: item.location,
      special: item.special,
      onHand: balances.get(item.id)?.quantity ?? 0,
      tradeInDue: isTradeIn(item) && before.length > 0,
      intervalNote: held?.message ?? null,
      overrideReason
    })
  }
  return rowsOf(manager, issueRequestLine, lines, ({ id }) => mustFind(worked, id))
}

/** One request with its lines, approval, issues and what may be done with it. */
export async function issueRequestCard(reading: Reading, id: string) {
  const { manager } = reading
  const request = await requestQuery(reading).andWhere('r.id = :id', { id }).getOne()
  if (!request) throw notFound('领用申请')
  const [row] = await requestRows(reading, [request])
  if (!row) throw notFound('领用申请')
  const lines = await lineRows(reading, request)
  const issued = await manager.find(Issue, { where: { requestId: id }, order: { id: 'ASC' } })
  return {
    row,
    lines,
    issues: await issueRowsOf(
      reading,
      issued.map((each) => each.id)
    ),
    approval: request.approvalId ? await approvalView(reading, request.approvalId) : null,
    actions: actionsOf(reading, request, lines),
    timeline: await timelineOf(manager, {
      ledger: 'supplies',
      subjects: [id, ...issued.map((each) => each.id)],
      approvals: [request.approvalId]
    })
  }
}

function actionsOf(
  { actor }: Reading,
  request: IssueRequest,
  lines: readonly IssueRequestLineRow[]
): readonly RecordAction[] {
  const act = (action: string, label: string, enabled: boolean, why: string) =>
    recordAction(action, label, [!enabled, why])
  const open = request.state === 'approved' || request.state === 'partly'
  const keeper = holds(actor, ['suppliesKeeper'])
  const director = holds(actor, ['officeDirector'])
  const held = lines.some((line) => line.intervalNote !== null)
  return [
    act('issue', '发放', open && keeper, open ? '由用品保管员发放' : '审批通过后才能发放'),
    ...(held
      ? [
          act(
            'override',
            '准予提前领用',
            director && actor.personId !== request.applicantId && actor.personId !== request.userId,
            '由办公室主任准予，本人的申请不能自己准予'
          )
        ]
      : []),
    ...(request.state === 'returned'
      ? [act('amend', '修改申请', actor.personId === request.applicantId, '由申请人修改')]
      : []),
    act('print', '打印审批单', true, '')
  ]
}

/** Approved requests not wholly issued, longest waiting first, found by number, name or pinyin initials. */
export async function counter(
  reading: Reading,
  search: string | undefined,
  limit: number
): Promise<readonly CounterRow[]> {
  const { manager, today } = reading
  const query = manager.createQueryBuilder(IssueRequest, 'r').where("r.state IN ('approved', 'partly')")
  if (search) query.andWhere("LOWER(r.searchKey) LIKE :words ESCAPE '\\'", { words: searchPattern(search) })
  const requests = await query.orderBy('r.id', 'ASC').limit(limit).getMany()
  const rows = await requestRows(reading, requests)
  const found: CounterRow[] = []
  for (const [index, request] of requests.entries()) {
    const row = rows[index]
    if (!row) continue
    const { unitId, claimantId } = row
    const claimantDesignated = (await holdersOf(manager, 'claimant', today, { unitId })).includes(claimantId)
    found.push({ ...row, claimantDesignated, lines: await lineRows(reading, request) })
  }
  return found
}
