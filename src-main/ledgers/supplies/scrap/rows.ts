import type { SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { ScrapRow } from '../../../contract/supplies/scrap'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { amountOf } from '../../../kernel/money'
import { approvalView } from '../../../office/approvals/views'
import { personNames } from '../../../office/people/names'
import { Person } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { SupplyItem } from '../entities/catalogue'
import { Scrap } from '../entities/stock'
import { itemIn, itemsOf } from '../stock/items'
import { recordAction } from '../../../office/records/recordActions'
import { timelineOf } from '../../../office/records/timeline'
import { approversOf } from '../../../office/records/remarks'

export const scrapListDefinition: ListDefinition = {
  columns: {
    id: 's.id',
    number: 's.number',
    day: 's.day',
    source: 's.source',
    itemName: 'i.name',
    spec: 'i.spec',
    measure: 'i.measure',
    quantity: 's.quantity',
    unitPriceCents: 's.unitPriceCents',
    formerUserName: 'u.name',
    reason: 's.reason',
    disposal: 's.disposal',
    disposedOn: 's.disposedOn',
    state: 's.state'
  },
  search: ['s.number', 'i.searchKey', 'u.searchKey'],
  sums: ['quantity'],
  order: [['s.id', 'DESC']]
}

/** The scrap register; entries taken off it with their reversed issue stay visible as withdrawn. */
export function scrapQuery(reading: Reading): SelectQueryBuilder<Scrap> {
  return reading.manager.createQueryBuilder(Scrap, 's').innerJoin(SupplyItem, 'i', 'i.id = s.itemId').leftJoin(Person, 'u', 'u.id = s.formerUserId')
}

/** The scrap register, newest first. */
export async function scrapList(reading: Reading, input: ListInput): Promise<Page<ScrapRow>> {
  return pageOf(scrapQuery(reading), scrapListDefinition, input, (rows) => scrapRows(reading, rows))
}

/** Entries of the register as shown and printed. */
export async function scrapRows(reading: Reading, entries: readonly Scrap[]): Promise<readonly ScrapRow[]> {
  const { manager } = reading
  const items = await itemsOf(
    manager,
    entries.map((entry) => entry.itemId)
  )
  const people = await personNames(
    manager,
    entries.flatMap((entry) => [entry.formerUserId, entry.applicantId])
  )
  const approvers = await approversOf(
    manager,
    entries.map((entry) => entry.approvalId)
  )
  return entries.map((entry) => {
    const item = itemIn(items, entry.itemId)
    const approved = entry.state === 'approved' || entry.state === 'disposed'
    return {
      id: entry.id,
      number: entry.number,
      day: entry.day,
      source: entry.source,
      itemName: item.name,
      spec: item.spec,
      measure: item.measure,
      quantity: entry.quantity,
      unitPriceCents: entry.unitPriceCents,
      valueCents: amountOf(entry.quantity, entry.unitPriceCents),
      formerUserName: people.get(entry.formerUserId ?? '') ?? null,
      reason: entry.reason,
      disposal: entry.disposal,
      disposedOn: entry.disposedOn,
      approverName: approved ? (approvers.get(entry.approvalId ?? '') ?? null) : null,
      handlerName: people.get(entry.applicantId ?? '') ?? null,
      state: entry.state,
      version: entry.version
    }
  })
}

/** One entry with everything scrapped under the same approval. */
export async function scrapCard(reading: Reading, id: string) {
  const { manager, actor } = reading
  const entry = await manager.findOneBy(Scrap, { id })
  if (!entry) throw notFound('报废记录')
  const together = entry.approvalId ? await manager.find(Scrap, { where: { approvalId: entry.approvalId }, order: { id: 'ASC' } }) : [entry]
  const [row] = await scrapRows(reading, [entry])
  if (!row) throw notFound('报废记录')
  const act = (action: string, label: string, enabled: boolean, why: string) => recordAction(action, label, [!enabled, why])
  return {
    row,
    lines: await scrapRows(reading, together),
    approval: entry.approvalId ? await approvalView(reading, entry.approvalId) : null,
    actions: [
      act(
        'submit',
        '报批',
        entry.state === 'kept' && holds(actor, ['suppliesKeeper', 'officeDirector']),
        entry.state === 'kept' ? '由用品保管员报批' : '已经报批'
      ),
      act(
        'dispose',
        '登记处置',
        entry.state === 'approved' && holds(actor, ['finance', 'financeHead']),
        entry.state === 'approved' ? '由财务人员登记' : '批准后才能处置'
      ),
      act('print', '打印报废审批单', entry.approvalId !== null, '报批后才有审批单')
    ],
    timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id, ...together.map((each) => each.id)], approvals: [entry.approvalId] })
  }
}
