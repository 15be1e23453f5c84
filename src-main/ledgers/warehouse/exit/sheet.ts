import { exitFields } from '../../../contract/warehouse/exit'
import { cleanupFields } from '../../../contract/warehouse/cleanup'
import { squadFields } from '../../../contract/warehouse/room'
import { exitKinds } from '../../../contract/warehouse/words'
import type { ExportScope, Reading, SheetDefinition } from '../../../office/house'
import { sheetColumns } from '../../../office/outputs/fieldColumns'
import { unconfirmedOf } from '../../../office/approvals/unconfirmed'
import { personNames } from '../../../office/people/names'
import { bureauName } from '../../../office/people/bureau'
import { approversOf, exceptionWords } from '../../../office/records/remarks'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { allRows, type ListDefinition } from '../../../platform/database/listQuery'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { quarterWords } from '../cleanup/window'
import { Cleanup, DetainedLine, DetainedMovement, type Exit, ExitRecord, Intake } from '../entities'
import { exitList, exitsFor } from './rows'
import { cleanupLines } from '../cleanup/rows'
import { squadFigures } from '../report/rows'
import { squadsVisibleTo } from '../visibility'
import { isWithin, movedWithin } from '../line/moved'
import { narrowing, overdueAt } from '../intake/sheet'

const text = (key: string, label: string, width: number): SheetColumn => ({ key, label, kind: 'text', width })
const code = (key: string, label: string, width: number): SheetColumn => ({ key, label, kind: 'code', width })

const exitColumns: readonly SheetColumn[] = [
  code('number', '出库单号', 15),
  { key: 'at', label: '时间', kind: 'instant', width: 10 },
  text('kind', '去向', 5),
  text('name', '物品', 12),
  { key: 'quantity', label: '数量', kind: 'quantity', width: 7, total: true, per: 'measure' },
  text('measure', '单位', 4),
  text('recipient', '当事人/接收单位', 12),
  code('decisionNumber', '决定文书', 15),
  text('squadSigner', '片区负责人', 8),
  text('keeper', '保管员', 8),
  text('witness', '见证人', 8),
  { key: 'photos', label: '照片数', kind: 'integer', width: 5 }
]

const destructionColumns: readonly SheetColumn[] = [
  code('batch', '批次', 15),
  { key: 'at', label: '时间', kind: 'instant', width: 10 },
  text('place', '地点', 11),
  text('method', '方式', 9),
  text('name', '物品', 11),
  { key: 'quantity', label: '数量', kind: 'quantity', width: 7, total: true, per: 'measure' },
  text('measure', '单位', 4),
  code('documentNumber', '原文书', 14),
  text('executor', '执行人', 7),
  text('recorder', '记录人', 7),
  text('witness', '见证人', 7),
  text('approver', '批准人', 7),
  text('photoWords', '照片', 5)
]

/** What left in the period, a row per movement of goods; a reversal stands, negative, in the period it was made in. */
async function* exitLines(reading: Reading, scope: ExportScope, onlyDestruction: boolean): AsyncGenerator<SheetRow> {
  const { manager } = reading
  const query = await exitsFor(reading, narrowing(scope))
  if (onlyDestruction) query.andWhere('e.kind = :destroy', { destroy: 'destroy' })
  movedWithin(query, scope, 'm.exitId = e.id')
  const list: ListDefinition = { ...exitList, order: [['e.id', 'ASC']] }
  for await (const exits of allRows<Exit>(query, list, narrowing(scope), 300)) {
    const ids = exits.map((exit) => exit.id)
    const approvalIds = exits.map((exit) => exit.approvalId)
    const records = new Map((await rowsWith(manager, ExitRecord, 'exitId', ids)).map((record) => [record.exitId, record]))
    const lines = (await rowsWith(manager, DetainedMovement, 'exitId', ids, { order: { id: 'ASC' } })).filter(isWithin(scope))
    const goods = await rowsById(
      manager,
      DetainedLine,
      lines.map((line) => line.lineId)
    )
    const intakes = await rowsById(
      manager,
      Intake,
      exits.map((exit) => exit.intakeId)
    )
    const approvers = await approversOf(manager, approvalIds)
    const exceptions = await exceptionWords(manager, 'warehouse', ids)
    const asked = approvalIds.filter((id) => id !== null)
    const unconfirmed = new Set(asked.length > 0 ? (await unconfirmedOf(manager, asked)).map((call) => call.approvalId) : [])
    for (const exit of exits) {
      const record = records.get(exit.id)
      const intake = intakes.get(exit.intakeId)
      // taken when the goods left; what a squad took as evidence is another kind and is told apart
      const photos = record?.photoIds.length ?? 0
      const notes = [
        exit.ownerless ? '按无主物品处理' : '',
        exit.opening ? exit.reason : '',
        exit.responsibility ? `责任认定：${exit.responsibility}` : '',
        exit.photoIds.length > 0 ? `片区取证照片${exit.photoIds.length}张` : '',
        exit.state === 'reversed' ? '已冲正' : '',
        ...(exceptions.get(exit.id) ?? []),
        exit.approvalId && unconfirmed.has(exit.approvalId) ? '电话请示未确认' : ''
      ]
      for (const line of lines.filter((each) => each.exitId === exit.id))
        yield {
          number: exit.number,
          batch: record?.batch ?? '',
          at: line.reversalOfId ? line.at : (record?.at ?? line.at),
          kind: exitKinds[exit.kind],
          name: goods.get(line.lineId)?.name ?? '',
          measure: goods.get(line.lineId)?.measure ?? '',
          quantity: 0 - line.quantity,
          recipient: exit.recipient || (intake?.party ?? ''),
          decisionNumber: exit.decisionNumber,
          documentNumber: intake?.documentNumber ?? '',
          squadSigner: record?.squadSignerName ?? '',
          keeper: record?.keeperName ?? '',
          witness: record?.witnessName ?? '',
          place: record?.place ?? '',
          method: record?.method ?? '',
          executor: record?.executorName ?? '',
          recorder: record?.recorderName ?? '',
          approver: approvers.get(exit.approvalId ?? '') ?? '',
          photos,
          photoWords: photos > 0 ? `${photos}张` : '',
          remarks: [line.reversalOfId ? `冲正：${line.reason ?? ''}` : '', ...notes].filter((note) => note !== '').join('；')
        }
    }
  }
}

