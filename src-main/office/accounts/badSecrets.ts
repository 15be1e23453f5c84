import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

let estimator: ZxcvbnFactory | undefined

/**
 * Guesses below which somebody who tries well-known passwords, words, dates, repetitions and keyboard paths first is
 * soon through.
 */
const fewestGuesses = 1_000_000

/**
 * Whether a password is among those tried first: on the lists of passwords in use, or put together of what is; `own`
 * are names of its bearer.
 */
export function isGuessable(password: string, own: readonly string[]): boolean {
  estimator ??= new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs })
  return estimator.check(password.slice(0, 100), [...own]).guesses < fewestGuesses
}

/**
 * Whether a PIN is among those tried first: one digit, a pair or a half repeated, a run up or down, a year, a day of a
 * year.
 */
export function isGuessablePin(pin: string): boolean {
  const runs = ['01234567890123', '98765432109876']
  const half = pin.length / 2
  return (
    /^(\d)\1+$/.test(pin) ||
    /^(\d\d)\1+$/.test(pin) ||
    (Number.isInteger(half) && pin.slice(0, half) === pin.slice(half)) ||
    runs.some((run) => run.includes(pin)) ||
    /^(19|20)\d\d$/.test(pin) ||
    /^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(pin) ||
    new Set(pin).size < 3
  )
}
