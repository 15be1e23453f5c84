import { call } from '@orpc/server'
import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AuditEntry, ChainHead } from '@main/platform/database/auditEntities'
import { fileNameOf } from '@main/office/outputs/exportService'
import { exportsRouter } from '@main/office/outputs/exportsRouter'
import { jobsRouter } from '@main/office/outputs/jobsRouter'
import type { House } from '@main/office/house'
import type { CallContext } from '@main/office/procedure'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { aBureau, aPerson } from '../../support/people'
import { aThing, foreignRecord, plainModule } from './plainModule'
import { ended, signedIn } from './signedIn'

let test: TestHouse
let house: House
let clerk: CallContext
let inspector: CallContext
let nobody: CallContext
let outsider: CallContext

beforeAll(async () => {
  test = await openTestHouse()
  house = { ...test, modules: [plainModule()] }
  await aBureau(test)
  clerk = signedIn(house, await aPerson(test, { name: '管资产', posts: ['assetClerk'] }))
  inspector = signedIn(house, await aPerson(test, { posts: ['inspector'] }))
  nobody = signedIn(house, await aPerson(test))
  outsider = signedIn(house, await aPerson(test, { kind: 'outsider' }))
})
afterAll(() => closeTestHouse(test))

async function workbookOf(
  context: CallContext,
  input: { output: string; sheets?: string[]; from?: string; to?: string; filter?: object }
) {
  const job = await ended(context, await call(exportsRouter.start, input, { context }))
  expect(job.state, job.message ?? '').toBe('done')
  const file = await call(jobsRouter.result, { id: job.id }, { context })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(await file.arrayBuffer())
  return { job, file, workbook, texts: (sheet: string) => textsOf(workbook.getWorksheet(sheet)) }
}

function textsOf(sheet: ExcelJS.Worksheet | undefined): string[] {
  const texts: string[] = []
  sheet?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)))
  return texts
}

const latest = (chain: 'assets' | 'office') =>
  house.database.read.find(AuditEntry, { where: { chain }, order: { seq: 'DESC' }, take: 1 }).then(([entry]) => entry)

it('lists to each person the workbooks they may export, the office own ones among them', async () => {
  const ids = async (context: CallContext) =>
    (await call(exportsRouter.outputs, undefined, { context })).map(({ id }) => id)
  expect(await ids(clerk)).toEqual(['assets.plain', 'assets.card'])
  expect(await ids(inspector)).toEqual(['assets.plain', 'office.exceptions', 'office.audit', 'assets.card'])
  expect(await ids(nobody)).toEqual(['assets.card'])
  expect(await ids(outsider)).toEqual([])
})

it('writes every sheet with its facts, and a note that names the head of the chain as the export left it', async () => {
  const { job, file, workbook, texts } = await workbookOf(clerk, {
    output: 'assets.plain',
    from: '2026-01-01',
    to: '2026-09-30'
  })
  expect(job.fileName).toBe('测试局-固定资产-2026年1月1日至2026年9月30日-2026-09-30.xlsx')
  expect(file.name).toBe(job.fileName)
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['明细', '汇总', '导出说明'])
  const line = texts('明细').find((text) => text.includes('打印人')) ?? ''
  for (const fact of [
    '单位：测试城市管理和综合执法局',
    '期间：2026年1月1日至2026年9月30日',
    '打印人：管资产',
    '打印时间：2026-09-30 09:00',
    '口径：在用'
  ])
    expect(line).toContain(fact)
  const entry = await latest('assets')
  const head = await house.database.read.findOneByOrFail(ChainHead, { chain: 'assets' })
  expect(entry).toMatchObject({ act: '导出台账', actorName: '管资产', hash: head.hash })
  for (const fact of [head.hash, '0.0.0-test', '洞口县城市管理和综合执法局', '期间：2026年1月1日至2026年9月30日'])
    expect(texts('导出说明')).toContain(fact)
})

