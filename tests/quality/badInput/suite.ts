import fc from 'fast-check'
import { call, ORPCError } from '@orpc/server'
import log from 'electron-log/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { faults } from '@main/contract/faults'
import { ledgerModules } from '@main/ledgers'
import { ChainHead, NumberSequence } from '@main/platform/database/auditEntities'
import { verifyHouse } from '@main/office/administration/verify'
import { closeTestHouse, type Engine } from '../../support/house'
import { answeredProcedures, declaredProcedures, type DeclaredProcedure } from '../../support/procedures'
import { signedIn } from '../../office/outputs/signedIn'
import { hostileTexts, hostileValue, spoiled, validInput, type InputSchema } from './arbitraryInput'
import { aHostileHouse, type HostileHouse } from './hostileHouse'

/** The run that failed is repeated with LEDGER_TEST_SEED; LEDGER_TEST_RUNS makes a longer one. */
const seed = Number(process.env['LEDGER_TEST_SEED'] ?? 20_260_930)
const runsOn = (engine: Engine) => Number(process.env['LEDGER_TEST_RUNS'] ?? (engine === 'sqlite' ? 6 : 2))

/** Copies the whole house, or puts a copy in its place. */
const long = ['administration.backup', 'administration.restore', 'session.foundDemo']

/** A wrong password or PIN is counted, which is itself an act on record. */
const countsFailures = [
  'session.signIn',
  'session.switchUser',
  'session.unlock',
  'session.changePassword',
  'session.setPin'
]

const answered = answeredProcedures()
const tried = declaredProcedures().filter(({ path, input }) => input !== undefined && !long.includes(path))

function schemaOf({ input }: Pick<DeclaredProcedure, 'input'>): InputSchema {
  return z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as InputSchema
}

/**
 * Words of a programmer. What was typed may come back in a message, also from an earlier call, and is taken out before.
 */
const internals = /[A-Za-z]{4,}|\bat .*:\d+|\bSQL|\[object|\bNaN\b/

/** Words a clerk knows, and ids of rules. */
const known = /\b[A-Z]+-\d\d\b|Office|Excel|Word|xlsx|xlsm|docx|CSV|JPEG|HEIC|HEIF|WebP|TIFF|UTF-8/gi

function unfitFor(user: string, typed: readonly string[]): boolean {
  let rest = user.replace(known, '')
  for (const text of typed) if (text) rest = rest.replaceAll(text, '')
  return !/\p{Script=Han}/u.test(user) || internals.test(rest)
}

function textsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value, value.trim()]
  if (depth > 6 || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/[^a-zA-Z]/.test(key) ? [key] : []),
    ...textsIn(inner, depth + 1)
  ])
}

const confided = ledgerModules.filter((module) => module.confided).map(({ id }) => id)

/** Sends every procedure inputs at random, well-formed and spoiled, as a person with every post. */
export function refusesBadInput(engine: Engine): void {
  let world: HostileHouse
  /** What the log got last, so that a failure shows what the user is rightly not shown. */
  let logged: readonly unknown[] = []
  beforeAll(async () => {
    log.hooks.push((message) => {
      logged = message.data
      return false
    })
    world = await aHostileHouse(engine)
  }, 120_000)
  afterAll(async () => {
    log.hooks.length = 0
    await closeTestHouse(world.house)
  })

  /**
   * How far every chain and every run of numbers has come, but for the log of readings: a reading of a confided
   * ledger leaves its line in that ledger's own chain, other readings in one of theirs.
   */
  const marks = async (readOf?: string) => {
    const { read } = world.house.database
    const heads = await read.find(ChainHead, { order: { chain: 'ASC' } })
    return JSON.stringify([
      heads.filter(({ chain }) => chain !== readOf && chain !== 'readings'),
      await read.find(NumberSequence, { order: { prefix: 'ASC', year: 'ASC' } })
    ])
  }

  it.each(tried)('$path answers, or refuses in plain words and leaves no trace', async ({ path, input, meta }) => {
    const procedure = answered.get(path)
    if (!procedure) throw new Error('nobody answers')
    const valid = validInput(schemaOf({ input }), world.surroundingsOf(path))
    const inputs = fc.oneof(
      { weight: 5, arbitrary: valid },
      { weight: 5, arbitrary: spoiled(valid) },
      { weight: 1, arbitrary: hostileValue }
    )
    const readOf = meta.kind === 'query' ? confided.find((ledger) => path.startsWith(`${ledger}.`)) : undefined
    let before = await marks(readOf)
    const property = fc.asyncProperty(inputs, async (made) => {
      const sent = await world.upToDate(made)
      const context = signedIn(world.house, world.omnipotent)
      const fault: unknown = await call(procedure, sent, { context }).then(
        () => undefined,
        (error: unknown) => error
      )
      if (fault === undefined) {
        if (meta.kind === 'query') expect(await marks(readOf)).toBe(before)
        else before = await marks()
        return
      }
      if (!(fault instanceof ORPCError)) throw new Error('no fault of the closed union', { cause: fault })
      expect(Object.keys(faults)).toContain(fault.code)
      if (fault.code === 'unexpected')
        throw new Error(`fell over: ${fault.message}`, { cause: logged.find((part) => part instanceof Error) })
      const { issues = [], findings = [] } = fault.data as {
        issues?: { message: string }[]
        findings?: { message: string }[]
      }
      // A plate comes back in capitals.
      const typed = [...textsIn(sent), ...hostileTexts]
        .flatMap((text) => [text, text.toUpperCase()])
        .sort((a, b) => b.length - a.length)
      const shown = [
        fault.message,
        ...issues.map((issue) => issue.message),
        ...findings.map((finding) => finding.message)
      ]
      expect(shown.filter((text) => unfitFor(text, typed))).toEqual([])
      if (countsFailures.includes(path)) before = await marks()
      else expect(await marks(readOf)).toBe(before)
    })
    await fc.assert(property, { seed, numRuns: runsOn(engine), endOnFailure: true })
  })

  it('a live check of any command writes nothing', { timeout: 240_000 }, async () => {
    const preview = answered.get('checks.preview')
    if (!preview) throw new Error('nobody answers')
    const before = await marks()
    const surprises: string[] = []
    for (const { path, input } of tried.filter(({ meta }) => meta.kind === 'command'))
      for (const made of fc.sample(validInput(schemaOf({ input }), world.surroundingsOf(path)), { seed, numRuns: 2 })) {
        const sent = { call: path, input: await world.upToDate(made) }
        const fault: unknown = await call(preview, sent, { context: signedIn(world.house, world.omnipotent) }).catch(
          (error: unknown) => error
        )
        if (fault instanceof ORPCError && fault.code === 'unexpected')
          surprises.push(`${path} fell over: ${JSON.stringify(made)} ${String(logged.at(-1))}`)
        if ((await marks()) !== before) throw new Error(`${path} wrote something: ${JSON.stringify(made)}`)
      }
    expect(surprises).toEqual([])
  })

  it('K-09 the house still proves itself afterwards', async () => {
    expect(await verifyHouse(world.house)).toMatchObject({ ok: true })
  })
}
