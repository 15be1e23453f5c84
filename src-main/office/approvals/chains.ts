import type { ChainStepInput, ChainView } from '../../contract/approvals'
import type { StepRoleName } from '../../contract/stepRoles'
import { chainFor, conditionsOf, neverEmpty, type ChainStep, type Flow } from '../../kernel/approval/chain'
import { invalid, notFound } from '../../kernel/fault'
import { K_01 } from '../../kernel/rules/common'
import { citeFor } from '../../kernel/rules/regulation'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { House, Reading } from '../house'
import { EditedChain } from './entities'
import { allRequests, conditionWords, roleLabel, stepWords } from './flows'

/** The chains in force for every request kind, in words and as they are edited. */
export async function chainViews({ manager, book, house }: Reading): Promise<readonly ChainView[]> {
  const edited = new Map((await manager.find(EditedChain)).map((row) => [row.kind, row.steps]))
  return allRequests(house).map(({ ledger, definition: { flow } }) => {
    const chain = chainFor(flow, book.profile, edited.get(flow.kind))
    return {
      kind: flow.kind,
      name: flow.name,
      ledger,
      steps: chain.map(stepWords),
      edited: edited.has(flow.kind),
      chain,
      conditions: conditionsOf(flow).map((value) => ({ value, label: conditionWords(value) })),
      personConcerned: concernsPerson(flow)
    }
  })
}

/**
 * Replaces the shipped chain of a request kind by the bureau's own; requests handed in before keep theirs. Leaves a
 * line in the exceptions report beside the audit entry. Gives the id of the chain.
 */
export async function editChain(
  unit: UnitOfWork,
  house: House,
  input: { readonly kind: string; readonly steps: readonly ChainStepInput[]; readonly basis: string }
): Promise<string> {
  const flow = flowOf(house, input.kind)
  const steps = input.steps.map(plainStep)
  checkSteps(flow, steps)
  const row = await unit.manager.findOneBy(EditedChain, { kind: flow.kind })
  const before = chainFor(flow, unit.book.profile, row?.steps)
  if (JSON.stringify(before.map(plainStep)) === JSON.stringify(steps))
    throw invalid([{ path: 'steps', message: '与现行的审批流程相同，没有改动' }])
  const after = row
    ? await unit.update(EditedChain, row, { steps }, '审批流程')
    : await unit.insert(EditedChain, { kind: flow.kind, steps })
  await noted(
    unit,
    flow,
    after.id,
    `审批流程由“${chainWords(before)}”改为“${chainWords(steps)}”：${flow.name}`,
    input.basis
  )
  return after.id
}

/** Puts the shipped chain of a request kind in force again; gives the id of the bureau's own. */
export async function resetChain(
  unit: UnitOfWork,
  house: House,
  input: { readonly kind: string; readonly basis: string }
): Promise<string> {
  const flow = flowOf(house, input.kind)
  const row = await unit.manager.findOneBy(EditedChain, { kind: flow.kind })
  if (!row) throw invalid([{ path: 'kind', message: '这项审批流程没有改过，现在就是制度规定的流程' }])
  await unit.remove(EditedChain, row, '审批流程')
  const shipped = chainFor(flow, unit.book.profile, undefined)
  await noted(
    unit,
    flow,
    row.id,
    `审批流程由“${chainWords(row.steps)}”恢复为“${chainWords(shipped)}”：${flow.name}`,
    input.basis
  )
  return row.id
}

const chainWords = (steps: readonly ChainStep[]) => steps.map(stepWords).join(' → ')
const concernsPerson = (flow: Flow) =>
  Object.values(flow.chains).some((steps) => steps.some((step) => [step.role, ...(step.or ?? [])].includes('person')))

function flowOf(house: House, kind: string): Flow {
  const found = allRequests(house).find(({ definition }) => definition.flow.kind === kind)
  if (!found) throw notFound('审批流程')
  return found.definition.flow
}

/** Without empty parts and always in one order, so that equal steps are written alike. */
function plainStep({ role, label, or = [], onlyWith, notWith }: ChainStep | ChainStepInput): ChainStep {
  return {
    role,
    label,
    ...(or.length > 0 ? { or } : {}),
    ...(onlyWith ? { onlyWith } : {}),
    ...(notWith ? { notWith } : {})
  }
}

function checkSteps(flow: Flow, steps: readonly ChainStep[]): void {
  const conditions = conditionsOf(flow)
  const refuse = (path: string, message: string) => invalid([{ path, message }])
  for (const [index, { role, or = [], onlyWith, notWith }] of steps.entries()) {
    const roles: readonly StepRoleName[] = [role, ...or]
    if (new Set(roles).size < roles.length) throw refuse(`steps.${index}.or`, `第${index + 1}步的审批人重复`)
    if (roles.includes('person') && !concernsPerson(flow))
      throw refuse(`steps.${index}.role`, `${flow.name}不涉及某一位领导本人，第${index + 1}步请选其他审批人`)
    if ([onlyWith, notWith].some((tag) => tag !== undefined && !conditions.includes(tag)))
      throw refuse(`steps.${index}.onlyWith`, `${flow.name}没有第${index + 1}步所写的条件`)
    if (onlyWith !== undefined && onlyWith === notWith)
      throw refuse(`steps.${index}.notWith`, `第${index + 1}步的两个条件相互矛盾`)
    const [before] = index > 0 ? [steps[index - 1]] : []
    const same = before && !before.onlyWith && !before.notWith && !onlyWith && !notWith && before.role === role
    if (same)
      throw refuse(
        `steps.${index}.role`,
        `第${index}步和第${index + 1}步都由${roleLabel(role)}审批，同一人不得连续审批两步`
      )
  }
  if (!neverEmpty(steps, conditions)) throw refuse('steps', '有的申请会一步审批也没有，请至少留一步不带条件的审批')
}

async function noted(unit: UnitOfWork, flow: Flow, id: string, message: string, basis: string): Promise<void> {
  unit.about({ type: 'chain', id, number: flow.name })
  await unit.except({ rule: K_01.id, message, source: citeFor(unit.book.profile, K_01.sources), reason: basis })
}
