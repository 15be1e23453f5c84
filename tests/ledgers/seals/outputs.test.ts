import { fileURLToPath } from 'node:url'
import { IsNull, Not } from 'typeorm'
import { beforeAll, describe, expect, it } from 'vitest'
import { contract } from '@main/contract'
import { listInput } from '@main/contract/lists'
import { systemActor } from '@main/kernel/actor'
import { localDateOf } from '@main/kernel/instant'
import { seals } from '@main/ledgers/seals'
import { Inspection, Letter, Seal, SealUse, UseRequest } from '@main/ledgers/seals/entities'
import { dueSeals } from '@main/ledgers/seals/due'
import { sealCharts } from '@main/ledgers/seals/charts'
import { searchSeals } from '@main/ledgers/seals/search'
import { sealProofs } from '@main/ledgers/seals/proofs'
import { usePage } from '@main/ledgers/seals/use/rows'
import { holdersOf } from '@main/office/actors'
import { Handover, Person } from '@main/office/entities'
import { readingOf } from '@main/office/procedure'
import type { Reading } from '@main/office/house'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { printedForm } from '@main/office/outputs/formContent'
import { writeForm } from '@main/platform/documents/wordWriter'
import type { SheetRow } from '@main/platform/documents/sheetModel'
import { onBothEngines, openTestHouse, closeTestHouse } from '../../support/house'
import { aBureau, aUnit } from '../../support/people'
import { readingAs } from '../../support/seals'
import { orderOf, taken, tried } from '../../support/takeOver'

async function rowsOf(
  reading: Reading,
  name: string,
  scope: Parameters<(typeof seals.workbooks)[0]['sheets'][0]['make']>[1] = {}
): Promise<readonly SheetRow[]> {
  const sheet = seals.workbooks[0]?.sheets.find((each) => each.name === name)
  const made = await sheet?.make(reading, scope)
  const rows: SheetRow[] = []
  for await (const row of made?.rows ?? []) rows.push(row)
  return rows
}

