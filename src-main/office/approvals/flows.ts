import { conditionLabels, stepRoleLabels } from '../../contract/stepRoles'
import type { ChainId } from '../../contract/ledgers'
import { chainFor, stepsFor, type ChainStep, type Flow, type StepRole } from '../../kernel/approval/chain'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { ruleChangeRequest } from '../administration/ruleChangeRequest'
import type { House } from '../house'
import type { RequestDefinition } from './requestDefinition'
import { EditedChain } from './entities'

export interface OwnedRequest {
  readonly ledger: ChainId
  readonly definition: RequestDefinition
}

/** Every request kind of the house: the office's own, then ledger by ledger. */
export function allRequests({ modules }: Pick<House, 'modules'>): readonly OwnedRequest[] {
  return [
    { ledger: 'office', definition: ruleChangeRequest },
    ...modules.flatMap(({ id, requests }) => requests.map((definition) => ({ ledger: id, definition })))
  ]
}

/** The definition of a request kind. Throws for a kind nobody declares, which is a fault of the program. */
export function requestDefinition(house: Pick<House, 'modules'>, kind: string): RequestDefinition {
  const found = allRequests(house).find(({ definition }) => definition.flow.kind === kind)
  if (!found) throw new Error(`no request kind ${kind}`)
  return found.definition
}

/** The steps a new request of a flow must pass today, from the profile's chain or the bureau's own edition of it. */
export async function stepsToday(
  { manager, book }: Pick<UnitOfWork, 'manager' | 'book'>,
  flow: Flow,
  tags: readonly string[]
): Promise<readonly ChainStep[]> {
  const edited = await manager.findOneBy(EditedChain, { kind: flow.kind })
  return stepsFor(chainFor(flow, book.profile, edited?.steps), tags)
}

/** A step role in words, e.g. 分管领导. */
export function roleLabel(role: StepRole): string {
  return stepRoleLabels[role]
}

/** A step in words: who may decide it, and when it is taken, e.g. 主要领导 / 办公室主任［授权事项］. */
export function stepWords({ role, or = [], onlyWith, notWith }: ChainStep): string {
  const when = onlyWith ? `［${conditionWords(onlyWith)}］` : notWith ? `［非${conditionWords(notWith)}］` : ''
  return [role, ...or].map(roleLabel).join(' / ') + when
}

/** A condition in words. */
export function conditionWords(tag: string): string {
  return conditionLabels[tag] ?? '有特别规定的'
}
