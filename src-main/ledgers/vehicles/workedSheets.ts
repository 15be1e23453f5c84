import type { EntityManager, ObjectLiteral } from 'typeorm'
import { costSummary as costRecord, fuelMonthLine } from '../../contract/vehicles/fuel'
import { expiry } from '../../contract/vehicles/vehicle'
import { vehicleUses } from '../../contract/vehicles/words'
import { formatDate, formatMonth } from '../../contract/display'
import type { Field } from '../../contract/fields'
import { addMonths, endOfMonth, monthOf, startOfMonth } from '../../kernel/localDate'
import type { Reading } from '../../office/house'
import type { ExportScope, SheetDefinition } from '../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../office/outputs/fieldColumns'
import { ownPeriod, stateDay } from '../../office/outputs/filterWords'
import { bureauName } from '../../office/people/bureau'
import type { SheetColumn, SheetRow } from '../../platform/documents/sheetModel'
import { costSummary, sumByVehicle } from './cost/rows'
import { Refuel, Repair, Trip, Vehicle, VehicleCost } from './entities'
import { fuelMonthOf } from './fuelMonth/rows'
import { expiries } from './vehicle/rows'

interface Worked {
  readonly title: string
  readonly time?: string
  readonly facts: readonly string[]
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly SheetRow[]
}

/** A sheet that is worked out rather than listed. */
const workedSheet = (
  name: string,
  shows: SheetDefinition['shows'],
  make: (reading: Reading, scope: ExportScope) => Promise<Worked>
): SheetDefinition => ({
  name,
  shows,
  make: async (reading, scope) => {
    const { title, ...rest } = await make(reading, scope)
    return { ...rest, title: `${await bureauName(reading.manager)}${title}` }
  }
})

/** The months of the period; from the first on record where it has no beginning. */
async function monthsOf({ manager, today }: Reading, { from, to = today }: ExportScope) {
  const first = from ?? (await firstDay(manager)) ?? to
  const months: string[] = []
  for (let month = monthOf(first); month <= monthOf(to); month = monthOf(addMonths(`${month}-01`, 1)))
    months.push(month)
  const words = [...new Set([months[0] ?? monthOf(to), monthOf(to)])].map(formatMonth).join('至')
  return { months, words, period: { from: startOfMonth(first), to } }
}

/** The first day a vehicle came back from a trip, was refuelled, repaired or cost anything. */
async function firstDay(manager: EntityManager): Promise<string | undefined> {
  const first = async (entity: new () => ObjectLiteral, column: string) =>
    (
      await manager
        .createQueryBuilder(entity, 'x')
        .select(`MIN(x.${column})`, 'day')
        .getRawOne<{ day: string | null }>()
    )?.day
  const days = await Promise.all([
    first(Trip, 'inDay'),
    first(Refuel, 'day'),
    first(Repair, 'acceptedOn'),
    first(VehicleCost, 'day')
  ])
  return days.flatMap((day) => (day ? [day] : [])).sort()[0]
}

const shown = (fields: Readonly<Record<string, Field>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])))

const plainColumn = (
  key: string,
  label: string,
  kind: SheetColumn['kind'],
  width: number,
  total = false
): SheetColumn => ({ key, label, kind, width, ...(total ? { total } : {}) })

/** 月度油耗核算 month by month of the period: each as signed where it was, what came later said beside it. */
export const monthSheet = workedSheet('月度油耗核算', 'movements', async (reading, scope) => {
  const { months, words, period } = await monthsOf(reading, scope)
  const several = months.length > 1
  const rows: SheetRow[] = []
  let signature = ''
  for (const month of months) {
    const { lines, later, signed } = await fuelMonthOf(reading, month)
    const changed = new Map(later.map((line) => [line.id, line]))
    signature = signed ? `${formatDate(signed.day)}签认，单号${signed.number}` : '未签认，按今日登记计算'
    for (const line of lines) {
      // Of one month every vehicle is shown; of several, those that were out or refuelled.
      if (several && line.km === null && line.bought === 0) continue
      const now = changed.get(line.id)
      const remarks = [
        ...(several && !signed ? ['未签认'] : []),
        ...(now ? [`签认后补录：现为${now.km ?? '—'}公里、${now.bought / 1000}升`] : [])
      ]
      rows.push({
        month: formatMonth(month),
        ...sheetRow(fuelMonthLine.fields, line),
        remarks: remarks.join('；')
      })
    }
  }
  return {
    title: '车辆油料月结表',
    ...ownPeriod(scope, period),
    facts: [`月份：${words}`, ...(several ? [] : [signature])],
    columns: [plainColumn('month', '月份', 'text', 9), ...sheetColumns(fuelMonthLine.fields)],
    rows
  }
})

