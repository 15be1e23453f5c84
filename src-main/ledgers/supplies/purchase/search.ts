import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import { formatMonth, formatQuantity } from '../../../contract/display'
import type { SearchHit } from '../../../contract/office'
import { purchaseKinds, purchaseStates, requisitionStates } from '../../../contract/supplies/words'
import { searchPattern } from '../../../kernel/searchKey'
import { unitNames } from '../../../office/people/names'
import type { Reading } from '../../../office/house'
import { onlyAmong } from '../../../platform/database/readRows'
import { stockOnHand } from '../item/rows'
import { Supplier, SupplyItem } from '../entities/catalogue'
import { Acceptance, Purchase, Requisition } from '../entities/purchase'
import { readableUnits } from '../visibility'

type Hit = Omit<SearchHit, 'ledger'>

/**
 * Items, requisitions, purchases, acceptances and suppliers found by name, pinyin, initials or number, newest first.
 */
export async function searchPurchasing(reading: Reading, words: string, limit: number): Promise<readonly Hit[]> {
  const { manager } = reading
  const items = await matching(manager.createQueryBuilder(SupplyItem, 's'), ['s.searchKey'], words, limit)
  const purchases = await matching(
    readable(reading, manager.createQueryBuilder(Purchase, 's')),
    ['s.searchKey'],
    words,
    limit
  )
  const requisitions = await matching(
    readable(reading, manager.createQueryBuilder(Requisition, 's')),
    ['s.searchKey'],
    words,
    limit
  )
  const acceptances = readableUnits(reading.actor)
    ? []
    : await matching(manager.createQueryBuilder(Acceptance, 's'), ['s.number', 's.deliveryNote'], words, limit)
  const suppliers = await matching(manager.createQueryBuilder(Supplier, 's'), ['s.searchKey'], words, limit)
  const stock = await stockOnHand(
    manager,
    items.map((item) => item.id)
  )
  const units = await unitNames(
    manager,
    [...purchases, ...requisitions].map((each) => each.unitId)
  )
  const hits: readonly Hit[] = [
    ...items.map((item) => ({
      subjectType: 'supplyItem',
      subjectId: item.id,
      number: item.number,
      title: `${item.name} ${item.spec}`,
      detail: `库存${formatQuantity(stock.get(item.id) ?? 0)}${item.measure}`
    })),
    ...requisitions.map((each) => ({
      subjectType: 'requisition',
      subjectId: each.id,
      number: each.number,
      title: `${units.get(each.unitId) ?? ''}${formatMonth(each.month)}申购表`,
      detail: requisitionStates[each.state]
    })),
    ...purchases.map((each) => ({
      subjectType: 'purchase',
      subjectId: each.id,
      number: each.number,
      title: `${units.get(each.unitId) ?? ''}${purchaseKinds[each.kind]}采购`,
      detail: purchaseStates[each.state]
    })),
    ...acceptances.map((each) => ({
      subjectType: 'acceptance',
      subjectId: each.id,
      number: each.number,
      title: `验收单 送货单号${each.deliveryNote}`,
      detail: each.day
    })),
    ...suppliers.map((each) => ({
      subjectType: 'supplier',
      subjectId: each.id,
      number: '',
      title: each.name,
      detail: each.designated ? '定点供应商' : '供应商'
    }))
  ]
  return hits.slice(0, limit)
}

function readable<Row extends ObjectLiteral>(
  { actor }: Reading,
  query: SelectQueryBuilder<Row>
): SelectQueryBuilder<Row> {
  return onlyAmong(query, 's.unitId', readableUnits(actor))
}

function matching<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  columns: readonly string[],
  words: string,
  limit: number
): Promise<Row[]> {
  const like = searchPattern(words)
  return query
    .andWhere(
      new Brackets((any) =>
        columns.forEach((column) => any.orWhere(`LOWER(${column}) LIKE :words ESCAPE '\\'`, { words: like }))
      )
    )
    .orderBy('s.id', 'DESC')
    .limit(limit)
    .getMany()
}
