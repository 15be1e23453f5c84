import { conflict } from '../../../kernel/fault'
import type { House } from '../../../office/house'
import { mustFind } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { refreshStandings } from '../clocks/standing'
import { Intake } from '../entities'
import type { MoveInput } from '../inputs'
import { goodsOf, judgePlace, passOn } from './goods'

/** Puts goods in another place of the warehouse (WH-11, WH-13). */
export async function moveGoods(unit: UnitOfWork, house: House, input: MoveInput): Promise<{ id: string }> {
  const { line, standing } = mustFind(await goodsOf(unit.manager, [input.id]), input.id)
  if (standing.onHand === 0 || standing.thirdParty) throw conflict('物品')
  const intake = await unit.load(Intake, line.intakeId, '入库单')
  const { location, separation } = input
  await judgePlace(unit, { name: line.name, party: intake.party, location, separation, field: 'location' })
  await passOn(unit, {
    line,
    act: 'moved',
    from: standing.location,
    to: unit.actor.name,
    place: location ?? '',
    quantity: standing.onHand,
    voucher: line.tag,
    remarks: input.reason
  })
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  unit.about({ type: 'line', id: line.id, number: line.tag })
  return { id: line.id }
}