onBothEngines(
  'what comes out of the seals ledger of the demo bureau',
  (house) => {
    let reading: Reading
    beforeAll(async () => {
      const [director] = await holdersOf(house().database.read, 'officeDirector', house().clock.today())
      reading = await readingAs(house(), await house().database.read.findOneByOrFail(Person, { id: director ?? '' }))
    })

    it('has a seal in every state, and proves what it kept', async () => {
      const states = new Set((await reading.manager.find(Seal)).map(({ state }) => state))
      expect([...states].sort()).toEqual([
        'activated',
        'destroyed',
        'engraved',
        'inUse',
        'lost',
        'returned',
        'sealedAway',
        'suspended'
      ])
      expect((await Promise.all(sealProofs.map((proof) => proof(reading.manager)))).flat()).toEqual([])
      expect(new Set((await dueSeals(reading)).map(({ rule }) => rule))).toEqual(
        new Set(['SEAL-04', 'SEAL-06', 'SEAL-12', 'SEAL-17', 'SEAL-19'])
      )
    })

    it('makes the eight sheets with the columns an auditor expects', async () => {
      const sheets = await Promise.all(
        (seals.workbooks[0]?.sheets ?? []).map(async (sheet) => [
          sheet.name,
          (await sheet.make(reading, {})).columns.map(({ label }) => label).join(' ')
        ])
      )
      expect(sheets).toEqual([
        [
          '印章登记',
          '编号 名称 印文 类别 材质 尺寸 形状 印油 刻制批准文号 刻制单位 刻制日期 启用文号 启用日期 使用范围 保管部门 保管人 存放 状态 印模'
        ],
        [
          '用印登记',
          '用印编号 时间 印章 文件名称 文号 类别 发往单位 份数 用印次数 用途 申请部门 经办人 审批人及时间 代章 监印人'
        ],
        ['交接登记', '时间 印章 类型 移交人 接收人 监交人 起止 原因'],
        ['拒绝用印登记', '时间 印章 文件 申请部门 经办人 拒绝情形(依据) 监印人 后续'],
        ['停用封存销毁', '印章 停用原因 日期 收回人 封存处 销毁批准人 销毁时间 地点 监销人1 监销人2 方式 见附件'],
        ['检查记录', '日期 被查单位 印章 抽查笔数 问题 整改期限 结果 检查人'],
        ['空白用印核销', '批次 用途 格式 起号 止号 数量 已用 作废 退回 遗失 差异 责任人 批准人'],
        ['函告证明登记', '编号 类别 文号 出具日期 致送单位 印章 遗失报告 经办人 扫描件 状态']
      ])
      for (const [name] of sheets) expect((await rowsOf(reading, name ?? '')).length, name).toBeGreaterThan(0)
    })

    it('prints imprints, words and blanks as they stand', async () => {
      const register = await rowsOf(reading, '印章登记')
      expect(register.find(({ name }) => name === '局行政章')).toMatchObject({
        kind: '本局印章',
        state: '使用中',
        ink: '大红印油'
      })
      expect(register.find(({ name }) => name === '局行政章')?.['imprintId']).toBeInstanceOf(Uint8Array)
      expect((await rowsOf(reading, '空白用印核销')).find(({ firstSerial }) => firstSerial === 'FT0001')).toMatchObject(
        {
          quantity: 30,
          used: 3,
          voided: 1,
          returned: 0,
          lost: 1,
          outstanding: 25,
          remarks: expect.stringContaining('FT0030遗失（KBY-2026-000001，已声明作废）')
        }
      )
      expect((await rowsOf(reading, '停用封存销毁')).find(({ sealName }) => sealName === '爱卫股印章')).toMatchObject({
        method: '切割粉碎',
        firstWitness: expect.any(String),
        approver: expect.any(String)
      })
      expect(await rowsOf(reading, '用印登记', { from: '2030-01-01' })).toEqual([])
      const sum = (await usePage(reading, listInput.parse({}))).sums['copies']
      expect((await rowsOf(reading, '用印登记')).reduce((total, row) => total + Number(row['copies']), 0)).toBe(sum)
    })

    it('prints every form of a record found by its number', async () => {
      const numbers: Readonly<Record<string, string>> = {
        'seal-engraving': 'KZ',
        'seal-activation': 'YZ',
        'seal-handover': 'JJ',
        'seal-refusal': 'JY',
        'seal-loss': 'YZY',
        'seal-blank-loss': 'KBY',
        'seal-letter': 'YZH',
        'seal-destruction': 'YZX'
      }
      const [handover] = await reading.manager.find(Handover, { where: { ledger: 'seals' }, order: { id: 'DESC' } })
      const use = await reading.manager.findOneByOrFail(SealUse, { requestId: Not(IsNull()) })
      const known: Readonly<Record<string, string>> = {
        'seal-handover': handover?.number ?? '',
        'seal-use': use.number
      }
      for (const form of seals.forms) {
        const number = known[form.id] ?? `${numbers[form.id] ?? ''}-2026-000001`
        const id = await form.find(reading, number)
        expect(id, `${form.name} ${number}`).toBeDefined()
        const model = await form.make(reading, id ?? '')
        expect(model.bureau).toBe('云溪县城市管理和综合执法局')
        expect((await writeForm(await printedForm(reading.manager, model))).length).toBeGreaterThan(2000)
      }
      expect(seals.forms.map(({ name }) => name)).toEqual([
        '用印审批单',
        '刻制(更换)申请表',
        '启用通知',
        '交接单',
        '拒绝用印通知',
        '遗失报告',
        '空白用印遗失报告',
        '遗失函告、补刻和磨损证明',
        '销毁记录'
      ])
    })

    it('issues its notices as official papers', async () => {
      const made = async (form: string, number: string) => {
        const definition = seals.forms.find(({ id }) => id === form)
        return definition?.make(reading, (await definition.find(reading, number)) ?? '')
      }
      const activation = await made('seal-activation', 'YZ-2026-000001')
      expect(activation?.letterhead).toEqual({
        issuer: '云溪县城市管理和综合执法局办公室',
        documentNumber: expect.stringContaining('号')
      })
      expect(activation?.blocks.at(0)).toMatchObject({ kind: 'text', addressee: '各科室、大队、中队，局属各单位：' })
      expect(activation?.blocks.at(-1)).toMatchObject({
        kind: 'text',
        closing: { name: '云溪县城市管理和综合执法局办公室' }
      })
      const refusal = await made('seal-refusal', 'JY-2026-000002')
      expect(refusal?.blocks.map((block) => (block.kind === 'text' ? block.heading : block.kind))).toEqual([
        undefined,
        '一、事由',
        '二、依据',
        '三、需补正事项',
        undefined
      ])
      expect(refusal?.blocks.at(0)).toMatchObject({ addressee: '财务审计装备股：' })
      expect(refusal?.blocks.at(-1)).toMatchObject({ closing: { name: expect.stringMatching(/^监印人：/) } })
      const letters = await reading.manager.find(Letter, { order: { number: 'ASC' } })
      expect(letters.map(({ kind }) => kind)).toEqual(['lossNotice', 'reissue', 'worn', 'lossNotice'])
      const notice = await made('seal-letter', letters.at(-1)?.number ?? '')
      expect(notice?.letterhead).toMatchObject({ documentNumber: '云城管函〔2026〕16号' })
      expect(notice?.blocks.at(0)).toMatchObject({ addressee: '县公安局，县市场监督管理局，各乡镇人民政府：' })
      const stopped = await reading.manager.findOneByOrFail(UseRequest, { state: 'refused' })
      expect((await made('seal-use', stopped.number))?.notes?.[0]).toBe('本申请未获同意，不得据此用印。')
    })

    it('finds seals and uses by number, middle of the name and pinyin initials', async () => {
      expect((await searchSeals(reading, 'jxzz', 5)).map(({ title }) => title)).toContain('局行政章')
      const [use] = await searchSeals(reading, 'yy-2026-1', 5)
      expect(use).toMatchObject({ subjectType: 'sealUse', number: 'YY-2026-000001' })
      expect((await searchSeals(reading, '路灯维护', 5)).map(({ title }) => title)).toContain('路灯维护合同')
      const [chart] = await sealCharts(reading)
      expect(chart?.points).toHaveLength(12)
      expect(chart?.points.filter(({ value }) => value === 0)).toEqual([])
      expect(chart?.points.at(-1)?.value).toBeGreaterThanOrEqual(5)
      // before the register begins nothing is recorded, which is not nought
      const [before] = await sealCharts({ ...reading, today: '2025-11-30' })
      expect(before?.points.slice(0, 9).map(({ value }) => value)).toEqual(Array.from({ length: 9 }, () => null))
      expect(before?.points.slice(9).every(({ value }) => value !== null)).toBe(true)
    })

    it('lies over a year in the order of time, on working days', async () => {
      const acts = await reading.manager.find(AuditEntry, { where: { chain: 'seals' }, order: { seq: 'ASC' } })
      const moments = acts.map(({ at }) => at)
      expect(moments).toEqual(moments.toSorted())
      expect(moments[0]?.slice(0, 10)).toBe('2025-09-01')
      const idle = acts.filter(({ at }) => !reading.calendar.isWorkingDay(localDateOf(at)))
      expect(idle.map(({ act }) => act)).toEqual([])
      const inspected = await reading.manager.find(Inspection, { order: { day: 'ASC' } })
      expect(inspected.map(({ day, state }) => [day, state])).toEqual([
        ['2025-12-18', 'closed'],
        ['2026-06-17', 'closed'],
        ['2026-09-23', 'rectifying'],
        ['2026-09-29', 'open']
      ])
    })
  },
  '2026-09-30T01:00:00.000Z',
  'demo'
)

