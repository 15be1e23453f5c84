import { RuleChange } from '../entities'
import type { RequestDefinition } from '../approvals/requestDefinition'
import { ruleOf } from './allRules'
import { applyTarget, type RuleTarget } from './rules'

/**
 * A rule lowered or switched off, or a parameter changed: the office director, then the head; in force with the last
 * approval.
 */
export const ruleChangeRequest: RequestDefinition = {
  flow: {
    kind: 'office.ruleChange',
    name: '规则与参数调整',
    chains: {
      dongkou: [
        { role: 'officeDirector', label: '办公室主任意见' },
        { role: 'head', label: '主要领导意见' }
      ]
    }
  },
  form: null,
  // Rules, and what is asked of them, are everybody's to read.
  mustRead: () => Promise.resolve(),
  onOutcome: async (unit, { subjectId }, state, house) => {
    const change = await unit.load(RuleChange, subjectId, '规则调整申请')
    await unit.update(RuleChange, change, { state }, '规则调整申请')
    if (state === 'approved') await applyTarget(unit, ruleOf(house, change.rule), targetOf(change), change.basis)
  }
}

function targetOf({ newState, parameter, value }: RuleChange): RuleTarget {
  if (newState !== null) return { state: newState }
  if (parameter === null || value === null) throw new Error('a rule change without a target')
  return { parameter, value }
}
