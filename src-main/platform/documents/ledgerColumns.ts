import type { SheetColumn } from './sheetModel'

/** Key of the 序号 column; the writer fills it with the running number of the row. */
export const SEQUENCE_KEY = 'sequence'
/** Key of the 备注 column; rows put their exceptions (unconfirmed emergency, accepted warnings) here. */
export const REMARKS_KEY = 'remarks'

/** The columns of a printed ledger: 序号 first and 备注 last, added where the caller did not declare them. */
export function ledgerColumns(columns: readonly SheetColumn[]): readonly SheetColumn[] {
  const hasSequence = columns.some((column) => column.key === SEQUENCE_KEY)
  const hasRemarks = columns.some((column) => column.key === REMARKS_KEY)
  return [
    ...(hasSequence ? [] : [{ key: SEQUENCE_KEY, label: '序号', kind: 'integer', width: 3 } as const]),
    ...columns,
    ...(hasRemarks ? [] : [{ key: REMARKS_KEY, label: '备注', kind: 'text' } as const])
  ]
}