const cleanupColumns: readonly SheetColumn[] = [
  text('quarter', '季度', 9),
  text('squadName', '片区', 11),
  text('people', '参加人', 12),
  { key: 'book', label: '账面', kind: 'quantity', width: 8, total: true },
  { key: 'counted', label: '实盘', kind: 'quantity', width: 8, total: true },
  { key: 'missing', label: '缺失', kind: 'quantity', width: 7, total: true },
  { key: 'surplus', label: '多出', kind: 'quantity', width: 7, total: true },
  { key: 'misplaced', label: '错位', kind: 'quantity', width: 7, total: true },
  text('note', '说明', 20),
  text('keeper', '保管员', 8)
]

async function* cleanupSquads({ manager }: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = manager.createQueryBuilder(Cleanup, 'q').orderBy('q.quarter', 'ASC')
  if (scope.from) query.andWhere('q.lastDay >= :from', { from: scope.from })
  if (scope.to) query.andWhere('q.firstDay <= :to', { to: scope.to })
  const cleanups = await query.getMany()
  const people = await personNames(
    manager,
    cleanups.map((cleanup) => cleanup.keeperId)
  )
  for (const cleanup of cleanups) {
    const rows = await cleanupLines(manager, cleanup.id)
    const squads = new Set([...rows.map((row) => row.squadName), ...cleanup.participants.map((each) => each.squadName)])
    for (const squadName of squads) {
      const own = rows.filter((row) => row.squadName === squadName)
      const sum = (part: (row: (typeof own)[number]) => number) => own.reduce((total, row) => total + part(row), 0)
      const differing = own.filter((row) => row.result !== null && row.result !== 'found')
      yield {
        quarter: quarterWords(cleanup.quarter),
        squadName: squadName || '无标签物品',
        people: cleanup.participants
          .filter((each) => each.squadName === squadName)
          .map((each) => each.name)
          .join('、'),
        book: sum((row) => row.book),
        counted: sum((row) => row.counted ?? 0),
        missing: sum((row) => (row.counted === null ? 0 : Math.max(0, row.book - row.counted))),
        surplus: sum((row) => Math.max(0, (row.counted ?? 0) - row.book)),
        misplaced: sum((row) => (row.result === 'misplaced' ? (row.counted ?? 0) : 0)),
        note: differing
          .map((row) => `${row.name}：${[row.note || (row.foundLocation ? `在${row.foundLocation}` : ''), row.settled].filter(Boolean).join('，')}`)
          .join('；'),
        keeper: people.get(cleanup.keeperId ?? '') ?? '',
        remarks: cleanup.state === 'open' ? '清整中' : (cleanup.conclusion ?? '')
      }
    }
  }
}

async function sheet(reading: Reading, name: string, columns: readonly SheetColumn[], rows: AsyncIterable<SheetRow> | Iterable<SheetRow>) {
  return { title: `${await bureauName(reading.manager)}暂扣（罚没）物品${name}`, columns, rows }
}

/** 出库登记, 销毁清册, 清整盘点 and 片区统计. */
export const exitSheets = {
  exits: {
    name: '出库登记',
    shows: 'movements',
    bound: true,
    fields: exitFields,
    make: (reading, scope) => sheet(reading, '出库登记', exitColumns, exitLines(reading, scope, false))
  },
  destructions: {
    name: '销毁清册',
    shows: 'movements',
    fields: exitFields,
    make: (reading, scope) => sheet(reading, '销毁清册', destructionColumns, exitLines(reading, scope, true))
  },
  cleanups: {
    name: '清整盘点',
    shows: 'movements',
    fields: cleanupFields,
    make: (reading, scope) => sheet(reading, '清整盘点', cleanupColumns, cleanupSquads(reading, scope))
  },
  squads: {
    name: '片区统计',
    shows: 'movements',
    fields: squadFields,
    make: async (reading, scope) => {
      const visible = await squadsVisibleTo(reading.manager, reading.actor)
      const { rows } = await squadFigures(reading.manager, reading.today, scope, visible, await overdueAt(reading, scope))
      // in and out are of the period, what lies there and what is overdue are of its end
      const atEnd: Readonly<Record<string, string>> = { onHand: '期末在库', overdue: '期末逾期' }
      const columns = sheetColumns(squadFields).map((column) => ({ ...column, label: atEnd[column.key] ?? column.label }))
      return sheet(
        reading,
        '片区统计',
        columns,
        rows.map((row): SheetRow => ({ ...row }))
      )
    }
  }
} as const satisfies Record<string, SheetDefinition>
