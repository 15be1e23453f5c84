import type { SignatureInput } from '../../contract/values'
import { holds } from '../../kernel/actor'
import { forbidden, invalid } from '../../kernel/fault'
import { K_06, K_07, K_11, K_12 } from '../../kernel/rules/common'
import { sidesOf } from '../approvals/parties'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Appointment, Handover, Person, Unit } from '../entities'
import type { House } from '../house'
import { confirmedByAnother, heldPosts, holdsAllOffices, threeOffices } from '../accounts/secondPerson'
import { dutyOf, keepsThings } from '../people/duty'
import { personNames } from '../people/names'
import { postWords } from '../people/postWords'
import { sign } from '../signatures'

export interface StandInInput {
  readonly appointmentId: string
  readonly toPersonId: string
  readonly from: string
  readonly until: string | null
  readonly keysHandedOver: boolean
  readonly inventory?: string | undefined
  readonly reason: string
  readonly second?: SignatureInput | undefined
  readonly signatures: { readonly from?: SignatureInput | undefined; readonly to?: SignatureInput | undefined }
}

/**
 * Hands a post to a stand-in for a time, by a handover both sign (K-07). From then on the stand-in holds the post and
 * the absent person does not. Only the holder, the office director or the head can hand it over.
 */
export async function standIn(unit: UnitOfWork, house: House, input: StandInInput): Promise<Handover> {
  const post = await unit.load(Appointment, input.appointmentId, '任职')
  if (post.personId !== unit.actor.personId && !holds(unit.actor, ['officeDirector', 'head', 'administrator']))
    throw forbidden('由任职人本人、办公室主任或主要领导办理代管', ['办公室主任', '主要领导'])
  const [absent, deputy] = [
    await unit.load(Person, post.personId, '任职人'),
    await unit.load(Person, input.toPersonId, '代管人')
  ]
  checkPeriod(post, input)
  if (deputy.status === 'departed') throw invalid([{ path: 'toPersonId', message: `${deputy.name}已离岗，不能代管` }])
  if (holdsAllOffices([...(await heldPosts(unit.manager, deputy.id, input.from)), post.post]))
    throw invalid([{ path: 'toPersonId', message: `${deputy.name}不能一人兼任${threeOffices}三职，请换人代管` }])
  const taking = { post: post.post, absent, deputy, from: input.from, until: input.until }
  const signed = (signature: SignatureInput | undefined, personId: string) => signature?.personId === personId
  unit.judge(
    K_11.on({ personName: deputy.name, kind: deputy.kind, doing: dutyOf(post.post) }),
    K_06.on({
      post: post.post,
      from: input.from,
      to: null,
      overlapping: await otherStandIn(unit, input),
      needsScope: false
    }),
    K_07.on({
      fromSigned: signed(input.signatures.from, absent.id),
      toSigned: signed(input.signatures.to, deputy.id),
      from: input.from,
      until: input.until,
      keysHandedOver: input.keysHandedOver || !keepsThings(post.post)
    }),
    K_12.on({ parties: sidesOf(absent, deputy) }),
    ...(
      await Promise.all(house.modules.map((module) => module.standInRules?.(unit, taking) ?? Promise.resolve([])))
    ).flat()
  )
  const unitName = post.unitId ? (await unit.load(Unit, post.unitId, '单位')).name : null
  const id = unit.newId()
  if (input.signatures.from) await sign(unit, input.signatures.from, '移交人', { type: 'handover', id })
  if (input.signatures.to) await sign(unit, input.signatures.to, '接收人', { type: 'handover', id })
  const handover = await unit.append(Handover, {
    id,
    number: await unit.nextNumber('JJ'),
    at: unit.now,
    kind: 'standIn',
    ledger: house.modules.find(({ keepers }) => keepers.includes(post.post))?.id ?? 'office',
    post: post.post,
    subject: `代管${postWords(post, unitName)}${keepsThings(post.post) ? '，移交钥匙' : ''}`,
    subjectId: post.id,
    fromPersonId: absent.id,
    fromName: absent.name,
    toPersonId: deputy.id,
    toName: deputy.name,
    witnessPersonId: null,
    witnessName: null,
    fromDay: input.from,
    untilDay: input.until,
    reason: input.reason,
    inventory: input.inventory ?? null
  })
  await unit.insert(Appointment, {
    personId: deputy.id,
    post: post.post,
    unitId: post.unitId,
    matter: post.matter,
    fromDay: input.from,
    toDay: input.until,
    documentNumber: null,
    handoverId: handover.id,
    standsInForId: post.id
  })
  unit.about({ type: 'handover', id: handover.id, number: handover.number })
  if (absent.id !== unit.actor.personId)
    await confirmedByAnother(unit, input.second, {
      concernedId: deputy.id,
      subject: { type: 'handover', id },
      what: '替别人安排代管'
    })
  return handover
}

/** No private delegation: what is stood in for cannot be handed on, and nothing outlasts the appointment itself. */
function checkPeriod(post: Appointment, { from, until }: StandInInput): void {
  if (post.standsInForId) throw invalid([{ path: 'appointmentId', message: '代管的职务不能再转给他人代管' }])
  if (from < post.fromDay || (post.toDay !== null && from > post.toDay))
    throw invalid([{ path: 'from', message: '代管期间应在任职期间之内' }])
  if (post.toDay !== null && (until === null || until > post.toDay))
    throw invalid([{ path: 'until', message: '代管不能超过任职结束日期' }])
}

/** Name of whoever already stands in for the appointment in that time. */
async function otherStandIn(
  unit: UnitOfWork,
  { appointmentId, from, until }: StandInInput
): Promise<string | undefined> {
  const query = unit.manager
    .createQueryBuilder(Appointment, 'a')
    .where({ standsInForId: appointmentId })
    .andWhere('(a.toDay IS NULL OR a.toDay >= :from)', { from })
  const other = await (until ? query.andWhere('a.fromDay <= :until', { until }) : query).getOne()
  return other ? (await personNames(unit.manager, [other.personId])).get(other.personId) : undefined
}
