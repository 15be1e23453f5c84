import type { ProfileId } from '../../contract/ledgers'
import type { StepRoleName } from '../../contract/stepRoles'

/**
 * Who decides a step. Resolved on the day from appointments: `unitHead` and `leader` of the applicant's unit (or of the
 * unit the step names through the request), leaders of a matter, or a post of the bureau.
 */
export type StepRole = StepRoleName

export interface ChainStep {
  readonly role: StepRole
  /** Heading of the opinion box on the printed form, e.g. 科室负责人意见. */
  readonly label: string
  /** Others who may decide the step instead. */
  readonly or?: readonly StepRole[]
  /** The step is taken only when the request carries this tag (e.g. `special`, `enforcement`). */
  readonly onlyWith?: string
  /** The step is left out when the request carries this tag. */
  readonly notWith?: string
}

/** A step as it was when a request was handed in. */
export interface FrozenStep extends ChainStep {
  /** Who has done what is decided on, in what role: none of them decides it (K-12). */
  readonly apart?: readonly { readonly role: string; readonly personId: string }[]
}

/** A request type with its chain for each profile; a profile without its own text takes the first named one. */
export interface Flow {
  readonly kind: string
  readonly name: string
  readonly chains: Partial<Record<ProfileId, readonly ChainStep[]>> & { readonly dongkou: readonly ChainStep[] }
}

/**
 * The chain of a flow under a profile: the bureau's own edition if it has one, else the profile's, else the first. A
 * chain is never empty.
 */
export function chainFor(
  flow: Flow,
  profile: ProfileId,
  edited: readonly ChainStep[] | undefined
): readonly ChainStep[] {
  if (edited && edited.length > 0) return edited
  return flow.chains[profile] ?? flow.chains.dongkou
}

/** The steps a request must pass, given its tags. */
export function stepsFor(chain: readonly ChainStep[], tags: readonly string[]): readonly ChainStep[] {
  return chain.filter(
    (step) => (!step.onlyWith || tags.includes(step.onlyWith)) && !(step.notWith && tags.includes(step.notWith))
  )
}

/**
 * The next role up, to which a step goes when nobody else can decide it (K-02). At the top head and party secretary
 * stand in for each other.
 */
export function roleAbove(role: StepRole): StepRole {
  switch (role) {
    case 'unitHead':
      return 'leader'
    case 'officeDirector':
    case 'finance':
    case 'financeHead':
    case 'buyer':
      return 'leader:office'
    case 'head':
      return 'partySecretary'
    default:
      return 'head'
  }
}

/** The roles a step can go up to, nearest first; each comes once and the step's own never. */
export function rolesAbove(role: StepRole): readonly StepRole[] {
  const found: StepRole[] = []
  for (let above = roleAbove(role); above !== role && !found.includes(above); above = roleAbove(above))
    found.push(above)
  return found
}

/** The conditions a flow's chains, in any profile, look at. */
export function conditionsOf(flow: Flow): readonly string[] {
  const steps = Object.values(flow.chains).flat()
  return [...new Set(steps.flatMap(({ onlyWith, notWith }) => [onlyWith, notWith]).filter((tag) => tag !== undefined))]
}

/** Whether every combination of conditions leaves at least one step: a chain is never empty. */
export function neverEmpty(chain: readonly ChainStep[], conditions: readonly string[]): boolean {
  const combinations = conditions.reduce<string[][]>((all, tag) => [...all, ...all.map((tags) => [...tags, tag])], [[]])
  return combinations.every((tags) => stepsFor(chain, tags).length > 0)
}
