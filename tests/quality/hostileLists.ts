import fc from 'fast-check'
import { call, ORPCError } from '@orpc/server'
import log from 'electron-log/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faults } from '@main/contract/faults'
import { listInput, type Page } from '@main/contract/lists'
import { closeTestHouse, type Engine } from '../support/house'
import { attackRounds, recordAttack } from '../support/attack'
import { answeredProcedures, declaredProcedures } from '../support/procedures'
import { signedIn } from '../office/outputs/signedIn'
import { aHostileHouse, type HostileHouse } from './badInput/hostileHouse'

const lists = declaredProcedures().filter(({ input }) => input === listInput)
const answered = answeredProcedures()

/** Names every object of the language has: a table of columns asked for one of them must not find it. */
const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'prototype', 'length', '']
const declaredFields = [...new Set(lists.flatMap(({ meta }) => Object.keys(meta.lists?.fields ?? {})))]

const values = fc.oneof(
  fc.constantFrom<unknown>(0, -1, 1.5, 1e21, -1e308, Number.NaN, Number.MAX_SAFE_INTEGER, 2 ** 63),
  fc.constantFrom<unknown>(
    true,
    false,
    undefined,
    null,
    [],
    ['a', 'b'],
    ['1', '2'],
    [''],
    {},
    [[]],
    new Date(0),
    10n ** 30n
  ),
  fc.constantFrom<unknown>(
    '',
    ' ',
    'abc',
    '1',
    '-1',
    '99999999999999999999',
    'true',
    'constructor',
    'NaN',
    "' OR 1=1 --",
    '%_\\',
    '\u0000',
    '\ud800'
  ),
  fc.constantFrom<unknown>(
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '9999-12-31',
    '2026-09-30',
    '2026-9-3',
    '昨天',
    '2026-09-30T01:00:00.000Z',
    '+999999-01-01'
  ),
  fc.constantFrom<unknown>(
    '字'.repeat(4_000),
    Array.from({ length: 500 }, () => 'x')
  )
)

/** Every list of the contract with filters, orders and windows nobody should send: typed refusals, never a failure. */
export function refusesHostileFilters(engine: Engine): void {
  let world: HostileHouse
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

  it('knows the lists of the contract', () => {
    expect(lists.length).toBeGreaterThan(30)
  })

  it.each(lists.filter(({ meta }) => meta.lists))(
    '$path sorts by every column that offers it, and by no other',
    async ({ path, meta }) => {
      const procedure = answered.get(path)
      if (!procedure || !meta.lists) throw new Error('nobody answers')
      const context = signedIn(world.house, world.omnipotent)
      for (const [field, { kept, kind }] of Object.entries(meta.lists.fields))
        for (const direction of ['asc', 'desc'] as const) {
          const asked = call(procedure, { sort: { field, direction } }, { context })
          if (kept === 'derived') await expect(asked, field).rejects.toMatchObject({ code: 'invalid' })
          else if (kind !== 'image') await expect(asked, field).resolves.toHaveProperty('total')
        }
    }
  )

  it.each(lists)('$path', async ({ path }) => {
    const procedure = answered.get(path)
    if (!procedure) throw new Error('nobody answers')
    const context = signedIn(world.house, world.omnipotent)
    const first = (await call(procedure, {}, { context })) as Page<Record<string, unknown>>
    const own = Object.keys(first.rows[0] ?? {})
    const field = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...own, ...inherited) },
      fc.constantFrom(...inherited, ...declaredFields)
    )
    const filter = fc.record(
      { field, op: fc.constantFrom('eq', 'in', 'contains', 'from', 'to', 'empty', 'like'), value: values },
      { requiredKeys: ['field', 'op'] }
    )
    const input = fc.record(
      {
        filters: fc.oneof(fc.array(filter, { maxLength: 2 }), fc.constant('x')),
        sort: fc.record({ field, direction: fc.constantFrom('asc', 'desc', 'constructor') }),
        search: values,
        offset: fc.constantFrom<unknown>(0, 1, 100_000_000, -1, 1.5, '0'),
        limit: fc.constantFrom<unknown>(1, 500, 0, 501, 'x')
      },
      { requiredKeys: [] }
    )
    const oneFilter = filter.map((each) => ({ filters: [each] }))
    const tries = fc.sample(fc.oneof({ weight: 3, arbitrary: oneFilter }, { weight: 1, arbitrary: input }), {
      seed: 7,
      numRuns: attackRounds(120)
    })
    const failures: unknown[] = []
    for (const sent of tries) {
      const fault: unknown = await call(procedure, sent, { context }).then(
        () => undefined,
        (error: unknown) => error
      )
      if (fault === undefined) continue
      const typed =
        fault instanceof ORPCError && Object.keys(faults).includes(fault.code) && fault.code !== 'unexpected'
      if (!typed) failures.push([sent, logged.find((part) => part instanceof Error) ?? fault])
    }
    recordAttack(`恶意筛选 ${engine}`, tries.length, failures.length)
    expect(failures.slice(0, 3)).toEqual([])
  })

  it('answers a call nested 5,000 deep with a refusal', async () => {
    let deep: unknown = 'x'
    for (let depth = 0; depth < 5_000; depth += 1) deep = [deep]
    const procedure = answered.get('office.people')
    if (!procedure) throw new Error('nobody answers')
    const fault: unknown = await call(
      procedure,
      { filters: deep },
      { context: signedIn(world.house, world.omnipotent) }
    ).catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'invalid', message: '提交的内容层次过多，无法办理' })
  })
}
