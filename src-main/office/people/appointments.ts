import { IsNull } from 'typeorm'
import { posts, type Matter, type Post } from '../../contract/posts'
import { invalid } from '../../kernel/fault'
import { K_04, K_06, K_11 } from '../../kernel/rules/common'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Appointment, Person, Unit } from '../entities'
import { dutyOf } from './duty'
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
const soleHolder: readonly Post[] = ['head', 'partySecretary']

/** Appoints a person to a post from a day to a day (K-04, K-06, K-11). */
export async function appoint(unit: UnitOfWork, input: AppointmentInput): Promise<Appointment> {
  const { personId, post, unitId, matter, from, to } = input
  const person = await unit.load(Person, personId, '人员')
  if (person.status === 'departed') throw invalid([{ path: 'personId', message: `${person.name}已离岗，不能任职` }])
  const scopeUnit = unitId ? await unit.load(Unit, unitId, '负责的单位') : null
  const inPeriod = await appointmentsWithin(unit, from, to)
  const own = inPeriod.filter((held) => held.personId === personId)
  const same = inPeriod.find(
    (held) => held.post === post && held.unitId === unitId && held.matter === matter && (held.personId === personId || soleHolder.includes(post))
  )
  const names = await personNames(unit.manager, [same?.personId ?? null])
  const scope = posts[post].scope
  unit.judge(
    K_11.on({ personName: person.name, kind: person.kind, doing: dutyOf(post) }),
    K_06.on({
      post,
      from,
      to,
      overlapping: same && names.get(same.personId),
      needsScope: (scope === 'unit' && !unitId) || (scope === 'matter' && !matter)
    }),
    K_04.on({ personName: person.name, heldPosts: own.map((held) => held.post), heldMatters: own.flatMap((held) => held.matter ?? []), post, matter })
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
  unit.about({ type: 'appointment', id: appointment.id, number: `${person.name}：${postWords(appointment, scopeUnit?.name)}` })
  return appointment
}

/** Sets the last day of an appointment; rights end with that day (K-06). */
export async function endAppointment(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly to: string }
): Promise<Appointment> {
  const before = await unit.load(Appointment, input.id, '任职')
  unit.judge(K_06.on({ post: before.post, from: before.fromDay, to: input.to, overlapping: undefined, needsScope: false }))
  const person = await unit.load(Person, before.personId, '人员')
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
