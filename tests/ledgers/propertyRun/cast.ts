import type { Person } from '@main/office/entities'
import type { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import type { Seal } from '@main/ledgers/seals/entities'
import type { TestHouse } from '../../support/house'
import { aPerson } from '../../support/people'
import { aSeal, aSealBureau, everyone, type SealBureau } from '../../support/seals'
import { stocked, type StoreCast } from '../../support/store'
import { aSupplyItem } from '../../support/supplies'
import { aWarehouseStaff, type WarehouseStaff } from '../../support/warehouse'

/** One bureau with seals, a store and a room of detained goods, and everybody who works there. */
export interface RunCast {
  readonly bureau: SealBureau
  readonly store: StoreCast
  readonly staff: WarehouseStaff
  readonly people: readonly Person[]
  readonly seals: readonly Seal[]
  readonly items: readonly SupplyItem[]
}

/** The PIN of everybody in the run who has an account. */
export const pinOfAll = '4321'

/** Sets that bureau up: three seals in use and three items with 200 of each on the shelf. */
export async function aRunCast(house: TestHouse): Promise<RunCast> {
  const bureau = await aSealBureau(house)
  const staff = await aWarehouseStaff(house)
  const inOffice = { unitId: bureau.office.id }
  const store: StoreCast = {
    office: bureau.office,
    unit: bureau.squad,
    director: bureau.director,
    leader: bureau.leader,
    unitHead: bureau.squadHead,
    clerk: bureau.clerk,
    keeper: await aPerson(house, { ...inOffice, posts: ['suppliesKeeper'] }),
    finance: await aPerson(house, { ...inOffice, posts: ['finance'] }),
    claimant: await aPerson(house, { unitId: bureau.squad.id, posts: ['claimant'] })
  }
  const items: SupplyItem[] = []
  for (const name of ['打印纸', '中性笔芯', '文件夹']) {
    const item = await aSupplyItem(house, { name })
    await stocked(house, store, item.id, 200_000, 123_457)
    items.push(item)
  }
  const seals: Seal[] = []
  for (const kind of ['bureau', 'contract', 'bureau'] as const) seals.push(await aSeal(house, bureau, { kind }))
  const of = (persons: readonly (Person | readonly Person[])[]) => persons.flat()
  const { keeper, squadHead, officers, others, legal, leader, head, temporary } = staff
  const people = [
    ...everyone(bureau),
    store.keeper,
    store.finance,
    store.claimant,
    ...of([keeper, squadHead, officers, others, legal, leader, head, temporary])
  ]
  return { bureau, store, staff, people, seals, items }
}
