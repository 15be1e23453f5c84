import { beforeAll, expect, it } from 'vitest'
import { verifyHouse } from '@main/office/administration/verify'
import { holdersOf } from '@main/office/actors'
import { vehicles } from '@main/ledgers/vehicles'
import { vehicleCharts } from '@main/ledgers/vehicles/charts'
import { vehiclesDue } from '@main/ledgers/vehicles/due'
import {
  CardStatement,
  Incident,
  Layup,
  Repair,
  StatementMatch,
  Suspicion,
  Trip,
  Vehicle
} from '@main/ledgers/vehicles/entities'
import { searchVehicles } from '@main/ledgers/vehicles/search'
import { tripStates } from '@main/contract/vehicles'
import type { Reading } from '@main/office/house'
import type { SheetRow } from '@main/platform/documents/sheetModel'
import { printedForm } from '@main/office/outputs/formContent'
import { writeForm } from '@main/platform/documents/wordWriter'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'

async function rowsOf(
  reading: Reading,
  name: string,
  scope: { readonly from?: string; readonly to?: string } = {}
): Promise<readonly SheetRow[]> {
  const sheet = vehicles.workbooks[0]?.sheets.find((each) => each.name === name)
  const made = await sheet?.make(reading, scope)
  const rows: SheetRow[] = []
  for await (const row of made?.rows ?? []) rows.push(row)
  return rows
}

