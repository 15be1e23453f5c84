import { Between, In, type EntityManager } from 'typeorm'
import { formatDate, formatMoney, formatQuantity } from '../../../contract/display'
import { endOfMonth, startOfMonth } from '../../../kernel/localDate'
import { takenBack } from '../../../office/outputs/takenBack'
import { AuditEntry } from '../../../platform/database/auditEntities'
import type { FormAddition } from '../../../platform/documents/formModel'
import type { FuelMonth } from '../entities'
import { Refuel } from '../entities'

/**
 * Refuels of a month that were entered or taken back after its statement was signed, each on the day that happened: the
 * signed figures stay, these stand below (K-14).
 */
export async function refuelsSince(manager: EntityManager, { month, at }: FuelMonth): Promise<readonly FormAddition[]> {
  const from = startOfMonth(`${month}-01`)
  const refuels = await manager.find(Refuel, { where: { day: Between(from, endOfMonth(from)) }, order: { id: 'ASC' } })
  // a reversal is of the day of what it reverses; when it was made is known by its act alone
  const acts = await manager.find(AuditEntry, {
    where: { chain: 'vehicles', subjectId: In(refuels.map(({ id, reversalOfId }) => reversalOfId ?? id)) },
    select: { id: true, at: true, entries: true }
  })
  const enteredAt = new Map(acts.flatMap((act) => act.entries.map(({ id }) => [id, act.at] as const)))
  return refuels.flatMap(({ id, number, plate, day, litres, amountCents, reversalOfId, remarks }) => {
    const entered = enteredAt.get(id)
    if (entered === undefined || entered <= at) return []
    const fuel = `${plate}${formatDate(day)}加油${formatQuantity(Math.abs(litres))}升、${formatMoney(Math.abs(amountCents))}元`
    return reversalOfId === null
      ? takenBack(entered, `签认后补登${fuel}（${number}）`, null)
      : takenBack(entered, `签认后冲减${fuel}（${number}）`, remarks)
  })
}
