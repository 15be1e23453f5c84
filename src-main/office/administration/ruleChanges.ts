import { posts, type Post } from '../../contract/posts'
import { invalid } from '../../kernel/fault'
import type { AnyRule, RuleState } from '../../kernel/rules/rule'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { holdersOf } from '../actors'
import { submitForApproval } from '../approvals/service'
import { RuleChange } from '../entities'
import type { House } from '../house'
import { ruleOf } from './allRules'
import { openChanges } from './pendingChanges'
import { ruleChangeRequest } from './ruleChangeRequest'
import { applyTarget, changeWords, checkTarget, type RuleTarget } from './rules'

/** Puts a rule back in force at once; lowering or switching it off becomes a request, whose number is given. */
export async function changeRuleState(
  unit: UnitOfWork,
  house: House,
  input: { readonly rule: string; readonly state: RuleState; readonly basis: string }
): Promise<string | null> {
  const rule = ruleOf(house, input.rule)
  const target = { state: input.state }
  checkTarget(rule, target, unit.book)
  if (input.state !== 'on') return request(unit, house, rule, target, input.basis)
  unit.about({ type: 'rule', id: unit.newId(), number: rule.id })
  await applyTarget(unit, rule, target, input.basis)
  return null
}

/** Asks for another value of a parameter, of the parameter's own type and shape; gives the number of the request. */
export async function changeParameter(
  unit: UnitOfWork,
  house: House,
  input: { readonly rule: string; readonly name: string; readonly value: number | string; readonly basis: string }
): Promise<string> {
  const rule = ruleOf(house, input.rule)
  const target = { parameter: input.name, value: input.value }
  checkTarget(rule, target, unit.book)
  return request(unit, house, rule, target, input.basis)
}

const deciders: readonly Post[] = ['officeDirector', 'head']

async function request(
  unit: UnitOfWork,
  house: House,
  rule: AnyRule,
  target: RuleTarget,
  basis: string
): Promise<string> {
  const missing: string[] = []
  for (const post of deciders)
    if ((await holdersOf(unit.manager, post, unit.today)).length === 0) missing.push(posts[post].label)
  if (missing.length > 0)
    throw invalid([
      {
        path: 'rule',
        message: `放宽、停用规则和修改参数须经办公室主任、主要领导审批，请先在“单位人员”中任命${missing.join('、')}`
      }
    ])
  const { personId, unitId } = unit.actor
  if (personId === null || unitId === null) throw invalid([{ path: 'rule', message: '规则调整须由本人提出' }])
  const about = 'state' in target ? null : target.parameter
  const same = (await openChanges(unit.manager, rule.id)).find(({ parameter }) => parameter === about)
  if (same) throw invalid([{ path: 'rule', message: `${rule.id}已有待批准的调整（${same.number}），请先办结或撤回` }])
  const change = await unit.insert(RuleChange, {
    number: await unit.nextNumber('TZ'),
    rule: rule.id,
    newState: 'state' in target ? target.state : null,
    parameter: about,
    value: 'state' in target ? null : target.value,
    change: changeWords(rule, target, unit.book),
    basis,
    personId,
    at: unit.now,
    state: 'pending',
    approvalId: null
  })
  const approval = await submitForApproval(unit, house, {
    ledger: 'office',
    kind: ruleChangeRequest.flow.kind,
    subjectType: 'ruleChange',
    subjectId: change.id,
    number: change.number,
    title: `${rule.id} ${change.change}（依据：${basis}）`,
    applicantId: personId,
    unitId
  })
  await unit.update(RuleChange, change, { approvalId: approval.id }, '规则调整申请')
  unit.about({ type: 'ruleChange', id: change.id, number: change.number })
  return change.number
}
