import { call, ORPCError, type AnyProcedure } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listInput, type Page } from '@main/contract/lists'
import { postNames, posts } from '@main/contract/posts'
import { Account, Attachment, Person } from '@main/office/entities'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { formsOf } from '@main/office/outputs/catalogue'
import { attackRounds, recordAttack } from '../support/attack'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'
import { aPerson } from '../support/people'
import { answeredProcedures, declaredProcedures } from '../support/procedures'
import { signedIn } from '../office/outputs/signedIn'

type Row = Readonly<Record<string, unknown>>
interface Sample {
  readonly record: string
  readonly id: string
  readonly number: string
  /** Ids of files its page shows to somebody who holds every post. */
  readonly files: readonly string[]
}

const answered = answeredProcedures()
const uuid = /^[\da-f]{8}-[\da-f]{4}-/

/** Records with a list and a page, by where their procedures are. */
const records = declaredProcedures()
  .filter(({ path, input }) => path.endsWith('.list') && input === listInput)
  .map(({ path }) => path.replace(/\.list$/, ''))
  .filter((record) => answered.has(`${record}.get`))

let house: TestHouse
let people: readonly Person[]
let samples: readonly Sample[]

/** What somebody is answered; nothing where they are refused. */
async function asked(who: Pick<Person, 'id'>, path: string, input: unknown): Promise<unknown> {
  try {
    return await call(answered.get(path) as AnyProcedure, input, { context: signedIn(house, who) })
  } catch (error) {
    if (error instanceof ORPCError && ['forbidden', 'notFound'].includes(error.code)) return undefined
    throw error
  }
}
const rowsFor = async (who: Pick<Person, 'id'>, record: string, limit = 500): Promise<readonly Row[]> =>
  ((await asked(who, `${record}.list`, { limit })) as Page<Row> | undefined)?.rows ?? []
const textsIn = (part: unknown): readonly string[] =>
  typeof part === 'string'
    ? [part]
    : typeof part === 'object' && part !== null
      ? Object.values(part).flatMap((inner) => textsIn(inner))
      : []

/** The first record of a list that has a page, which of a list of lines is that of their paper. */
async function sampleOf(who: Person, record: string, files: ReadonlySet<string>): Promise<Sample | undefined> {
  for (const row of await rowsFor(who, record, 10))
    for (const id of [row['id'], ...Object.values(row)]) {
      if (typeof id !== 'string' || !uuid.test(id)) continue
      const page = await asked(who, `${record}.get`, { id })
      if (page === undefined) continue
      const shown = [...new Set(textsIn(page))].filter((text) => files.has(text))
      return { record, id, number: String(row['number'] ?? ''), files: shown }
    }
  return undefined
}

/** Each sample with each person: what they are told when they ask for its page, and what another way tells them. */
async function compared(way: (person: Person, sample: Sample, page: unknown) => Promise<string | undefined>) {
  const surprises: string[] = []
  let tries = 0
  for (const sample of samples)
    for (const person of people) {
      const found = await way(person, sample, await asked(person, `${sample.record}.get`, { id: sample.id }))
      tries += 1
      if (found !== undefined) surprises.push(`${sample.record} ${person.name}: ${found}`)
    }
  recordAttack('读别人的记录', tries, surprises.length)
  return surprises
}

beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
  const { read } = house.database
  const accounts = await read.find(Account, { order: { login: 'ASC' } })
  const everybody = new Map((await read.find(Person)).map((person) => [person.id, person]))
  const files = new Set((await read.find(Attachment)).map(({ id }) => id))
  people = accounts.flatMap(({ personId }, index) => {
    const person = everybody.get(personId)
    return person && index % 5 < attackRounds(1) ? [person] : []
  })
  const omnipotent = await aPerson(house, {
    posts: postNames.map((post) =>
      posts[post].scope === 'matter' ? { post, matter: 'confidentiality' as const } : post
    )
  })
  const found = []
  for (const record of records) found.push(await sampleOf(omnipotent, record, files))
  samples = found.flatMap((sample) => sample ?? [])
}, 240_000)
afterAll(() => closeTestHouse(house))

it('has records, files and people to compare', () => {
  expect(records.length).toBeGreaterThan(50)
  expect(samples.length).toBeGreaterThan(50)
  expect(samples.filter(({ files }) => files.length > 0).length).toBeGreaterThan(3)
  expect(people.length).toBeGreaterThan(5)
})

it('shows the page of a record to exactly those whose list has it', async () => {
  const lists = new Map<string, ReadonlySet<unknown>>()
  const surprises = await compared(async (person, { record, id }, page) => {
    const key = `${record} ${person.id}`
    const listed = lists.get(key) ?? new Set((await rowsFor(person, record)).flatMap((row) => Object.values(row)))
    lists.set(key, listed)
    return listed.has(id) === (page !== undefined) ? undefined : page === undefined ? 'only listed' : 'only opened'
  })
  expect(surprises).toEqual([])
}, 120_000)

it('gives the files of a record to those its page shows them to, and to nobody else, and says who had them', async () => {
  const traced = new Set<string>()
  const surprises = await compared(async (person, { record, id, files }, page) => {
    const shown = textsIn(page)
    for (const file of files) {
      const { personId } = await house.database.read.findOneByOrFail(Attachment, { id: file })
      const got = await asked(person, 'files.download', { id: file, on: { page: `${record}.get`, id } })
      if (got !== undefined && personId !== person.id) traced.add(`${person.id} ${file}`)
      if ((got !== undefined) !== (shown.includes(file) || personId === person.id))
        return `file ${got ? 'got' : 'kept'}`
    }
    return undefined
  })
  expect(surprises).toEqual([])
  const entries = await house.database.read.findBy(AuditEntry, { act: '查阅附件' })
  expect(entries.map(({ actorId, subjectId }) => `${actorId} ${subjectId}`).sort()).toEqual([...traced].sort())
}, 120_000)

it('finds by search, names on due lists and prints only what its page shows', async () => {
  const due = new Map<string, readonly string[]>()
  const forms = formsOf(house)
  const surprises = await compared(async (person, { record, id, number }, page) => {
    if (page !== undefined) return undefined
    const hits = number === '' ? [] : textsIn(await asked(person, 'home.search', { words: number }))
    if (hits.includes(id)) return 'found by search'
    const waiting = due.get(person.id) ?? textsIn(await asked(person, 'home.due', {}))
    due.set(person.id, waiting)
    if (waiting.includes(id)) return 'on the due list'
    for (const { ledger, definition } of forms)
      if (record.startsWith(ledger) && (await asked(person, 'exports.look', { form: definition.id, subjectId: id })))
        return `prints ${definition.id}`
    return undefined
  })
  expect(surprises).toEqual([])
}, 120_000)
