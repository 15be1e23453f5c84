import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { call, type AnyProcedure } from '@orpc/server'
import log from 'electron-log/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { logInto } from '@main/hosts/logging'
import { Carrier, Incident, Leg } from '@main/ledgers/confidential/entities'
import { switchTitles } from '@main/ledgers/confidential/file/titles'
import { openIncident } from '@main/ledgers/confidential/incident/acts'
import { Account, Person } from '@main/office/entities'
import { demoPin } from '@main/office/demo/accounts'
import { formsOf, workbooksOf } from '@main/office/outputs/catalogue'
import { mayMake } from '@main/office/outputs/access'
import { prepareExport } from '@main/office/outputs/exportService'
import { readingOf } from '@main/office/procedure'
import { recordingBy } from '@main/hosts/cli/house'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { signedIn } from '../office/outputs/signedIn'
import { actingIn, anEntry, windowOf } from '../support/confidential'
import { attackRounds, recordAttack } from '../support/attack'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'
import { acting } from '../support/people'
import { planted, plantedWords, readable, toldBy, traces } from '../support/plantedWords'
import { answeredProcedures, declaredProcedures } from '../support/procedures'
import { tempFolder } from '../support/tempFolder'

/** Officer, leader in charge, a reader, administrator, another leader, the head, the inspector. */
const concerned = ['tangyuwei', 'qinyuehua', 'jiangyingxue', 'fangzimo', 'luyuanhang', 'zhouqiming', 'dengbingzheng']

const answered = answeredProcedures()
// Verifying reads everything and tells whether it holds; once is enough.
const asked = declaredProcedures().filter(({ path, meta }) => meta.kind === 'query' && path !== 'administration.verify')

let house: TestHouse
let officer: Person
let leader: Person
let everybody: readonly Person[]
/** Ids of the planted file and of what hangs on it. */
let ids: readonly string[]
let number: string

/** Registers the planted file as the officer of the demo bureau, with a copy at a reader and one missing. */
async function plant(): Promise<string> {
  const { read } = house.database
  const named = (name: string) => read.findOneByOrFail(Person, { name })
  const [cabinet] = await windowOf(house, officer).confidential.cabinets.list()
  const reader = await named('江映雪')
  const window = windowOf(house, officer)
  const staff = { cabinetId: cabinet?.id ?? '', readers: [reader, reader, reader] as const }
  const { id } = await window.confidential.files.register(
    anEntry(house, staff, { ...planted, personIds: [reader.id], copyNumbers: '0988、0989' })
  )
  const [lent, lost] = await read.find(Carrier, { where: { fileId: id }, order: { label: 'ASC' } })
  await window.confidential.legs.lend({
    carrierId: lent?.id ?? '',
    readerId: reader.id,
    signature: { by: 'pin', personId: reader.id, pin: demoPin }
  })
  await actingIn(house, officer, (unit) =>
    openIncident(unit, house, {
      kind: 'missing',
      carrierId: lost?.id,
      discoveredAt: undefined,
      course: `${planted.title}找不到`,
      measures: planted.notes
    })
  )
  return id
}

/** Places that could tell of a file by its id; any other page knows the ids of its own ledger alone. */
const byAddress = /^(confidential|approvals|home|administration|files|exports|office)\./

/** What a question may be asked with: nothing, a whole list, one searched for a planted word, each of the ids. */
function inputsFor(path: string, input: unknown): readonly unknown[] {
  if (!(input instanceof z.ZodType)) return [undefined]
  const takes = (each: unknown) => input.safeParse(each).success
  const whole = [{ limit: 500 }, {}].filter(takes).slice(0, 1)
  const words = [{ words: planted.issuer }, { words: number }].filter(takes)
  const searched = path.startsWith('confidential.') ? [{ limit: 500, search: planted.code }].filter(takes) : []
  return [...whole, ...words, ...searched, ...(byAddress.test(path) ? ids.map((id) => ({ id })).filter(takes) : [])]
}

/** Everything somebody is answered by every question of the program, refusals included. */
async function answersTo(person: Pick<Person, 'id'>): Promise<{ readonly told: string; readonly questions: number }> {
  const context = signedIn(house, person)
  const told: string[] = []
  let questions = 0
  for (const { path, input } of asked)
    for (const each of inputsFor(path, input)) {
      questions += 1
      const answer: unknown = await call(answered.get(path) as AnyProcedure, each, { context }).catch(
        (fault: unknown) => ({ fault: String(fault), ...(fault as object) })
      )
      told.push(`${path} ${JSON.stringify(answer) ?? ''}`)
    }
  for (const { ledger, definition } of formsOf(house))
    if (ledger === 'confidential')
      for (const subjectId of ids)
        told.push(
          JSON.stringify(
            await call(
              answered.get('exports.look') as AnyProcedure,
              { form: definition.id, subjectId },
              { context }
            ).catch(String)
          )
        )
  return { told: told.join('\n'), questions }
}

beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
  logInto(house.folder)
  const { read } = house.database
  officer = await read.findOneByOrFail(Person, { name: '唐雨薇' })
  const { personId } = await read.findOneByOrFail(Account, { login: 'qinyuehua' })
  leader = await read.findOneByOrFail(Person, { id: personId })
  const accounts = await read.find(Account, { order: { login: 'ASC' } })
  const people = new Map((await read.find(Person)).map((person) => [person.id, person]))
  // In the suite every tenth account and whoever the file concerns; all of them with `npm run test:attack`.
  everybody = accounts.flatMap(({ personId: id, login }, index) => {
    const person = people.get(id)
    const asks = attackRounds(1) > 1 || index % 10 === 0 || concerned.includes(login)
    return person && asks ? [person] : []
  })
  await actingIn(house, officer, (unit) =>
    switchTitles(unit, { titles: true, confirmed: true, basis: '涉密机备案3号' })
  )
  const fileId = await plant()
  const carriers = await read.findBy(Carrier, { fileId })
  const legs = await read.findBy(Leg, { fileId })
  const incidents = await read.findBy(Incident, { fileId })
  const entries = await read.find(AuditEntry, { where: { chain: 'confidential' }, order: { seq: 'DESC' }, take: 4 })
  ids = [fileId, ...[...carriers, ...legs, ...incidents, ...entries].map(({ id }) => id)]
  number = (await windowOf(house, officer).confidential.files.get({ id: fileId })).row.number
})
afterAll(async () => {
  log.hooks.length = 0
  log.transports.file.level = false
  await closeTestHouse(house)
})

describe('what the accounts of the demo bureau are told of a confidential file', () => {
  it('SEC-02 tells its words to the officer, by the same questions that tell everybody else none', async () => {
    expect([...toldBy((await answersTo(officer)).told)].sort()).toEqual([...plantedWords].sort())
    const words: string[] = []
    const numbers: string[] = []
    let questions = 0
    for (const person of everybody) {
      if (person.id === officer.id) continue
      const answer = await answersTo(person)
      questions += answer.questions
      words.push(...toldBy(answer.told).map((word) => `${person.name}: ${word}`))
      if (answer.told.includes(number)) numbers.push(person.name)
    }
    recordAttack('密级文件的字句', questions, words.length)
    expect(words).toEqual([])
    // Who decides knows the number, who reads the carrier knows it of what is addressed to him.
    expect(numbers.sort()).toEqual([leader.name, '江映雪'].sort())
    expect(everybody.length).toBeGreaterThan(concerned.length)
    expect(questions).toBeGreaterThan(everybody.length * asked.length)
  })

  it('SEC-02 puts its words in no workbook but those the officer exports', async () => {
    const folder = tempFolder('confided')
    const written: string[] = []
    for (const person of [officer, ...everybody.filter(({ id }) => id !== officer.id)]) {
      const actor = await acting(house, person)
      const reading = await readingOf(house, actor)
      for (const { ledger, definition } of workbooksOf(house)) {
        const whose = person.id === officer.id ? 'officer' : 'others'
        const key = `${whose} ${definition.id}`
        if (written.includes(key) || !mayMake(house, actor, ledger, definition.access)) continue
        if (ledger !== 'confidential' && (whose === 'officer' || (ledger !== 'office' && attackRounds(1) === 1)))
          continue
        written.push(key)
        const path = join(folder, `${written.length}.xlsx`)
        await (await prepareExport(reading, recordingBy(house), { output: definition.id })).write(path)
        const told = toldBy(readable(await readFile(path)))
        expect([...told].sort(), key).toEqual(
          key === 'officer confidential' ? expect.arrayContaining([planted.title, planted.documentNumber]) : []
        )
      }
    }
    expect(written).toEqual(expect.arrayContaining(['officer confidential', 'others office.audit']))
  })
})

describe('a fault in the middle of a confidential act', () => {
  it('SEC-02 leaves a number to quote, a line in the log, and no word anywhere', async () => {
    const window = windowOf(house, officer)
    const [cabinet] = await window.confidential.cabinets.list()
    const staff = { cabinetId: cabinet?.id ?? '', readers: [officer, officer, officer] as const }
    const entry = anEntry(house, staff, { ...planted, personIds: [officer.id], copyNumbers: '0990' })
    const said: unknown[] = []
    const failing = (act: Promise<unknown>) =>
      act.then(
        () => said.push('done'),
        (fault: unknown) => said.push(fault)
      )
    // The database refuses the row, and says so quoting what it can.
    const beneath = (sql: string) =>
      actingIn(house, officer, async (unit) => {
        await unit.manager.query(sql)
        unit.about({ type: 'test', id: unit.newId(), number: '试验' })
      })
    await beneath(
      `CREATE TRIGGER broken BEFORE INSERT ON confidential_carriers BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END`
    )
    await failing(window.confidential.files.register({ ...entry, copies: 1 }))
    await beneath('DROP TRIGGER broken')
    // What is sealed cannot be opened any more, in the middle of a search for it.
    const open = house.fields.open
    Object.assign(house.fields, {
      open: () => Promise.reject(new Error('unsupported state or unable to authenticate'))
    })
    await failing(window.confidential.files.list({ filters: [], offset: 0, limit: 50, search: planted.code }))
    Object.assign(house.fields, { open })
    // Nothing catches it: the last resort of the process logs it as it is.
    log.error(
      'uncaught',
      Object.assign(new Error('write failed'), { input: entry, parameters: Object.values(planted) })
    )
    const answers = JSON.stringify(said.map((fault) => ({ text: String(fault), ...(fault as object) })))
    expect(said.map((fault) => (fault as { code?: string }).code)).toEqual(['unexpected', 'unexpected'])
    expect(toldBy(answers)).toEqual([])
    const logged = await readFile(join(house.folder, 'logs', 'ledger.log'), 'utf8')
    for (const line of ['disk I/O error', 'unable to authenticate', 'uncaught', 'write failed'])
      expect(logged).toContain(line)
    expect(await traces(house.folder)).toEqual([])
  })

  it('the same looks find every word of a file that is registered with encryption off', async () => {
    Object.assign(house.fields, {
      seal: (plain: string) => Promise.resolve(plain),
      open: (text: string) => Promise.resolve(text)
    })
    await plant()
    expect([...(await traces(house.folder))].sort()).toEqual([...plantedWords].sort())
  })
})
