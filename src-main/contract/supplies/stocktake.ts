import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import type { RecordAction, TimelineEvent } from '../lists'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, longText, money, person, quantity, text, whole } from '../recordField'
import { countThousandths, id, optionalText, text as required } from '../values'
import { goods } from './item'

export const stocktakeStates = {
  counting: '初盘中',
  recounting: '复盘中',
  explaining: '待说明',
  pending: '审批中',
  returned: '退回补正',
  posted: '已调整',
  refused: '不同意',
  withdrawn: '已撤回'
} as const
/** What can be counted at once. */
export const stocktakeScopes = { all: '全部物品', daily: '日常用品', office: '办公用品', location: '一个货位' } as const
export type StocktakeState = keyof typeof stocktakeStates

export const stocktake = record('supplyStocktake', {
  number: code('盘点单号', 15),
  baseDay: date('基准日', 10),
  scope: text('范围', 12),
  blind: flag('盲盘', 5),
  openedByName: person('发起人', 'openedById', 8),
  counterName: person('盘点人', 'counterId', 8).nullable(),
  secondCounterName: person('复盘人', 'secondCounterId', 8).nullable(),
  witnessName: person('监盘人', 'witnessId', 8).nullable(),
  items: whole('物品种数', 7).derived(),
  counted: whole('已盘', 6).derived(),
  differences: whole('差异', 6).derived(),
  state: choice('状态', stocktakeStates, 8),
  conclusion: longText('盘点结论', 20).nullable()
})
export type StocktakeRow = RowOf<typeof stocktake>

/**
 * A line of the count sheet. Book figures and what follows from them are null while they are hidden from blind
 * counters.
 */
export const stocktakeLine = entry('supplyStocktakeLine', {
  lineNumber: whole('序', 4),
  itemNumber: code('物品编号', 14).joined(),
  ...goods,
  location: text('货位', 9).nullable().joined(),
  bookQuantity: quantity('账面数', 8).nullable().derived(),
  firstCount: quantity('初盘', 8).nullable().derived(),
  secondCount: quantity('复盘', 8).nullable(),
  /** Has to be counted again by another person. */
  recount: flag('须复盘', 6).derived(),
  difference: quantity('盈亏数', 8).nullable().derived(),
  unitPriceCents: money('单价', 8).nullable().derived(),
  differenceCents: money('盈亏金额', 9).nullable().derived().totalled(),
  reason: text('原因', 14).nullable(),
  handling: text('处理', 14).nullable()
})
export type StocktakeLineRow = RowOf<typeof stocktakeLine>

const posts = [
  'suppliesKeeper',
  'buyer',
  'officeDirector',
  'financeHead',
  'finance',
  'head',
  'leader',
  'matterLeader'
] as const
const count = z.strictObject({ lineId: id('物品'), quantity: countThousandths('实盘数') })
const counting = { id: id('盘点'), version: z.int(), counts: z.array(count).min(1, '请填写实盘数').max(2000) }

export const stocktakes = {
  list: listOf('staff', stocktake),
  get: query('staff')
    .input(z.strictObject({ id: id('盘点') }))
    .output(
      output<{
        readonly row: StocktakeRow
        readonly lines: readonly StocktakeLineRow[]
        readonly approval: ApprovalView | null
        readonly actions: readonly RecordAction[]
        readonly timeline: readonly TimelineEvent[]
      }>()
    ),
  /** Freezes the book figures of the scope and makes the count sheet. */
  open: command(['suppliesKeeper', 'officeDirector'])
    .input(
      commandInput({
        scope: z.enum(keysOf(stocktakeScopes)).default('all'),
        location: optionalText('货位', 60),
        blind: z.boolean().default(true),
        witnessId: id('监盘人').optional()
      })
    )
    .output(output<{ id: string; number: string; version: number }>()),
  /** First count by the person signed in; can be handed in shelf by shelf. */
  count: command('staff').input(commandInput(counting)).output(output<{ version: number; state: StocktakeState }>()),
  /** Second count of the differences, by somebody else. */
  recount: command('staff').input(commandInput(counting)).output(output<{ version: number; state: StocktakeState }>()),
  explain: command(posts)
    .input(
      commandInput({
        id: id('盘点'),
        version: z.int(),
        lines: z
          .array(z.strictObject({ lineId: id('物品'), reason: required('原因'), handling: required('处理意见') }))
          .max(2000),
        conclusion: optionalText('盘点结论', 1000)
      })
    )
    .output(output<{ version: number }>()),
  submit: command(['suppliesKeeper', 'officeDirector'])
    .input(commandInput({ id: id('盘点'), version: z.int() }))
    .output(output<{ approvalId: string }>())
}