it('keeps text that looks like a formula text', async () => {
  const { workbook } = await workbookOf(clerk, { output: 'assets.plain', sheets: ['明细'] })
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['明细', '导出说明'])
  const cells: ExcelJS.Cell[] = []
  workbook.getWorksheet('明细')?.eachRow((row) => row.eachCell((cell) => cells.push(cell)))
  const cell = cells.find(({ text }) => text.includes('=乙'))
  expect(cell?.type).toBe(ExcelJS.ValueType.String)
})

it('says the filter in words, choices and amounts as a reader knows them', async () => {
  const filter = {
    search: '电脑',
    filters: [
      { field: 'state', op: 'eq', value: 'open' },
      { field: 'amountCents', op: 'from', value: 100_000 },
      { field: 'unitName', op: 'empty' }
    ]
  }
  const { texts } = await workbookOf(clerk, { output: 'assets.plain', sheets: ['明细'], filter })
  expect(texts('导出说明')).toContain('搜索“电脑”；状态为在用；金额不早于（不小于）1,000.00元；科室未填')
})

it('lists the exceptions of the ledger within the period on the note', async () => {
  test.clock.setDay('2026-03-05')
  await house.database.write(
    {
      chain: 'assets',
      act: '测试',
      actor: { personId: null, name: '经办甲', unitId: null, kind: 'permanent', posts: [] }
    },
    (unit) => unit.except({ rule: 'AST-01', message: '低于起点价', source: '测试依据', reason: '批量购入' })
  )
  test.clock.set('2026-09-30T01:00:00.000Z')
  const within = await workbookOf(clerk, { output: 'assets.plain', from: '2026-03-01', to: '2026-03-31' })
  expect(
    within
      .texts('导出说明')
      .some((text) => text.includes('AST-01') && text.includes('理由：批量购入') && text.includes('经办甲'))
  ).toBe(true)
  const outside = await workbookOf(clerk, { output: 'assets.plain', from: '2026-04-01' })
  expect(outside.texts('导出说明').some((text) => text.includes('AST-01'))).toBe(false)
  const report = await workbookOf(inspector, { output: 'office.exceptions' })
  expect(report.texts('例外情况')).toContain('批量购入')
  const audit = await workbookOf(inspector, { output: 'office.audit' })
  expect(audit.texts('操作日志')).toContain('导出台账')
})

it('refuses a workbook to whoever lacks the post, and records nothing', async () => {
  const before = await latest('assets')
  await expect(call(exportsRouter.start, { output: 'assets.plain' }, { context: nobody })).rejects.toMatchObject({
    code: 'forbidden',
    data: { needs: ['资产管理员'] }
  })
  await expect(call(exportsRouter.start, { output: 'assets.unknown' }, { context: clerk })).rejects.toMatchObject({
    code: 'notFound'
  })
  expect(await latest('assets')).toEqual(before)
})

it('keeps the workbooks and forms of a confided ledger from the inspector', async () => {
  const confidential: House = { ...test, modules: [{ ...plainModule(), confided: () => false }] }
  const context = { ...inspector, house: confidential }
  await expect(call(exportsRouter.start, { output: 'assets.plain' }, { context })).rejects.toMatchObject({
    code: 'forbidden'
  })
  await expect(
    call(exportsRouter.form, { form: 'assets.card', subjectId: house.newId() }, { context })
  ).rejects.toMatchObject({ code: 'forbidden' })
})

it('writes a form as a Word document and records the print under the record', async () => {
  const subjectId = house.newId()
  const job = await ended(
    nobody,
    await call(exportsRouter.form, { form: 'assets.card', subjectId }, { context: nobody })
  )
  expect(job).toMatchObject({ state: 'done', fileName: '资产卡-ZC-2026-000001-2026-09-30.docx' })
  const file = await call(jobsRouter.result, { id: job.id }, { context: nobody })
  const zip = await JSZip.loadAsync(await file.arrayBuffer())
  expect(await zip.file('word/document.xml')?.async('text')).toContain('资产卡')
  expect(await latest('assets')).toMatchObject({ act: '打印资产卡', subjectId, subjectNumber: 'ZC-2026-000001' })
})

