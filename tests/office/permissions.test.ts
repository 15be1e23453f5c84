import { isContractProcedure, type AnyContractProcedure } from '@orpc/contract'
import { call, isProcedure, ORPCError, type AnyProcedure } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, posts, postNames, type PersonKindName, type Post, type ProcedureMeta } from '@main/contract'
import { appRouter } from '@main/hosts/appRouter'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'
import { aBureau, aPerson, aUnit } from '../support/people'
import { signedIn } from './outputs/signedIn'

interface Declared {
  readonly path: string
  readonly meta: ProcedureMeta
}

/** Every procedure of the contract, however deep. */
function declaredIn(part: unknown, path: readonly string[] = []): readonly Declared[] {
  if (isContractProcedure(part))
    return [{ path: path.join('.'), meta: (part as AnyContractProcedure)['~orpc'].meta as ProcedureMeta }]
  return typeof part === 'object' && part !== null
    ? Object.entries(part).flatMap(([name, inner]) => declaredIn(inner, [...path, name]))
    : []
}

/** Every procedure main answers. */
function answeredIn(part: unknown, path: readonly string[] = []): readonly (readonly [string, AnyProcedure])[] {
  if (isProcedure(part)) return [[path.join('.'), part]]
  return typeof part === 'object' && part !== null
    ? Object.entries(part).flatMap(([name, inner]) => answeredIn(inner, [...path, name]))
    : []
}

const declared = declaredIn(contract)
const answered = new Map(answeredIn(appRouter))

interface Caller {
  readonly who: string
  readonly post?: Post
  readonly kind?: PersonKindName
  readonly session: 'open' | 'locked' | 'none'
}

const callers: readonly Caller[] = [
  { who: 'nobody signed in', session: 'none' },
  { who: 'a locked window', post: 'administrator', session: 'locked' },
  { who: '职工（没有职务）', session: 'open' },
  { who: '合同聘用', kind: 'contract', session: 'open' },
  { who: '临时聘用', kind: 'temporary', session: 'open' },
  { who: '外来人员', kind: 'outsider', session: 'open' },
  ...postNames.map((post): Caller => ({ who: posts[post].label, post, session: 'open' }))
]

/** What the declaration means, said again here so that the code that asks it is held to it. */
function isLetIn({ access, kind, closedToInspector }: ProcedureMeta, caller: Caller): boolean {
  if (access === 'public') return true
  if (caller.session !== 'open' || access === undefined) return false
  if (access === 'signedIn') return true
  if (access === 'staff') return caller.kind !== 'temporary' && caller.kind !== 'outsider'
  if (caller.post === undefined) return false
  return access.includes(caller.post) || (caller.post === 'inspector' && kind === 'query' && closedToInspector !== true)
}

it('declares for every procedure who may call it and whether it reads or changes', () => {
  expect(declared.length).toBeGreaterThan(60)
  expect(
    declared.filter(({ meta }) => meta.access === undefined || meta.kind === undefined).map(({ path }) => path)
  ).toEqual([])
  expect(
    declared.filter(({ meta }) => Array.isArray(meta.access) && meta.access.length === 0).map(({ path }) => path)
  ).toEqual([])
})

it('answers exactly the procedures of the contract', () => {
  expect([...answered.keys()].sort()).toEqual(declared.map(({ path }) => path).sort())
})

it('lets nobody change anything without signing in, except to found a bureau or sign in', () => {
  const open = declared
    .filter(({ meta }) => meta.access === 'public' && meta.kind === 'command')
    .map(({ path }) => path)
  expect(open.sort()).toEqual([
    'session.found',
    'session.foundDemo',
    'session.signIn',
    'session.signOut',
    'session.switchUser',
    'session.unlock'
  ])
})

describe('each post × each procedure', () => {
  let house: TestHouse
  let unitId: string

  beforeAll(async () => {
    house = await openTestHouse()
    await aBureau(house)
    unitId = (await aUnit(house)).id
  })
  afterAll(() => closeTestHouse(house))

  /** Input no strict schema takes, so that a call let in ends at its schema and changes nothing. */
  const wrong = { nobodyAsksForThis: true }

  it.each(callers)('$who', async (caller) => {
    const person = await aPerson(house, {
      unitId,
      kind: caller.kind ?? 'permanent',
      posts: caller.post ? [caller.post] : []
    })
    const context = caller.session === 'none' ? { house, sessionId: house.sessions.newId() } : signedIn(house, person)
    const session = house.sessions.get(context.sessionId)
    if (session && caller.session === 'locked') session.locked = true
    const surprises: string[] = []
    for (const { path, meta } of declared) {
      const procedure = answered.get(path)
      if (!procedure) continue
      const outcome: unknown = await call(procedure, wrong, { context }).then(
        () => undefined,
        (error: unknown) => error
      )
      // Whoever may not know of a hidden procedure is told that there is nothing.
      const codes = meta.hidden ? ['forbidden', 'notFound'] : ['forbidden']
      const refused = outcome instanceof ORPCError && codes.includes(outcome.code)
      if (refused === isLetIn(meta, caller)) surprises.push(`${path}: ${refused ? 'refused' : 'let in'}`)
      if (outcome instanceof ORPCError && outcome.code === 'unexpected') surprises.push(`${path}: fell over`)
    }
    expect(surprises).toEqual([])
  })
})
