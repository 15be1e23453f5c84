import { text, type RecordedAct, type Row } from './readerWorld'

/** What a run of two years has to have come to, for its silence on it to say anything. */
export const toBeReached = [
  ...['用本局印章', '用个人名章', '用部门印章', '用财务专用章'],
  ...['盘盈或盘亏', '电话审批', '确认电话审批', '逾期确认', '否认电话审批'],
  ...['清整', '清整差异', '处理清整差异', '逾期清整']
]

const uses: Readonly<Record<string, string>> = {
  bureau: '用本局印章',
  personal: '用个人名章',
  unit: '用部门印章',
  finance: '用财务专用章'
}
const outcomes: Readonly<Record<string, string>> = { confirm: '确认电话审批', disown: '否认电话审批' }

const named: Readonly<Record<string, (row: Row, kinds: ReadonlyMap<string, string>) => string | undefined>> = {
  seal_uses: (row, kinds) => uses[kinds.get(text(row, 'sealId')) ?? ''],
  supply_movements: (row) => (['gain', 'loss'].includes(text(row, 'kind')) ? '盘盈或盘亏' : undefined),
  approval_decisions: (row) => (text(row, 'takenById') === '' ? outcomes[text(row, 'outcome')] : '电话审批'),
  missed_deadlines: (row) => ({ 'K-03': '逾期确认', 'WH-14': '逾期清整' })[text(row, 'rule')],
  detained_cleanup_lines: () => '清整',
  detained_cleanup_counts: (row) => (text(row, 'result') === 'found' ? undefined : '清整差异'),
  detained_settlements: () => '处理清整差异'
}

/** Which of it a record came to. */
export function reachedIn(record: readonly RecordedAct[]): ReadonlySet<string> {
  const kinds = new Map(
    record.flatMap(({ changes }) =>
      changes
        .filter(({ table, before }) => table === 'seals' && before === null)
        .map(({ id, after }) => [id, text(after ?? undefined, 'kind')] as const)
    )
  )
  return new Set(
    record.flatMap(({ appended }) => appended.flatMap(({ table, row }) => named[table]?.(row, kinds) ?? []))
  )
}