it('shows a form as it would print without recording a print', async () => {
  const before = await latest('assets')
  const file = await call(exportsRouter.look, { form: 'assets.card', subjectId: house.newId() }, { context: nobody })
  expect(file).toMatchObject({
    name: '资产卡-ZC-2026-000001-2026-09-30.docx',
    type: expect.stringContaining('wordprocessingml') as string
  })
  expect(await (await JSZip.loadAsync(await file.arrayBuffer())).file('word/document.xml')?.async('text')).toContain(
    '资产卡'
  )
  expect(await latest('assets')).toEqual(before)
})

it('neither shows nor prints a form, nor labels, to whoever may not read their records', async () => {
  const look = (subjectId: string, context: CallContext) =>
    call(exportsRouter.look, { form: 'assets.card', subjectId }, { context })
  const print = (subjectId: string, context: CallContext) =>
    call(exportsRouter.form, { form: 'assets.card', subjectId }, { context })
  for (const act of [look, print]) {
    await expect(act(house.newId(), outsider)).rejects.toMatchObject({
      code: 'forbidden',
      message: '这种表单由正式职工打印'
    })
    await expect(act(foreignRecord, nobody)).rejects.toMatchObject({ code: 'notFound' })
  }
  const labels = { label: 'assets.label', subjectIds: [house.newId()], layout: 'a4' as const }
  await expect(call(exportsRouter.labels, labels, { context: nobody })).rejects.toMatchObject({ code: 'forbidden' })
})

it('writes labels for the records asked for', async () => {
  const subjectIds = [house.newId(), house.newId()]
  const job = await ended(
    clerk,
    await call(exportsRouter.labels, { label: 'assets.label', subjectIds, layout: 'a4' }, { context: clerk })
  )
  expect(job).toMatchObject({ state: 'done', fileName: '测试局-资产标签-2026-09-30.docx' })
  expect(await latest('assets')).toMatchObject({ act: '打印资产标签', subjectNumber: '2张' })
})

it('can be cancelled while it writes, leaving no file, and is told apart from a failure', async () => {
  let written = 0
  const endless = async function* () {
    for (;;) {
      written += 1
      yield aThing(`第${written}件`)
      if (written % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const context = { ...clerk, house: { ...house, modules: [plainModule(endless)] } }
  const job = await call(exportsRouter.start, { output: 'assets.plain', sheets: ['明细'] }, { context })
  while ((await call(jobsRouter.get, { id: job.id }, { context })).done === 0)
    await new Promise((resolve) => setTimeout(resolve, 20))
  await call(jobsRouter.cancel, { id: job.id }, { context })
  expect(await ended(context, job)).toMatchObject({ state: 'cancelled', message: '已取消，没有生成文件' })
  await expect(call(jobsRouter.result, { id: job.id }, { context })).rejects.toMatchObject({ code: 'notFound' })
})

it('says in plain words that a file could not be made', async () => {
  const broken = async function* () {
    yield aThing('一')
    throw new Error('SQLITE_IOERR: disk I/O error')
  }
  const context = { ...clerk, house: { ...house, modules: [plainModule(broken)] } }
  const job = await ended(
    context,
    await call(exportsRouter.start, { output: 'assets.plain', sheets: ['明细'] }, { context })
  )
  expect(job).toMatchObject({ state: 'failed', message: '固定资产没有生成，原因已记入日志，请联系管理员' })
})

it('shows a job to nobody but the window that started it', async () => {
  const job = await call(exportsRouter.start, { output: 'assets.plain' }, { context: clerk })
  await expect(call(jobsRouter.get, { id: job.id }, { context: inspector })).rejects.toMatchObject({ code: 'notFound' })
  await ended(clerk, job)
})

it('keeps what no file system allows out of file names', () => {
  expect(fileNameOf({ shortName: '甲/乙:局' }, '台账', '2026-01-05', 'xlsx')).toBe('甲_乙_局-台账-2026-01-05.xlsx')
})