describe('imports of the seals ledger', () => {
  it('takes over the sample register of uses: 311 rows, 1394 copies, merged dates spread, unknown seals as opening entries', async () => {
    const house = await openTestHouse('sqlite', '2026-10-30T01:00:00.000Z')
    await aBureau(house)
    await aUnit(house, { name: '办公室' })
    const path = fileURLToPath(new URL('../../support/samples/用印登记簿.xlsx', import.meta.url))
    const order = orderOf('seal-uses', path)
    const report = await tried(house, order)
    expect(report.problems).toEqual([])
    expect(report).toMatchObject({ rows: 311, accepted: 311, committed: false, sums: { copies: 1394 } })
    const committed = await taken(house, order)
    expect(committed).toMatchObject({ committed: true, accepted: 311 })
    const uses = await house.database.read.find(SealUse)
    expect(uses).toHaveLength(311)
    expect(uses.reduce((sum, { copies }) => sum + copies, 0)).toBe(1394)
    expect(uses.every(({ day, mode }) => day.startsWith('2026-') && mode === 'opening')).toBe(true)
    const entered = await house.database.read.find(Seal, { order: { number: 'ASC' } })
    expect(entered.map(({ name, kind, opening }) => [name, kind, opening])).toEqual(
      expect.arrayContaining([
        ['局行政章', 'bureau', true],
        ['局党组章', 'partyGroup', true],
        ['财务专用章', 'finance', true],
        ['案件核审章', 'caseReview', true]
      ])
    )
    expect(entered).toHaveLength(4)
    await closeTestHouse(house)
  })

  it('names what is wrong with rows of either register', async () => {
    const house = await openTestHouse('sqlite')
    const reading = await readingOf(house, systemActor)
    const rows = (...all: readonly Readonly<Record<string, string | number | null>>[]) =>
      all.map((values, index) => ({ sheet: '表', row: index + 2, values }))
    const uses = seals.imports.find(({ kind }) => kind === 'seal-uses')
    const found = await uses?.check(
      reading,
      rows({ day: '2027-01-01', copies: 1, formerNumber: 'A1' }, { day: '2026-01-01', copies: 2, formerNumber: 'A1' })
    )
    expect(found?.map(({ row: at, column }) => [at, column])).toEqual([
      [2, '日期'],
      [3, '原编号']
    ])
    const register = seals.imports.find(({ kind }) => kind === 'seals')
    const wrong = await register?.check(
      reading,
      rows(
        { name: '局章', kind: '单位印章' },
        { name: '局章', kind: '单位印章', activatedOn: '2030-01-01' },
        { name: '某某', kind: '其它' }
      )
    )
    expect(wrong?.map(({ row: at, column }) => [at, column])).toEqual([
      [3, '名称'],
      [3, '启用日期'],
      [4, '类别']
    ])
    await closeTestHouse(house)
  })
})

describe('contract of the seals ledger', () => {
  it('declares for every procedure who may call it', () => {
    const things = Object.values(contract.seals).flatMap((thing) => Object.values(thing))
    expect(things.length).toBeGreaterThan(40)
    expect(
      things.every(
        (procedure) => procedure['~orpc'].meta.access !== undefined && procedure['~orpc'].meta.kind !== undefined
      )
    ).toBe(true)
  })
})
