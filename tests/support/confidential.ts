import type { RegisterInput } from '@main/contract/confidential/inputs'
import type { Person } from '@main/office/entities'
import { registerCabinet } from '@main/ledgers/confidential/cabinet/acts'
import { lend, takeBack } from '@main/ledgers/confidential/circulation/acts'
import { Carrier, CarrierStanding, Lapse } from '@main/ledgers/confidential/entities'
import { registerFile } from '@main/ledgers/confidential/file/register'
import { MissedDeadline } from '@main/office/records/entities'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { createRouterClient } from '@orpc/server'
import { appRouter } from '@main/hosts/appRouter'
import { expect } from 'vitest'
import type { TestHouse } from './house'
import { actsOf, readingAs } from './ledgerActs'
import { anAttachment, aPerson, aUnit } from './people'
import { refusalOf as ledgerRefusalOf, refusedBy as ledgerRefusedBy, type Refusal } from './refusals'
import { penOf } from './pen'

export { readingAs as reads }

/** The people around confidential files, with a picture for every pen signature. */
export interface ConfidentialStaff {
  readonly officer: Person
  readonly deputy: Person
  readonly member: Person
  readonly leader: Person
  readonly head: Person
  readonly otherLeader: Person
  readonly readers: readonly [Person, Person, Person]
  readonly outsider: Person
  readonly supervisors: readonly [Person, Person]
  readonly temporary: Person
  readonly inspector: Person
  readonly administrator: Person
  readonly director: Person
  readonly unitHead: Person
  readonly clerk: Person
  readonly cabinetId: string
  readonly picture: string
}

export const actingIn = actsOf('confidential')

export async function aConfidentialStaff(house: TestHouse): Promise<ConfidentialStaff> {
  const office = await aUnit(house, { name: `办公室${house.newId().slice(-3)}` })
  const other = await aUnit(house)
  const of = (plan: Parameters<typeof aPerson>[1] = {}) => aPerson(house, { unitId: other.id, ...plan })
  const officer = await of({ posts: ['confidentialityOfficer'] })
  const cabinet = await actingIn(house, officer, (unit) =>
    registerCabinet(unit, { label: `保密柜${officer.id.slice(-3)}`, place: '机要室' })
  )
  return {
    officer,
    deputy: await of(),
    member: await of(),
    leader: await of({ posts: [{ post: 'matterLeader', matter: 'confidentiality' }] }),
    head: await of({ posts: ['head'] }),
    otherLeader: await of({ posts: [{ post: 'matterLeader', matter: 'finance' }] }),
    readers: [await of(), await of(), await of()],
    outsider: await of(),
    supervisors: [await of(), await of()],
    temporary: await of({ kind: 'temporary' }),
    inspector: await of({ posts: ['inspector'] }),
    administrator: await of({ posts: ['administrator'] }),
    director: await of({ posts: ['officeDirector'], unitId: office.id }),
    unitHead: await of({ posts: ['unitHead'] }),
    clerk: await of(),
    cabinetId: cabinet.id,
    picture: (await anAttachment(house, '签名.png')).id
  }
}

let documents = 0

/** An entry with everything it needs: 机密, two copies, read by the three readers, unless the plan says otherwise. */
export function anEntry(
  house: TestHouse,
  staff: Pick<ConfidentialStaff, 'readers' | 'cabinetId'>,
  plan: Partial<RegisterInput> = {}
): RegisterInput {
  documents += 1
  return {
    receivedOn: house.clock.today(),
    origin: 'officer',
    secrecy: 'secret',
    central: false,
    issuedOn: '2026-01-10',
    issuer: '县委办',
    documentNumber: `青办密〔2026〕${documents}号`,
    code: `J${documents}`,
    title: undefined,
    period: { kind: 'years', years: 10 },
    copyNumbers: '0188、0189',
    copies: 2,
    pages: 12,
    noNumberReason: undefined,
    personIds: staff.readers.map(({ id }) => id),
    posts: [],
    cabinetId: staff.cabinetId,
    receivedById: undefined,
    notes: undefined,
    deliveryId: undefined,
    classificationId: undefined,
    ...plan
  }
}

/** A file in the register with its carriers, in the order of their labels. */
export async function aFile(house: TestHouse, staff: ConfidentialStaff, plan: Partial<RegisterInput> = {}) {
  const made = await actingIn(house, staff.officer, (unit) => registerFile(unit, house, anEntry(house, staff, plan)))
  const carriers = await house.database.read.find(Carrier, { where: { fileId: made.id }, order: { label: 'ASC' } })
  return { ...made, carriers, carrierIds: carriers.map(({ id }) => id) }
}

/** Hands a carrier to a reader at the counter. */
export const lent = (
  house: TestHouse,
  staff: ConfidentialStaff,
  carrierId: string | undefined,
  reader: Person,
  leaveId?: string
) =>
  actingIn(house, staff.officer, (unit) =>
    lend(unit, { carrierId: carrierId ?? '', readerId: reader.id, leaveId, signature: penOf(reader) })
  )

/** Takes a carrier back, twelve pages unless said otherwise. */
export const back = (
  house: TestHouse,
  staff: ConfidentialStaff,
  legId: string,
  plan: { pages?: number; lateReason?: string } = {}
) =>
  actingIn(house, staff.officer, (unit) =>
    takeBack(unit, house, { id: legId, pages: 12, lateReason: undefined, note: undefined, ...plan })
  )

/** The lapse of a record, beside which the open trace says the same, and not its sealed reason (K-13, SEC-02). */
export async function missedAs(house: TestHouse, number: string): Promise<Lapse> {
  const { read } = house.database
  const lapse = await read.findOneByOrFail(Lapse, { number })
  const { rule, dueOn, doneAt, subjectId } = lapse
  const trace = { ledger: 'confidential', rule, subjectId, dueOn, doneAt, outcome: 'late', reason: null }
  expect(await read.findBy(MissedDeadline, { subjectNumber: number })).toMatchObject([trace])
  const told = { chain: 'confidential' as const, rule, subjectNumber: number, reason: '' }
  expect(await read.countBy(ExceptionEntry, told)).toBe(1)
  return lapse
}

export const standingOf = (house: TestHouse, carrierId: string | undefined) =>
  house.database.read.findOneByOrFail(CarrierStanding, { id: carrierId ?? '' })

/** The fault an act of the ledger ends with; nothing was written. */
export const refusalOf = (house: TestHouse, act: () => Promise<unknown>): Promise<Refusal> =>
  ledgerRefusalOf(house, 'confidential', act)
export const refusedBy = (house: TestHouse, rule: string, act: () => Promise<unknown>) =>
  ledgerRefusedBy(house, 'confidential', rule, act)

/** An act as the officer. */
export const asOfficer =
  <T>(house: TestHouse, staff: ConfidentialStaff, body: (unit: UnitOfWork) => Promise<T>) =>
  () =>
    actingIn(house, staff.officer, body)

/** The whole program as the window of a person calls it. */
export function windowOf(house: TestHouse, person: Pick<Person, 'id'>) {
  const sessionId = house.sessions.newId()
  house.sessions.set(sessionId, {
    personId: person.id,
    accountId: person.id,
    login: '',
    locked: false,
    passwordDays: new Map()
  })
  return createRouterClient(appRouter, { context: { house, sessionId } })
}
