import { IsNull, Not } from 'typeorm'
import type { Matter, Post } from '@main/contract/posts'
import type { CustodyKind } from '@main/contract/seals'
import { addDays } from '@main/kernel/localDate'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { Seal } from '@main/ledgers/seals/entities'
import { custodianOfSeal } from '@main/ledgers/seals/visibility'
import { holdersOf } from '@main/office/actors'
import { Appointment, Person } from '@main/office/entities'
import { cancelLeaving, depart, startLeaving, transfer } from '@main/office/clearance/service'
import { heldBy } from '@main/office/clearance/held'
import { standIn } from '@main/office/handovers/standIn'
import { appoint, endAppointment } from '@main/office/people/appointments'
import { keepsThings } from '@main/office/people/duty'
import { returnToDuty } from '@main/office/people/motions'
import { mergeUnit } from '@main/office/units/merge'
import { createUnit, updateUnit } from '@main/office/units/service'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import type { TestHouse } from '../../support/house'
import { acting } from '../../support/people'
import { doing, pen } from '../../support/seals'
import { anyOf, chosen, NothingThere, somebody, type Act, type Chance } from './acts'
import type { RunCast } from './cast'
import { inService, unitsNow } from './castNow'

const reasons = { 'K-06': '工作需要', 'K-04': '班子分工未定' }

/** An act of the office, by its director of the day unless said otherwise. */
async function office<T>(
  house: TestHouse,
  { bureau }: RunCast,
  act: string,
  body: (unit: UnitOfWork) => Promise<T>,
  by: Pick<Person, 'id'> = bureau.director
): Promise<T> {
  return house.database.write({ chain: 'office', act, actor: await acting(house, by), reasons }, body)
}

const permanent = async (house: TestHouse) => (await inService(house)).filter(({ kind }) => kind === 'permanent')

/** Somebody with nothing in their name, or whoever keeps most. */
async function leaver(house: TestHouse, cast: RunCast, { lawful, who }: Chance): Promise<Person> {
  const people = await inService(house)
  if (!lawful) return chosen([cast.store.keeper, cast.staff.keeper, cast.bureau.custodian], who)
  for (let tries = 0; tries < 4; tries += 1) {
    const person = chosen(people, who + tries)
    if ((await heldBy(house, house.database.read, person.id, house.clock.today())).length === 0) return person
  }
  throw new NothingThere()
}

interface Slot {
  readonly post: Post
  readonly unitId: string | null
  readonly matter: Matter | null
}

const ofBureau: readonly Post[] = [
  'head',
  'officeDirector',
  'legalReviewer',
  'suppliesKeeper',
  'sealCustodian',
  'warehouseKeeper'
]

/** Posts that ought to be held and are not. */
async function vacancies(house: TestHouse, cast: RunCast): Promise<readonly Slot[]> {
  const wanted: Slot[] = [
    ...ofBureau.map((post) => ({ post, unitId: null, matter: null })),
    { post: 'matterLeader', unitId: null, matter: 'enforcement' },
    { post: 'claimant', unitId: cast.store.unit.id, matter: null }
  ]
  for (const { id } of [cast.bureau.squad, cast.staff.squad, cast.bureau.office])
    wanted.push({ post: 'unitHead', unitId: id, matter: null }, { post: 'leader', unitId: id, matter: null })
  const vacant: Slot[] = []
  for (const slot of wanted)
    if ((await holdersOf(house.database.read, slot.post, house.clock.today(), slot)).length === 0) vacant.push(slot)
  return vacant
}

/** Appointments of their own right in force today. */
async function inForce(house: TestHouse): Promise<readonly Appointment[]> {
  const today = house.clock.today()
  const own = await house.database.read.find(Appointment, { where: { standsInForId: IsNull() }, order: { id: 'ASC' } })
  return own.filter(({ fromDay, toDay }) => fromDay <= today && (toDay === null || toDay >= today))
}

