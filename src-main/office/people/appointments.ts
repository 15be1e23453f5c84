import { IsNull, MoreThanOrEqual } from 'typeorm'
import { posts, type Matter, type Post } from '../../contract/posts'
import { invalid } from '../../kernel/fault'
import { instantAt } from '../../kernel/instant'
import { addDays, addMonths } from '../../kernel/localDate'
import { mattersOfUnit, type LedUnit } from '../../kernel/rules/appointing'
import { K_04, K_06, K_11 } from '../../kernel/rules/common'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { AuditEntry } from '../../platform/database/auditEntities'
import { Appointment, Person, Unit } from '../entities'
import type { House } from '../house'
import { heldByLedgers } from '../clearance/held'
import { holdsAllOffices, threeOffices } from '../accounts/secondPerson'
import { dutyOf, keepsThings } from './duty'
import { personNames } from './names'
import { postWords } from './postWords'

export interface AppointmentInput {
  readonly personId: string
  readonly post: Post
  readonly unitId: string | null
  readonly matter: Matter | null
  readonly from: string
  readonly to: string | null
  readonly documentNumber?: string | undefined
}

/** Posts of which a bureau has one holder at a time. */
export const soleHolder: readonly Post[] = ['head', 'partySecretary']

/** Appoints a person to a post from a day to a day (K-04, K-06, K-11). */
export async function appoint(
  unit: UnitOfWork,
  house: Pick<House, 'modules'>,
  input: AppointmentInput
): Promise<Appointment> {
  const { personId, post, unitId, matter, from, to } = input
  const person = await unit.load(Person, personId, '人员')
  if (person.status === 'departed') throw invalid([{ path: 'personId', message: `${person.name}已离岗，不能任职` }])
  const scopeUnit = unitId ? await unit.load(Unit, unitId, '负责的单位') : null
  if (unit.actor.personId !== null && from < unit.today && !input.documentNumber)
    throw invalid([{ path: 'documentNumber', message: '补录以前的任职须填写任职文号' }])
  const inPeriod = await appointmentsWithin(unit, from, to)
  const own = inPeriod.filter((held) => held.personId === personId)
  const same = inPeriod.find(
    (held) =>
      held.post === post &&
      held.unitId === unitId &&
      held.matter === matter &&
      (held.personId === personId || soleHolder.includes(post))
  )
  if (holdsAllOffices([...own.map((held) => held.post), post]))
    throw invalid([{ path: 'post', message: `${person.name}不能一人兼任${threeOffices}三职，至少分由两人担任` }])
  const names = await personNames(unit.manager, [same?.personId ?? null])
  const scope = posts[post].scope
  unit.judge(
    K_11.on({ personName: person.name, kind: person.kind, doing: dutyOf(post) }),
    K_06.on({
      post,
      from,
      to,
      overlapping: same && names.get(same.personId),
      needsScope: (scope === 'unit' && !unitId) || (scope === 'matter' && !matter),
      term: await overTerm(unit, house, input, person.name)
    }),
    K_04.on({
      personName: person.name,
      heldPosts: own.map((held) => held.post),
      heldMatters: own.flatMap((held) => held.matter ?? []),
      post,
      matter,
      units: await ledUnits(unit, [
        ...own.filter((held) => held.post === 'leader').map((held) => held.unitId),
        ...(post === 'leader' ? [unitId] : [])
      ])
    })
  )
  const appointment = await unit.insert(Appointment, {
    personId,
    post,
    unitId,
    matter,
    fromDay: from,
    toDay: to,
    documentNumber: input.documentNumber ?? null,
    handoverId: null,
    standsInForId: null
  })
  unit.about({
    type: 'appointment',
    id: appointment.id,
    number: `${person.name}：${postWords(appointment, scopeUnit?.name)}`
  })
  return appointment
}

