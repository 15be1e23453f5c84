import type { AnyonesReading } from '../../office/house'
import type { DueDraft } from '../../office/ledgerModule'
import { purchasingDue } from './purchase/due'
import { stockDue } from './stock/due'
import { stocktakesDue } from './stocktake/due'

/** Every clock of the ledger that runs, overdue ones included. */
export async function suppliesDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  return [...(await purchasingDue(reading)), ...(await stockDue(reading)), ...(await stocktakesDue(reading))]
}
