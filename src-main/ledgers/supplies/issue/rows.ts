import { Brackets, type SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { formatQuantity } from '../../../contract/display'
import { distribution, type DistributionRow } from '../../../contract/supplies/statement'
import { issue, type IssueRow, type IssueSlip } from '../../../contract/supplies/issue'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { proportionOf } from '../../../kernel/money'
import { approvalView } from '../../../office/approvals/views'
import { bureauName } from '../../../office/people/bureau'
import { rosterOf } from '../../../office/people/roster'
import { Signature } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { SupplyItem } from '../entities/catalogue'
import { Issue, IssueLine, IssueRequest, Movement } from '../entities/stock'
import { goodsColumns, goodsShown, itemIn, itemsOf } from '../stock/items'
import { seesWholeLedger } from '../visibility'
import { recordAction } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { signaturePicture } from '../../../office/records/signatureLines'
import { timelineOf } from '../../../office/records/timeline'
import { approversOf, exceptionWords } from '../../../office/records/remarks'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { returnedOf } from './history'

export const issueDefinition = listing(issue, 'm', {
  joined: {
    ...goodsColumns,
    number: 'COALESCE(m.number, d.number)',
    unitName: 'd.unitId',
    claimantName: 'd.claimantId',
    userName: 'd.userId',
    // What goes out is entered negative; the register shows it positive and a reversal negative.
    quantity: '(0 - m.quantity)',
    valueCents: '(0 - m.valueCents)',
    purpose: 'd.purpose'
  },
  search: ['m.searchKey'],
  searchNames: ['claimantName', 'userName', 'unitName'],
  order: [['m.id', 'DESC']]
})

/** Movements of issues, reversals included, as far as the person may see them. */
export function issueQuery({ manager, actor }: Reading): SelectQueryBuilder<Movement> {
  const query = manager
    .createQueryBuilder(Movement, 'm')
    .innerJoin(Issue, 'd', 'd.id = m.documentId')
    .innerJoin(SupplyItem, 'i', 'i.id = m.itemId')
    .where("m.kind = 'issue'")
  if (seesWholeLedger(actor)) return query
  return query.andWhere(
    new Brackets((own) =>
      own
        .where('d.unitId = :unitId', { unitId: actor.unitId ?? '' })
        .orWhere('d.claimantId = :me OR d.userId = :me', { me: actor.personId ?? '' })
    )
  )
}

/** The 出库(领用)登记 on screen. */
export async function issuePage(reading: Reading, input: ListInput): Promise<Page<IssueRow>> {
  return pageOf(issueQuery(reading), issueDefinition, input, (rows) => issueRows(reading, rows))
}

/** The lines of the given issues. */
export async function issueRowsOf(reading: Reading, issueIds: readonly string[]): Promise<readonly IssueRow[]> {
  const movements = await rowsWith(reading.manager, Movement, 'documentId', issueIds, {
    where: { kind: 'issue' },
    order: { id: 'ASC' }
  })
  return issueRows(reading, movements)
}

/** Movements of issues as the 出库(领用)登记 shows them; reversals are negative. */
export async function issueRows({ manager }: Reading, movements: readonly Movement[]): Promise<readonly IssueRow[]> {
  const issues = await rowsById(
    manager,
    Issue,
    movements.map(({ documentId }) => documentId)
  )
  const all = [...issues.values()]
  const originals = movements.map(({ id, reversalOfId }) => reversalOfId ?? id)
  const lines = new Map(
    (await rowsWith(manager, IssueLine, 'movementId', originals)).map((line) => [line.movementId, line])
  )
  const returned = await returnedOf(
    manager,
    [...lines.values()].map(({ id }) => id)
  )
  const items = await itemsOf(
    manager,
    movements.map(({ itemId }) => itemId)
  )
  const requests = await rowsById(
    manager,
    IssueRequest,
    all.map(({ requestId }) => requestId)
  )
  const approvers = await approversOf(
    manager,
    [...requests.values()].map(({ approvalId }) => approvalId)
  )
  const accepted = await exceptionWords(
    manager,
    'supplies',
    all.map(({ id }) => id)
  )
  const reversals = await rowsWith(
    manager,
    Movement,
    'reversalOfId',
    movements.map(({ id }) => id)
  )
  const reversed = new Set(reversals.map(({ reversalOfId }) => reversalOfId))
  const people = (await rosterOf(manager)).people
  const parts = movements.flatMap((each) => {
    const head = issues.get(each.documentId)
    const line = lines.get(each.reversalOfId ?? each.id)
    return head && line ? [{ id: line.id, day: each.day, each, head, line }] : []
  })
  return rowsOf(manager, issue, parts, ({ each, head, line }) => {
    const { id, number, unitId, claimantId, userId, keeperId, purpose, requestId } = head
    const mark = each.reversalOfId ? `冲正${number}：${each.reason ?? ''}` : reversed.has(each.id) ? '已冲正' : ''
    return {
      ...goodsShown(itemIn(items, each.itemId)),
      issueId: id,
      number: each.number ?? number,
      unitId,
      claimantId,
      userId,
      quantity: negated(each.quantity),
      unitPriceCents: proportionOf(each.valueCents, 1000, each.quantity),
      valueCents: negated(each.valueCents),
      purpose,
      tradeIn: tradeInWords(line),
      approverName: approvers.get(requests.get(requestId)?.approvalId ?? '') ?? '',
      claimantSignature: head.claimantSignatureId ? (people.get(claimantId) ?? '') : '',
      keeperSignature: head.keeperSignatureId ? (people.get(keeperId) ?? '') : '',
      returnedQuantity: each.reversalOfId ? 0 : (returned.get(line.id) ?? 0),
      remarks: [mark, ...(accepted.get(id) ?? [])].filter(Boolean).join('；')
    }
  })
}

/** What is said of the old ones; how many where they were not as many as were issued. */
function tradeInWords({ tradedIn, handedIn, quantity, firstIssue }: IssueLine): string {
  if (!tradedIn) return firstIssue ? '首次领用' : ''
  return handedIn === null || handedIn === quantity ? '已交旧' : `交旧${formatQuantity(handedIn)}`
}

// Zero has no sign on a printed sheet.
const negated = (value: number): number => (value === 0 ? 0 : -value)

/** One issue with its lines. */
export async function issueCard(reading: Reading, id: string) {
  const found = await reading.manager.findOneBy(Issue, { id })
  const visible = await issueQuery(reading).andWhere('d.id = :id', { id }).getCount()
  const lines = found && visible > 0 ? await issueRowsOf(reading, [id]) : []
  const [first] = lines
  if (!found || !first) throw notFound('领用单')
  const request = await reading.manager.findOneBy(IssueRequest, { id: found.requestId })
  const total = (field: 'quantity' | 'valueCents' | 'returnedQuantity') =>
    lines.reduce((sum, line) => sum + line[field], 0)
  const keeper = holds(reading.actor, ['suppliesKeeper'])
  const act = (action: string, label: string) => recordAction(action, label, [!keeper, '由用品保管员办理'])
  return {
    row: {
      ...first,
      quantity: total('quantity'),
      valueCents: total('valueCents'),
      returnedQuantity: total('returnedQuantity')
    },
    lines,
    approval: request?.approvalId ? await approvalView(reading, request.approvalId) : null,
    actions: [
      act('returnUnused', '退库'),
      act('takeWorn', '用坏交回'),
      act('reverseLine', '冲正'),
      recordAction('slip', '打印领用单')
    ],
    timeline: await timelineOf(reading.manager, { ledger: 'supplies', subjects: [id] })
  }
}

/** The slip printed at the counter. */
export async function issueSlip(reading: Reading, id: string): Promise<IssueSlip> {
  const { manager } = reading
  const found = await manager.findOneBy(Issue, { id })
  if (!found || (await issueQuery(reading).andWhere('d.id = :id', { id }).getCount()) === 0) throw notFound('领用单')
  const request = await manager.findOneBy(IssueRequest, { id: found.requestId })
  const lines = await manager.find(IssueLine, { where: { issueId: id }, order: { id: 'ASC' } })
  const items = await itemsOf(
    manager,
    lines.map(({ itemId }) => itemId)
  )
  const { people, units } = await rosterOf(manager)
  const signatures = await manager.find(Signature, {
    where: { subjectType: 'issue', subjectId: id },
    order: { id: 'ASC' }
  })
  return {
    bureau: await bureauName(manager),
    number: found.number,
    at: found.at,
    requestNumber: request?.number ?? '',
    unitName: units.get(found.unitId) ?? '',
    claimantName: people.get(found.claimantId) ?? '',
    keeperName: people.get(found.keeperId) ?? '',
    purpose: found.purpose,
    lines: lines.map(({ itemId, quantity, tradedIn }) => ({
      ...goodsShown(itemIn(items, itemId)),
      quantity,
      tradedIn
    })),
    signatures: await Promise.all(
      signatures.map(async (signature) => {
        const picture = await signaturePicture(reading, signature)
        const { role, name } = signature
        const shown = picture && `data:image/png;base64,${Buffer.from(picture).toString('base64')}`
        return { role, name, picture: shown ?? null }
      })
    )
  }
}

/** Goods given to units with who signed for them (SUP-20). */
export async function distributionPage(reading: Reading, input: ListInput): Promise<Page<DistributionRow>> {
  return pageOf(issueQuery(reading), issueDefinition, input, async (rows) =>
    (await distributionRows(reading, rows)).map(({ remarks: _remarks, ...row }) => row)
  )
}

/** Issues as the distribution ledger shows them. */
export async function distributionRows(
  reading: Reading,
  movements: readonly Movement[]
): Promise<readonly (DistributionRow & { readonly remarks: string })[]> {
  const issued = await issueRows(reading, movements)
  const shown = await rowsOf(reading.manager, distribution, issued, (row) => ({
    ...row,
    signedBy: row.claimantSignature
  }))
  return shown.map((row, index) => ({ ...row, remarks: issued[index]?.remarks ?? '' }))
}