/** Passes a seal on, to somebody the director names; or with nobody naming, a signature missing, or to a temp. */
async function passed(house: TestHouse, cast: RunCast, chance: Chance, kind: CustodyKind, seal: Seal, to: Person) {
  const { lawful, amount } = chance
  const from = await custodianOfSeal(house.database.read, { custodianId: seal.custodianId }, house.clock.today())
  const keeper = await house.database.read.findOneBy(Person, { id: seal.custodianId ?? '' })
  if (!from || !keeper) throw new NothingThere()
  const signatures = { from: pen(keeper), ...(lawful || amount % 3 > 0 ? { to: pen(to) } : {}) }
  const input = {
    ...{ id: seal.id, version: seal.version, kind, signatures },
    toPersonId: lawful || amount % 3 !== 1 ? to.id : cast.bureau.temp.id,
    ...(kind === 'standIn' ? { until: addDays(house.clock.today(), 1 + (amount % 20)) } : {}),
    keysHandedOver: true,
    reason: '工作调整'
  }
  return doing(house, lawful ? cast.bureau.director : keeper, (unit) => handOver(unit, input))
}

const sealOf = (house: TestHouse, cast: RunCast, { pick }: Chance) =>
  house.database.read.findOneByOrFail(Seal, { id: chosen(cast.seals, pick).id })

