import { formatShortDate } from '../../../contract/display'
import { custodyFields, lineFields } from '../../../contract/warehouse/line'
import { dueFields } from '../../../contract/warehouse/clocks'
import { intakeFields } from '../../../contract/warehouse/intake'
import { clockKinds, custodyActs, legalBases } from '../../../contract/warehouse/words'
import { instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import type { ExportScope, Reading, SheetDefinition } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { bureauName } from '../../../office/people/bureau'
import { exceptionWords } from '../../../office/records/remarks'
import { rowsWith } from '../../../platform/database/readRows'
import { allRows, type ListDefinition } from '../../../platform/database/listQuery'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { type CustodyEntry, DetainedLine, DetainedMovement, type Intake, type Standing } from '../entities'
import { intakeList, intakesFor } from './rows'
import { custodyFor, custodyList, custodyRows, lineList, lineRows, standingsFor } from '../line/rows'
import { dueRows } from '../line/dueRows'
import { clockAtIntake, standingsOn } from '../clocks/standing'
import { groupsOf } from '../../../kernel/groups'
import { isWithin, movedWithin } from '../line/moved'
import { squadKey } from '../report/rows'
import { stateDay } from '../../../office/outputs/filterWords'

const text = (key: string, label: string, width: number): SheetColumn => ({ key, label, kind: 'text', width })
const code = (key: string, label: string, width: number): SheetColumn => ({ key, label, kind: 'code', width })

/** What a sheet is narrowed to; everything when nothing is. */
export const narrowing = (scope: ExportScope) => scope.filter ?? { filters: [] }

const intakeColumns: readonly SheetColumn[] = [
  code('number', '入库单号', 15),
  { key: 'at', label: '入库时间', kind: 'instant', width: 9 },
  { key: 'detainedAt', label: '扣押时间', kind: 'instant', width: 9 },
  text('squadName', '片区', 8),
  text('officers', '执法人员', 8),
  text('party', '当事人', 7),
  text('cause', '案由', 8),
  text('basis', '法律依据', 7),
  code('documentNumber', '文书号', 12),
  text('name', '物品', 9),
  text('spec', '规格', 6),
  { key: 'quantity', label: '数量', kind: 'quantity', width: 6, total: true, per: 'measure' },
  text('measure', '单位', 4),
  text('condition', '状况', 7),
  text('perishable', '易腐', 4),
  { key: 'estimatedCents', label: '估值', kind: 'money', width: 8, total: true },
  text('location', '库位', 7),
  text('due', '到期日(依据)', 11),
  text('handlerName', '交件人', 6),
  text('keeperName', '保管员', 6)
]

async function* intakeLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const { manager } = reading
  const query = await intakesFor(reading, narrowing(scope))
  movedWithin(query, scope, "m.intakeId = i.id AND m.kind = 'intake'")
  const list: ListDefinition = { ...intakeList, order: [['i.id', 'ASC']] }
  for await (const intakes of allRows(query, list, narrowing(scope), 300)) {
    const ids = intakes.map((intake) => intake.id)
    const lines = await rowsWith(manager, DetainedLine, 'intakeId', ids, { order: { lineNumber: 'ASC' } })
    const received = await rowsWith(manager, DetainedMovement, 'intakeId', ids, { where: { kind: 'intake' }, order: { id: 'ASC' } })
    const movements = groupsOf(received.filter(isWithin(scope)), ({ lineId }) => lineId)
    const reversed = new Set(received.map(({ reversalOfId }) => reversalOfId))
    const squads = await unitNames(
      manager,
      intakes.map((intake) => intake.squadId)
    )
    const people = await personNames(
      manager,
      intakes.flatMap((intake) => [intake.handlerId, intake.keeperId])
    )
    const exceptions = await exceptionWords(manager, 'warehouse', ids)
    for (const intake of intakes)
      for (const line of lines.filter((each) => each.intakeId === intake.id))
        for (const moved of movements.get(line.id) ?? [])
          yield intakeRow(intake, line, moved, periodWords(intake, line, reading), {
            reversal: moved.reversalOfId ? `冲正：${moved.reason ?? ''}` : reversed.has(moved.id) ? '已冲正' : '',
            squadName: squads.get(intake.squadId) ?? '',
            handlerName: people.get(intake.handlerId ?? '') ?? '',
            keeperName: people.get(intake.keeperId ?? '') ?? '',
            exception: exceptions.get(intake.id)?.join('；') ?? ''
          })
  }
}

