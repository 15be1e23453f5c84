import { isRetired } from '../../../contract/vehicles/words'
import { keptOf } from '../../../contract/record'
import {
  card as cardRecord,
  campaign,
  driver as record,
  provider,
  type campaigns,
  type cards,
  type drivers,
  type providers
} from '../../../contract/vehicles/driver'
import { conflict, forbidden, invalid, notNow } from '../../../kernel/fault'
import { personSearchKey, searchKey } from '../../../kernel/searchKey'
import { Person } from '../../../office/entities'
import { datedRule, markBackdated, markPast, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Campaign, Driver, FuelCard, Provider, Vehicle } from '../entities'
import { inNameOf } from '../../../office/approvals/parties'
import type { InputTo } from '../inputTo'

/** Registers a person as driver with the licence. Temporary staff and outsiders drive nothing (VEH-02, K-11). */
export async function enterDriver(unit: UnitOfWork, input: InputTo<typeof drivers.enter>): Promise<Driver> {
  const person = await unit.load(Person, input.personId, '驾驶员')
  unit.judge(inNameOf(person))
  const known = await unit.manager.findOneBy(Driver, { personId: person.id })
  if (known?.state === 'active') throw invalid([{ path: 'personId', message: `${person.name}已登记为驾驶员` }])
  const kept = keptOf(record, input)
  mustBeInOrder(kept)
  const key = personSearchKey(person.name, kept.licenceNumber)
  const state = { ...kept, state: 'active', untilDay: null, searchKey: key } as const
  const driver = known ? await unit.update(Driver, known, state, '驾驶员') : await unit.insert(Driver, state)
  unit.about({ type: 'vehicleDriver', id: driver.id, number: person.name })
  return driver
}

export async function reviseDriver(unit: UnitOfWork, input: InputTo<typeof drivers.revise>): Promise<Driver> {
  const driver = await loadedDriver(unit, input)
  const person = await unit.load(Person, driver.personId, '驾驶员')
  const kept = { ...keptOf(record, input), personId: driver.personId }
  mustBeInOrder(kept)
  unit.about({ type: 'vehicleDriver', id: driver.id, number: person.name })
  return unit.update(Driver, driver, { ...kept, searchKey: personSearchKey(person.name, kept.licenceNumber) }, '驾驶员')
}

export async function endDriver(unit: UnitOfWork, input: InputTo<typeof drivers.end>): Promise<Driver> {
  const driver = await loadedDriver(unit, input)
  const person = await unit.load(Person, driver.personId, '驾驶员')
  if (driver.state === 'ended') throw notNow('驾驶员')
  if (input.untilDay < driver.fromDay) throw invalid([{ path: 'untilDay', message: '卸任日期不能早于任职日期' }])
  const held = await unit.manager.find(Vehicle, { where: [{ mainDriverId: person.id }, { secondDriverId: person.id }] })
  const driven = held.filter((vehicle) => !isRetired(vehicle)).map(({ plate }) => plate)
  if (driven.length > 0)
    throw invalid([{ path: 'untilDay', message: `${person.name}还是${driven.join('、')}的驾驶员，请先变更` }])
  const dated = { what: '卸任日期', dated: input.untilDay, field: 'untilDay' }
  unit.judge(datedRule(unit, dated))
  const subject = { type: 'vehicleDriver', id: driver.id, number: person.name }
  unit.about(subject)
  await markBackdated(unit, subject, dated)
  return unit.update(Driver, driver, { state: 'ended', untilDay: input.untilDay, remarks: input.reason }, '驾驶员')
}

function mustBeInOrder({ issuedOn, validUntil, fromDay }: Pick<Driver, 'issuedOn' | 'validUntil' | 'fromDay'>): void {
  if (issuedOn !== null && issuedOn >= validUntil)
    throw invalid([{ path: 'validUntil', message: '有效期应晚于初次领证日期' }])
  if (issuedOn !== null && fromDay < issuedOn)
    throw invalid([{ path: 'fromDay', message: '任职日期不能早于初次领证日期' }])
}

async function loadedDriver(
  unit: UnitOfWork,
  { id, version }: { readonly id: string; readonly version: number }
): Promise<Driver> {
  const driver = await unit.load(Driver, id, '驾驶员')
  if (driver.version !== version) throw conflict('驾驶员')
  return driver
}

export async function enterCard(unit: UnitOfWork, input: InputTo<typeof cards.enter>): Promise<FuelCard> {
  const vehicle = input.vehicleId ? await unit.load(Vehicle, input.vehicleId, '车辆') : null
  const kept = keptOf(cardRecord, input)
  await mustBeStaff(unit, kept.holderId)
  const card = await unit.insert(FuelCard, {
    ...kept,
    vehicleId: vehicle?.id ?? null,
    state: 'active',
    lostAt: null,
    lostReason: null,
    searchKey: searchKey(kept.cardNumber, vehicle?.plate)
  })
  unit.about({ type: 'fuelCard', id: card.id, number: card.cardNumber })
  return card
}

