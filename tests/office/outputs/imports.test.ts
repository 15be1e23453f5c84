import { rename } from 'node:fs/promises'
import { call } from '@orpc/server'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { Attachment, Handover, Person, SavedView, Unit } from '@main/office/entities'
import { appRouter } from '@main/hosts/appRouter'
import { importsRouter } from '@main/office/outputs/importsRouter'
import { jobsRouter } from '@main/office/outputs/jobsRouter'
import type { House } from '@main/office/house'
import type { CallContext } from '@main/office/procedure'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { aBureau, aPerson, aUnit } from '../../support/people'
import { plainModule } from './plainModule'
import { ended, signedIn } from './signedIn'

let test: TestHouse
let house: House
const plain = plainModule()
let clerk: CallContext

beforeAll(async () => {
  test = await openTestHouse()
  house = { ...test, modules: [plain] }
  await aBureau(test)
  const office = await aUnit(test, { name: '办公室' })
  clerk = signedIn(house, await aPerson(test, { name: '管资产', unitId: office.id, posts: ['assetClerk'] }))
  for (const name of ['科室一', '科室二'])
    await aPerson(test, { name: '同名人', unitId: (await aUnit(test, { name })).id })
})
afterAll(() => closeTestHouse(test))

const header = ['名称', '状态', '科室', '保管人', '登记日期', '份数', '数量', '金额']
const good = (name: string) => [name, '在用', '办公室', '管资产', '2026.9.1', 2, 1.5, '1,234.50元']

async function upload(rows: readonly (readonly unknown[])[], name = '物品台账.xlsx', context = clerk) {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('台账')
  for (const row of rows) sheet.addRow([...row])
  return call(appRouter.files.upload, { file: new File([await workbook.xlsx.writeBuffer()], name) }, { context })
}

const dryRun = (attachmentId: string, more: object = {}) =>
  call(importsRouter.dryRun, { kind: 'things', attachmentId, ...more }, { context: clerk })
const commit = (attachmentId: string, more: object = {}) =>
  call(importsRouter.commit, { kind: 'things', attachmentId, ...more }, { context: clerk })
const entries = () => house.database.read.count(Handover)

it('offers the roster and the imports of the ledgers, and says which are allowed', async () => {
  expect(await call(importsRouter.kinds, undefined, { context: clerk })).toEqual([
    { kind: 'people', name: '花名册', ledger: 'office', allowed: false, sealed: false },
    { kind: 'things', name: '物品', ledger: 'assets', allowed: true, sealed: false }
  ])
})

it('looks at a file: header found under its title, columns counted from 1 and matched', async () => {
  const { id } = await upload([['固定资产登记表'], [], header, good('甲'), good('乙')])
  const look = await call(importsRouter.look, { kind: 'things', attachmentId: id }, { context: clerk })
  expect(look.sheets[0]).toMatchObject({ name: '台账', headerRow: 3 })
  expect(look.sheets[0]?.columns[0]).toEqual({ column: 1, heading: '名称', field: 'name' })
  expect(look.sheets[0]?.columns[7]).toEqual({ column: 8, heading: '金额', field: 'amountCents' })
  expect(look.sheets[0]?.sample[0]?.[0]).toBe('甲')
  expect(look.fields).toContainEqual({ name: 'name', label: '名称', required: true })
})

it('looks again at the header row the user points at', async () => {
  const { id } = await upload([['甲表'], header, good('甲'), ['名称', '份数', '金额'], ['乙', 3, 5]])
  const look = (headers?: { sheet: string; headerRow: number }[]) =>
    call(importsRouter.look, { kind: 'things', attachmentId: id, headers }, { context: clerk })
  expect((await look()).sheets[0]).toMatchObject({ headerRow: 2 })
  const [sheet] = (await look([{ sheet: '台账', headerRow: 4 }])).sheets
  expect(sheet).toMatchObject({ headerRow: 4, sample: [expect.arrayContaining(['乙'])] })
  expect(sheet?.columns.map(({ heading, field }) => [heading, field])).toEqual([
    ['名称', 'name'],
    ['份数', 'copies'],
    ['金额', 'amountCents']
  ])
  expect((await look([{ sheet: '别的表', headerRow: 4 }])).sheets[0]).toMatchObject({ headerRow: 2 })
})