/** The period that leads when goods are taken in, with what it rests on. */
function periodWords(intake: Intake, line: DetainedLine, { book, calendar }: Reading): string {
  const clock = clockAtIntake(intake, line, book, calendar)
  return clock ? `${formatShortDate(clock.deadline.dueOn)}\n${clockKinds[clock.kind]}` : ''
}

function intakeRow(
  intake: Intake,
  line: DetainedLine,
  moved: DetainedMovement,
  due: string,
  names: {
    readonly reversal: string
    readonly squadName: string
    readonly handlerName: string
    readonly keeperName: string
    readonly exception: string
  }
): SheetRow {
  const notes = [names.reversal, intake.remarks ?? '', intake.opening ? '期初转入' : '', names.exception].filter((note) => note !== '')
  return {
    number: intake.number,
    at: moved.reversalOfId ? moved.at : intake.at,
    detainedAt: intake.detainedAt,
    officers: intake.officers.map((officer) => officer.name).join('、'),
    party: intake.party,
    cause: intake.cause,
    basis: legalBases[intake.basis],
    documentNumber: intake.documentNumber,
    name: line.name,
    spec: [line.brand, line.spec].filter((part) => part !== '').join(' '),
    // A reversal stands, negative, in the period it was made in.
    quantity: moved.quantity,
    measure: line.measure,
    condition: line.condition,
    perishable: line.perishability === 'perishable' ? '是' : '否',
    estimatedCents: line.estimatedCents === null || moved.quantity > 0 ? line.estimatedCents : -line.estimatedCents,
    // where it was put and what period began: neither changes when it is moved or goes
    location: line.location,
    due,
    squadName: names.squadName,
    handlerName: names.handlerName,
    keeperName: names.keeperName,
    remarks: notes.join('；')
  }
}

const onHandColumns: readonly SheetColumn[] = [
  code('intakeNumber', '入库单号', 15),
  text('name', '物品', 12),
  { key: 'onHand', label: '在库数量', kind: 'quantity', width: 8, total: true, per: 'measure' },
  text('measure', '单位', 5),
  text('location', '库位', 10),
  text('party', '当事人', 9),
  { key: 'daysHeld', label: '入库天数', kind: 'integer', width: 6 },
  { key: 'dueOn', label: '最早到期', kind: 'date', width: 10 },
  text('basis', '依据', 14),
  text('squadName', '片区', 12)
]

/** Goods as they stood at the end of the period's last day, window by window: as kept for today, rebuilt from the movements for a past day. */
async function* standingsAt(reading: Reading, scope: ExportScope, order: 'tag' | 'dueOn'): AsyncGenerator<readonly Standing[]> {
  const day = stateDay(scope, reading)
  const now = day === reading.today
  const query = (await standingsFor(reading, narrowing(scope))).andWhere(now ? 's.onHand > 0' : 's.intakeDay <= :day', { day })
  const list: ListDefinition = { ...lineList, order: [[now && order === 'dueOn' ? 's.dueOn' : 's.tag', 'ASC']] }
  for await (const standings of allRows(query, list, narrowing(scope), 500))
    yield now ? standings : (await standingsOn(reading, standings, day)).filter(({ onHand }) => onHand > 0)
}

/** The reading as it was at the end of the day a state is of. */
function readingAt(reading: Reading, scope: ExportScope): Reading {
  const day = stateDay(scope, reading)
  return day === reading.today ? reading : { ...reading, today: day, now: instantAt(day, '23:59') }
}

async function* onHandLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  for await (const standings of standingsAt(reading, scope, 'tag'))
    yield* (await lineRows(readingAt(reading, scope), standings)).map((row) => ({
      intakeNumber: row.intakeNumber,
      name: row.name,
      onHand: row.onHand,
      measure: row.measure,
      location: row.location,
      party: row.party,
      daysHeld: row.daysHeld,
      dueOn: row.dueOn,
      basis: row.dueKind ? clockKinds[row.dueKind] : '',
      squadName: row.squadName,
      remarks: row.remarks
    }))
}

