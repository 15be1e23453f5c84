import { posts as postInfo, type Matter, type Post } from '../../contract/posts'
import { systemActor } from '../../kernel/actor'
import { addDays, addMonths, addYears } from '../../kernel/localDate'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { hashSecret } from '../../platform/session/secrets'
import { createAccount } from '../accounts/service'
import { spelledLogin } from '../accounts/spelledLogin'
import { Account, accountSecrets, type Person } from '../entities'
import type { House } from '../house'
import { appoint } from '../people/appointments'
import { createPerson } from '../people/service'
import { insertBureau, loadShippedCalendar } from '../session/founding'
import { createUnit } from '../units/service'
import { demoPassword, demoPin } from './accounts'
import { demoBureau, demoUnits, type DemoPerson, type DemoPost } from './roster'

/**
 * Fills an empty house with the demo bureau: units, people of every kind, posts, accounts with one shared password and
 * PIN, the shipped calendars, then each ledger's own records. Fails with `conflict` when there is a bureau already.
 */
export async function foundDemoBureau(house: House): Promise<void> {
  // One hash serves all: the password is public, and hashing thirty times would only keep people waiting.
  const secrets = { passwordHash: await hashSecret(demoPassword), pinHash: await house.pins.hash(demoPin) }
  await house.database.write({ chain: 'office', act: '建立演示单位', actor: systemActor }, async (unit) => {
    const bureau = await insertBureau(unit, { ...demoBureau, demo: true })
    const unitIds = await units(unit)
    const logins = new Set<string>()
    for (const { name, people } of demoUnits)
      for (const plan of people) {
        const person = await hire(unit, plan, unitIds.get(name) ?? '')
        for (const post of plan.posts ?? []) await assign(unit, house, person, post, unitIds)
        if (plan.account || plan.posts) await openAccount(unit, person, logins, secrets)
      }
    unit.about({ type: 'bureau', id: bureau.id, number: bureau.shortName })
  })
  await loadShippedCalendar(house)
  for (const module of house.modules) await module.demo?.(house)
}

async function units(unit: UnitOfWork): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { name, kind, parent } of demoUnits)
    ids.set(name, (await createUnit(unit, { name, kind, parentId: parent ? (ids.get(parent) ?? null) : null })).id)
  return ids
}

function hire(unit: UnitOfWork, { name, position, kind = 'permanent' }: DemoPerson, unitId: string): Promise<Person> {
  return createPerson(unit, { name, unitId, kind, position, joinedOn: addYears(unit.today, -5) })
}

async function assign(
  unit: UnitOfWork,
  house: House,
  person: Person,
  planned: DemoPost,
  unitIds: ReadonlyMap<string, string>
): Promise<void> {
  const { post, units = [], matters = [], terms } = typeof planned === 'string' ? { post: planned } : planned
  for (const [from, to] of terms ?? [])
    await appointNow(unit, house, person, { post, unitId: null, matter: null }, termOf(unit.today, from, to))
  if (terms) return
  const own =
    postInfo[post].scope === 'unit' && units.length === 0
      ? [person.unitId]
      : units.map((name) => unitIds.get(name) ?? null)
  for (const unitId of own.length > 0 || matters.length > 0 ? own : [null])
    await appointNow(unit, house, person, { post, unitId, matter: null })
  for (const matter of matters) await appointNow(unit, house, person, { post, unitId: null, matter })
}

interface Term {
  readonly from: string
  readonly to: string | null
}

/** A term of office that ends the day before the next one may begin; the present one on its day. */
const termOf = (today: string, from: number, to: number): Term => ({
  from: addMonths(today, from),
  to: to > 0 ? addMonths(today, to) : addDays(addMonths(today, to), -1)
})

async function appointNow(
  unit: UnitOfWork,
  house: House,
  person: Person,
  held: { readonly post: Post; readonly unitId: string | null; readonly matter: Matter | null },
  term: Term = { from: addYears(unit.today, -2), to: null }
): Promise<void> {
  await appoint(unit, house, {
    personId: person.id,
    ...held,
    ...term,
    documentNumber: `云城管任〔${term.from.slice(0, 4)}〕1号`
  })
}

async function openAccount(
  unit: UnitOfWork,
  person: Person,
  logins: Set<string>,
  { passwordHash, pinHash }: { passwordHash: string; pinHash: string }
): Promise<void> {
  const login = spelledLogin(person.name, logins)
  logins.add(login)
  const account = await createAccount(unit, { personId: person.id, login, passwordHash })
  await unit.update(Account, account, { pinHash }, '账号', accountSecrets)
}
