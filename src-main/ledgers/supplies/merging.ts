import { In } from 'typeorm'
import type { LedgerModule } from '../../office/house'
import { Purchase, Requisition } from './entities/purchase'
import { IssueRequest } from './entities/stock'

/** What a merged unit asked for and has not had goes on in the name of the other (K-08); what was issued stays. */
export const mergeUnit: NonNullable<LedgerModule['mergeUnit']> = async (unit, { from, into }) => {
  for (const row of await unit.manager.findBy(IssueRequest, {
    unitId: from.id,
    state: In(['pending', 'returned', 'approved', 'partly'])
  }))
    await unit.update(IssueRequest, row, { unitId: into.id }, '领用申请')
  for (const row of await unit.manager.findBy(Requisition, {
    unitId: from.id,
    state: In(['pending', 'returned', 'approved'])
  }))
    await unit.update(Requisition, row, { unitId: into.id }, '申购单')
  for (const row of await unit.manager.findBy(Purchase, {
    unitId: from.id,
    state: In(['pending', 'returned', 'approved', 'ordered', 'delivered'])
  }))
    await unit.update(Purchase, row, { unitId: into.id }, '采购单')
}
