import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { entry, record, type RowOf } from '../record'
import { choice, code, longText, moment, person, quantity, text, unit, whole } from '../recordField'
import { countThousandths, id, optionalText, text as required, thousandths } from '../values'
import { byId, type Detail, type Made } from './access'
import { line } from './line'
import { cleanupStates, countResults, settlementKinds, type CountResult } from './words'

/** A quarter's clean-up with its count. */
export const cleanup = record('detainedCleanup', {
  number: code('清整单号', 15),
  quarter: text('季度', 9).joined(),
  days: text('清整日', 18).derived(),
  participantNames: text('参加人', 24),
  keeperName: person('保管员', 'keeperId', 8).nullable(),
  openedAt: moment('开始时间', 15),
  closedAt: moment('完成时间', 15).nullable(),
  lines: whole('应盘项数', 6),
  counted: whole('已盘项数', 6),
  missing: whole('缺失', 5),
  surplus: whole('多出', 5),
  misplaced: whole('错位', 5),
  /** Differences of a finished clean-up nobody has settled yet. */
  unsettled: whole('待处理', 6).derived(),
  state: choice('状态', cleanupStates, 7),
  conclusion: longText('清整结论', 20).nullable()
})
export type CleanupRow = RowOf<typeof cleanup>

/** A line to be counted, or a surplus found. Thousandths. */
export const cleanupLine = entry('detainedCleanupLine', {
  tag: line.fields.tag.nullable().joined().by('lineId'),
  name: line.fields.name.joined(),
  measure: line.fields.measure.joined(),
  squadName: unit('片区', 'squadId', 12).nullable().joined(),
  party: text('当事人', 9).joined(),
  location: text('账面库位', 10),
  book: quantity('账面', 8).totalled('measure'),
  counted: quantity('实盘', 8).nullable().joined().totalled('measure'),
  foundLocation: text('实际库位', 10).nullable().joined(),
  /** With the count a difference rests on; null while nothing was counted. */
  result: choice('结果', countResults, 7).nullable().joined().by('countId'),
  note: text('说明', 16).joined(),
  /** What is still to be settled of a difference. */
  open: quantity('待处理', 8).derived(),
  /** What became of a difference so far. */
  settled: text('处理情况', 20).derived()
})
export type CleanupLineRow = RowOf<typeof cleanupLine>

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
  list: listOf('staff', cleanup),
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
    .input(commandInput({ id: id('清整'), version: z.int(), conclusion: required('清整结论', 500) }))
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
