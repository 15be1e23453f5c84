import type { RuleRow } from '../../contract/administration'
import { invalid } from '../../kernel/fault'
import { citeFor, regulations } from '../../kernel/rules/regulation'
import type { AnyRule, Parameter, RuleBook, RuleState } from '../../kernel/rules/rule'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { RuleSettingRow } from '../entities'
import type { Reading } from '../house'
import { allRules } from './allRules'
import type { PendingChanges } from './pendingChanges'

const stateWords: Record<RuleState, string> = { on: '执行', warn: '降为提示', off: '停用' }

/** The database itself keeps these, so they cannot be lowered. */
const unalterable: readonly string[] = ['K-09', 'K-10']

/**
 * All rules with state, parameters in force and source, as the bureau's profile reads them; `pending` are the changes
 * under approval to show with them.
 */
export function ruleRows(
  { house, book }: Pick<Reading, 'house' | 'book'>,
  pending: PendingChanges = new Map()
): readonly RuleRow[] {
  return allRules(house).map((rule) => ({
    id: rule.id,
    act: rule.act,
    title: rule.title,
    source: citeFor(book.profile, rule.sources),
    reference: isReference(rule, book),
    state: book.settings[rule.id]?.state ?? 'on',
    parameters: Object.entries(rule.parameters).map(([name, parameter]) => ({
      name,
      label: parameter.label,
      unit: parameter.unit ?? null,
      value: book.settings[rule.id]?.parameters[name] ?? shippedValue(parameter, book),
      fallback: shippedValue(parameter, book)
    })),
    pending: pending.get(rule.id) ?? []
  }))
}

/** The bureau's own text lacks the rule and another bureau's is applied. */
function isReference({ sources }: AnyRule, { profile }: RuleBook): boolean {
  return (
    sources.some(({ regulation }) => regulations[regulation].of !== 'standard') &&
    !sources.some(({ regulation }) => regulations[regulation].of === profile)
  )
}

const shippedValue = (parameter: Parameter, book: RuleBook): number | string =>
  parameter.profiles?.[book.profile] ?? parameter.fallback

/** What a rule is bound to become: another state, or another value of a parameter. */
export type RuleTarget = { readonly state: RuleState } | { readonly parameter: string; readonly value: number | string }

/** Refuses with `invalid` what a rule cannot become. */
export function checkTarget(rule: AnyRule, target: RuleTarget, book: RuleBook): void {
  if ('parameter' in target) return checkValue(parameterOf(rule, target.parameter), target.value)
  const before = stateOf(rule, book)
  if (target.state !== 'on') checkLowering(rule, target.state)
  if (before === target.state) throw invalid([{ path: 'state', message: `该规则现在就是“${stateWords[before]}”` }])
}

/** The change from what is in force to the target, in words. */
export function changeWords(rule: AnyRule, target: RuleTarget, book: RuleBook): string {
  if ('state' in target)
    return `规则由“${stateWords[stateOf(rule, book)]}”改为“${stateWords[target.state]}”：${rule.title}`
  const parameter = parameterOf(rule, target.parameter)
  const before = book.settings[rule.id]?.parameters[target.parameter] ?? shippedValue(parameter, book)
  const words = (value: number | string) => `${value}${parameter.unit ?? ''}`
  return `${parameter.label}由${words(before)}改为${words(target.value)}`
}

/**
 * Puts a change of a rule in force; leaves a line in the exceptions report beside the audit entry. Gives the id of the
 * setting.
 */
export async function applyTarget(unit: UnitOfWork, rule: AnyRule, target: RuleTarget, basis: string): Promise<string> {
  const message = changeWords(rule, target, unit.book)
  const row = await unit.manager.findOneBy(RuleSettingRow, { rule: rule.id })
  const patch =
    'state' in target
      ? { state: target.state }
      : { parameters: { ...row?.parameters, [target.parameter]: target.value } }
  const after = row
    ? await unit.update(RuleSettingRow, row, patch, '规则设置')
    : await unit.insert(RuleSettingRow, { rule: rule.id, state: 'on', parameters: {}, ...patch })
  await unit.except({ rule: rule.id, message, source: citeFor(unit.book.profile, rule.sources), reason: basis })
  return after.id
}

const stateOf = (rule: AnyRule, book: RuleBook): RuleState => book.settings[rule.id]?.state ?? 'on'

function parameterOf(rule: AnyRule, name: string): Parameter {
  const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined
  if (!parameter) throw invalid([{ path: 'name', message: '该规则没有这个参数' }])
  return parameter
}

function checkLowering(rule: AnyRule, state: RuleState): void {
  const refuse = (message: string) => invalid([{ path: 'state', message }])
  if (unalterable.includes(rule.id)) throw refuse('台账只增不改、编号连续由数据库保证，不能降低或停用')
  if (rule.act === 'LOG') throw refuse('登记类规则只记录不限制，不能降低或停用')
  if (state === 'warn' && (rule.act === 'WARN' || rule.act === 'CLOCK'))
    throw refuse('该规则本来就只作提示或提醒，只能停用')
}

const listOfWholes = /^\d+([,，、]\d+)*$/

/** Texts a parameter of a kind may be, with what to say otherwise. */
const kinds = {
  months: { shape: /^(0?[1-9]|1[0-2])([,，、](0?[1-9]|1[0-2]))*$/, say: '1至12的月份，用逗号分开' },
  time: { shape: /^([01]?\d|2[0-3])[:：][0-5]\d$/, say: '一天中的时刻' }
} as const

function checkValue({ fallback, label, of }: Parameter, value: number | string): void {
  const refuse = (message: string) => invalid([{ path: 'value', message }])
  if (typeof fallback === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 100_000_000)
      throw refuse(`${label}应为不小于零的数字`)
    if (Number.isInteger(fallback) && !Number.isInteger(value)) throw refuse(`${label}应为整数`)
  } else if (typeof value !== 'string' || value.trim() === '') throw refuse(`${label}应为文字，不能为空`)
  else if (of && !kinds[of].shape.test(value.trim())) throw refuse(`${label}应为${kinds[of].say}，如 ${fallback}`)
  else if (listOfWholes.test(fallback) && !listOfWholes.test(value))
    throw refuse(`${label}应为用逗号分开的数字，如 ${fallback}`)
}
