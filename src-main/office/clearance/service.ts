import type { PersonStatus } from '../../contract/people'
import { invalid } from '../../kernel/fault'
import { addDays } from '../../kernel/localDate'
import { K_08, K_13 } from '../../kernel/rules/common'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Account, Appointment, Person, Unit } from '../entities'
import type { House } from '../house'
import { noteMotion } from '../people/motions'
import { openUnit } from '../people/openUnit'
import { heldBy } from './held'

interface Leaving {
  readonly personId: string
  readonly version: number
  readonly on: string
  readonly reason: string
}

/** Begins a person's leaving: the clearance sheet is called in; posts and account go on until the departure. */
export async function startLeaving(
  unit: UnitOfWork,
  input: { readonly personId: string; readonly version: number }
): Promise<Person> {
  return turned(unit, input, 'active', 'leaving', (name, status) =>
    status === 'leaving' ? `${name}已在办理离岗` : `${name}已离岗`
  )
}

/** Takes a leaving back that will not happen. */
export async function cancelLeaving(
  unit: UnitOfWork,
  input: { readonly personId: string; readonly version: number }
): Promise<Person> {
  return turned(unit, input, 'leaving', 'active', (name) => `${name}没有在办理离岗`)
}

async function turned(
  unit: UnitOfWork,
  { personId, version }: { readonly personId: string; readonly version: number },
  from: PersonStatus,
  to: PersonStatus,
  why: (name: string, status: PersonStatus) => string
): Promise<Person> {
  const person = await unit.load(Person, personId, '人员')
  if (person.status !== from) throw invalid([{ path: 'personId', message: why(person.name, person.status) }])
  unit.about({ type: 'person', id: person.id, number: person.name })
  return unit.update(Person, { ...person, version }, { status: to }, '人员')
}

/**
 * Marks a person departed: posts end with the day before, the account is closed. Refused while anything is in their
 * name (K-08).
 */
export async function depart(
  unit: UnitOfWork,
  house: House,
  input: Leaving
): Promise<{ person: Person; accountId: string | undefined }> {
  const person = await cleared(unit, house, input)
  await endPosts(unit, person.id, input.on, () => true)
  const account = await unit.manager.findOneBy(Account, { personId: person.id, active: true })
  if (account) await unit.update(Account, account, { active: false }, '账号')
  await noteMotion(unit, {
    subjectType: 'person',
    subjectId: person.id,
    kind: 'departed',
    onDay: input.on,
    wasWords: (await unit.load(Unit, person.unitId, '科室')).name,
    reason: input.reason
  })
  const after = await unit.update(
    Person,
    { ...person, version: input.version },
    { status: 'departed', departedOn: input.on },
    '人员'
  )
  return { person: after, accountId: account?.id }
}

/**
 * Moves a person to another unit; posts bound to the old unit end with the day before. The same clearance applies
 * (K-08).
 */
export async function transfer(
  unit: UnitOfWork,
  house: House,
  input: Leaving & { readonly unitId: string }
): Promise<Person> {
  const person = await cleared(unit, house, input)
  const target = await openUnit(unit, input.unitId)
  if (target.id === person.unitId) throw invalid([{ path: 'unitId', message: `${person.name}已在${target.name}` }])
  await endPosts(unit, person.id, input.on, (appointment) => appointment.unitId === person.unitId)
  await noteMotion(unit, {
    subjectType: 'person',
    subjectId: person.id,
    kind: 'transferred',
    onDay: input.on,
    wasWords: (await unit.load(Unit, person.unitId, '科室')).name,
    becameWords: target.name,
    intoUnitId: target.id,
    reason: input.reason
  })
  return unit.update(Person, { ...person, version: input.version }, { unitId: target.id }, '人员')
}

async function cleared(unit: UnitOfWork, house: House, { personId, on }: Leaving): Promise<Person> {
  const person = await unit.load(Person, personId, '人员')
  if (person.status === 'departed') throw invalid([{ path: 'personId', message: `${person.name}已离岗` }])
  if (on > unit.today) throw invalid([{ path: 'on', message: '日期不能晚于今天，请在当天办理' }])
  unit.about({ type: 'person', id: person.id, number: person.name })
  unit.judge(K_13.on({ what: '离岗、调动日期', dated: on, today: unit.today, field: 'on' }))
  unit.judge(
    K_08.on({ of: 'leaving', personName: person.name, held: await heldBy(house, unit.manager, personId, unit.today) })
  )
  return person
}

async function endPosts(
  unit: UnitOfWork,
  personId: string,
  on: string,
  which: (appointment: Appointment) => boolean
): Promise<void> {
  const last = addDays(on, -1)
  const open = await unit.manager
    .createQueryBuilder(Appointment, 'a')
    .where({ personId })
    .andWhere('(a.toDay IS NULL OR a.toDay > :last)', { last })
    .getMany()
  for (const appointment of open.filter(which))
    await unit.update(
      Appointment,
      appointment,
      { toDay: last < appointment.fromDay ? appointment.fromDay : last },
      '任职'
    )
}
