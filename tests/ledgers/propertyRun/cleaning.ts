import { In, Not } from 'typeorm'
import { endOfQuarter } from '@main/kernel/localDate'
import { closeCleanup, countGoods, openCleanup } from '@main/ledgers/warehouse/cleanup/acts'
import { differencesOf } from '@main/ledgers/warehouse/cleanup/differences'
import { settleDifference } from '@main/ledgers/warehouse/cleanup/settle'
import { quarterBefore, quarterName } from '@main/ledgers/warehouse/cleanup/window'
import { Cleanup, CleanupCount, CleanupLine, Standing } from '@main/ledgers/warehouse/entities'
import { holdersOf } from '@main/office/actors'
import type { Person } from '@main/office/entities'
import { unitNow } from '@main/office/units/heirs'
import type { TestHouse } from '../../support/house'
import { actingIn } from '../../support/warehouse'
import { chosen, NothingThere, type Act, type Chance } from './acts'
import type { RunCast } from './cast'
import { inService } from './castNow'

interface Going {
  readonly house: TestHouse
  readonly cast: RunCast
  readonly chance: Chance
  readonly keeper: Person
}

const squadsWithGoods = async ({ database: { read } }: TestHouse): Promise<readonly string[]> => {
  const standings = await read.findBy(Standing, { state: In(['held', 'partly']), thirdParty: false })
  const squads = new Set<string>()
  for (const { squadId } of standings) squads.add(await unitNow(read, squadId))
  return [...squads]
}

/** The clean-up of the last quarter nobody did, or of this one at its end; now and then with too few people. */
async function begun({ house, chance, keeper }: Going) {
  const { read } = house.database
  const today = house.clock.today()
  const quarter = (await read.existsBy(Cleanup, { quarter: quarterBefore(today) }))
    ? quarterName(today)
    : quarterBefore(today)
  if (quarter === quarterName(today) && today < endOfQuarter(today).slice(0, 8) + '28') throw new NothingThere()
  const people = await inService(house)
  const participants: { squadId: string; personId: string }[] = []
  for (const squadId of await squadsWithGoods(house)) {
    const sent = people.filter(({ unitId }) => unitId === squadId).slice(0, chance.lawful ? 2 : 1)
    participants.push(...sent.map(({ id: personId }) => ({ squadId, personId })))
  }
  if (participants.length === 0) throw new NothingThere()
  return actingIn(house, keeper, (unit) => openCleanup(unit, house, { quarter, participants }))
}

/** What is looked through on the shelves: now and then one less, one more, or in another place; by whoever was sent. */
async function lookedThrough({ house, cast, chance }: Going, cleanup: Cleanup) {
  const { read } = house.database
  const lines = await read.findBy(CleanupLine, { cleanupId: cleanup.id })
  const sent = await inService(house)
  const counter = sent.find(({ id }) => cleanup.participants.some(({ personId }) => personId === id))
  const by = chance.lawful ? counter : cast.bureau.temp
  if (!by) throw new NothingThere()
  const counts = lines.map(({ lineId, book, location }, index) => {
    const turn = (chance.amount + index) % 7
    const quantity = turn === 0 ? Math.max(0, book - 1_000) : turn === 1 ? book + 1_000 : book
    const foundLocation = turn === 2 ? `${location}旁` : undefined
    return { lineId, name: undefined, quantity, foundLocation, note: '现场清点' }
  })
  return actingIn(house, by, (unit) => countGoods(unit, { id: cleanup.id, version: cleanup.version, counts }))
}

const closed = ({ house, keeper }: Going, { id, version }: Cleanup) =>
  actingIn(house, keeper, (unit) => closeCleanup(unit, { id, version, conclusion: '清整完毕' }))

/** Missing goods turn up, or a surplus is explained; or more turns up than was missing. */
async function settled({ house, chance, keeper }: Going, cleanup: Cleanup) {
  const found = [...(await differencesOf(house.database.read, cleanup)).values()].filter(({ open }) => open > 0)
  const { count, kind, open } = chosen(found, chance.pick)
  const quantity = chance.lawful ? open : open + 1_000
  const how = kind === 'missing' ? ('found' as const) : ('explained' as const)
  const told = { id: cleanup.id, countId: count.id, how, intakeNumber: undefined, note: '已查明' }
  const input = kind === 'missing' ? { ...told, quantity } : told
  return actingIn(house, keeper, (unit) => settleDifference(unit, input))
}

/** The clean-up of the room, step by step: begun, looked through, ended, its differences settled (DK-04 二 三). */
export const cleaning: Readonly<Record<string, Act>> = {
  清整: async (house, cast, chance) => {
    const { read } = house.database
    // Whoever only was the keeper is turned away at the window, which these acts do not go through.
    const { keeper } = cast.staff
    if (!(await holdersOf(read, 'warehouseKeeper', house.clock.today())).includes(keeper.id)) throw new NothingThere()
    const going = { house, cast, chance, keeper }
    const open = await read.findOneBy(Cleanup, { state: 'open' })
    if (open) {
      const counted = await read.existsBy(CleanupCount, { cleanupId: open.id })
      // Also ended before anything was counted.
      return counted || (!chance.lawful && chance.amount % 2 === 0) ? closed(going, open) : lookedThrough(going, open)
    }
    const [done] = await read.find(Cleanup, { where: { state: Not('open') }, order: { id: 'DESC' }, take: 1 })
    if (done && chance.who % 3 === 0) return settled(going, done)
    return begun(going)
  }
}
