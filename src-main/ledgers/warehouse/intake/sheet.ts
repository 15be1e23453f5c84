import { formatShortDate } from '../../../contract/display'
import { intake as intakeRecord, type IntakeRow } from '../../../contract/warehouse/intake'
import { clockKinds } from '../../../contract/warehouse/words'
import { groupsOf } from '../../../kernel/groups'
import type { Reading } from '../../../office/house'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import { exceptionWords } from '../../../office/records/remarks'
import { allRows, type ListDefinition } from '../../../platform/database/listQuery'
import { mustFind, rowsWith } from '../../../platform/database/readRows'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { clockAtIntake } from '../clocks/standing'
import { DetainedLine, DetainedMovement, type Intake } from '../entities'
import { isWithin, movedWithin } from '../line/moved'
import { codeColumn, narrowing, sheetOf, textColumn } from '../sheets'
import { exitsOfLine, exitWords } from './exitWords'
import { intakeList, intakeRows, intakesFor } from './rows'

const intakeColumns: readonly SheetColumn[] = [
  codeColumn('number', '入库单号', 15),
  { key: 'at', label: '入库时间', kind: 'instant', width: 9 },
  { key: 'detainedAt', label: '扣押时间', kind: 'instant', width: 9 },
  textColumn('squadName', '片区', 8),
  textColumn('officers', '执法人员', 8),
  textColumn('party', '当事人', 7),
  textColumn('cause', '案由', 8),
  textColumn('basis', '法律依据', 7),
  codeColumn('documentNumber', '文书号', 12),
  textColumn('name', '物品', 9),
  textColumn('spec', '规格', 6),
  { key: 'quantity', label: '数量', kind: 'quantity', width: 6, total: true, per: 'measure' },
  textColumn('measure', '单位', 4),
  textColumn('condition', '状况', 7),
  textColumn('perishable', '易腐', 4),
  { key: 'estimatedCents', label: '估值', kind: 'money', width: 8, total: true },
  textColumn('location', '库位', 7),
  textColumn('due', '到期日(依据)', 11),
  textColumn('handlerName', '交件人', 6),
  textColumn('keeperName', '保管员', 6),
  // What an import of this very register has to know of what left.
  textColumn('exits', '出库明细', 12)
]

async function* intakeLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const { manager } = reading
  const query = await intakesFor(reading)
  movedWithin(query, scope, "m.intakeId = i.id AND m.kind = 'intake'")
  const list: ListDefinition = { ...intakeList, order: [['i.id', 'ASC']] }
  for await (const intakes of allRows(query, list, narrowing(scope), 300)) {
    const ids = intakes.map((intake) => intake.id)
    const lines = await rowsWith(manager, DetainedLine, 'intakeId', ids, { order: { lineNumber: 'ASC' } })
    const moves = await rowsWith(manager, DetainedMovement, 'intakeId', ids, { order: { id: 'ASC' } })
    const byLine = groupsOf(moves, ({ lineId }) => lineId)
    const received = moves.filter(({ kind }) => kind === 'intake')
    const movements = groupsOf(received.filter(isWithin(scope)), ({ lineId }) => lineId)
    const reversed = new Set(received.map(({ reversalOfId }) => reversalOfId))
    const shown = new Map((await intakeRows(manager, intakes)).map((row) => [row.id, row]))
    const exceptions = await exceptionWords(manager, 'warehouse', ids)
    for (const intake of intakes)
      for (const line of lines.filter((each) => each.intakeId === intake.id))
        for (const moved of movements.get(line.id) ?? [])
          yield intakeRow(mustFind(shown, intake.id), line, moved, {
            due: periodWords(intake, line, reading),
            exits: moved.reversalOfId ? '' : exitWords(exitsOfLine(byLine.get(line.id) ?? [])),
            opening: intake.opening ? '期初转入' : '',
            reversal: moved.reversalOfId ? `冲正：${moved.reason ?? ''}` : reversed.has(moved.id) ? '已冲正' : '',
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
  intake: IntakeRow,
  line: DetainedLine,
  moved: DetainedMovement,
  said: Readonly<Record<'due' | 'exits' | 'opening' | 'reversal' | 'exception', string>>
): SheetRow {
  const notes = [said.reversal, intake.remarks ?? '', said.opening, said.exception].filter((note) => note !== '')
  return {
    ...sheetRow(intakeRecord.fields, intake),
    at: moved.reversalOfId ? moved.at : intake.at,
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
    due: said.due,
    exits: said.exits,
    remarks: notes.join('；')
  }
}

/** 入库登记 */
export const intakeSheet = sheetOf({
  name: '入库登记',
  shows: 'movements',
  bound: true,
  ofNow: ['出库明细'],
  fields: intakeRecord.fields,
  columns: intakeColumns,
  rows: intakeLines
})