it('finds every problem by row and column in a dry run and saves nothing', async () => {
  const before = await entries()
  const { id } = await upload([
    header,
    good('甲'),
    ['乙', '在用', '办公室', '', '昨天', 2, 1, 1],
    ['次品', '在用', '新科室', '新人', '2026-09-02', 3, 1, 1],
    ['丙', '在用', '', '同名人', '2026-09-02', 3, 1, 1]
  ])
  const report = await dryRun(id)
  expect(report).toMatchObject({
    kind: 'things',
    file: '物品台账.xlsx',
    sheets: ['台账'],
    rows: 4,
    accepted: 1,
    committed: false
  })
  expect(report.sums).toEqual({ copies: 10, quantity: 4.5, amountCents: 123_750 })
  expect(report.totals).toContainEqual({ label: '份数合计', value: '10', taken: '2' })
  expect(report.unknownUnits).toEqual(['新科室'])
  expect(report.unknownPeople).toEqual(['新人'])
  expect(report.problems.map(({ row, column }) => [row, column])).toEqual([
    [3, 'E 登记日期'],
    [5, 'D 保管人'],
    [4, 'A 名称']
  ])
  expect(await entries()).toBe(before)
})

it('leaves rows with problems out when told to, takes the others over and says why each stayed out', async () => {
  const before = await entries()
  const { id } = await upload([
    header,
    good('留用甲'),
    ['乙', '在用', '办公室', '', '昨天', 2, 1, 1],
    ['次品', '在用', '新科室', '新人', '2026-09-02', 3, 1, 1],
    ['丙', '在用', '', '同名人', '2026-09-02', 3, 1, 1]
  ])
  expect(await commit(id)).toMatchObject({ committed: false, ready: false })
  const report = await commit(id, { answers: { leaveOut: true } })
  expect(report).toMatchObject({ committed: true, rows: 4, accepted: 1, unknownUnits: [], unknownPeople: [] })
  expect(report.sums).toEqual({ copies: 2, quantity: 1.5, amountCents: 123_450 })
  expect(report.totals).toContainEqual({ label: '份数合计', value: '2', taken: '2' })
  expect(report.problems.map(({ row }) => row)).toEqual([3, 5, 4])
  for (const { message } of report.problems) expect(message).toMatch(/^提示：.+，这一行不导入$/)
  expect(await entries()).toBe(before + 1)
})

it('holds rows with names the office does not know when none may be created', async () => {
  const { id } = await upload([header, ['甲', '在用', '新科室', '新人', '2026-09-02', 3, 1, 1]])
  const report = await dryRun(id, { createUnknown: false })
  expect(report.accepted).toBe(0)
  expect(report.problems.map(({ message }) => message)).toEqual(['没有名为“新科室”的科室', '没有名为“新人”的人员'])
})

it('names a required column that is not there', async () => {
  const { id } = await upload([
    ['状态', '科室', '份数'],
    ['在用', '办公室', 1]
  ])
  const report = await dryRun(id)
  expect(report).toMatchObject({ rows: 1, accepted: 0 })
  expect(report.problems).toContainEqual({
    sheet: '台账',
    row: 1,
    column: '名称',
    message: '没有找到“名称”这一列，请指定'
  })
})

it('takes a clean file over whole, with new units and people, named with its hash in the audit log', async () => {
  const before = await entries()
  const { id, sha256 } = await upload(
    [header, good('甲'), ['乙', '在用', '第九中队', '新来的', '2026-09-02', 3, 1, 1]],
    '正式台账.xlsx'
  )
  const report = await commit(id)
  expect(report).toMatchObject({ rows: 2, accepted: 2, committed: true })
  expect(await entries()).toBe(before + 2)
  const squad = await house.database.read.findOneByOrFail(Unit, { name: '第九中队' })
  expect(squad.kind).toBe('squad')
  const person = await house.database.read.findOneByOrFail(Person, { name: '新来的' })
  expect(person).toMatchObject({ unitId: squad.id, status: 'active' })
  expect(plain.imported.at(-1)).toMatchObject({ unitId: squad.id, keeperId: person.id })
  const [entry] = await house.database.read.find(AuditEntry, {
    where: { chain: 'assets' },
    order: { seq: 'DESC' },
    take: 1
  })
  expect(entry).toMatchObject({
    act: '导入物品',
    subjectType: 'import',
    subjectNumber: `正式台账.xlsx（SHA-256 ${sha256}）`
  })
  expect(entry?.entries).toHaveLength(2)
  await expect(commit(id)).rejects.toMatchObject({
    code: 'invalid',
    message: '这个文件已于2026-09-30 09:00导入过，不能重复导入'
  })
  expect(await entries()).toBe(before + 2)
})

