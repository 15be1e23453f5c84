import type { EntityManager } from 'typeorm'
import { holds } from '../../../kernel/actor'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import type { LocalDate } from '../../../kernel/localDate'
import { Attachment } from '../../../office/entities'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Supplier } from '../entities/catalogue'
import { rowsById } from '../../../platform/database/readRows'
import { Purchase, Quote } from '../entities/purchase'
import { isDesignated } from '../supplier/acts'
import { SUP_05 } from '../rules/purchasing'

export interface QuoteInput {
  readonly supplierId: string
  readonly amountCents: number
  readonly quotedOn: LocalDate
  readonly attachmentId?: string | undefined
  readonly remarks?: string | undefined
}

/** How many suppliers have quoted; two quotes of one supplier compare nothing. */
export function distinctSuppliers(quotes: readonly Pick<QuoteInput, 'supplierId'>[]): number {
  return new Set(quotes.map((quote) => quote.supplierId)).size
}

/** How many designated suppliers have quoted, each on a day it was designated: only their quotes compare (SUP-05). */
export async function designatedSuppliers(
  manager: EntityManager,
  quotes: readonly Pick<QuoteInput, 'supplierId' | 'quotedOn'>[]
): Promise<number> {
  const suppliers = await rowsById(
    manager,
    Supplier,
    quotes.map(({ supplierId }) => supplierId)
  )
  return distinctSuppliers(
    quotes.filter(({ supplierId, quotedOn }) => {
      const supplier = suppliers.get(supplierId)
      return supplier !== undefined && isDesignated(supplier, quotedOn)
    })
  )
}

/** Suppliers that quoted for a purchase. */
export async function quotesOf(manager: EntityManager, purchaseId: string): Promise<readonly Quote[]> {
  return manager.find(Quote, { where: { purchaseId }, order: { id: 'ASC' } })
}

/** Adds quotes to a purchase that is not yet ordered; the appointed buyer does so (SUP-05). */
export async function addQuotes(
  unit: UnitOfWork,
  id: string,
  version: number,
  quotes: readonly QuoteInput[]
): Promise<Purchase> {
  const purchase = await unit.load(Purchase, id, '采购单')
  if (purchase.version !== version) throw conflict('采购单')
  if (!['pending', 'returned', 'approved'].includes(purchase.state)) throw notNow('采购单')
  unit.about({ type: 'purchase', id, number: purchase.number })
  unit.judge(
    SUP_05.on({
      of: 'buying',
      buyerName: unit.actor.name,
      buyerAppointed: holds(unit.actor, ['buyer']),
      quotes: undefined,
      supplier: undefined
    })
  )
  await writeQuotes(unit, id, quotes)
  return unit.update(Purchase, purchase, {}, '采购单')
}

/** Appends quotes as received; a quote cannot be dated in the future. */
export async function writeQuotes(unit: UnitOfWork, purchaseId: string, quotes: readonly QuoteInput[]): Promise<void> {
  for (const [index, { supplierId, amountCents, quotedOn, attachmentId = null, remarks = null }] of quotes.entries()) {
    await unit.load(Supplier, supplierId, '供应商')
    if (attachmentId) await unit.load(Attachment, attachmentId, '报价单')
    if (quotedOn > unit.today) throw invalid([{ path: `quotes.${index}.quotedOn`, message: '报价日期不能晚于今天' }])
    await unit.append(Quote, { purchaseId, supplierId, amountCents, quotedOn, attachmentId, remarks })
  }
}
