import type { EntityManager } from 'typeorm'
import type { Matter } from '../../contract/posts'
import { roleAbove, type StepRole } from '../../kernel/approval/chain'
import { eligible } from '../../kernel/approval/transitions'
import { holdersOf } from '../actors'
import { Unit } from '../entities'
import type { Approval } from './entities'

/** Who may decide the current step of a request today. */
export interface Candidates {
  readonly people: readonly string[]
  /** The step went up because the people of its own role could not decide (K-02), or nobody holds the role. */
  readonly escalated: boolean
}

type RequestPlace = Pick<Approval, 'applicantId' | 'unitId' | 'concernedPersonId' | 'previousDeciderId' | 'steps' | 'step'>

/** Resolves the current step from the applicant's unit and today's appointments; goes one role up while nobody can decide it. */
export async function candidatesFor(manager: EntityManager, request: RequestPlace, day: string): Promise<Candidates> {
  const step = request.steps[request.step]
  if (!step) return { people: [], escalated: false }
  const facts = { applicantId: request.applicantId, previousDeciderId: request.previousDeciderId ?? undefined }
  const own = await holdersOfRoles(manager, [step.role, ...(step.or ?? [])], request, day)
  const people = eligible(own, facts)
  if (people.length > 0) return { people, escalated: false }
  for (let role = roleAbove(step.role); role; role = roleAbove(role)) {
    const above = eligible(await holdersOfRoles(manager, [role], request, day), facts)
    if (above.length > 0) return { people: above, escalated: true }
  }
  return { people: [], escalated: false }
}

async function holdersOfRoles(manager: EntityManager, roles: readonly StepRole[], request: RequestPlace, day: string): Promise<readonly string[]> {
  const found = await Promise.all(roles.map((role) => holdersOfRole(manager, role, request, day)))
  return [...new Set(found.flat())]
}

async function holdersOfRole(manager: EntityManager, role: StepRole, request: RequestPlace, day: string): Promise<readonly string[]> {
  if (role === 'person') return request.concernedPersonId ? [request.concernedPersonId] : []
  if (role === 'unitHead') return holdersOf(manager, 'unitHead', day, { unitId: request.unitId })
  if (role === 'leader') return leadersOfUnit(manager, request.unitId, day)
  if (role === 'leader:office') return leadersOfOffice(manager, day)
  if (role.startsWith('leader:')) return holdersOf(manager, 'matterLeader', day, { matter: role.slice('leader:'.length) as Matter })
  return holdersOf(manager, role as Exclude<StepRole, `leader:${string}` | 'person'>, day)
}

/** Leaders in charge of a unit: its own, else those of the unit above it. */
async function leadersOfUnit(manager: EntityManager, unitId: string, day: string): Promise<readonly string[]> {
  const visited = new Set<string>()
  for (let id: string | null = unitId; id && !visited.has(id);) {
    visited.add(id)
    const leaders = await holdersOf(manager, 'leader', day, { unitId: id })
    if (leaders.length > 0) return leaders
    id = (await manager.findOneBy(Unit, { id }))?.parentId ?? null
  }
  return []
}

/** The leader in charge of the office is the one in charge of the office director's unit. */
async function leadersOfOffice(manager: EntityManager, day: string): Promise<readonly string[]> {
  const office = await manager.findOne(Unit, { where: { name: '办公室' } })
  return office ? leadersOfUnit(manager, office.id, day) : []
}
