import type { SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { scrap, type ScrapRow } from '../../../contract/supplies/scrap'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { amountOf } from '../../../kernel/money'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { SupplyItem } from '../entities/catalogue'
import { Scrap } from '../entities/stock'
import { goodsColumns, goodsShown, itemIn, itemsOf } from '../stock/items'
import { recordAction } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { approversOf } from '../../../office/records/remarks'

export const scrapListDefinition = listing(scrap, 's', {
  joined: goodsColumns,
  search: ['s.number', 'i.searchKey'],
  searchNames: ['formerUserName'],
  order: [['s.id', 'DESC']]
})

/** The scrap register; entries taken off it with their reversed issue stay visible as withdrawn. */
export function scrapQuery({ manager }: Reading): SelectQueryBuilder<Scrap> {
  return manager.createQueryBuilder(Scrap, 's').innerJoin(SupplyItem, 'i', 'i.id = s.itemId')
}

/** The scrap register, newest first. */
export async function scrapPage(reading: Reading, input: ListInput): Promise<Page<ScrapRow>> {
  return pageOf(scrapQuery(reading), scrapListDefinition, input, (rows) => scrapRows(reading, rows))
}

/** Entries of the register as shown and printed. */
export async function scrapRows({ manager }: Reading, entries: readonly Scrap[]): Promise<readonly ScrapRow[]> {
  const items = await itemsOf(
    manager,
    entries.map(({ itemId }) => itemId)
  )
  const approvers = await approversOf(
    manager,
    entries.map(({ approvalId }) => approvalId)
  )
  return rowsOf(manager, scrap, entries, ({ itemId, quantity, unitPriceCents, approvalId, state }) => ({
    ...goodsShown(itemIn(items, itemId)),
    valueCents: amountOf(quantity, unitPriceCents),
    approverName: state === 'approved' || state === 'disposed' ? (approvers.get(approvalId ?? '') ?? null) : null
  }))
}

/** One entry with everything scrapped under the same approval. */
export async function scrapCard(reading: Reading, id: string) {
  const { manager, actor } = reading
  const entry = await manager.findOneBy(Scrap, { id })
  if (!entry) throw notFound('报废记录')
  const together = entry.approvalId
    ? await manager.find(Scrap, { where: { approvalId: entry.approvalId }, order: { id: 'ASC' } })
    : [entry]
  const [row] = await scrapRows(reading, [entry])
  if (!row) throw notFound('报废记录')
  const act = (action: string, label: string, enabled: boolean, why: string) =>
    recordAction(action, label, [!enabled, why])
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
    timeline: await timelineOf(manager, {
      ledger: 'supplies',
      subjects: [id, ...together.map((each) => each.id)],
      approvals: [entry.approvalId]
    })
  }
}
