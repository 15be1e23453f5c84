import type { ClassifyInput, RegisterInput } from '../../../contract/confidential/inputs'
import type { Submitted } from '../../../contract/confidential/access'
import { posts as postWords } from '../../../contract/posts'
import { invalid } from '../../../kernel/fault'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { copyNumbersOf } from '../carrier/copyNumbers'
import { Classification } from '../entities'
import { ask, outcomeOf } from '../requests'
import { expiryOf, type Ceilings } from '../rules/period'
import { SEC_03, SEC_05 } from '../rules/register'
import { seal, unseal } from '../secrets'
import { asOfficer } from '../visibility'

/** Asks for the class of a file of our own to be decided, before it is registered (SEC-05). */
export async function requestClassification(unit: UnitOfWork, house: House, input: ClassifyInput): Promise<Submitted> {
  asOfficer(unit, '定密审批')
  const drafter = await unit.load(Person, input.drafterId, '拟稿人')
  if (input.issuedOn > unit.today) throw invalid([{ path: 'issuedOn', message: '制发日期不能晚于今天' }])
  unit.judge(
    SEC_05.on({
      about: 'request',
      basis: input.basis,
      scopeCount: input.personIds.length + input.posts.length,
      internal: input.secrecy === 'internal'
    }),
    SEC_03.on({
      about: 'issued',
      secrecy: input.secrecy,
      issuedOn: input.issuedOn,
      received: unit.today,
      period: input.period
    })
  )
  const id = unit.newId()
  const place = { table: 'confidential_classifications', id }
  const names = await personNames(unit.manager, input.personIds)
  const row = await unit.insert(Classification, {
    id,
    number: await unit.nextNumber('MDM'),
    drafterId: drafter.id,
    drafterName: drafter.name,
    codeSealed: await seal(house, place, 'code', input.code),
    basisSealed: await seal(house, place, 'basis', input.basis ?? ''),
    secrecy: input.secrecy,
    issuedOn: input.issuedOn,
    periodKind: input.period.kind,
    periodYears: input.period.years ?? null,
    expiresOn: expiryOf(input.secrecy, input.issuedOn, input.period, SEC_03.values(unit.book)),
    personIds: input.personIds,
    posts: input.posts,
    names: [
      ...input.personIds.map((person) => names.get(person) ?? ''),
      ...input.posts.map((post) => postWords[post].label)
    ].join('、'),
    copies: input.copies,
    applicantId: unit.actor.personId,
    submittedOn: unit.today,
    fileId: null,
    state: 'pending',
    approvalId: null
  })
  return ask(unit, house, {
    entity: Classification,
    row,
    kind: 'confidential.classify',
    subjectType: 'confidentialClassification',
    title: `本局文件定密${row.number}`,
    concerns: [drafter.id],
    what: '定密审批'
  })
}

export const classificationOutcome = outcomeOf(Classification, '定密审批')

/** What an entry says differently from the decision on its class, in words. */
export async function differingFrom(
  house: House,
  decided: Classification,
  input: RegisterInput,
  ceilings: Ceilings
): Promise<readonly string[]> {
  const same = (one: readonly string[], other: readonly string[]) => [...one].sort().join() === [...other].sort().join()
  const code = await unseal(
    house,
    { table: 'confidential_classifications', id: decided.id },
    'code',
    decided.codeSealed
  )
  return [
    ...(input.secrecy === decided.secrecy ? [] : ['密级']),
    ...(input.issuedOn === decided.issuedOn ? [] : ['制发日期']),
    ...(expiryOf(input.secrecy, input.issuedOn ?? null, input.period, ceilings) === decided.expiresOn
      ? []
      : ['保密期限']),
    ...(same(input.personIds, decided.personIds) && same(input.posts, decided.posts) ? [] : ['知悉范围']),
    ...(input.code === undefined || input.code === code ? [] : ['代号']),
    ...(copyNumbersOf(input.copyNumbers ?? '').length === decided.copies ? [] : ['份数'])
  ]
}

/** Notes that a decided class has become an entry of the register. */
export async function registeredAs(unit: UnitOfWork, classificationId: string, fileId: string): Promise<void> {
  const row = await unit.load(Classification, classificationId, '定密审批')
  await unit.update(Classification, row, { state: 'done', fileId }, '定密审批')
}
