import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import { countThousandths, id, optionalText, text } from '../values'

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
export type StocktakeState = keyof typeof stocktakeStates

export interface StocktakeRow {
  readonly id: string
  readonly number: string
  readonly baseDay: string
  readonly scope: string
  readonly blind: boolean
  readonly openedByName: string
  readonly counterName: string | null
  readonly secondCounterName: string | null
  readonly witnessName: string | null
  readonly items: number
  readonly counted: number
  readonly differences: number
  readonly state: StocktakeState
  readonly conclusion: string | null
  readonly version: number
}

export const stocktakeFields = {
  number: { label: '盘点单号', kind: 'code', width: 15 },
  baseDay: { label: '基准日', kind: 'date', width: 10 },
  scope: { label: '范围', kind: 'text', width: 12 },
  blind: { label: '盲盘', kind: 'boolean', width: 5 },
  openedByName: { label: '发起人', kind: 'person', width: 8 },
  counterName: { label: '盘点人', kind: 'person', width: 8 },
  secondCounterName: { label: '复盘人', kind: 'person', width: 8 },
  witnessName: { label: '监盘人', kind: 'person', width: 8 },
  items: { label: '物品种数', kind: 'integer', width: 7 },
  counted: { label: '已盘', kind: 'integer', width: 6 },
  differences: { label: '差异', kind: 'integer', width: 6 },
  state: {
    label: '状态',
    kind: 'choice',
    width: 8,
    choices: Object.entries(stocktakeStates).map(([value, label]) => ({ value, label }))
  },
  conclusion: { label: '盘点结论', kind: 'longText', width: 20 }
} as const satisfies Fields<Omit<StocktakeRow, 'id' | 'version'>>

/** A line of the count sheet. Book figures and what follows from them are null while they are hidden from blind counters. */
export interface StocktakeLineRow {
  readonly id: string
  readonly lineNumber: number
  readonly itemNumber: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly location: string | null
  readonly bookQuantity: number | null
  readonly firstCount: number | null
  readonly secondCount: number | null
  /** Has to be counted again by another person. */
  readonly recount: boolean
  readonly difference: number | null
  readonly unitPriceCents: number | null
  readonly differenceCents: number | null
  readonly reason: string | null
  readonly handling: string | null
}

export const stocktakeLineFields = {
  lineNumber: { label: '序', kind: 'integer', width: 4 },
  itemNumber: { label: '物品编号', kind: 'code', width: 14 },
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  location: { label: '货位', kind: 'text', width: 9 },
  bookQuantity: { label: '账面数', kind: 'quantity', width: 8 },
  firstCount: { label: '初盘', kind: 'quantity', width: 8 },
  secondCount: { label: '复盘', kind: 'quantity', width: 8 },
  recount: { label: '须复盘', kind: 'boolean', width: 6 },
  difference: { label: '盈亏数', kind: 'quantity', width: 8 },
  unitPriceCents: { label: '单价', kind: 'money', width: 8 },
  differenceCents: { label: '盈亏金额', kind: 'money', width: 9, total: true },
  reason: { label: '原因', kind: 'text', width: 14 },
  handling: { label: '处理', kind: 'text', width: 14 }
} as const satisfies Fields<Omit<StocktakeLineRow, 'id'>>

const posts = ['suppliesKeeper', 'buyer', 'officeDirector', 'financeHead', 'finance', 'head', 'leader', 'matterLeader'] as const
const count = z.strictObject({ lineId: id('物品'), quantity: countThousandths('实盘数') })
const counting = { id: id('盘点'), version: z.int(), counts: z.array(count).min(1, '请填写实盘数').max(2000) }

export const stocktakes = {
  list: query('staff').input(listInput).output(output<Page<StocktakeRow>>()),
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
        scope: z.enum(['all', 'daily', 'office', 'location']).default('all'),
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
        lines: z.array(z.strictObject({ lineId: id('物品'), reason: text('原因'), handling: text('处理意见') })).max(2000),
        conclusion: optionalText('盘点结论', 1000)
      })
    )
    .output(output<{ version: number }>()),
  submit: command(['suppliesKeeper', 'officeDirector'])
    .input(commandInput({ id: id('盘点'), version: z.int() }))
    .output(output<{ approvalId: string }>())
}
