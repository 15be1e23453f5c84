import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confidentialSheets } from '@main/ledgers/confidential/outputs/sheets'
import { ConfidentialFile, ReadingEntry } from '@main/ledgers/confidential/entities'
import { switchTitles } from '@main/ledgers/confidential/file/titles'
import { openIncident } from '@main/ledgers/confidential/incident/acts'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { backupPlaces, makeBackup } from '@main/platform/backup/backup'
import { verifyHouse } from '@main/office/administration/verify'
import { loadShippedCalendar } from '@main/office/session/founding'
import type { Person } from '@main/office/entities'
import { onBothEngines, openTestHouse, closeTestHouse, type TestHouse } from '../../support/house'
import { aBureau } from '../../support/people'
import {
  aConfidentialStaff,
  aFile,
  asOfficer,
  lent,
  reads,
  standingOf,
  windowOf,
  type ConfidentialStaff
} from '../../support/confidential'
import { readSheets, workbookPaper } from '../../support/papers'
import { planted, plantedWords as words, traces } from '../../support/plantedWords'

const page = { filters: [], offset: 0, limit: 50 }

/**
 * A house in which a file with every planted word is registered, circulated, lost, reported, read, searched and backed
 * up.
 */
async function livedIn(house: TestHouse): Promise<{ staff: ConfidentialStaff; fileId: string; carrierId: string }> {
  await aBureau(house, 'baicheng-bureau')
  await loadShippedCalendar(house)
  house.clock.setDay('2026-09-29')
  const staff = await aConfidentialStaff(house)
  await asOfficer(house, staff, (unit) =>
    switchTitles(unit, { titles: true, confirmed: true, basis: '涉密机备案3号' })
  )()
  const file = await aFile(house, staff, { ...planted, copies: 2 })
  await lent(house, staff, file.carrierIds[0], staff.readers[0])
  await asOfficer(house, staff, (unit) =>
    openIncident(unit, house, {
      kind: 'missing',
      carrierId: file.carrierIds[1],
      discoveredAt: undefined,
      course: `${planted.title}找不到`,
      measures: planted.notes
    })
  )()
  const officer = windowOf(house, staff.officer)
  const list = await officer.confidential.files.list({ ...page, search: '螭龙堰' })
  expect(list.rows.map(({ title }) => title)).toEqual([planted.title])
  await officer.confidential.files.get({ id: file.id })
  return { staff, fileId: file.id, carrierId: file.carrierIds[0] ?? '' }
}

