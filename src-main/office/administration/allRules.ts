import { notFound } from '../../kernel/fault'
import { commonRules } from '../../kernel/rules/common'
import { systemRules } from '../../kernel/rules/system'
import type { AnyRule } from '../../kernel/rules/rule'
import type { House } from '../house'

/** Every rule of the house: what all ledgers share, then ledger by ledger. */
export function allRules(house: Pick<House, 'modules'>): readonly AnyRule[] {
  return [...commonRules, ...systemRules, ...house.modules.flatMap((module) => module.rules)]
}

/** The rule of a catalogue id; fails with `notFound`. */
export function ruleOf(house: Pick<House, 'modules'>, id: string): AnyRule {
  const rule = allRules(house).find((each) => each.id === id)
  if (!rule) throw notFound('规则')
  return rule
}
