import { isRetired } from '../../contract/vehicles/words'
import { In, IsNull, Not } from 'typeorm'
import { localDateOf } from '../../kernel/instant'
import type { LedgerModule } from '../../office/ledgerModule'
import { FuelCard, Incident, Repair, Trip, Vehicle } from './entities'

/**
 * Vehicles driven, cards held, trips out or with papers owed, costs and damages not collected: what is in a person's
 * name (K-08).
 */
export const vehiclesHeldBy: LedgerModule['heldBy'] = async (manager, personId) => {
  const driven = await manager.find(Vehicle, { where: [{ mainDriverId: personId }, { secondDriverId: personId }] })
  const cards = await manager.findBy(FuelCard, { holderId: personId, state: 'active' })
  const out = await manager.findBy(Trip, { driverId: personId, state: 'out' })
  const owed = await manager.find(Trip, {
    where: [{ applicantId: personId, papersDueOn: Not(IsNull()), papersOn: IsNull() }]
  })
  const repairs = await manager.find(Repair, {
    where: { applicantId: personId, borneCents: Not(0), collectedOn: IsNull(), state: In(['accepted', 'closed']) }
  })
  const damages = await manager.find(Incident, {
    where: { driverId: personId, chargeCents: Not(0), collectedOn: IsNull() }
  })
  const line = (label: string, number: string, since: string | null, todo: string) => ({ label, number, since, todo })
  return [
    ...driven
      .filter((vehicle) => !isRetired(vehicle))
      .map(({ plate, model, registeredOn }) =>
        line(`驾驶的车辆：${plate} ${model}`, plate, registeredOn, '变更驾驶员并移交车辆、钥匙')
      ),
    ...cards.map(({ cardNumber }) => line('持有的加油卡、通行卡', cardNumber, null, '交回并变更持卡人')),
    ...out.map(({ number, fromDay }) => line('出车未返回', number, fromDay, '登记返回')),
    ...owed.map(({ number, inDay }) => line('用车手续未补办', number, inDay, '补办手续')),
    ...repairs.map(({ number, acceptedOn }) => line('应由本人承担的维修费未交', number, acceptedOn, '交纳维修费')),
    ...damages.map(({ number, at }) => line('应由本人赔偿的损失未交', number, localDateOf(at), '交纳赔偿'))
  ]
}
