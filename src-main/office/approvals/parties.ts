import type { EntityManager } from 'typeorm'
import type { FrozenStep } from '../../kernel/approval/chain'
import type { Party } from '../../kernel/rules/people'
import { K_11, K_12 } from '../../kernel/rules/common'
import type { Application } from '../../kernel/rules/rule'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { standingRows } from '../../platform/database/standing'
import { Person } from '../entities'
import { decisionsOf } from './decisions'
import { Approval } from './entities'

/** Who applied for and who decided a request, as K-12 keeps them apart from witnesses and second counters. */
export async function involvedIn(
  manager: EntityManager,
  approvalId: string | null,
  { applicantMayBe = false }: { readonly applicantMayBe?: boolean } = {}
): Promise<readonly Party[]> {
  const approval = approvalId ? await manager.findOneBy(Approval, { id: approvalId }) : null
  if (!approval) return []
  const applicant = (await standingRows(manager, Person)).get(approval.applicantId)
  const deciders = (await decisionsOf(manager, approval.id)).filter(({ outcome }) => outcome === 'approve')
  return [
    ...(applicant && !applicantMayBe ? [{ role: '申请人', personId: applicant.id, name: applicant.name }] : []),
    ...deciders.map(({ personId, name }) => ({ role: '审批人', personId, name }))
  ]
}

/**
 * The rules on people in an act that wants two (K-12): each another, none of them applicant or decider of the request
 * it rests on (`apart`, from `involvedIn`), none temporary staff, an outsider or somebody who has left (K-11). Every
 * ledger judges these where it takes witnesses, second counts, acceptance and keeping.
 */
export async function twoAreTwo(
  manager: EntityManager,
  parties: readonly Party[],
  apart: readonly Party[] = []
): Promise<readonly Application[]> {
  const people = await standingRows(manager, Person)
  const staff = parties.flatMap((party) => {
    const person = party.personId ? people.get(party.personId) : undefined
    return person ? [{ person, field: party.field }] : []
  })
  return [
    K_12.on({ parties, apart }),
    ...staff.map(({ person, field }) =>
      K_11.on({
        personName: person.name,
        kind: person.kind,
        departed: person.status === 'departed',
        doing: 'witness',
        ...(field === undefined ? {} : { field })
      })
    )
  ]
}

/** K-11 on somebody things are put in the name of: who keeps them, or merely uses them, is of the staff that day. */
export const inNameOf = (
  { name, kind, status }: Pick<Person, 'name' | 'kind' | 'status'>,
  doing: 'keep' | 'use' = 'keep',
  field?: string
): Application =>
  K_11.on({
    personName: name,
    kind,
    departed: status === 'departed',
    doing,
    ...(field === undefined ? {} : { field })
  })

/** Who decides a step is none of those who did what is decided on, e.g. counted (K-12). */
export async function decidingRules(
  manager: EntityManager,
  step: FrozenStep | undefined,
  decider: Pick<Person, 'id' | 'name'>
): Promise<readonly Application[]> {
  if (!step?.apart) return []
  const parties = [{ role: '审批人', personId: decider.id, name: decider.name }]
  return [K_12.on({ parties, apart: await partiesNamed(manager, step.apart) })]
}

/** Both sides of a handing over: two people (K-12), and its witness is kept apart from them. */
export const sidesOf = (from: Pick<Person, 'id' | 'name'>, to: Pick<Person, 'id' | 'name'>): readonly Party[] => [
  { role: '移交人', personId: from.id, name: from.name },
  { role: '接收人', personId: to.id, name: to.name, field: 'toPersonId' }
]

/** Whoever of the roster is named in an act that wants two, in the role of each; nobody named is left out. */
export async function partiesNamed(
  manager: EntityManager,
  named: readonly { readonly role: string; readonly personId: string | null | undefined; readonly field?: string }[]
): Promise<readonly Party[]> {
  const people = await standingRows(manager, Person)
  return named.flatMap(({ role, personId, field }) => {
    const person = personId ? people.get(personId) : undefined
    return person ? [{ role, personId: person.id, name: person.name, ...(field === undefined ? {} : { field }) }] : []
  })
}

/** Whoever acts and the other side of what is done, e.g. who lends and who reads: two people (K-12). */
export async function bothSides(
  { manager, actor }: Pick<UnitOfWork, 'manager' | 'actor'>,
  role: string,
  other: Parameters<typeof partiesNamed>[1][number]
): Promise<readonly Application[]> {
  return [K_12.on({ parties: await partiesNamed(manager, [{ role, personId: actor.personId }, other]) })]
}

/**
 * The rules on who watches an act of others, e.g. 监交人: none of those in it, nobody who may not witness (K-11, K-12).
 */
export async function witnessRules(
  manager: EntityManager,
  witness: Pick<Person, 'id' | 'name'> | null | undefined,
  role: string,
  apart: readonly Party[]
): Promise<readonly Application[]> {
  return witness
    ? twoAreTwo(manager, [{ role, personId: witness.id, name: witness.name, field: 'witnessId' }], apart)
    : []
}

/**
 * K-11 and K-12 on the officers of an enforcement act: two of them, contract staff only with a certificate of their
 * own.
 */
export async function officerRules(
  manager: EntityManager,
  officers: readonly (Party & { readonly certificate: string | null })[]
): Promise<readonly Application[]> {
  const people = await standingRows(manager, Person)
  return [
    K_12.on({ parties: officers }),
    ...officers.flatMap(({ personId, certificate, field }) => {
      const person = personId ? people.get(personId) : undefined
      return person
        ? [
            K_11.on({
              personName: person.name,
              kind: person.kind,
              departed: person.status === 'departed',
              doing: 'enforce',
              certificate,
              ...(field === undefined ? {} : { field })
            })
          ]
        : []
    })
  ]
}
