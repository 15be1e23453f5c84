import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '@main/contract'
import { expect, it } from 'vitest'

const window = join(import.meta.dirname, '../../src-renderer')
const sources = readdirSync(window, { recursive: true })
  .map(String)
  .filter((file) => /\.(vue|ts)$/.test(file))
  .map((file) => readFileSync(join(window, file), 'utf8'))

/** Called through one name for several: where, and by what it is chosen. */
const chosen: Readonly<Record<string, string>> = {
  // The audit log shows acts or readings.
  'administration.readings': 'client.administration[shown]',
  // Steps after a loss are the same form for seals and blanks.
  'seals.blankLosses.record': 'client.seals[props.of]'
}

function callsOf(node: unknown, path: readonly string[]): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  if ('~orpc' in node) return [path.join('.')]
  return Object.entries(node).flatMap(([name, below]) => callsOf(below, [...path, name]))
}

// What main can do and no screen asks for is a dead end: a returned purchase once could not be put right.
it('every call of the contract is asked by a screen', () => {
  const calls = callsOf(contract, [])
  expect(calls.length).toBeGreaterThan(500)
  const said = (words: string) => sources.some((source) => source.includes(words))
  const names = (call: string) => {
    const [, ...rest] = call.split('.')
    // A screen may keep a part of the client under a name of its own, e.g. `const { trips } = client.vehicles`.
    return [`client.${call}`, `'${call}'`, ...(rest.length > 1 ? [`.${rest.join('.')}`] : [])]
  }
  expect(calls.filter((call) => !names(call).some(said) && !said(chosen[call] ?? `client.${call}(`))).toEqual([])
})
