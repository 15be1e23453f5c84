import { Brackets, type SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { DistributionRow } from '../../../contract/supplies/statement'
import type { IssueRow, IssueSlip } from '../../../contract/supplies/issue'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { proportionOf } from '../../../kernel/money'
import { approvalView } from '../../../office/approvals/views'
import { bureauName } from '../../../office/people/bureau'
import { personNames, unitNames } from '../../../office/people/names'
import { Person, Signature, Unit } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { SupplyItem } from '../entities/catalogue'
import { Issue, IssueLine, IssueRequest, Movement } from '../entities/stock'
import { itemIn, itemsOf } from '../stock/items'
import { seesWholeLedger } from '../visibility'
import { recordAction } from '../../../office/records/recordActions'
import { timelineOf } from '../../../office/records/timeline'
import { approversOf, exceptionWords } from '../../../office/records/remarks'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { returnedOf } from './history'

export const issueDefinition: ListDefinition = {
  columns: {
    id: 'm.id',
    number: 'd.number',
    day: 'm.day',
    unitName: 'u.name',
    claimantName: 'c.name',
    userName: 's.name',
    itemName: 'i.name',
    spec: 'i.spec',
    measure: 'i.measure',
    // What goes out is entered negative; the register shows it positive and a reversal negative.
    quantity: '(0 - m.quantity)',
    valueCents: '(0 - m.valueCents)',
    purpose: 'd.purpose'
  },
  search: ['m.searchKey', 'c.searchKey', 's.searchKey', 'u.name'],
  sums: ['quantity', 'valueCents'],
  order: [['m.id', 'DESC']]
}

/** Movements of issues, reversals included, as far as the person may see them. */
export function issueQuery({ manager, actor }: Reading): SelectQueryBuilder<Movement> {
  const query = manager
    .createQueryBuilder(Movement, 'm')
    .innerJoin(Issue, 'd', 'd.id = m.documentId')
    .innerJoin(SupplyItem, 'i', 'i.id = m.itemId')
    .leftJoin(Unit, 'u', 'u.id = d.unitId')
    .leftJoin(Person, 'c', 'c.id = d.claimantId')
    .leftJoin(Person, 's', 's.id = d.userId')
    .where("m.kind = 'issue'")
  if (seesWholeLedger(actor)) return query
  return query.andWhere(
    new Brackets((own) =>
      own.where('d.unitId = :unitId', { unitId: actor.unitId ?? '' }).orWhere('d.claimantId = :me OR d.userId = :me', { me: actor.personId ?? '' })
    )
  )
}

/** The 出库(领用)登记 on screen. */
export async function issueList(reading: Reading, input: ListInput): Promise<Page<IssueRow>> {
  return pageOf(issueQuery(reading), issueDefinition, input, (rows) => issueRows(reading, rows))
}

/** The lines of the given issues. */
export async function issueRowsOf(reading: Reading, issueIds: readonly string[]): Promise<readonly IssueRow[]> {
  const movements = await rowsWith(reading.manager, Movement, 'documentId', issueIds, { where: { kind: 'issue' }, order: { id: 'ASC' } })
  return issueRows(reading, movements)
}

/** Movements of issues as the 出库(领用)登记 shows them; reversals are negative. */
export async function issueRows(reading: Reading, movements: readonly Movement[]): Promise<readonly IssueRow[]> {
  const { manager } = reading
  const issues = await rowsById(
    manager,
    Issue,
    movements.map((each) => each.documentId)
  )
  const all = [...issues.values()]
  const originals = movements.map((each) => each.reversalOfId ?? each.id)
  const lines = new Map((await rowsWith(manager, IssueLine, 'movementId', originals)).map((line) => [line.movementId, line]))
  const returned = await returnedOf(
    manager,
    [...lines.values()].map((line) => line.id)
  )
  const items = await itemsOf(
    manager,
    movements.map((each) => each.itemId)
  )
  const people = await personNames(
    manager,
    all.flatMap((each) => [each.claimantId, each.userId, each.keeperId])
  )
  const units = await unitNames(
    manager,
    all.map((each) => each.unitId)
  )
  const requests = await rowsById(
    manager,
    IssueRequest,
    all.map((each) => each.requestId)
  )
  const approvers = await approversOf(
    manager,
    [...requests.values()].map((request) => request.approvalId)
  )
  const accepted = await exceptionWords(
    manager,
    'supplies',
    all.map((each) => each.id)
  )
  const reversals = await rowsWith(
    manager,
    Movement,
    'reversalOfId',
    movements.map((each) => each.id)
  )
  const reversed = new Set(reversals.map((each) => each.reversalOfId))
  return movements.flatMap((each) => {
    const issue = issues.get(each.documentId)
    const line = lines.get(each.reversalOfId ?? each.id)
    if (!issue || !line) return []
    const item = itemIn(items, each.itemId)
    const mark = each.reversalOfId ? `冲正：${each.reason ?? ''}` : reversed.has(each.id) ? '已冲正' : ''
    return {
      id: line.id,
      issueId: issue.id,
      number: issue.number,
      day: each.day,
      unitName: units.get(issue.unitId) ?? '',
      claimantName: people.get(issue.claimantId) ?? '',
      userName: people.get(issue.userId) ?? '',
      itemName: item.name,
      spec: item.spec,
      measure: item.measure,
      quantity: each.quantity === 0 ? 0 : -each.quantity,
      unitPriceCents: proportionOf(each.valueCents, 1000, each.quantity),
      valueCents: each.valueCents === 0 ? 0 : -each.valueCents,
      purpose: issue.purpose,
      tradeIn: line.tradedIn ? '已交旧' : line.firstIssue ? '首次领用' : '',
      approverName: approvers.get(requests.get(issue.requestId)?.approvalId ?? '') ?? '',
      claimantSignature: issue.claimantSignatureId ? (people.get(issue.claimantId) ?? '') : '',
      keeperSignature: issue.keeperSignatureId ? (people.get(issue.keeperId) ?? '') : '',
      returnedQuantity: each.reversalOfId ? 0 : (returned.get(line.id) ?? 0),
      remarks: [mark, ...(accepted.get(issue.id) ?? [])].filter(Boolean).join('；')
    }
  })
}

/** One issue with its lines. */
export async function issueCard(reading: Reading, id: string) {
  const issue = await reading.manager.findOneBy(Issue, { id })
  const visible = await issueQuery(reading).andWhere('d.id = :id', { id }).getCount()
  if (!issue || visible === 0) throw notFound('领用单')
  const lines = await issueRowsOf(reading, [id])
  const [first] = lines
  if (!first) throw notFound('领用单')
  const request = await reading.manager.findOneBy(IssueRequest, { id: issue.requestId })
  const total = (field: 'quantity' | 'valueCents' | 'returnedQuantity') => lines.reduce((sum, line) => sum + line[field], 0)
  const keeper = holds(reading.actor, ['suppliesKeeper'])
  const act = (action: string, label: string) => recordAction(action, label, [!keeper, '由用品保管员办理'])
  return {
    row: { ...first, quantity: total('quantity'), valueCents: total('valueCents'), returnedQuantity: total('returnedQuantity') },
    lines,
    approval: request?.approvalId ? await approvalView(reading, request.approvalId) : null,
    actions: [act('returnUnused', '退库'), act('reverseLine', '冲正'), recordAction('slip', '打印领用单')],
    timeline: await timelineOf(reading.manager, { ledger: 'supplies', subjects: [id] })
  }
}

/** The slip printed at the counter. */
export async function issueSlip(reading: Reading, id: string): Promise<IssueSlip> {
  const { manager } = reading
  const issue = await manager.findOneBy(Issue, { id })
  if (!issue || (await issueQuery(reading).andWhere('d.id = :id', { id }).getCount()) === 0) throw notFound('领用单')
  const request = await manager.findOneBy(IssueRequest, { id: issue.requestId })
  const lines = await manager.find(IssueLine, { where: { issueId: id }, order: { id: 'ASC' } })
  const items = await itemsOf(
    manager,
    lines.map((line) => line.itemId)
  )
  const people = await personNames(manager, [issue.claimantId, issue.keeperId])
  const units = await unitNames(manager, [issue.unitId])
  const signatures = await manager.find(Signature, { where: { subjectType: 'issue', subjectId: id }, order: { id: 'ASC' } })
  return {
    bureau: await bureauName(manager),
    number: issue.number,
    at: issue.at,
    requestNumber: request?.number ?? '',
    unitName: units.get(issue.unitId) ?? '',
    claimantName: people.get(issue.claimantId) ?? '',
    keeperName: people.get(issue.keeperId) ?? '',
    purpose: issue.purpose,
    lines: lines.map((line) => {
      const { name, spec, measure } = itemIn(items, line.itemId)
      return { itemName: name, spec, measure, quantity: line.quantity, tradedIn: line.tradedIn }
    }),
    signatures: signatures.map(({ role, name, attachmentId }) => ({ role, name, attachmentId }))
  }
}

/** Goods given to units with who signed for them (SUP-20). */
export async function distributionList(reading: Reading, input: ListInput): Promise<Page<DistributionRow>> {
  return pageOf(issueQuery(reading), { ...issueDefinition, columns: { ...issueDefinition.columns, signedBy: 'c.name' } }, input, (rows) =>
    distributionRows(reading, rows)
  )
}

/** Issues as the distribution ledger shows them. */
export async function distributionRows(
  reading: Reading,
  movements: readonly Movement[]
): Promise<readonly (DistributionRow & { readonly remarks: string })[]> {
  return (await issueRows(reading, movements)).map(
    ({ id, unitName, itemName, spec, measure, quantity, valueCents, day, claimantSignature, number, remarks }) => ({
      id,
      unitName,
      itemName,
      spec,
      measure,
      quantity,
      valueCents,
      day,
      signedBy: claimantSignature,
      number,
      remarks
    })
  )
}
