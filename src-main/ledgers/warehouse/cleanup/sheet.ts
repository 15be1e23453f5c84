import { cleanup as cleanupRecord, type CleanupLineRow } from '../../../contract/warehouse/cleanup'
import type { Reading } from '../../../office/house'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { rosterOf } from '../../../office/people/roster'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { Cleanup } from '../entities'
import { sheetOf, textColumn } from '../sheets'
import { cleanupLines } from './rows'
import { quarterWords } from './window'

const cleanupColumns: readonly SheetColumn[] = [
  textColumn('quarter', '季度', 9),
  textColumn('squadName', '片区', 11),
  textColumn('people', '参加人', 12),
  { key: 'book', label: '账面', kind: 'quantity', width: 8, total: true },
  { key: 'counted', label: '实盘', kind: 'quantity', width: 8, total: true },
  { key: 'missing', label: '缺失', kind: 'quantity', width: 7, total: true },
  { key: 'surplus', label: '多出', kind: 'quantity', width: 7, total: true },
  { key: 'misplaced', label: '错位', kind: 'quantity', width: 7, total: true },
  textColumn('note', '说明', 20),
  textColumn('keeper', '保管员', 8)
]

async function* cleanupSquads({ manager }: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const query = manager.createQueryBuilder(Cleanup, 'q').orderBy('q.quarter', 'ASC')
  if (scope.from) query.andWhere('q.lastDay >= :from', { from: scope.from })
  if (scope.to) query.andWhere('q.firstDay <= :to', { to: scope.to })
  const cleanups = await query.getMany()
  const { people } = await rosterOf(manager)
  for (const cleanup of cleanups) {
    const rows = await cleanupLines(manager, cleanup.id)
    const squads = new Set([
      ...rows.map((row) => row.squadName ?? ''),
      ...cleanup.participants.map((each) => each.squadName)
    ])
    for (const squadName of squads) {
      const own = rows.filter((row) => (row.squadName ?? '') === squadName)
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
        note: differing.map(differenceWords).join('；'),
        keeper: people.get(cleanup.keeperId ?? '') ?? '',
        remarks: cleanup.state === 'open' ? '清整中' : (cleanup.conclusion ?? '')
      }
    }
  }
}

function differenceWords({ name, note, foundLocation, settled }: CleanupLineRow): string {
  const where = foundLocation ? `在${foundLocation}` : ''
  return `${name}：${[note || where, settled].filter(Boolean).join('，')}`
}

/** 清整盘点 */
export const cleanupSheet = sheetOf({
  name: '清整盘点',
  shows: 'movements',
  fields: cleanupRecord.fields,
  columns: cleanupColumns,
  rows: cleanupSquads
})
