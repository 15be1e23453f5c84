import type { Finding, RuleAct } from '../../contract/faults'
import type { ProfileId } from '../../contract/ledgers'
import { citeFor, type Source } from './regulation'

export type RuleId = `${'K' | 'SYS' | 'SUP' | 'SEAL' | 'VEH' | 'WH' | 'SEC' | 'AST'}-${string}`

/** A number or text of a regulation that a bureau may set for itself; defaults differ by profile. */
export interface Parameter {
  readonly label: string
  readonly unit?: string
  readonly fallback: number | string
  readonly profiles?: Partial<Record<ProfileId, number | string>>
  /** What a text must be: months ('3,4,5') or a time of day ('8:30'). */
  readonly of?: 'months' | 'time'
}

/**
 * `warn` lowers BLOCK and NEED to a reasoned warning; `off` keeps the rule silent. Never set without an audit entry.
 */
export type RuleState = 'on' | 'warn' | 'off'

export interface RuleSetting {
  readonly state: RuleState
  readonly parameters: Readonly<Record<string, number | string>>
}

/** The bureau's rules of the day: profile and what the administrator has set. */
export interface RuleBook {
  readonly profile: ProfileId
  readonly settings: Readonly<Record<string, RuleSetting>>
}

/** What a check says: why the act is held and which evidence is missing. */
export interface Objection {
  /** What is so; kept as it stands when the act is passed with a reason. */
  readonly message: string
  /** What the user is asked to do about it; shown behind the message, never kept. */
  readonly ask?: string
  readonly missing?: readonly string[]
  /** Path of the form field concerned. */
  readonly field?: string
  /** Where one rule rests on several texts, those that speak here. */
  readonly sources?: readonly Source[]
  /** Acts more mildly or strictly than the rule's usual act in this case. */
  readonly act?: Extract<RuleAct, 'BLOCK' | 'NEED' | 'WARN'>
}

export type Values<P> = {
  readonly [K in keyof P]: P[K] extends { fallback: number }
    ? number
    : P[K] extends { fallback: string }
      ? string
      : number | string
}

export type Objections = Objection | readonly Objection[] | undefined | null | false

export interface RuleDefinition<Facts, P extends Record<string, Parameter>> {
  readonly id: RuleId
  readonly act: RuleAct
  /** What the rule asks, in one Chinese line; shown in the rule list and help pages. */
  readonly title: string
  readonly sources: readonly Source[]
  readonly parameters?: P
  /** Pure: facts in, objections out. LOG and CLOCK rules may have none. */
  readonly check?: (facts: Facts, values: Values<P>) => Objections
}

/** A rule applied to facts, waiting to be judged. */
export interface Application {
  readonly rule: AnyRule
  readonly objections: (book: RuleBook) => readonly Objection[]
}

export interface Rule<Facts, P extends Record<string, Parameter> = Record<string, Parameter>> extends RuleDefinition<
  Facts,
  P
> {
  readonly parameters: P
  /** Binds facts to the rule; nothing is decided until it is judged. */
  on(facts: Facts): Application
  /** The parameter values in force under a rule book. */
  values(book: RuleBook): Values<P>
}

// Facts are contravariant: a list of mixed rules can only be held as rules of `never`.
export type AnyRule = Pick<RuleDefinition<never, Record<string, Parameter>>, 'id' | 'act' | 'title' | 'sources'> & {
  readonly parameters: Record<string, Parameter>
}

/** Defines a rule of the catalogue. `P` fixes the names of its parameters. */
export function defineRule<Facts, P extends Record<string, Parameter> = Record<never, Parameter>>(
  definition: RuleDefinition<Facts, P>
): Rule<Facts, P> {
  const parameters = definition.parameters ?? ({} as P)
  const rule: Rule<Facts, P> = {
    ...definition,
    parameters,
    values: (book) => valuesOf(definition.id, parameters, book),
    on: (facts) => ({
      rule,
      objections: (book) => {
        const said = definition.check?.(facts, valuesOf(definition.id, parameters, book))
        if (!said) return []
        return isMany(said) ? said : [said]
      }
    })
  }
  return rule
}

const isMany = (said: Objection | readonly Objection[]): said is readonly Objection[] => Array.isArray(said)

function valuesOf<P extends Record<string, Parameter>>(id: RuleId, parameters: P, book: RuleBook): Values<P> {
  const set = book.settings[id]?.parameters ?? {}
  const entries = Object.entries(parameters).map(([name, parameter]) => [
    name,
    set[name] ?? parameter.profiles?.[book.profile] ?? parameter.fallback
  ])
  return Object.fromEntries(entries) as Values<P>
}

/** A finding as it reaches the user, with the act the bureau's settings give it. */
export function toFinding(rule: AnyRule, objection: Objection, book: RuleBook): Finding {
  const lowered = book.settings[rule.id]?.state === 'warn'
  const act = lowered ? 'WARN' : (objection.act ?? rule.act)
  return {
    rule: rule.id,
    act,
    passableWithReason: act === 'WARN',
    message: objection.ask ? `${objection.message}，${objection.ask}` : objection.message,
    missing: [...(objection.missing ?? [])],
    source: citeFor(book.profile, objection.sources ?? rule.sources),
    ...(objection.field === undefined ? {} : { field: objection.field })
  }
}
