import type { Finding } from '@main/contract/faults'
import type { Post } from '@main/contract/posts'
import { searchKey } from '@main/kernel/searchKey'
import { type Approval } from '@main/office/approvals/entities'
import { Appointment, type Person } from '@main/office/entities'
import { SupplyItem, Supplier } from '@main/ledgers/supplies/entities/catalogue'
import { Purchase } from '@main/ledgers/supplies/entities/purchase'
import { orderPurchase, purchaseLines } from '@main/ledgers/supplies/purchase/fulfil'
import { submitUnitPurchase } from '@main/ledgers/supplies/purchase/submit'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import type { TestHouse } from './house'
import { itemRow } from './itemRow'
import { actsOf, decideThrough } from './ledgerActs'
import { refusedBy as ledgerRefusedBy } from './refusals'
import { anAttachment, aPerson, arranging, aUnit, type PersonPlan } from './people'

/** An item of the catalogue as it stands in the database; plain daily goods unless the plan says otherwise. */
export async function aSupplyItem(
  house: TestHouse,
  plan: Partial<Omit<SupplyItem, 'id' | 'version'>> = {}
): Promise<SupplyItem> {
  const mark = house.newId().slice(-6)
  const name = plan.name ?? `用品${mark}`
  return arranging(house, async (unit) =>
    unit.insert(SupplyItem, itemRow({ number: `TS-${mark}`, location: 'A-1', safetyStock: 0, ...plan, name }))
  )
}

/** A supplier, designated since 2020 unless the plan says otherwise. */
export async function aSupplier(
  house: TestHouse,
  plan: Partial<Omit<Supplier, 'id' | 'version'>> = {}
): Promise<Supplier> {
  const name = plan.name ?? `供应商${house.newId().slice(-6)}`
  return arranging(house, (unit) =>
    unit.insert(Supplier, {
      name,
      designated: true,
      designatedFrom: '2020-01-01',
      designatedTo: null,
      contact: null,
      phone: null,
      remarks: null,
      active: true,
      searchKey: searchKey(name),
      ...plan
    })
  )
}

/** Runs an act in the supplies chain as the given person, with reasons for the warnings it accepts. */
export const actingIn: ReturnType<typeof actsOf> = (house, person, body, reasons = {}, act) =>
  // Several small purchases of one unit in a week are passed with a reason (SUP-04); what is about that rule itself
  // says none.
  actsOf('supplies')(house, person, body, { 'SUP-04': '分批使用', ...reasons }, act)

/**
 * Decides the steps of a request in order, each by somebody who may; stops when it is no longer pending or after that
 * many steps.
 */
export async function approveThrough(
  house: TestHouse,
  approvalId: string,
  steps = Number.POSITIVE_INFINITY
): Promise<Approval> {
  return (await decideThrough(house, approvalId, { steps })).approval
}

/** A person holding a bureau-wide post from a day on (posts of `aPerson` are held since 2020). */
export async function aPersonAppointed(
  house: TestHouse,
  post: Post,
  fromDay: string,
  { toDay = null, ...plan }: PersonPlan & { toDay?: string | null } = {}
): Promise<Person> {
  const person = await aPerson(house, plan)
  await appointed(house, person, post, fromDay, toDay)
  return person
}

/** Appoints somebody to a bureau-wide post for a period. */
export async function appointed(
  house: TestHouse,
  person: Pick<Person, 'id'>,
  post: Post,
  fromDay: string,
  toDay: string | null = null
): Promise<void> {
  await arranging(house, (unit) =>
    unit.insert(Appointment, {
      personId: person.id,
      post,
      unitId: null,
      matter: null,
      fromDay,
      toDay,
      documentNumber: null,
      handoverId: null,
      standsInForId: null
    })
  )
}

/**
 * The people a supplies request passes: office, a department and a brigade with their heads and leaders, finance,
 * keeper.
 */