onBothEngines(
  'what comes out of the vehicles ledger of the demo bureau',
  (house) => {
    let reading: Reading
    beforeAll(async () => {
      const [director = ''] = await holdersOf(house().database.read, 'officeDirector', house().clock.today())
      reading = await readingAs(house(), { id: director })
    })

    it('has records in every state and proves what it kept', async () => {
      const { manager } = reading
      const states = async <T extends { state: string }>(entity: new () => T) =>
        [...new Set((await manager.find(entity)).map(({ state }) => state))].sort()
      expect(await states(Trip)).toEqual(
        Object.keys(tripStates)
          .filter((state) => state !== 'withdrawn')
          .sort()
      )
      expect(await states(Repair)).toEqual(['accepted', 'closed', 'inGarage', 'pending', 'returned'])
      expect(await states(Vehicle)).toEqual(['inUse', 'repair', 'scrapped'])
      expect(await states(Incident)).toEqual(['closed', 'open'])
      expect(await states(Layup)).toEqual(['released'])
      expect(await states(Suspicion)).toEqual(['open', 'settled'])
      expect((await Promise.all(vehicles.proofs.map((proof) => proof(manager)))).flat()).toEqual([])
      expect(await verifyHouse(house())).toMatchObject({ ok: true })
    })

    it('reads the statement of the demo: one amount less, one refuel nobody registered, one purchase of goods', async () => {
      const [statement] = await reading.manager.find(CardStatement)
      const kinds = (await reading.manager.findBy(StatementMatch, { statementId: statement?.id ?? '' })).map(
        ({ kind }) => kind
      )
      const count = (wanted: string) => kinds.filter((kind) => kind === wanted).length
      expect([count('amount'), count('notRegistered'), count('goods'), count('notOnStatement')]).toEqual([1, 1, 1, 0])
      expect(statement?.openCount).toBe(3)
    })

    it('makes the fourteen sheets with the columns an auditor expects, none empty', async () => {
      const sheets = vehicles.workbooks[0]?.sheets ?? []
      const columns: Record<string, string> = {}
      for (const sheet of sheets)
        columns[sheet.name] = (await sheet.make(reading, {})).columns.map(({ label }) => label).join(' ')
      expect(columns).toEqual({
        车辆档案:
          '车牌 品牌型号 车架号 发动机号 座位 用途 编制单位 责任人 主驾 副驾 购置日期 购置价 保险到期 年检到期 里程 停放 状态',
        派车登记:
          '派车单号 申请单位 用车人 事由 目的地 同车人 车牌 驾驶员 计划出车 计划返回 实际出车 实际返回 出车里程 返回里程 行驶公里 审批人 补办 状态',
        加油登记: '日期 车牌 驾驶员 站点 油品 升数 单价 金额 里程 加满 油卡 百公里油耗 提示',
        月度油耗核算: '月份 车牌 月行驶公里 平均油耗 核定油量 实加油量 差异 金额 说明',
        维修保养: '单号 日期 车牌 项目 定点厂 批准金额 材料费 工时费 实际金额 增项 验收人 质保期 状态',
        违章事故: '时间 地点 车牌 驾驶员 性质 责任比例(%) 扣分 罚款 直接损失 保险赔付 个人承担 处理结果',
        '费用汇总(单车)': '车牌 燃油 维修 保险 年检 过路停车 罚款 洗车及其他 合计 公里 每公里成本',
        保险年检到期: '车牌/驾驶员 事项 到期日 剩余天数 责任人 状态',
        驾驶员年终结算: '年度 姓名 劳保 计奖月数 安全奖 扣减原因 损失承担 应发 签字',
        油卡对账: '卡号 车牌 交易时间 站点 油品 业务类型 对账单升数 对账单金额 登记行 登记升数 登记金额 差异 情况 处理',
        用油疑点: '日期 车牌 驾驶员 疑点 依据数据 说明 处理 处理人',
        无派车里程: '车牌 起 止 起里程 止里程 无派车公里 前后派车单号 说明 处理',
        用车公示: '月份 车牌 用途 出车次数 公里 燃油费 维修费 保险及其他 合计',
        节假日封存: '节日 车牌 封存时间 封存里程 启封时间 启封里程 差 停放 封存人 批准启用'
      })
      for (const { name } of sheets) expect((await rowsOf(reading, name)).length, name).toBeGreaterThan(0)
    })

    it('leaves sums of maintenance blank that are not known yet', async () => {
      const rows = await rowsOf(reading, '维修保养')
      const sums = (state: string) =>
        rows
          .filter((row) => row['state'] === state)
          .map((row) => [row['approvedCents'] === null, row['materialCents'] === null, row['actualCents'] === null])
      expect(sums('审批中')).toEqual([[true, true, true]])
      expect(sums('修理中')).toEqual([[false, true, true]])
      expect(sums('已办结')).toEqual([[false, false, false]])
    })

    it('lets the cost sheet be the sum of its sources, and the odometer the sum of trips and stretches without one', async () => {
      const period = { from: '2025-09-01', to: '2026-09-30' }
      const sum = (rows: readonly SheetRow[], key: string) =>
        rows.reduce((total, row) => total + Number(row[key] ?? 0), 0)
      const costs = await rowsOf(reading, '费用汇总(单车)', period)
      expect(sum(costs, 'fuelCents')).toBe(sum(await rowsOf(reading, '加油登记', period), 'amountCents'))
      expect(sum(costs, 'km')).toBe(sum(await rowsOf(reading, '派车登记', period), 'km'))
      const parts = [
        'fuelCents',
        'repairCents',
        'insuranceCents',
        'inspectionCents',
        'roadCents',
        'fineCents',
        'otherCents'
      ]
      expect(sum(costs, 'totalCents')).toBe(parts.reduce((total, key) => total + sum(costs, key), 0))
      expect(Math.min(sum(costs, 'fuelCents'), sum(costs, 'km'))).toBeGreaterThan(0)
      // What is made public of thirteen months is what the months cost, a row a month and vehicle.
      const shown = await rowsOf(reading, '用车公示', period)
      expect([shown[0]?.['month'], shown.at(-1)?.['month']]).toEqual(['2025年9月', '2026年9月'])
      for (const key of ['fuelCents', 'totalCents', 'km']) expect(sum(shown, key)).toBe(sum(costs, key))
    })

    it('shows every month where no period is asked for, as one where one is, and says what it is of', async () => {
      const sheet = (name: string) => vehicles.workbooks[0]?.sheets.find((each) => each.name === name)
      const monthsOf = (rows: readonly SheetRow[]) => [...new Set(rows.map(({ month }) => month))]
      const september = { from: '2026-09-01', to: '2026-09-30' }
      for (const name of ['月度油耗核算', '用车公示']) {
        const all = monthsOf(await rowsOf(reading, name))
        expect(all.length, name).toBeGreaterThan(6)
        expect(monthsOf(await rowsOf(reading, name, september)), name).toEqual(['2026年9月'])
        const made = await sheet(name)?.make(reading, {})
        expect(made?.time, name).toMatch(/^期间：\d{4}年\d+月1日至.*（未选期间，本表按此期间）$/)
        expect(made?.facts?.[0], name).toBe(`月份：${String(all[0])}至${String(all.at(-1))}`)
        expect((await sheet(name)?.make(reading, { to: '2026-09-30' }))?.time, name).toContain('未选开始日期')
        expect((await sheet(name)?.make(reading, september))?.time, name).toBeUndefined()
      }
      const fuelled = await rowsOf(reading, '月度油耗核算')
      const register = await rowsOf(reading, '加油登记')
      const sum = (rows: readonly SheetRow[], key: string) =>
        rows.reduce((total, row) => total + Number(row[key] ?? 0), 0)
      expect(sum(fuelled, 'bought')).toBe(sum(register, 'litres'))
      expect((await sheet('费用汇总(单车)')?.make(reading, {}))?.time).toContain('未选期间')
    })

    it('names the vehicle and month whose cost sheet or kilometres no longer are the sum of their sources', async () => {
      const { manager } = reading
      const repair = await manager.findOneByOrFail(Repair, { state: 'closed' })
      const trip = await manager.findOneOrFail(Trip, { where: { state: 'done' }, order: { number: 'ASC' } })
      const plates = new Map((await manager.find(Vehicle)).map(({ id, plate }) => [id, plate]))
      const proven = async () => (await Promise.all(vehicles.proofs.map((proof) => proof(manager)))).flat()
      const sql = (text: string) => house().database.writer.query(text)
      await sql(`UPDATE vehicle_repairs SET actual_cents = actual_cents + 100 WHERE id = '${repair.id}'`)
      await sql(`UPDATE vehicle_trips SET km = km + 1 WHERE id = '${trip.id}'`)
      expect(await proven()).toEqual(
        expect.arrayContaining([
          { number: repair.number, why: '实际金额与维修清单合计不一致' },
          {
            number: plates.get(repair.vehicleId),
            why: `${repair.acceptedOn?.slice(0, 7) ?? ''}费用汇总与加油、维修、费用登记合计不符`
          },
          {
            number: plates.get(trip.vehicleId ?? ''),
            why: `${trip.inDay?.slice(0, 7) ?? ''}费用汇总的公里与出车回车里程不符`
          }
        ])
      )
      await sql(`UPDATE vehicle_repairs SET actual_cents = actual_cents - 100 WHERE id = '${repair.id}'`)
      await sql(`UPDATE vehicle_trips SET km = km - 1 WHERE id = '${trip.id}'`)
      expect(await proven()).toEqual([])
    })

    it('prints every form of a record found by its number', async () => {
      const numbers: Readonly<Record<string, string>> = {
        'vehicles.trip': 'PC-2026-000001',
        'vehicles.repair': 'CX-2026-000001',
        'vehicles.incident': 'CS-2026-000001',
        'vehicles.settlement': 'NJ-2025-000001',
        'vehicles.fuelMonth': 'YJ-2026-000001'
      }
      for (const form of vehicles.forms) {
        const id = await form.find(reading, numbers[form.id] ?? '')
        expect(id, form.name).toBeDefined()
        const model = await form.make(reading, id ?? '')
        expect(model.bureau).toBe('云溪县城市管理和综合执法局')
        expect((await writeForm(await printedForm(reading.manager, model))).length).toBeGreaterThan(2000)
      }
      expect(vehicles.forms.map(({ name }) => name)).toEqual([
        '公务用车审批单',
        '车辆保养维修审批单(两份)',
        '事故(故障)情况说明',
        '年终结算表',
        '油料月结表'
      ])
    })

    it('calls out what is due by its rules, draws charts and finds by plate, name and initials', async () => {
      const rules = new Set((await vehiclesDue(reading)).map(({ rule }) => rule))
      for (const rule of ['VEH-03', 'VEH-07', 'VEH-09', 'VEH-10', 'VEH-13', 'VEH-17', 'VEH-18'])
        expect([...rules], rule).toContain(rule)
      const charts = await vehicleCharts(reading)
      expect(charts.map(({ id }) => id)).toEqual(['vehiclePer100', 'vehicleCostPerKm', 'vehiclePurposes'])
      // a month without a stretch between full tanks has no consumption; it is not nought
      const long = await vehicleCharts({ ...reading, today: '2027-03-31' })
      expect(long[0]?.points.slice(-5).map(({ value }) => value)).toEqual([null, null, null, null, null])
      expect(long[0]?.points.slice(0, 3).every(({ value }) => value !== null && value > 5)).toBe(true)
      expect((await searchVehicles(reading, '湘E·A0613', 5))[0]).toMatchObject({
        subjectType: 'vehicle',
        number: '湘EA0613'
      })
      expect(
        (await searchVehicles(reading, 'pyf', 50)).some(({ subjectType }) => subjectType === 'vehicleDriver')
      ).toBe(true)
    })
  },
  '2026-09-30T01:00:00.000Z',
  'demo'
)
