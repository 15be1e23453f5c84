import { posts } from '../../contract/posts'
import { chainFor, stepsFor, type ChainStep, type Flow, type StepRole } from '../../kernel/approval/chain'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { House } from '../house'
import type { RequestDefinition } from '../ledgerModule'
import { EditedChain } from './entities'

/** The definition of a request kind among the ledgers' own. Throws for a kind nobody declares, which is a fault of the program. */
export function requestDefinition(house: House, kind: string): RequestDefinition {
  const found = house.modules.flatMap((module) => module.requests).find((request) => request.flow.kind === kind)
  if (!found) throw new Error(`no request kind ${kind}`)
  return found
}

/** The steps a new request of a flow must pass today, from the profile's chain or the bureau's own edition of it. */
export async function stepsToday(unit: UnitOfWork, flow: Flow, tags: readonly string[]): Promise<readonly ChainStep[]> {
  const edited = await unit.manager.findOneBy(EditedChain, { kind: flow.kind })
  return stepsFor(chainFor(flow, unit.book.profile, edited?.steps), tags)
}

const matterLeaders: Record<string, string> = {
  'leader:office': '分管办公室领导',
  'leader:finance': '分管财务领导',
  'leader:enforcement': '分管执法领导',
  'leader:confidentiality': '分管保密领导',
  'leader:procurement': '分管采购领导',
  'leader:personnel': '分管人事领导',
  'leader:works': '分管工程领导',
  'leader:approvals': '分管审批领导',
  person: '本人'
}

/** A step role in words, e.g. 分管领导. */
export function roleLabel(role: StepRole): string {
  return matterLeaders[role] ?? posts[role as keyof typeof posts].label
}