onBothEngines('what the ledger keeps to itself', (house) => {
  let lived: Awaited<ReturnType<typeof livedIn>>
  beforeAll(async () => {
    lived = await livedIn(house())
  })

  it('SEC-02 leaves no planted word in the data folder, its database, log and backups', async () => {
    if (house().engine === 'sqlite')
      await makeBackup(backupPlaces(house().folder), 'manual', house().clock.now(), { appVersion: '0', migrations: [] })
    expect(await traces(house().folder)).toEqual([])
    // Whatever the engine, the rows and the audit log themselves.
    const rows = JSON.stringify([
      await house().database.read.find(ConfidentialFile),
      await house().database.read.findBy(AuditEntry, { chain: 'confidential' })
    ])
    for (const word of words) expect(rows).not.toContain(word)
    expect(rows).toContain('v1.')
  })

  it('SEC-02 keeps a register that is brought in encrypted and nameless, and refuses one kept as it is', async () => {
    const officer = windowOf(house(), lived.staff.officer)
    const book = new File(
      [
        `登记号,收文日期,来文机关,文号,代号,密级及保密期限,份数,份号,页数,知悉范围,存放,签收人\nMJ2025-901,2025-01-15,${planted.issuer},${planted.documentNumber},${planted.code},秘密★10年,1,0901,5,无,柜,无\n`
      ],
      `${planted.title}.csv`,
      { type: 'text/csv' }
    )
    const plain = await officer.files.upload({
      file: new File(['登记号,收文日期\nMJ1,2025-01-15\n'], 'a.csv', { type: 'text/csv' })
    })
    await expect(
      officer.imports.dryRun({ kind: 'confidential', attachmentId: plain.id, createUnknown: true })
    ).rejects.toMatchObject({
      code: 'invalid'
    })
    const sealed = await officer.files.upload({ file: book, sealed: true })
    expect(
      (await officer.imports.dryRun({ kind: 'confidential', attachmentId: sealed.id, createUnknown: true })).rows
    ).toBe(1)
    expect(await traces(house().folder)).toEqual([])
  })

  it('SEC-01 answers everybody else that there is nothing, by list, by address, by search, by count', async () => {
    const { staff, fileId, carrierId } = lived
    const strangers: readonly Person[] = [
      staff.administrator,
      staff.inspector,
      staff.head,
      staff.otherLeader,
      staff.director,
      staff.clerk
    ]
    for (const person of strangers) {
      const window = windowOf(house(), person)
      const said: unknown[] = []
      const answer = async (call: Promise<unknown>) => said.push(await call.catch((fault: unknown) => String(fault)))
      const nothing = (call: Promise<unknown>) => expect(call).rejects.toMatchObject({ code: 'notFound' })
      await nothing(window.confidential.files.list(page))
      await nothing(window.confidential.files.get({ id: fileId }))
      await nothing(window.confidential.carriers.get({ id: carrierId }))
      await nothing(window.confidential.legs.list(page))
      await nothing(window.confidential.readings.list(page))
      expect(await window.home.search({ words: 'MJ-2026' })).toEqual([])
      expect(await window.confidential.legs.mine()).toEqual([])
      expect((await window.confidential.publications.list(page)).total).toBe(0)
      expect((await window.home.due()).filter(({ ledger }) => ledger === 'confidential')).toEqual([])
      expect((await window.home.charts()).filter(({ id }) => id.startsWith('confidential'))).toEqual([])
      await answer(window.home.counts())
      await answer(window.home.myRequests())
      await answer(window.approvals.inbox())
      await answer(window.exports.outputs())
      for (const { sheets } of await window.exports.outputs())
        for (const { name } of confidentialSheets) expect(sheets).not.toContain(name)
      await answer(window.administration.audit({ ...page, limit: 200 }))
      await answer(window.administration.exceptions(page))
      await answer(window.administration.verify())
      await answer(window.exports.start({ output: 'confidential' }))
      await answer(window.exports.form({ form: 'confidential.receipt', subjectId: fileId }))
      const told = JSON.stringify(said)
      for (const word of [...words, 'MJ-2026-', 'v1.', '密级文件台账']) expect(told, person.name).not.toContain(word)
    }
  })

  it('SEC-02 shows the leader in charge numbers, and nothing of what is sealed', async () => {
    const { staff, fileId } = lived
    const leader = windowOf(house(), staff.leader)
    const { row } = await leader.confidential.files.get({ id: fileId })
    expect(row).toMatchObject({
      code: null,
      title: null,
      issuer: null,
      documentNumber: null,
      notes: null,
      secrecy: 'secret'
    })
    expect((await leader.confidential.files.list({ ...page, search: '螭龙堰' })).total).toBe(0)
    const told = JSON.stringify(await leader.confidential.files.list(page))
    for (const word of words) expect(told).not.toContain(word)
  })

  it('SEC-02 writes a line for every list, opening and search of the officer, in a log that is verified and tells no words', async () => {
    const { staff, fileId } = lived
    const before = await house().database.read.count(ReadingEntry)
    const officer = windowOf(house(), staff.officer)
    await officer.confidential.files.list(page)
    await officer.confidential.files.list({ ...page, search: '鹬蚌' })
    await officer.confidential.files.get({ id: fileId })
    const lines = (await house().database.read.find(ReadingEntry, { order: { id: 'ASC' } })).slice(before)
    expect(lines.map(({ kind, personName }) => [kind, personName])).toEqual([
      ['list', staff.officer.name],
      ['search', staff.officer.name],
      ['open', staff.officer.name]
    ])
    expect(JSON.stringify(lines)).not.toContain('鹬蚌')
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('finds a carrier by its whole label: in its list, among the legs, in the search over everything', async () => {
    const { staff, carrierId } = lived
    const { label } = await standingOf(house(), carrierId)
    expect(label).toMatch(/^MJ-2026-\d{6} 0188$/)
    const officer = windowOf(house(), staff.officer)
    expect((await officer.confidential.carriers.list({ ...page, search: label })).rows.map((row) => row.label)).toEqual(
      [label]
    )
    expect((await officer.confidential.legs.list({ ...page, search: label })).rows.map((row) => row.label)).toEqual([
      label
    ])
    expect((await officer.home.search({ words: label })).map(({ number }) => number)).toEqual([label])
  })

  it('SEC-02 says on sheets and 导出说明 made by anybody but the officer what is not shown on them, and never leaves it blank', async () => {
    const { path } = await workbookPaper(house(), { output: 'confidential', to: '2026-09-28' })
    const sheets = await readSheets(path)
    const whole = await readSheets((await workbookPaper(house(), { output: 'confidential' })).path)
    const textOf = (name: string, among = sheets) =>
      (among.find((each) => each.name === name)?.getSheetValues() ?? []).flat().map(String).join('\n')
    // Told by the program itself: nobody is signed in at the command line.
    expect(
      textOf('收文登记', whole)
        .split('\n')
        .filter((text) => text === '不在此显示')
    ).toHaveLength(3)
    expect(textOf('收文登记', whole)).toContain('“来文机关”“文号”“标题或代号”不在此显示')
    expect(textOf('导出说明', whole)).toContain('收文登记：“来文机关”“文号”“标题或代号”')
    expect(textOf('导出说明', whole)).toContain('复制登记：“用途”“发文机关同意文号”')
    expect(textOf('传阅登记', whole)).not.toContain('不在此显示')
    // What goes on changing after the period is said to be of the day of printing; a state is a moment, not a period.
    expect(textOf('收文登记')).toContain('“密级”“保密期限”“份号”“份数”“知悉范围”“存放”“状态”为打印时的状态')
    expect(textOf('涉密介质')).toContain('时点：2026年9月28日终了')
    expect(textOf('涉密介质')).not.toContain('期间')
    const officers = confidentialSheets.find(({ name }) => name === '收文登记')
    const made = await officers?.make(await reads(house(), lived.staff.officer), {})
    expect(made?.withheld).toBeUndefined()
    for await (const row of made?.rows ?? []) expect(row['documentNumber']).toBe(planted.documentNumber)
  })

  it('SEC-15 marks every sheet with class, exporter and time, and logs it without what was searched for', async () => {
    const { staff } = lived
    const reading = await reads(house(), staff.officer)
    for (const { name, make } of confidentialSheets) {
      const made = await make(reading, {})
      expect(made.marking?.split('\u3000'), name).toEqual([
        '机密★',
        `导出人：${staff.officer.name}`,
        '2026-09-29 09:00',
        '共1份'
      ])
    }
    const officer = windowOf(house(), staff.officer)
    const job = await officer.exports.start({
      output: 'confidential',
      sheets: ['收文登记'],
      filter: { filters: [], search: '螭龙堰', offset: 0, limit: 50 }
    })
    await expect
      .poll(async () => (await officer.jobs.get({ id: job.id })).state, { timeout: 150_000, interval: 250 })
      .toBe('done')
    expect((await officer.jobs.result({ id: job.id })).name).toMatch(/\.xlsx$/)
    expect(await traces(house().folder)).toEqual([])
    const [last] = await house().database.read.find(ReadingEntry, {
      where: { kind: 'export' },
      order: { id: 'DESC' },
      take: 1
    })
    expect(last).toMatchObject({ what: '导出台账：收文登记', personName: staff.officer.name })
    const entry = await house().database.read.findOneOrFail(AuditEntry, {
      where: { chain: 'confidential', act: '导出台账' },
      order: { seq: 'DESC' }
    })
    expect(entry.subjectNumber).toBe('密级文件')
  }, 240_000)
})

describe('with encryption off', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse('sqlite', '2026-09-29T01:00:00.000Z')
  })
  afterAll(() => closeTestHouse(house))

  it('the same search of the data folder finds every planted word', async () => {
    Object.assign(house.fields, { seal: async (plain: string) => plain, open: async (text: string) => text })
    await livedIn(house)
    expect([...(await traces(house.folder))].sort()).toEqual([...words].sort())
  })
})
