import { systemActor } from '../../kernel/actor'
import type { House } from '../house'

/** Works due dates that ledgers keep out again, after parameters or the holiday calendar have changed. */
export async function recountClocks(house: House): Promise<void> {
  for (const { id, recountClocks: recount } of house.modules)
    if (recount)
      await house.database.write({ chain: id, act: '规则或节假日调整后重算期限', actor: systemActor }, (unit) =>
        recount(unit, house)
      )
}
