import type { PublicationInput } from '../../../contract/confidential/inputs'
import type { Submitted } from '../../../contract/confidential/access'
import { Person } from '../../../office/entities'
import { K_11 } from '../../../kernel/rules/common'
import { mustStillHold } from '../../../office/approvals/cancelling'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { notFound } from '../../../kernel/fault'
import { Publication } from '../entities'
import { ask, atVersion, outcomeOf } from '../requests'
import { SEC_12 } from '../rules/matters'
import { seal } from '../secrets'

/** Asks whether something may be published (SEC-12); anybody on the staff may ask. */
export async function requestPublication(unit: UnitOfWork, house: House, input: PublicationInput): Promise<Submitted> {
  const publisher = input.publisherId ? await unit.load(Person, input.publisherId, '公开人') : undefined
  unit.judge(
    SEC_12.on({ about: 'request', content: input.content, medium: input.medium, publisher: publisher?.name }),
    ...(publisher ? [K_11.on({ personName: publisher.name, kind: publisher.kind, doing: 'apply' })] : [])
  )
  const id = unit.newId()
  const row = await unit.insert(Publication, {
    id,
    number: await unit.nextNumber('MGS'),
    unitId: unit.actor.unitId ?? '',
    applicantId: unit.actor.personId,
    applicantName: unit.actor.name,
    contentSealed: await seal(house, { table: 'confidential_publications', id }, 'content', input.content ?? ''),
    medium: input.medium ?? '',
    recording: input.recording,
    publisherId: publisher?.id ?? '',
    publisherName: publisher?.name ?? '',
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null,
    publishedAt: null
  })
  return ask(unit, house, {
    entity: Publication,
    row,
    kind: 'confidential.publication',
    subjectType: 'confidentialPublication',
    title: `公开保密审查${row.number}${input.recording ? '（音像资料）' : ''}`,
    concerns: [unit.actor.personId ?? ''],
    tags: input.recording ? ['recording'] : [],
    what: '审查单'
  })
}

export const publicationOutcome = outcomeOf(Publication, '审查单')

/** Whoever publishes says that it was done; who publishes answers for it (SEC-12). */
export async function published(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number }
): Promise<{ version: number }> {
  const row = await atVersion(unit, Publication, input, '审查单')
  const concerned = [row.applicantId, row.publisherId].includes(unit.actor.personId)
  if (!concerned) throw notFound('审查单')
  await mustStillHold(unit, row.approvalId)
  unit.judge(
    SEC_12.on({
      about: 'publish',
      approved: row.state === 'approved',
      done: row.state === 'done',
      byPublisher: unit.actor.personId === row.publisherId,
      publisherName: row.publisherName
    })
  )
  const { version } = await unit.update(Publication, row, { state: 'done', publishedAt: unit.now }, '审查单')
  unit.about({ type: 'confidentialPublication', id: row.id, number: row.number })
  return { version }
}