export async function aSuppliesStaff(house: TestHouse) {
  const office = await aUnit(house, { name: '办公室' })
  const department = await aUnit(house)
  const brigade = await aUnit(house, { kind: 'brigade' })
  const leader = await aPerson(house, {
    unitId: office.id,
    posts: [office, department, brigade].map(({ id }) => ({ post: 'leader' as const, unitId: id }))
  })
  const head = await aPerson(house, { unitId: office.id, posts: ['head'] })
  const officeDirector = await aPerson(house, { unitId: office.id, posts: ['officeDirector', 'unitHead'], pin: '2468' })
  const unitHead = await aPerson(house, { unitId: department.id, posts: ['unitHead'] })
  const brigadeHead = await aPerson(house, { unitId: brigade.id, posts: ['unitHead'] })
  const clerk = await aPerson(house, { unitId: department.id })
  const brigadeClerk = await aPerson(house, { unitId: brigade.id })
  const keeper = await aPerson(house, { unitId: office.id, posts: ['suppliesKeeper'], pin: '135790' })
  const finance = await aPerson(house, { unitId: office.id, posts: ['finance'] })
  return {
    office,
    department,
    brigade,
    leader,
    head,
    officeDirector,
    unitHead,
    brigadeHead,
    clerk,
    brigadeClerk,
    keeper,
    finance
  }
}

/** Expects the act to be refused by a rule, with nothing written; gives the findings of that rule. */
export const refusedBy = (house: TestHouse, rule: string, act: () => Promise<unknown>): Promise<readonly Finding[]> =>
  ledgerRefusedBy(house, 'supplies', rule, act)

/** The latest reason accepted under a rule in the exceptions report. */
export async function lastException(house: TestHouse, rule: string): Promise<ExceptionEntry | null> {
  return house.database.read.findOne(ExceptionEntry, {
    where: { chain: 'supplies', rule },
    order: { at: 'DESC', id: 'DESC' }
  })
}

/** Finance takes part in an order and the county finance bureau has consented (DK-07 二十六). */
export const jointly = ({ finance }: { readonly finance: Pick<Person, 'id'> }) => ({
  financeId: finance.id,
  consentNumber: '县财采〔2026〕8号',
  consentOn: '2026-09-01'
})

export interface OrderedPlan {
  readonly buyer: Pick<Person, 'id'>
  readonly staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  /** Quantities in whole units with prices in cents; an item of its own for each line unless it is said. */
  readonly goods?: readonly { readonly count: number; readonly cents: number; readonly item?: SupplyItem }[]
}

/** A unit purchase, approved and ordered from a designated supplier, with its lines. */
export async function anOrderedPurchase(
  house: TestHouse,
  { buyer, staff, goods = [{ count: 10, cents: 1_000 }] }: OrderedPlan
) {
  const supplier = await aSupplier(house)
  const items = await Promise.all(goods.map(({ item }) => item ?? aSupplyItem(house)))
  const scan = await anAttachment(house, '申请表.png')
  const submitted = await actingIn(house, staff.brigadeClerk, (unit) =>
    submitUnitPurchase(unit, house, {
      lines: goods.map(({ count, cents }, index) => ({
        itemId: items[index]?.id ?? '',
        quantity: count * 1000,
        unitPriceCents: cents
      })),
      reason: '执勤需要',
      applicationAttachmentId: scan.id
    })
  )
  await approveThrough(house, submitted.approvalId ?? '')
  const approved = await house.database.read.findOneByOrFail(Purchase, { id: submitted.id })
  const lines = await purchaseLines(house.database.read, submitted.id)
  const purchase = await actingIn(
    house,
    buyer,
    (unit) =>
      orderPurchase(unit, {
        id: approved.id,
        version: approved.version,
        supplierId: supplier.id,
        lines: lines.map((line) => ({ lineId: line.id, dealPriceCents: line.unitPriceCents })),
        ...jointly(staff)
      }),
    { 'SUP-05': '本地仅一家供货' }
  )
  return { purchase, lines: await purchaseLines(house.database.read, submitted.id), supplier, items }
}

/** The row as it stands now. */
export function freshPurchase(house: TestHouse, { id }: Pick<Purchase, 'id'>): Promise<Purchase> {
  return house.database.read.findOneByOrFail(Purchase, { id })
}
