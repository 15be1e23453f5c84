import { In } from 'typeorm'
import { goesOn } from '../../office/units/goingOn'
import { Purchase, Requisition } from './entities/purchase'
import { IssueRequest } from './entities/stock'

/** What a merged unit asked for and has not had goes on in the name of the other (K-08); what was issued stays. */
export const suppliesGoingOn = [
  goesOn(IssueRequest, '领用申请', 'unitId', { state: In(['pending', 'returned', 'approved', 'partly']) }),
  goesOn(Requisition, '申购单', 'unitId', { state: In(['pending', 'returned', 'approved']) }),
  goesOn(Purchase, '采购单', 'unitId', { state: In(['pending', 'returned', 'approved', 'ordered', 'delivered']) })
]