const dueColumns: readonly SheetColumn[] = [
  { key: 'dueOn', label: '到期日', kind: 'date', width: 10 },
  text('basis', '依据规则', 15),
  text('name', '物品', 11),
  { key: 'onHand', label: '数量', kind: 'quantity', width: 7, total: true, per: 'measure' },
  text('measure', '单位', 4),
  text('party', '当事人', 8),
  text('squadName', '片区', 11),
  text('todo', '应办事项', 22),
  text('state', '状态', 7),
  { key: 'overdueDays', label: '逾期天数', kind: 'integer', width: 6 }
]

async function* dueLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const due: Standing[] = []
  // put in order when all are known: a day rebuilt is no column of the database
  for await (const standings of standingsAt(reading, scope, 'dueOn')) due.push(...standings.filter(({ dueOn }) => dueOn !== null))
  const earliest = (one: Standing, other: Standing): number => ((one.dueOn ?? '') < (other.dueOn ?? '') ? -1 : one.dueOn === other.dueOn ? 0 : 1)
  for (const row of await dueRows(readingAt(reading, scope), due.sort(earliest))) yield { ...row, basis: `${clockKinds[row.dueKind]}（${row.rule}）` }
}

/** Overdue goods at the end of the period's last day by squad and unit of measure; nothing where that day is today, whose figures are kept. */
export async function overdueAt(reading: Reading, scope: ExportScope): Promise<ReadonlyMap<string, number> | undefined> {
  const day = stateDay(scope, reading)
  if (day === reading.today) return undefined
  const sums = new Map<string, number>()
  for await (const standings of standingsAt(reading, { to: scope.to }, 'tag'))
    for (const standing of standings)
      if (standing.dueOn !== null && standing.dueOn < day) sums.set(squadKey(standing), (sums.get(squadKey(standing)) ?? 0) + standing.onHand)
  return sums
}

const custodyColumns: readonly SheetColumn[] = [
  text('goods', '物品', 18),
  { key: 'at', label: '时间', kind: 'instant', width: 11 },
  text('actName', '动作', 9),
  { key: 'quantity', label: '数量', kind: 'quantity', width: 7 },
  text('measure', '单位', 4),
  text('from', '由', 12),
  text('to', '交', 12),
  text('place', '地点', 16),
  code('voucher', '凭证', 16)
]

async function* custodyLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = await custodyFor(reading, narrowing(scope))
  if (scope.from) query.andWhere('c.at >= :from', { from: instantAt(scope.from, '00:00') })
  if (scope.to) query.andWhere('c.at < :until', { until: instantAt(addDays(scope.to, 1), '00:00') })
  for await (const entries of allRows<CustodyEntry>(query, custodyList, narrowing(scope), 1000))
    yield* (await custodyRows(reading, entries)).map((row) => ({
      goods: `${row.name}（${row.tag}）`,
      at: row.at,
      actName: custodyActs[row.act],
      quantity: row.quantity,
      measure: row.measure,
      from: row.from,
      to: row.to,
      place: row.place,
      voucher: row.voucher,
      remarks: row.remarks
    }))
}

async function sheet(reading: Reading, name: string, columns: readonly SheetColumn[], rows: AsyncIterable<SheetRow>) {
  return { title: `${await bureauName(reading.manager)}暂扣（罚没）物品${name}`, columns, rows }
}

/** 入库登记, 在库台账, 到期处理 and 物品流转(监管链). */
export const intakeSheets = {
  intakes: {
    name: '入库登记',
    shows: 'movements',
    bound: true,
    fields: intakeFields,
    make: (reading, scope) => sheet(reading, '入库登记', intakeColumns, intakeLines(reading, scope))
  },
  onHand: {
    name: '在库台账',
    shows: 'state',
    fields: lineFields,
    make: (reading, scope) => sheet(reading, '在库台账', onHandColumns, onHandLines(reading, scope))
  },
  due: {
    name: '到期处理',
    shows: 'state',
    fields: dueFields,
    make: (reading, scope) => sheet(reading, '到期处理', dueColumns, dueLines(reading, scope))
  },
  custody: {
    name: '物品流转(监管链)',
    shows: 'movements',
    fields: custodyFields,
    make: (reading, scope) => sheet(reading, '流转（监管链）', custodyColumns, custodyLines(reading, scope))
  }
} as const satisfies Record<string, SheetDefinition>
