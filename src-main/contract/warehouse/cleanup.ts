import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page } from '../lists'
import { countThousandths, id, optionalText, text, thousandths } from '../values'
import { byId, type Detail, type Made } from './access'
import { choicesOf, cleanupStates, countResults, keysOf, settlementKinds, type CleanupState, type CountResult } from './words'

/** A quarter's clean-up with its count. */
export interface CleanupRow {
  readonly id: string
  readonly number: string
  readonly quarter: string
  readonly days: string
  readonly participants: string
  readonly keeperName: string
  readonly openedAt: string
  readonly closedAt: string | null
  readonly lines: number
  readonly counted: number
  readonly missing: number
  readonly surplus: number
  readonly misplaced: number
  /** Differences of a finished clean-up nobody has settled yet. */
  readonly unsettled: number
  readonly state: CleanupState
  readonly conclusion: string | null
  readonly version: number
}

export const cleanupFields = {
  number: { label: '清整单号', kind: 'code', width: 15 },
  quarter: { label: '季度', kind: 'text', width: 9 },
  days: { label: '清整日', kind: 'text', width: 18 },
  participants: { label: '参加人', kind: 'text', width: 24 },
  keeperName: { label: '保管员', kind: 'person', width: 8 },
  openedAt: { label: '开始时间', kind: 'instant', width: 15 },
  closedAt: { label: '完成时间', kind: 'instant', width: 15 },
  lines: { label: '应盘项数', kind: 'integer', width: 6 },
  counted: { label: '已盘项数', kind: 'integer', width: 6 },
  missing: { label: '缺失', kind: 'integer', width: 5 },
  surplus: { label: '多出', kind: 'integer', width: 5 },
  misplaced: { label: '错位', kind: 'integer', width: 5 },
  unsettled: { label: '待处理', kind: 'integer', width: 6 },
  state: { label: '状态', kind: 'choice', width: 7, choices: choicesOf(cleanupStates) },
  conclusion: { label: '清整结论', kind: 'longText', width: 20 }
} as const satisfies Fields<Omit<CleanupRow, 'id' | 'version'>>

/** A line to be counted, or a surplus found. Thousandths. */
export interface CleanupLineRow {
  readonly id: string
  readonly lineId: string | null
  readonly tag: string
  readonly name: string
  readonly measure: string
  readonly squadName: string
  readonly party: string
  readonly location: string
  readonly book: number
  readonly counted: number | null
  readonly foundLocation: string | null
  readonly result: CountResult | null
  readonly note: string
  /** The count a difference rests on; null while nothing was counted. */
  readonly countId: string | null
  /** What is still to be settled of a difference, in thousandths. */
  readonly open: number
  /** What became of a difference so far. */
  readonly settled: string
}

export const cleanupLineFields = {
  tag: { label: '物品编号', kind: 'code', width: 17 },
  name: { label: '物品', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  squadName: { label: '片区', kind: 'unit', width: 12 },
  party: { label: '当事人', kind: 'text', width: 9 },
  location: { label: '账面库位', kind: 'text', width: 10 },
  book: { label: '账面', kind: 'quantity', width: 8, total: true },
  counted: { label: '实盘', kind: 'quantity', width: 8, total: true },
  foundLocation: { label: '实际库位', kind: 'text', width: 10 },
  result: { label: '结果', kind: 'choice', width: 7, choices: choicesOf(countResults) },
  note: { label: '说明', kind: 'text', width: 16 },
  open: { label: '待处理', kind: 'quantity', width: 8 },
  settled: { label: '处理情况', kind: 'text', width: 20 }
} as const satisfies Fields<Omit<CleanupLineRow, 'id' | 'lineId' | 'countId'>>

const participant = z.strictObject({ squadId: id('片区'), personId: id('参加人') })
const count = z.strictObject({
  /** Absent for a surplus: something without a tag or of another book. */
  lineId: id('物品').optional(),
  name: optionalText('物品名称', 60),
  quantity: countThousandths('实盘数'),
  foundLocation: optionalText('实际库位', 40),
  note: optionalText('说明', 200)
})

export const cleanups = {
  list: query('staff').input(listInput).output(output<Page<CleanupRow>>()),
  get: query('staff').input(byId('清整')).output(output<Detail<CleanupRow, CleanupLineRow>>()),
  open: command(['warehouseKeeper'])
    .input(
      commandInput({
        quarter: z.string().regex(/^(19|20|21)\d\d-Q[1-4]$/, '季度应为 2026-Q3 这样的季度'),
        participants: z.array(participant).max(100)
      })
    )
    .output(output<{ id: string; number: string }>()),
  /** Hands counts in, shelf by shelf; a later count of the same line counts. */
  count: command('staff')
    .input(commandInput({ id: id('清整'), version: z.int(), counts: z.array(count).min(1, '请填写实盘数').max(2000) }))
    .output(output<{ version: number; results: readonly { lineId: string | null; result: CountResult }[] }>()),
  close: command(['warehouseKeeper'])
    .input(commandInput({ id: id('清整'), version: z.int(), conclusion: text('清整结论', 500) }))
    .output(output<{ version: number }>()),
  /** Ends a difference of a finished clean-up: missing goods that turned up, a surplus explained or taken in. */
  settle: command(['warehouseKeeper'])
    .input(
      commandInput({
        id: id('清整'),
        countId: id('差异'),
        how: z.enum(keysOf(settlementKinds), { error: '请选择处理结果' }),
        /** Of missing goods only: how much of them was found. */
        quantity: thousandths('找到的数量').optional(),
        /** Number of the intake a surplus was taken in with. */
        intakeNumber: optionalText('入库单号', 40),
        note: optionalText('处理情况', 300)
      })
    )
    .output(output<{ open: number }>()),
  /** Asks for missing goods to be taken off the book; decided by office and leader, carried out like any exit. */
  writeOff: command(['warehouseKeeper'])
    .input(
      commandInput({
        id: id('清整'),
        countId: id('差异'),
        quantity: thousandths('核销数量'),
        reason: optionalText('查找经过', 300),
        responsibility: optionalText('责任认定', 300)
      })
    )
    .output(output<Made & { approvalId: string }>())
}
