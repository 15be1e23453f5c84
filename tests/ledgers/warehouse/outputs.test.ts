import { join } from 'node:path'
import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { beforeAll, describe, expect, it } from 'vitest'
import { foundDemoBureau } from '@main/office/demo/bureau'
import { localDateOf } from '@main/kernel/instant'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { prepareExport } from '@main/office/outputs/exportService'
import { printedForm } from '@main/office/outputs/formContent'
import { writeForm } from '@main/platform/documents/wordWriter'
import type { FormModel } from '@main/platform/documents/formModel'
import { writeLabels } from '@main/platform/documents/labels'
import { warehouse } from '@main/ledgers/warehouse'
import { warehouseDue } from '@main/ledgers/warehouse/due'
import {
  Cleanup,
  Exit,
  ExitRecord,
  Extension,
  Intake,
  Keeping,
  MonthlyReport,
  Standing
} from '@main/ledgers/warehouse/entities'
import { intakeDetail } from '@main/ledgers/warehouse/intake/rows'
import { exitDetail } from '@main/ledgers/warehouse/exit/rows'
import { cleanupDetail } from '@main/ledgers/warehouse/cleanup/rows'
import { keepingDetail } from '@main/ledgers/warehouse/keeping/rows'
import { duePage } from '@main/ledgers/warehouse/line/dueRows'
import { custodyPage, lineByTag, lineDetail, linesPage } from '@main/ledgers/warehouse/line/rows'
import { onBothEngines } from '../../support/house'
import { tempFolder } from '../../support/tempFolder'
import { reads } from '../../support/warehouse'

const sheets: Readonly<Record<string, readonly string[]>> = {
  入库登记:
    '入库单号 入库时间 扣押时间 片区 执法人员 当事人 案由 法律依据 文书号 物品 规格 数量 单位 状况 易腐 估值 库位 到期日(依据) 交件人 保管员 出库明细'.split(
      ' '
    ),
  出库登记: '出库单号 时间 去向 物品 数量 单位 当事人/接收单位 决定文书 片区负责人 保管员 见证人 照片数'.split(' '),
  在库台账: '入库单号 物品 在库数量 单位 库位 当事人 入库天数 最早到期 依据 片区'.split(' '),
  到期处理: '到期日 依据规则 物品 数量 单位 当事人 片区 应办事项 状态 逾期天数'.split(' '),
  销毁清册: '批次 时间 地点 方式 物品 数量 单位 原文书 执行人 记录人 见证人 批准人 照片'.split(' '),
  清整盘点: '季度 片区 参加人 账面 实盘 缺失 多出 错位 说明 保管员'.split(' '),
  片区统计: '片区 单位 入库件数 退还 销毁 移送 上缴 拍卖 盘亏核销 期末在库 期末逾期'.split(' '),
  '物品流转(监管链)': '物品 时间 动作 数量 单位 由 交 地点 凭证'.split(' ')
}