it('saves nothing of a file in which a single row is held', async () => {
  const before = await entries()
  const { id } = await upload([header, good('丁'), ['次品', '在用', '没有的科室', '', '2026-09-02', 3, 1, 1]])
  expect(await commit(id)).toMatchObject({ committed: false, accepted: 1 })
  expect(await entries()).toBe(before)
  expect(await house.database.read.findOneBy(Unit, { name: '没有的科室' })).toBeNull()
})

it('saves nothing when a line fails while it is written', async () => {
  const before = await entries()
  const { id } = await upload([header, good('戊'), ['写不进', '在用', '半截科室', '', '2026-09-02', 3, 1, 1]])
  await expect(commit(id)).rejects.toMatchObject({ code: 'unexpected' })
  expect(await entries()).toBe(before)
  expect(await house.database.read.findOneBy(Unit, { name: '半截科室' })).toBeNull()
})

it('reads columns as edited, and remembers them for the next file of the same keeper', async () => {
  const rows = (name: string) => [
    ['东西', '归谁', '几份'],
    [name, '办公室', 4]
  ]
  const mapping = [
    {
      sheet: '台账',
      headerRow: 1,
      columns: [
        { column: 1, field: 'name' },
        { column: 2, field: 'unitName' },
        { column: 3, field: 'copies' }
      ]
    }
  ]
  const first = await upload(rows('己'))
  await expect(dryRun(first.id)).rejects.toMatchObject({ code: 'invalid' })
  expect(await commit(first.id, { mapping })).toMatchObject({ committed: true, sums: { copies: 4 } })
  expect(await house.database.read.countBy(SavedView, { list: 'import:things' })).toBe(1)
  const second = await upload(rows('庚'))
  expect(await dryRun(second.id)).toMatchObject({ rows: 1, accepted: 1, sums: { copies: 4 } })
})

it.each([
  ['a Word document renamed', '文件.xlsx', Buffer.from('504b0304140000000000', 'hex')],
  ['a csv in GB18030', '台账.csv', Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0xbc, 0xd7, 0x0a])]
])('answers %s with a reason or a reading, never an unexpected fault', async (_what, name, bytes) => {
  const outcome = await call(appRouter.files.upload, { file: new File([bytes], name) }, { context: clerk }).then(
    ({ id }) => dryRun(id),
    (error: { code: string }) => error
  )
  if ('code' in outcome) expect(outcome.code).toBe('invalid')
  else expect(outcome).toMatchObject({ rows: 1, sheets: ['台账'] })
})

it('refuses the import to whoever lacks the post', async () => {
  const other = signedIn(house, await aPerson(test))
  const { id } = await upload([header, good('辛')])
  for (const procedure of [importsRouter.dryRun, importsRouter.look] as const)
    await expect(
      call(procedure as typeof importsRouter.dryRun, { kind: 'things', attachmentId: id }, { context: other })
    ).rejects.toMatchObject({
      code: 'forbidden',
      data: { needs: ['资产管理员'] }
    })
})

it('gives a template whose own header is found again', async () => {
  const job = await ended(clerk, await call(importsRouter.template, { kind: 'things' }, { context: clerk }))
  expect(job).toMatchObject({ state: 'done', fileName: '物品导入模板.xlsx' })
  const file = await call(jobsRouter.result, { id: job.id }, { context: clerk })
  const { id } = await call(appRouter.files.upload, { file }, { context: clerk })
  const look = await call(importsRouter.look, { kind: 'things', attachmentId: id }, { context: clerk })
  expect(look.sheets[0]?.columns.filter(({ field }) => field !== null)).toHaveLength(header.length)
})

it('goes on with the very file that was tried, read once; a changed one and another mapping are read anew', async () => {
  const tried = await upload([header, good('试过')], '试过.xlsx')
  const changed = await upload([header, good('改一'), good('改二')], '试过.xlsx')
  expect(await dryRun(tried.id)).toMatchObject({ rows: 1 })
  expect(await commit(changed.id)).toMatchObject({ rows: 2, committed: true })
  const columns = [
    { column: 1, field: 'name' },
    { column: 3, field: 'unitName' },
    { column: 6, field: 'quantity' }
  ]
  expect((await dryRun(tried.id)).sums['quantity']).toBe(1.5)
  const mapping = [{ sheet: '台账', headerRow: 1, columns }]
  expect((await dryRun(tried.id, { mapping })).sums['quantity']).toBe(2)
  const kept = await house.database.read.findOneByOrFail(Attachment, { id: tried.id })
  const path = house.attachments.pathOf(kept.sha256)
  await rename(path, `${path}.away`)
  try {
    expect(await commit(tried.id, { mapping })).toMatchObject({ rows: 1, committed: true })
  } finally {
    await rename(`${path}.away`, path)
  }
})