/** Sets the last day of an appointment; rights end with that day (K-06). */
export async function endAppointment(
  unit: UnitOfWork,
  house: House,
  input: { readonly id: string; readonly version: number; readonly to: string }
): Promise<Appointment> {
  const before = await unit.load(Appointment, input.id, '任职')
  const person = await unit.load(Person, before.personId, '人员')
  unit.judge(
    K_06.on({
      post: before.post,
      from: before.fromDay,
      to: input.to,
      overlapping: undefined,
      needsScope: false,
      actsAfter: await actsInPost(unit, before, input.to),
      stillKept: await stillKept(unit, house, before, input.to)
    })
  )
  for (const module of house.modules) await module.postEnded?.(unit, before, input.to)
  unit.about({ type: 'appointment', id: before.id, number: `${person.name}：${postWords(before, undefined)}` })
  return unit.update(Appointment, { ...before, version: input.version }, { toDay: input.to }, '任职')
}

/** Appointments of their own right (no stand-ins) whose time overlaps the given days. */
async function appointmentsWithin(unit: UnitOfWork, from: string, to: string | null): Promise<readonly Appointment[]> {
  const query = unit.manager
    .createQueryBuilder(Appointment, 'a')
    .where({ standsInForId: IsNull() })
    .andWhere('(a.toDay IS NULL OR a.toDay >= :from)', { from })
  return (to ? query.andWhere('a.fromDay <= :to', { to }) : query).getMany()
}

/** The term a reappointment goes beyond: the post has one, and the person has held it without a break (K-06). */
async function overTerm(
  unit: UnitOfWork,
  { modules }: Pick<House, 'modules'>,
  { personId, post, from, to }: AppointmentInput,
  personName: string
) {
  const months = modules.map((module) => module.terms?.(unit.book)[post]).find((each) => each !== undefined)
  if (months === undefined) return undefined
  const held = await unit.manager.find(Appointment, {
    where: { personId, post, standsInForId: IsNull() },
    order: { fromDay: 'DESC' }
  })
  let heldSince = from
  for (const each of held)
    if (each.toDay !== null && each.toDay >= addDays(heldSince, -1) && each.fromDay < heldSince)
      heldSince = each.fromDay
  const end = addDays(addMonths(heldSince, months), -1)
  const over = to === null || to > end
  return heldSince < from && over ? { personName, months, heldSince, end } : undefined
}

/** Units as K-04 looks at them. */
async function ledUnits(unit: UnitOfWork, ids: readonly (string | null)[]): Promise<readonly LedUnit[]> {
  const found: LedUnit[] = []
  for (const id of new Set(ids)) {
    if (id === null) continue
    const { name, kind } = await unit.load(Unit, id, '负责的单位')
    found.push({ name, matters: mattersOfUnit(name), brigade: kind === 'brigade' })
  }
  return found
}

/**
 * Numbers of what somebody did in a post after a day, at most ten; those acts stay as they are and say in what capacity
 * (K-06).
 */
async function actsInPost(unit: UnitOfWork, { personId, post }: Appointment, last: string): Promise<readonly string[]> {
  const since = instantAt(addDays(last, 1), '00:00')
  const entries = await unit.manager.find(AuditEntry, {
    where: { at: MoreThanOrEqual(since), actorId: personId },
    order: { at: 'ASC' }
  })
  const own = entries.filter(({ capacity }) => capacity.split('、').some((word) => word.startsWith(posts[post].label)))
  return [
    ...new Set(own.map(({ act, subjectNumber }) => `${act}${subjectNumber ? `（${subjectNumber}）` : ''}`))
  ].slice(0, 10)
}

/** What the holder of a keeping post still keeps when the post ends (K-08). */
async function stillKept(
  unit: UnitOfWork,
  house: House,
  { id, personId, post }: Appointment,
  last: string
): Promise<readonly string[]> {
  if (!keepsThings(post)) return []
  const others = await unit.manager.findBy(Appointment, { personId, post, standsInForId: IsNull() })
  if (others.some((each) => each.id !== id && (each.toDay === null || each.toDay > last))) return []
  const lines = await heldByLedgers(house, unit.manager, personId, unit.today)
  return lines.map(({ label, number }) => `${label}（${number}）`)
}
