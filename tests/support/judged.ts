import { expectPlainWords } from './judgedWords'
import type { Application, RuleBook } from '@main/kernel/rules/rule'

/** The regulation of 洞口 with nothing set by the bureau. */
export const plainBook: RuleBook = { profile: 'dongkou', settings: {} }

/** The same with parameters of one rule set otherwise. */
export const bookWith = (id: string, parameters: Readonly<Record<string, number | string>>): RuleBook => ({
  ...plainBook,
  settings: { [id]: { state: 'on', parameters } }
})

/** What a rule holds an act for: how it acts, then what is missing or else what it says. */
export const held = (application: Application, book: RuleBook = plainBook): readonly string[] =>
  application.objections(book).map(({ act = application.rule.act, message, missing }) => {
    expectPlainWords([message, ...(missing ?? [])])
    return `${act} ${missing ? missing.join('、') : message}`
  })
