import { Not } from 'typeorm'
import type { Post } from '@main/contract/posts'
import { holdersOf } from '@main/office/actors'
import { Person, Unit } from '@main/office/entities'
import { Motion } from '@main/office/people/entities'
import type { TestHouse } from '../../support/house'
import { aPerson } from '../../support/people'
import { aRunCast, type RunCast } from './cast'

/** The bureau of the run with some more people, who are there to be appointed, moved and sent away. */
export async function aMovingCast(house: TestHouse): Promise<RunCast> {
  const cast = await aRunCast(house)
  const more: Person[] = []
  for (const unit of [cast.bureau.office, cast.bureau.squad, cast.staff.squad])
    for (let count = 0; count < 3; count += 1) more.push(await aPerson(house, { unitId: unit.id }))
  const seals = cast.seals.filter(({ kind }) => kind === 'bureau')
  return { ...cast, seals, people: [...cast.people, ...more] }
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
