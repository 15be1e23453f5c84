import { averagePrice } from '../../../kernel/movingAverage'
import { holds } from '../../../kernel/actor'
import { amountOf, sumMoney } from '../../../kernel/money'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { submitForApproval } from '../../../office/approvals/service'
import type { House } from '../../../office/house'
import { datedRule, markBackdated } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Scrap } from '../entities/stock'
import { SUP_16 } from '../rules/storeIssue'
import { SUP_19 } from '../rules/storeKeeping'
import { itemIn, itemsOf, itemsOfLines } from '../stock/items'
import { nameOf, stockOf } from '../stock/post'

export interface ScrapInput {
  readonly stock: readonly { readonly itemId: string; readonly quantity: number; readonly reason: string }[]
  /** Entries of the register kept since trade-in. */
  readonly keptIds: readonly string[]
}

/** Asks for the scrapping of goods in stock and of old ones handed in, under one approval (SUP-19). */
export async function submitScrap(
  unit: UnitOfWork,
  house: House,
  input: ScrapInput
): Promise<{ approvalId: string; numbers: readonly string[] }> {
  if (input.stock.length + input.keptIds.length === 0) throw invalid([{ path: 'stock', message: '请选择要报废的用品' }])
  const items = await itemsOfLines(unit.manager, input.stock)
  const kept = await keptEntries(unit, input.keptIds)
  const entries: Omit<Scrap, 'version'>[] = []
  for (const [index, { itemId, quantity, reason }] of input.stock.entries()) {
    const item = itemIn(items, itemId)
    const stock = await stockOf(unit, itemId)
    const unitPriceCents = averagePrice(stock)
    unit.judge(
      SUP_19.on({ itemName: nameOf(item), quantity, unitPriceCents, reason }),
      SUP_16.on({
        itemName: nameOf(item),
        measure: item.measure,
        asked: quantity,
        approved: undefined,
        onHand: stock.quantity,
        field: `stock.${index}.quantity`
      })
    )
    entries.push({
      id: unit.newId(),
      number: await unit.nextNumber('BF'),
      source: 'stock',
      day: unit.today,
      itemId,
      quantity,
      unitPriceCents,
      formerUserId: null,
      formerUnitId: null,
      reason,
      disposal: null,
      disposedOn: null,
      applicantId: unit.actor.personId,
      issueId: null,
      approvalId: null,
      state: 'pending'
    })
  }
  const all = [...kept, ...entries]
  const first = all[0]
  if (!first) throw invalid([{ path: 'stock', message: '请选择要报废的用品' }])
  const names = await itemsOf(
    unit.manager,
    all.map((entry) => entry.itemId)
  )
  const title = all.map((entry) => names.get(entry.itemId)?.name ?? '').join('、')
  const approval = await submitForApproval(unit, house, {
    ledger: 'supplies',
    kind: 'supplies.scrap',
    subjectType: 'scrap',
    subjectId: first.id,
    number: first.number,
    title: `报废${title}`.slice(0, 200),
    applicantId: unit.actor.personId ?? '',
    unitId: unit.actor.unitId ?? '',
    amountCents: sumMoney(all.map((entry) => amountOf(entry.quantity, entry.unitPriceCents)))
  })
  for (const entry of kept) await unit.update(Scrap, entry, { approvalId: approval.id, state: 'pending' }, '报废记录')
  for (const entry of entries) await unit.insert(Scrap, { ...entry, approvalId: approval.id })
  unit.about({ type: 'scrap', id: first.id, number: first.number })
  return { approvalId: approval.id, numbers: all.map((entry) => entry.number) }
}

/** Finance records how approved scrap was disposed of; the day defaults to today and cannot be ahead of it (SUP-19). */
export async function disposeScrap(
  unit: UnitOfWork,
  input: {
    readonly id: string
    readonly version: number
    readonly disposal: string
    readonly disposedOn?: string | undefined
  }
): Promise<Scrap> {
  const entry = await unit.load(Scrap, input.id, '报废记录')
  if (entry.version !== input.version) throw conflict('报废记录')
  const disposedOn = input.disposedOn ?? unit.today
  const dated = { what: '处置日期', dated: disposedOn, field: 'disposedOn' }
  if (entry.state === 'disposed') throw notNow('报废记录')
  const item = itemIn(await itemsOf(unit.manager, [entry.itemId]), entry.itemId)
  unit.judge(
    SUP_19.on({
      itemName: nameOf(item),
      quantity: entry.quantity,
      unitPriceCents: entry.unitPriceCents,
      reason: entry.reason,
      disposal: {
        how: input.disposal,
        approved: entry.state === 'approved',
        byFinance: holds(unit.actor, ['finance', 'financeHead'])
      }
    }),
    datedRule(unit, dated)
  )
  const subject = { type: 'scrap', id: entry.id, number: entry.number }
  unit.about(subject)
  await markBackdated(unit, subject, dated)
  return unit.update(Scrap, entry, { disposal: input.disposal, disposedOn, state: 'disposed' }, '报废记录')
}

async function keptEntries(unit: UnitOfWork, ids: readonly string[]): Promise<readonly Scrap[]> {
  const entries: Scrap[] = []
  for (const id of new Set(ids)) {
    const entry = await unit.load(Scrap, id, '报废记录')
    if (entry.state !== 'kept') throw invalid([{ path: 'keptIds', message: `${entry.number}已经报批，不能重复报废` }])
    entries.push(entry)
  }
  return entries
}