const periodOf = ({ from, to }: ExportScope, today: string) => ({
  from: from ?? `${today.slice(0, 4)}-01-01`,
  to: to ?? today
})
const periodFact = ({ from, to }: { readonly from: string; readonly to: string }) =>
  `期间：${formatDate(from)}至${formatDate(to)}`

/** 费用汇总(单车) of the period; of the year so far when there is none. */
export const costSheet = workedSheet('费用汇总(单车)', 'movements', async (reading, scope) => {
  const period = periodOf(scope, reading.today)
  const names = [
    'plate',
    'fuelCents',
    'repairCents',
    'insuranceCents',
    'inspectionCents',
    'roadCents',
    'fineCents',
    'otherCents',
    'totalCents',
    'km',
    'perKmCents'
  ]
  const fields = shown(costRecord.fields, names)
  const rows = await costSummary(reading, period)
  return {
    title: '单车费用汇总表',
    ...ownPeriod(scope, period),
    facts: [periodFact(period)],
    columns: sheetColumns(fields),
    rows: rows.map((row) => ({ ...sheetRow(fields, row), remarks: row.note }))
  }
})

/** 保险年检到期 at the end of the day asked for. */
export const expirySheet = workedSheet('保险年检到期', 'state', async (reading, scope) => {
  const day = stateDay(scope, reading)
  const fields = shown(expiry.fields, ['subject', 'kind', 'dueOn', 'daysLeft', 'responsibleName', 'state'])
  return {
    title: '保险、年检、驾驶证到期表',
    facts: [`截至${formatDate(day)}`],
    columns: sheetColumns(fields),
    rows: (await expiries(reading, day)).map((row) => ({ ...sheetRow(fields, row), remarks: row.remarks }))
  }
})

/** 用车公示 month by month of the period. */
export const publicSheet = workedSheet('用车公示', 'movements', async (reading, scope) => {
  const { months, words, period } = await monthsOf(reading, scope)
  const rows: SheetRow[] = []
  // Of one month every vehicle is shown; of several, those that were used or cost something.
  const told = (row: SheetRow) => months.length === 1 || row['times'] !== 0 || row['totalCents'] !== 0
  for (const month of months) rows.push(...(await publicRows(reading, month)).filter(told))
  return {
    title: '公务用车使用情况公示表',
    ...ownPeriod(scope, period),
    facts: [`月份：${words}`],
    columns: [
      plainColumn('month', '月份', 'text', 9),
      plainColumn('plate', '车牌', 'code', 10),
      plainColumn('use', '用途', 'text', 10),
      plainColumn('times', '出车次数', 'integer', 8, true),
      plainColumn('km', '公里', 'integer', 8, true),
      plainColumn('fuelCents', '燃油费', 'money', 11, true),
      plainColumn('repairCents', '维修费', 'money', 11, true),
      plainColumn('otherCents', '保险及其他', 'money', 11, true),
      plainColumn('totalCents', '合计', 'money', 12, true)
    ],
    rows
  }
})

/** What is made public of a month, a row a vehicle. */
async function publicRows(reading: Reading, month: string): Promise<readonly SheetRow[]> {
  const period = { from: startOfMonth(`${month}-01`), to: endOfMonth(`${month}-01`) }
  const { manager } = reading
  const counts = await manager
    .createQueryBuilder(Trip, 't')
    .select('t.vehicleId', 'vehicleId')
    .addSelect('COUNT(*)', 'total')
    .where("t.state = 'done' AND t.inDay >= :from AND t.inDay <= :to", period)
    .groupBy('t.vehicleId')
    .getRawMany<{ vehicleId: string; total: number | string }>()
  const times = new Map(counts.map(({ vehicleId, total }) => [vehicleId, Number(total)]))
  const km = await sumByVehicle(manager, Trip, 'km', 'x.inDay >= :from AND x.inDay <= :to', period)
  const uses = new Map((await manager.find(Vehicle)).map(({ id, use }) => [id, use]))
  return (await costSummary(reading, period)).map((row) => ({
    month: formatMonth(month),
    plate: row.plate,
    use: vehicleUses[uses.get(row.id) ?? 'other'],
    times: times.get(row.id) ?? 0,
    km: km.get(row.id) ?? null,
    fuelCents: row.fuelCents,
    repairCents: row.repairCents,
    otherCents: row.totalCents - row.fuelCents - row.repairCents,
    totalCents: row.totalCents,
    remarks: row.note
  }))
}
