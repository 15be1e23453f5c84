import { Not } from 'typeorm'
import type { Post } from '@main/contract/posts'
import { holdersOf } from '@main/office/actors'
import { Account, accountSecrets, Person, Unit } from '@main/office/entities'
import { Motion } from '@main/office/people/entities'
import { hashSecret } from '@main/platform/session/secrets'
import type { TestHouse } from '../../support/house'
import { aPerson, arranging } from '../../support/people'
import { aSeal } from '../../support/seals'
import { aRunCast, pinOfAll, type RunCast } from './cast'

/**
 * The bureau of the run with some more people, who are there to be appointed, moved and sent away, and with seals of
 * two leaders, of a unit and of the finance, each kept by somebody else. Everybody of the staff has a PIN.
 */
export async function aMovingCast(house: TestHouse): Promise<RunCast> {
  const cast = await aRunCast(house)
  const { bureau } = cast
  const more: Person[] = []
  for (const unit of [bureau.office, bureau.squad, cast.staff.squad])
    for (let count = 0; count < 3; count += 1) more.push(await aPerson(house, { unitId: unit.id }))
  const seals = [
    ...cast.seals.filter(({ kind }) => kind === 'bureau'),
    await aSeal(house, bureau, { kind: 'personal', ownerId: bureau.head.id, custodianId: bureau.deputy.id }),
    await aSeal(house, bureau, { kind: 'personal', ownerId: bureau.leader.id, custodianId: bureau.deputy.id }),
    await aSeal(house, bureau, { kind: 'unit', unitId: bureau.squad.id, custodianId: bureau.squadHead.id }),
    await aSeal(house, bureau, { kind: 'finance', custodianId: bureau.cashier.id })
  ]
  const people = [...cast.people, ...more]
  for (const person of people) if (person.kind !== 'temporary') await givePin(house, person)
  return { ...cast, seals, people }
}

/** Opens an account with the PIN of the run for whoever has none. */
async function givePin(house: TestHouse, { id: personId }: Person): Promise<void> {
  if (await house.database.read.findOneBy(Account, { personId })) return
  const secrets = { passwordHash: await hashSecret(pinOfAll), pinHash: await house.pins.hash(pinOfAll) }
  const never = { lockedUntil: null, pinFailures: null, pinLockedUntil: null, codeAt: null, codeBy: null }
  const account = { personId, login: `u${personId.slice(-8)}`, ...secrets, ...never, active: true, failures: 0 }
  await arranging(house, (unit) =>
    unit.insert(Account, { ...account, passwordAt: null, formerHashes: null }, accountSecrets)
  )
}

/** Everybody who has not left. */
export const inService = (house: TestHouse): Promise<readonly Person[]> =>
  house.database.read.find(Person, { where: { status: Not('departed') }, order: { id: 'ASC' } })

/** Units that still are. */
export const unitsNow = (house: TestHouse): Promise<readonly Unit[]> =>
  house.database.read.find(Unit, { where: { active: true }, order: { id: 'ASC' } })

/**
 * The bureau as it stands today: a merged unit is what it became, each post with its holder of today, whoever acts for
 * a unit somebody who is in it. A vacant post stays with who was there before, and is refused for it.
 */
export async function castNow(house: TestHouse, cast: RunCast): Promise<RunCast> {
  const { read } = house.database
  const motions = await read.findBy(Motion, { kind: 'merged' })
  const unitOf = async (unit: Unit): Promise<Unit> => {
    const into = motions.find(({ subjectId }) => subjectId === unit.id)?.intoUnitId
    return into ? unitOf(await read.findOneByOrFail(Unit, { id: into })) : unit
  }
  const people = await inService(house)
  const holder = async (was: Person, post: Post, unitId?: string) => {
    const [id] = await holdersOf(read, post, house.clock.today(), unitId === undefined ? {} : { unitId })
    return people.find((person) => person.id === id) ?? was
  }
  const ownOf = (unit: Unit) => people.filter(({ unitId, kind }) => unitId === unit.id && kind === 'permanent')
  const { bureau, store, staff } = cast
  const [squad, mine] = [await unitOf(staff.squad), await unitOf(bureau.squad)]
  const director = await holder(bureau.director, 'officeDirector')
  const clerk = ownOf(mine).find(({ id }) => id !== store.claimant.id) ?? bureau.clerk
  const [first = staff.officers[0], second = staff.officers[1]] = ownOf(squad)
  return {
    ...cast,
    bureau: {
      ...bureau,
      ...{ squad: mine, director, clerk },
      head: await holder(bureau.head, 'head'),
      custodian: await holder(bureau.custodian, 'sealCustodian')
    },
    store: {
      ...store,
      ...{ unit: mine, director, clerk },
      keeper: await holder(store.keeper, 'suppliesKeeper'),
      claimant: await holder(store.claimant, 'claimant', mine.id)
    },
    staff: {
      ...staff,
      squad,
      keeper: await holder(staff.keeper, 'warehouseKeeper'),
      squadHead: await holder(staff.squadHead, 'unitHead', squad.id),
      officers: [first, second]
    }
  }
}
