import type { EntityManager } from 'typeorm'
import { outsideRoles } from '../../contract/stepRoles'
import type { Matter } from '../../contract/posts'
import { rolesAbove, type StepRole } from '../../kernel/approval/chain'
import { eligible } from '../../kernel/approval/transitions'
import { localDateOf } from '../../kernel/instant'
import { daysBetween } from '../../kernel/localDate'
import { K_01 } from '../../kernel/rules/common'
import type { RuleBook } from '../../kernel/rules/rule'
import { holdersOf } from '../actors'
import { Person, Unit } from '../entities'
import { standingRows } from '../../platform/database/standing'
import { officeUnits } from '../people/theOffice'
import { loadBook } from '../ruleBook'
import type { Reading } from '../house'
import type { Approval } from './entities'

/** Who may decide the current step of a request today. */
export interface Candidates {
  readonly people: readonly string[]
  /**
   * Those among them who may because the step went up: its own people cannot decide (K-02), nobody holds the role, or
   * it waited too long (K-01).
   */
  readonly above: readonly string[]
  readonly escalated: boolean
  /** Why the step went up or cannot be decided, and what to do then, in words. */
  readonly hint: Hint | null
}

/**
 * `waited`: undecided for two periods of K-01; `barred`: its holders asked or decided the step before; `vacant`: nobody
 * holds the role;
 * `consentWaited`, `consentMissing`: the person's own consent, which nobody else can give;
 * `onPaper`: decided outside the bureau on paper, where nobody of the bureau stands in.
 */
export type Hint =
  'waited' | 'barred' | 'vacant' | 'deadEndBarred' | 'deadEndVacant' | 'consentWaited' | 'consentMissing' | 'onPaper'

type RequestPlace = Pick<
  Approval,
  'applicantId' | 'unitId' | 'concernedPersonId' | 'previousDeciderId' | 'steps' | 'step' | 'stepSince'
>

/** Who could decide today on what whoever asks would hand in now, the first step of a flow's steps. */
export async function decidersOfNew(
  { manager, actor, today, now, book }: Reading,
  steps: Approval['steps']
): Promise<readonly string[]> {
  const { personId, unitId } = actor
  if (personId === null || unitId === null) return []
  const place = { applicantId: personId, unitId, concernedPersonId: null, previousDeciderId: null }
  return (await candidatesFor(manager, { ...place, steps, step: 0, stepSince: now }, today, book)).people
}

/** No step to be decided. */
export const nobody: Candidates = { people: [], above: [], escalated: false, hint: null }

/**
 * Resolves the current step from the applicant's unit and the day's appointments. It goes up while nobody can decide
 * it, and after two periods of K-01 without a decision the next role up may decide too. The book is read where the
 * caller has none at hand.
 */
export async function candidatesFor(
  manager: EntityManager,
  request: RequestPlace,
  day: string,
  book?: RuleBook
): Promise<Candidates> {
  const step = request.steps[request.step]
  if (!step) return nobody
  const facts = {
    applicantId: request.applicantId,
    previousDeciderId: request.previousDeciderId ?? undefined,
    apart: step.apart?.map(({ personId }) => personId)
  }
  const holders = await holdersOfRoles(
    manager,
    step.role === 'person' ? ['person'] : [step.role, ...(step.or ?? [])],
    request,
    day
  )
  const own = eligible(holders, facts)
  // SEAL-07: what needs somebody's own consent never passes to anyone else.
  if (step.role === 'person') return consent(own, waitedTooLong(request, day, book ?? (await loadBook(manager))))
  // BZ-03 六: nobody of the bureau decides in the place of who is outside it.
  if (outsideRoles.includes(step.role)) return { ...nobody, people: own, hint: 'onPaper' }
  if (own.length > 0 && !waitedTooLong(request, day, book ?? (await loadBook(manager))))
    return { ...nobody, people: own }
  for (const role of rolesAbove(step.role)) {
    const above = eligible(await holdersOfRoles(manager, [role], request, day), facts).filter(
      (person) => !own.includes(person)
    )
    if (above.length > 0)
      return {
        people: [...own, ...above],
        above,
        escalated: true,
        hint: own.length > 0 ? 'waited' : holders.length > 0 ? 'barred' : 'vacant'
      }
  }
  if (own.length > 0) return { ...nobody, people: own }
  // Beyond head and secretary the other leaders of the bureau decide: a head who applies is not left without anyone.
  const deputies = eligible(await holdersOf(manager, 'leader', day), facts)
  if (deputies.length > 0)
    return { people: deputies, above: deputies, escalated: true, hint: holders.length > 0 ? 'barred' : 'vacant' }
  return { ...nobody, hint: holders.length > 0 ? 'deadEndBarred' : 'deadEndVacant' }
}

function consent(own: readonly string[], waited: boolean): Candidates {
  if (own.length > 0) return { ...nobody, people: own, hint: waited ? 'consentWaited' : null }
  return { ...nobody, hint: 'consentMissing' }
}

function waitedTooLong({ stepSince }: RequestPlace, day: string, book: RuleBook): boolean {
  return daysBetween(localDateOf(stepSince), day) >= 2 * Math.max(1, K_01.values(book).waitingDays)
}

async function holdersOfRoles(
  manager: EntityManager,
  roles: readonly StepRole[],
  request: RequestPlace,
  day: string
): Promise<readonly string[]> {
  const found = await Promise.all(roles.map((role) => holdersOfRole(manager, role, request, day)))
  return [...new Set(found.flat())]
}

async function holdersOfRole(
  manager: EntityManager,
  role: StepRole,
  request: RequestPlace,
  day: string
): Promise<readonly string[]> {
  if (role === 'person') {
    const person = request.concernedPersonId
      ? (await standingRows(manager, Person)).get(request.concernedPersonId)
      : undefined
    return person && person.status !== 'departed' ? [person.id] : []
  }
  if (role === 'unitHead') return holdersOf(manager, 'unitHead', day, { unitId: request.unitId })
  if (role === 'leader') return leadersOfUnit(manager, request.unitId, day)
  if (role === 'leader:office') return leadersOfOffice(manager, day)
  if (role.startsWith('leader:'))
    return holdersOf(manager, 'matterLeader', day, { matter: role.slice('leader:'.length) as Matter })
  return holdersOf(manager, role as Exclude<StepRole, `leader:${string}` | 'person'>, day)
}

/** Leaders in charge of a unit: its own, else those of the unit above it. */
async function leadersOfUnit(manager: EntityManager, unitId: string, day: string): Promise<readonly string[]> {
  const units = await standingRows(manager, Unit)
  const visited = new Set<string>()
  for (let id: string | null = unitId; id && !visited.has(id);) {
    visited.add(id)
    const leaders = await holdersOf(manager, 'leader', day, { unitId: id })
    if (leaders.length > 0) return leaders
    id = units.get(id)?.parentId ?? null
  }
  return []
}

/** The leader in charge of the office is the one in charge of the office director's unit. */
async function leadersOfOffice(manager: EntityManager, day: string): Promise<readonly string[]> {
  const leaders = (await officeUnits(manager, day)).map((unitId) => leadersOfUnit(manager, unitId, day))
  return [...new Set((await Promise.all(leaders)).flat())]
}