export async function assignCard(unit: UnitOfWork, input: InputTo<typeof cards.assign>): Promise<FuelCard> {
  const card = await activeCard(unit, input)
  const vehicle = input.vehicleId ? await unit.load(Vehicle, input.vehicleId, '车辆') : null
  await mustBeStaff(unit, input.holderId)
  unit.about({ type: 'fuelCard', id: card.id, number: card.cardNumber })
  const changes = {
    vehicleId: vehicle?.id ?? null,
    holderId: input.holderId ?? null,
    searchKey: searchKey(card.cardNumber, vehicle?.plate)
  }
  return unit.update(FuelCard, card, changes, '卡')
}

/** Who holds a card is of the staff that day (K-11). */
async function mustBeStaff(unit: UnitOfWork, holderId: string | null | undefined): Promise<void> {
  if (holderId) unit.judge(inNameOf(await unit.load(Person, holderId, '持卡人'), 'keep', 'holderId'))
}

/** A lost card is blocked at once, by whoever misses it (VEH-09). */
export const loseCard = async (unit: UnitOfWork, input: InputTo<typeof cards.lose>): Promise<FuelCard> =>
  endCard(unit, input, 'lost')
export const cancelCard = async (unit: UnitOfWork, input: InputTo<typeof cards.cancel>): Promise<FuelCard> =>
  endCard(unit, input, 'cancelled')

async function endCard(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly reason: string },
  state: 'lost' | 'cancelled'
) {
  const card = await activeCard(unit, input, state === 'cancelled')
  unit.about({ type: 'fuelCard', id: card.id, number: card.cardNumber })
  return unit.update(
    FuelCard,
    card,
    { state, lostReason: input.reason, ...(state === 'lost' ? { lostAt: unit.now } : {}) },
    '卡'
  )
}

async function activeCard(
  unit: UnitOfWork,
  { id, version }: { readonly id: string; readonly version: number },
  orLost = false
): Promise<FuelCard> {
  const card = await unit.load(FuelCard, id, '卡')
  if (card.version !== version) throw conflict('卡')
  if (!(card.state === 'active' || (orLost && card.state === 'lost'))) throw notNow('卡')
  return card
}

export async function enterProvider(unit: UnitOfWork, input: InputTo<typeof providers.enter>): Promise<Provider> {
  const kept = keptOf(provider, input)
  if (kept.untilDay !== null && kept.untilDay < kept.fromDay)
    throw invalid([{ path: 'untilDay', message: '定点止应不早于定点起' }])
  const entered = await unit.insert(Provider, { ...kept, searchKey: searchKey(kept.name) })
  unit.about({ type: 'vehicleProvider', id: entered.id, number: entered.name })
  return entered
}

export async function endProvider(unit: UnitOfWork, input: InputTo<typeof providers.end>): Promise<Provider> {
  const found = await unit.load(Provider, input.id, '定点单位')
  if (found.version !== input.version) throw conflict('定点单位')
  if (input.untilDay < found.fromDay) throw invalid([{ path: 'untilDay', message: '定点止应不早于定点起' }])
  unit.about({ type: 'vehicleProvider', id: found.id, number: found.name })
  return unit.update(Provider, found, { untilDay: input.untilDay }, '定点单位')
}

/** The head puts every vehicle under central dispatch from a day to a day (DK-02 二). */
export async function declareCampaign(unit: UnitOfWork, input: InputTo<typeof campaigns.declare>): Promise<Campaign> {
  const kept = keptOf(campaign, input)
  if (kept.untilDay < kept.fromDay) throw invalid([{ path: 'untilDay', message: '结束日期不能早于开始日期' }])
  const declaredById = unit.actor.personId ?? ''
  const dated = { what: '集中整治开始日期', dated: kept.fromDay, field: 'fromDay' }
  unit.judge(...pastRules(unit, [dated]))
  const entered = await unit.insert(Campaign, { ...kept, number: await unit.nextNumber('JZ'), declaredById })
  const subject = { type: 'vehicleCampaign', id: entered.id, number: entered.number }
  unit.about(subject)
  await markPast(unit, subject, [dated])
  return entered
}

export async function endCampaign(unit: UnitOfWork, input: InputTo<typeof campaigns.end>): Promise<Campaign> {
  const found = await unit.load(Campaign, input.id, '集中整治')
  if (found.version !== input.version) throw conflict('集中整治')
  if (input.untilDay < found.fromDay) throw invalid([{ path: 'untilDay', message: '结束日期不能早于开始日期' }])
  if (found.untilDay < unit.today) throw forbidden('集中整治已经结束')
  const dated = { what: '集中整治结束日期', dated: input.untilDay, field: 'untilDay' }
  unit.judge(...pastRules(unit, [dated]))
  const subject = { type: 'vehicleCampaign', id: found.id, number: found.number }
  unit.about(subject)
  await markPast(unit, subject, [dated])
  return unit.update(Campaign, found, { untilDay: input.untilDay }, '集中整治')
}