/** Acts of people and units in motion by name; each may be lawful or not, as chance has it. */
export const motion: Readonly<Record<string, Act>> = {
  离岗: async (house, cast, chance) => {
    const { id: personId, version } = await leaver(house, cast, chance)
    const input = { personId, version, on: house.clock.today(), reason: '辞职' }
    return office(house, cast, '离岗', (unit) => depart(unit, house, input))
  },
  办理离岗: async (house, cast, chance) => {
    const where = { status: chance.lawful ? ('active' as const) : Not('active' as const) }
    const { id: personId, version } = await anyOf(house, Person, chance.who, where)
    return office(house, cast, '办理离岗', (unit) => startLeaving(unit, { personId, version }))
  },
  撤回离岗: async (house, cast, chance) => {
    const where = chance.lawful ? { status: 'leaving' as const } : {}
    const { id: personId, version } = await anyOf(house, Person, chance.pick, where)
    return office(house, cast, '撤回离岗', (unit) => cancelLeaving(unit, { personId, version }))
  },
  返岗: async (house, cast, chance) => {
    const { lawful, pick, who } = chance
    const person = await anyOf(house, Person, pick, { status: lawful ? 'departed' : Not('departed') })
    const unitId = chosen([cast.bureau.squad, cast.staff.squad, cast.bureau.office], who).id
    const input = { personId: person.id, version: person.version, unitId, on: house.clock.today(), reason: '重新录用' }
    return office(house, cast, '返岗', (unit) => returnToDuty(unit, input))
  },
  调动: async (house, cast, chance) => {
    const { id: personId, version } = await leaver(house, cast, chance)
    const unitId = chosen(await unitsNow(house), chance.pick).id
    const input = { personId, version, unitId, on: house.clock.today(), reason: '工作调动' }
    return office(house, cast, '调动', (unit) => transfer(unit, house, input))
  },
  设立单位: async (house, cast, chance) => {
    const name = chance.lawful ? `新设科${house.newId().slice(-5)}` : cast.bureau.office.name
    return office(house, cast, '设立单位', (unit) => createUnit(unit, { name, kind: 'squad', parentId: null }))
  },
  单位更名: async (house, cast, chance) => {
    const units = (await unitsNow(house)).filter(({ id }) => id !== cast.bureau.office.id)
    const { id, version, kind, parentId } = chosen(units, chance.pick)
    const name = chance.lawful ? `更名科${house.newId().slice(-5)}` : cast.bureau.office.name
    const input = { ...{ id, version, kind, parentId, name }, active: true, documentNumber: '局发〔2026〕9号' }
    return office(house, cast, '单位更名', (unit) => updateUnit(unit, input))
  },
  单位合并: async (house, cast, chance) => {
    const units = (await unitsNow(house)).filter(({ id }) => id !== cast.bureau.office.id)
    // What the bureau works with is merged now and then, what was set up since more often; never all into one.
    const core = [cast.bureau.squad.id, cast.staff.squad.id]
    const spare = units.filter(({ id }) => !core.includes(id))
    if (chance.lawful && units.length < 4) throw new NothingThere()
    const from = chosen(chance.amount % 5 === 0 ? units : spare, chance.pick)
    const into = chance.lawful ? chosen(units, chance.pick + 1 + (chance.who % (units.length - 1))) : from
    const input = {
      ...{ id: from.id, version: from.version, intoUnitId: into.id, on: house.clock.today() },
      ...{ documentNumber: '编办〔2026〕3号', reason: '机构改革' }
    }
    return office(house, cast, '单位合并', (unit) => mergeUnit(unit, house, input))
  },
  任职: async (house, cast, chance) => {
    const slot = chance.lawful
      ? chosen(await vacancies(house, cast), chance.pick)
      : { post: 'sealCustodian' as const, unitId: null, matter: null }
    const person = chance.lawful ? chosen(await permanent(house), chance.who) : cast.bureau.temp
    const input = { ...slot, personId: person.id, from: house.clock.today(), to: null }
    // The director of a bureau without one is named by its head.
    const by = slot.post === 'officeDirector' ? cast.bureau.head : cast.bureau.director
    return office(house, cast, '任职', (unit) => appoint(unit, house, input), by)
  },
  免职: async (house, cast, chance) => {
    const held = (await inForce(house)).filter(({ post }) => chance.lawful || keepsThings(post))
    const { id, version, fromDay } = chosen(held, chance.pick)
    const to = chance.lawful ? house.clock.today() : addDays(fromDay, -1)
    return office(house, cast, '免职', (unit) => endAppointment(unit, house, { id, version, to }))
  },
  代班: async (house, cast, chance) => {
    const { lawful, pick, who, amount } = chance
    const post = chosen(await inForce(house), pick)
    const absent = await house.database.read.findOneByOrFail(Person, { id: post.personId })
    const deputy = lawful || amount % 2 ? chosen(await permanent(house), who) : cast.bureau.temp
    const from = house.clock.today()
    const input = {
      ...{ appointmentId: post.id, toPersonId: deputy.id, from, until: addDays(from, 1 + (amount % 30)) },
      ...{ keysHandedOver: true, reason: '休假' },
      signatures: { from: pen(absent), ...(lawful || amount % 2 === 0 ? { to: pen(deputy) } : {}) }
    }
    return office(house, cast, '代班', (unit) => standIn(unit, house, input), absent)
  },
  收回代班: async (house, cast, chance) => {
    const today = house.clock.today()
    const all = await house.database.read.find(Appointment, { where: { standsInForId: Not(IsNull()) } })
    const running = all.filter(({ toDay }) => !chance.lawful || toDay === null || toDay > today)
    const { id, version, fromDay } = chosen(running, chance.pick)
    const to = chance.lawful ? today : addDays(fromDay, -1)
    return office(house, cast, '收回代班', (unit) => endAppointment(unit, house, { id, version, to }))
  },
  移交印章: async (house, cast, chance) =>
    passed(
      house,
      cast,
      chance,
      'transfer',
      await sealOf(house, cast, chance),
      chosen(await permanent(house), chance.who)
    ),
  印章代管: async (house, cast, chance) =>
    passed(
      house,
      cast,
      chance,
      'standIn',
      await sealOf(house, cast, chance),
      chosen(await permanent(house), chance.who)
    ),
  交回代管: async (house, cast, chance) => {
    const seal = await anyOf(house, Seal, chance.pick, { standsInForId: Not(IsNull()) })
    const keeper = await house.database.read.findOneByOrFail(Person, { id: seal.standsInForId ?? '' })
    return passed(house, cast, chance, 'transfer', seal, chance.lawful ? keeper : somebody(cast, chance))
  }
}
