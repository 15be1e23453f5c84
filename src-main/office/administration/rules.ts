import type { RuleRow } from '../../contract/office'
import { invalid } from '../../kernel/fault'
import { citeFor, regulations } from '../../kernel/rules/regulation'
import type { AnyRule, Parameter, RuleBook, RuleState } from '../../kernel/rules/rule'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { RuleSettingRow } from '../entities'
import type { House } from '../house'
import type { Reading } from '../ledgerModule'
import { allRules, ruleOf } from './allRules'

const stateWords: Record<RuleState, string> = { on: '执行', warn: '降为提示', off: '停用' }

/** The database itself keeps these, so they cannot be lowered. */
const unalterable: readonly string[] = ['K-09', 'K-10']

/** All rules with state, parameters in force and source, as the bureau's profile reads them. */
export function ruleRows({ house, book }: Reading): readonly RuleRow[] {
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
    }))
  }))
}

/** The bureau's own text lacks the rule and another bureau's is applied. */
function isReference({ sources }: AnyRule, { profile }: RuleBook): boolean {
  return (
    sources.some(({ regulation }) => regulations[regulation].of !== 'standard') &&
    !sources.some(({ regulation }) => regulations[regulation].of === profile)
  )
}

const shippedValue = (parameter: Parameter, book: RuleBook): number | string => parameter.profiles?.[book.profile] ?? parameter.fallback

/** Lowers, raises or switches off a rule; leaves a line in the exceptions report beside the audit entry. */
export async function setRuleState(
  unit: UnitOfWork,
  house: House,
  input: { readonly rule: string; readonly state: RuleState; readonly basis: string }
): Promise<void> {
  const rule = ruleOf(house, input.rule)
  if (input.state !== 'on') checkLowering(rule, input.state)
  const before = unit.book.settings[rule.id]?.state ?? 'on'
  if (before === input.state) throw invalid([{ path: 'state', message: `该规则现在就是“${stateWords[before]}”` }])
  await change(unit, rule, { state: input.state }, `规则由“${stateWords[before]}”改为“${stateWords[input.state]}”：${rule.title}`, input.basis)
}

function checkLowering(rule: AnyRule, state: RuleState): void {
  const refuse = (message: string) => invalid([{ path: 'state', message }])
  if (unalterable.includes(rule.id)) throw refuse('台账只增不改、编号连续由数据库保证，不能降低或停用')
  if (rule.act === 'LOG') throw refuse('登记类规则只记录不限制，不能降低或停用')
  if (state === 'warn' && (rule.act === 'WARN' || rule.act === 'CLOCK')) throw refuse('该规则本来就只作提示或提醒，只能停用')
}

/** Sets a parameter of a rule to a value of the parameter's own type and shape. */
export async function setParameter(
  unit: UnitOfWork,
  house: House,
  input: { readonly rule: string; readonly name: string; readonly value: number | string; readonly basis: string }
): Promise<void> {
  const rule = ruleOf(house, input.rule)
  const parameter = Object.hasOwn(rule.parameters, input.name) ? rule.parameters[input.name] : undefined
  if (!parameter) throw invalid([{ path: 'name', message: '该规则没有这个参数' }])
  checkValue(parameter, input.value)
  const set = unit.book.settings[rule.id]?.parameters ?? {}
  const before = set[input.name] ?? shippedValue(parameter, unit.book)
  const words = (value: number | string) => `${value}${parameter.unit ?? ''}`
  await change(
    unit,
    rule,
    { parameters: { ...set, [input.name]: input.value } },
    `${parameter.label}由${words(before)}改为${words(input.value)}`,
    input.basis
  )
}

const listOfWholes = /^\d+([,，、]\d+)*$/

function checkValue({ fallback, label }: Parameter, value: number | string): void {
  const refuse = (message: string) => invalid([{ path: 'value', message }])
  if (typeof fallback === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 100_000_000) throw refuse(`${label}应为不小于零的数字`)
    if (Number.isInteger(fallback) && !Number.isInteger(value)) throw refuse(`${label}应为整数`)
  } else if (typeof value !== 'string' || value.trim() === '') throw refuse(`${label}应为文字，不能为空`)
  else if (listOfWholes.test(fallback) && !listOfWholes.test(value)) throw refuse(`${label}应为用逗号分开的数字，如 ${fallback}`)
}

async function change(
  unit: UnitOfWork,
  rule: AnyRule,
  patch: Partial<Pick<RuleSettingRow, 'state' | 'parameters'>>,
  message: string,
  basis: string
): Promise<void> {
  const row = await unit.manager.findOneBy(RuleSettingRow, { rule: rule.id })
  const after = row
    ? await unit.update(RuleSettingRow, row, patch, '规则设置')
    : await unit.insert(RuleSettingRow, { rule: rule.id, state: 'on', parameters: {}, ...patch })
  unit.about({ type: 'rule', id: after.id, number: rule.id })
  await unit.except({ rule: rule.id, message, source: citeFor(unit.book.profile, rule.sources), reason: basis })
}