onBothEngines('outputs of the demo warehouse', (house) => {
  beforeAll(async () => {
    house().clock.setDay('2026-10-12')
    // Only this ledger's own demo is looked at here; the others are theirs to test.
    await foundDemoBureau({ ...house(), modules: [warehouse] })
  }, 120_000)

  it('lies over a year in the order of time, with a report for every month', async () => {
    const { read } = house().database
    const acts = await read.find(AuditEntry, { where: { chain: 'warehouse' }, order: { seq: 'ASC' } })
    const moments = acts.map(({ at }) => at)
    expect(moments).toEqual(moments.toSorted())
    expect(moments[0]?.slice(0, 10)).toBe('2025-10-09')
    const reported = (await read.find(MonthlyReport, { order: { month: 'ASC' } })).map(({ month }) => month)
    expect([reported[0], reported.at(-1), reported.length]).toEqual(['2025-10', '2026-09', 12])
    const intakes = await read.find(Intake, { order: { at: 'ASC' } })
    // Goods come in on the day they are taken, whatever that day is.
    for (const { detainedAt, day } of intakes) expect(localDateOf(detainedAt)).toBe(day)
    expect(new Set(intakes.map(({ day }) => day.slice(0, 7))).size).toBeGreaterThanOrEqual(7)
    const certificates = new Map<string, Set<string | null>>()
    for (const { officers } of intakes)
      for (const { personId, certificate } of officers)
        certificates.set(personId, (certificates.get(personId) ?? new Set()).add(certificate))
    expect([...certificates.values()].map(({ size }) => size)).toEqual([...certificates].map(() => 1))
  })

  it('has goods in every state', async () => {
    const { read } = house().database
    const states = (await read.find(Standing)).map((standing) => standing.state)
    expect(new Set(states)).toEqual(new Set(['held', 'partly', 'gone']))
    expect(new Set((await read.find(Exit)).filter((exit) => exit.state === 'done').map((exit) => exit.kind))).toEqual(
      new Set(['return', 'destroy', 'auction', 'treasury', 'transfer', 'writeOff'])
    )
    expect(new Set((await read.find(Exit)).map((exit) => exit.state))).toEqual(new Set(['done', 'approved', 'pending']))
    expect(await read.find(Cleanup)).toMatchObject([{ state: 'done', missing: 2, misplaced: 1, surplus: 1 }])
    expect(await read.find(Extension)).toMatchObject([{ state: 'approved' }])
    const due = await warehouseDue(await reads(house()))
    expect(new Set(due.map((item) => item.rule))).toEqual(new Set(['WH-04', 'WH-05', 'WH-06', 'WH-12', 'WH-14']))
    expect(due.some((item) => item.dueOn < '2026-10-12')).toBe(true)
    for (const proof of warehouse.proofs) expect(await proof(read)).toEqual([])
  })

  it('says in the remarks of the register of exits what is particular about an exit, and nothing where nothing is', async () => {
    const sheet = warehouse.workbooks.flatMap((workbook) => workbook.sheets).find(({ name }) => name === '出库登记')
    const made = await sheet?.make(await reads(house()), {})
    const remarks = new Map<string, string>()
    for await (const row of made?.rows ?? []) remarks.set(String(row['number']), String(row['remarks']))
    const exits = (await house().database.read.find(Exit)).filter(({ number }) => remarks.has(number))
    expect(exits.length).toBeGreaterThan(5)
    for (const exit of exits) {
      const said = (remarks.get(exit.number) ?? '').split('；')
      expect([exit.number, said.includes('按无主物品处理')]).toEqual([exit.number, exit.ownerless])
      expect([exit.number, said.includes(`责任认定：${exit.responsibility ?? ''}`)]).toEqual([
        exit.number,
        Boolean(exit.responsibility)
      ])
      expect([exit.number, said.includes('已冲正')]).toEqual([exit.number, false])
      if (!exit.ownerless && !exit.responsibility && !exit.opening)
        expect([exit.number, said.includes(exit.reason)]).toEqual([exit.number, false])
    }
    expect(new Set(exits.map(({ ownerless }) => ownerless))).toEqual(new Set([true, false]))
  })

  it('K-10 lists every exit with its number, those too with which nothing left, so that the run has no hole', async () => {
    const sheet = warehouse.workbooks.flatMap((workbook) => workbook.sheets).find(({ name }) => name === '出库登记')
    const made = await sheet?.make(await reads(house()), {})
    const rows = []
    for await (const row of made?.rows ?? []) rows.push(row)
    const exits = await house().database.read.find(Exit)
    const unmoved = exits.filter(({ state }) => state !== 'done').map(({ number }) => number)
    expect([...new Set(rows.map((row) => row['number']))].sort()).toEqual(exits.map(({ number }) => number).sort())
    expect(unmoved.length).toBeGreaterThan(0)
    for (const number of unmoved) {
      const own = rows.filter((row) => row['number'] === number)
      expect(own).toEqual([expect.objectContaining({ remarks: expect.stringContaining('，没有出库') })])
      expect(own[0]?.['quantity']).toBeUndefined()
    }
  })

  it('names people as those who take goods over: who destroyed them, who took them to the treasury', async () => {
    const reading = await reads(house())
    const chain = (await custodyPage(reading, { filters: [], offset: 0, limit: 200 })).rows
    const takers = (voucher: string) =>
      new Set(chain.filter((row) => row.voucher === voucher).map(({ toName }) => toName))
    const records = await house().database.read.find(ExitRecord)
    for (const exit of await house().database.read.findBy(Exit, { kind: 'destroy', state: 'done' })) {
      const record = records.find(({ exitId }) => exitId === exit.id)
      expect(takers(exit.decisionNumber || exit.number)).toContain(`${record?.executorName}、${record?.recorderName}`)
    }
    const auction = await house().database.read.findOneByOrFail(Exit, { kind: 'auction' })
    expect(await exitDetail(reading, auction.id)).toMatchObject({ record: { auctionCents: 286_000 } })
  })

  it('shows every record with what may be done', async () => {
    const reading = await reads(house())
    const { read } = house().database
    for (const intake of await read.find(Intake))
      expect((await intakeDetail(reading, intake.id)).actions.length).toBeGreaterThan(5)
    for (const exit of await read.find(Exit))
      expect((await exitDetail(reading, exit.id)).timeline.length).toBeGreaterThan(1)
    const [standing] = await read.find(Standing, { where: { state: 'held' }, take: 1 })
    const detail = await lineDetail(reading, standing?.id ?? '')
    expect(detail.clocks.filter((clock) => clock.leads)).toHaveLength(1)
    expect((await lineByTag(reading, (standing?.tag ?? '').toLowerCase())).id).toBe(standing?.id)
    const [keeping] = await read.find(Keeping)
    expect((await keepingDetail(reading, keeping?.id ?? '')).lines[0]).toMatchObject({ thirdParty: true })
    const [cleanup] = await read.find(Cleanup)
    expect((await cleanupDetail(reading, cleanup?.id ?? '')).lines.map((line) => line.result)).toEqual(
      expect.arrayContaining(['found', 'missing', 'misplaced', 'surplus'])
    )
  })

  it('filters, sorts and searches goods, custody and clocks', async () => {
    const reading = await reads(house())
    const page = { filters: [], offset: 0, limit: 50 }
    const all = await linesPage(reading, page)
    expect(all.sums['quantityIn']).toBe((all.sums['quantityOut'] ?? 0) + (all.sums['onHand'] ?? 0))
    expect((await linesPage(reading, { ...page, search: 'bg' })).rows.map((row) => row.name)).toContain('冰柜')
    expect(
      (await linesPage(reading, { ...page, filters: [{ field: 'squadName', op: 'eq', value: '二中队' }] })).rows.every(
        (row) => row.squadName === '二中队'
      )
    ).toBe(true)
    const due = await duePage(reading, page)
    expect(due.rows.map((row) => row.dueOn)).toEqual(due.rows.map((row) => row.dueOn).sort())
    expect((await custodyPage(reading, { ...page, search: '草鱼' })).rows.map((row) => row.act)).toEqual([
      'detained',
      'intake',
      'exit'
    ])
    expect(await warehouse.search(reading, 'cy', 5)).toEqual(
      expect.arrayContaining([expect.objectContaining({ title: '草鱼（苏某）' })])
    )
  })

  it('writes all eight sheets with the columns an auditor expects', async () => {
    const file = join(tempFolder('export'), 'ledger.xlsx')
    const record = async () => {}
    const prepared = await prepareExport(
      { ...(await reads(house())), house: { ...house(), modules: [warehouse] } },
      record,
      { output: 'warehouse' }
    )
    const written = await prepared.write(file)
    expect(written.map((sheet) => sheet.name)).toEqual(Object.keys(sheets))
    expect(written.every((sheet) => sheet.rows > 0)).toBe(true)
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(file)
    for (const [name, columns] of Object.entries(sheets)) {
      const header = (book.getWorksheet(name)?.getRow(3).values ?? []) as unknown[]
      expect(header.slice(1), name).toEqual(['序号', ...columns, '备注'])
    }
  })

  /** The number of a paper: said itself, or that of the first intake or exit of a party's goods. */
  const numberOf = async (form: string, of: string): Promise<string> => {
    if (of.includes('-')) return of
    const { read } = house().database
    const intake = await read.findOneByOrFail(Intake, { party: of })
    if (form === 'warehouse.intake') return intake.number
    const [exit] = await read.find(Exit, { where: { intakeId: intake.id }, order: { number: 'ASC' }, take: 1 })
    return exit?.number ?? ''
  }

  describe('forms', () => {
    it.each([
      ['warehouse.intake', '苏某', ['草鱼', '拒绝签名', '当事人', '仓库']],
      ['warehouse.exit', '苏某', ['按无主物品处理', '同意']],
      ['warehouse.extension', 'YQ-2026-000001', ['烧烤炉', '已告知', '分管领导']],
      ['warehouse.return', '尹某', ['居民身份证', '折叠桌']],
      ['warehouse.ownerless', '苏某', ['苏某', '张贴公告']],
      ['warehouse.destruction', '苏某', ['垃圾中转站', '法制审核']],
      ['warehouse.keeping', 'WT-2026-000001', ['混凝土搅拌机', '保管方']]
    ])('%s of %s', async (id, of, words) => {
      const reading = await reads(house())
      const number = await numberOf(id, of)
      const form = warehouse.forms.find((each) => each.id === id)
      const subject = await form?.find(reading, number.toLowerCase())
      expect(subject, number).toBeDefined()
      const model = (await form?.make(reading, subject ?? '')) ?? { title: '', number: '', bureau: '', blocks: [] }
      const bytes = await writeForm(await printedForm(reading.manager, model))
      const xml = (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? ''
      const text = xml.replace(/<[^>]+>/g, '')
      for (const word of words) expect(text).toContain(word)
    })
  })

  const printed = async (id: string, number: string): Promise<FormModel> => {
    const reading = await reads(house())
    const form = warehouse.forms.find((each) => each.id === id)
    const made = await form?.make(reading, (await form.find(reading, number)) ?? '')
    if (!made) throw new Error(`${id} ${number}`)
    return made
  }
  const placesOf = (model: FormModel) =>
    model.blocks.flatMap((block) => (block.kind === 'signatures' ? block.lines : []))

  it('prints the signature of who received the goods, whoever that is', async () => {
    const { read } = house().database
    for (const [kind, label] of [
      ['return', '当事人'],
      ['auction', '接收单位'],
      ['treasury', '接收单位'],
      ['transfer', '接收单位']
    ] as const) {
      const exit = await read.findOneByOrFail(Exit, { kind, state: 'done' })
      const [first] = placesOf(await printed('warehouse.exit', exit.number))
      expect(first, kind).toMatchObject({
        label,
        name: expect.any(String),
        signature: { drawnFor: expect.any(String) }
      })
    }
  })

  it('says on the line of a party that refused to sign that it did, and has the witness sign', async () => {
    const places = placesOf(await printed('warehouse.intake', await numberOf('warehouse.intake', '苏某')))
    expect(places.map(({ label }) => label)).toEqual(['交件执法人员', '执法人员', '当事人', '见证人', '仓库管理员'])
    expect(places[2]).toEqual({ label: '当事人', name: '拒绝签名' })
    const signed = placesOf(await printed('warehouse.intake', await numberOf('warehouse.intake', '唐某')))
    expect(signed.map(({ label }) => label)).toEqual(['交件执法人员', '执法人员', '当事人', '仓库管理员'])
    expect(signed[2]?.signature).toEqual({ drawnFor: expect.any(String) })
  })

  it('numbers the lines of its lists once', async () => {
    for (const [id, number] of [
      ['warehouse.intake', 'ZK-2026-000001'],
      ['warehouse.exit', 'ZC-2026-000001'],
      ['warehouse.return', 'ZC-2026-000003']
    ] as const) {
      const labels = (await printed(id, number)).blocks.flatMap((block) =>
        block.kind === 'lines' ? block.columns.map(({ label }) => label) : []
      )
      expect(labels, id).not.toContain('序号')
    }
  })

  it('prints tags with the bare number of the line', async () => {
    const reading = await reads(house())
    const [intake] = await house().database.read.find(Intake, { order: { number: 'ASC' }, take: 1 })
    const [tags] = warehouse.labels
    const model = await tags?.make(reading, [intake?.id ?? ''], 'single')
    expect(model?.labels).toMatchObject([{ number: `${intake?.number}-01`, title: '移动货架' }])
    expect((await writeLabels(model ?? { layout: 'a4', labels: [] })).length).toBeGreaterThan(1000)
  })
})
