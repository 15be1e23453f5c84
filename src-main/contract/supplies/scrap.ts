import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import { id, localDate, text, thousandths } from '../values'

export const scrapSources = { tradeIn: '以旧换新交回', stock: '库存报废' } as const
export const scrapStates = {
  kept: '登记待报批',
  pending: '审批中',
  returned: '退回补正',
  approved: '待处置',
  disposed: '已处置',
  refused: '不同意',
  withdrawn: '已撤回'
} as const
export type ScrapState = keyof typeof scrapStates
const choices = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

export interface ScrapRow {
  readonly id: string
  readonly number: string
  readonly day: string
  readonly source: keyof typeof scrapSources
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly unitPriceCents: number
  readonly valueCents: number
  readonly formerUserName: string | null
  readonly reason: string
  readonly disposal: string | null
  readonly disposedOn: string | null
  readonly approverName: string | null
  readonly handlerName: string | null
  readonly state: ScrapState
  readonly version: number
}

export const scrapFields = {
  number: { label: '报废编号', kind: 'code', width: 15 },
  day: { label: '日期', kind: 'date', width: 10 },
  source: { label: '来源', kind: 'choice', width: 9, choices: choices(scrapSources) },
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  quantity: { label: '数量', kind: 'quantity', width: 8, total: true },
  unitPriceCents: { label: '单价', kind: 'money', width: 8 },
  valueCents: { label: '金额', kind: 'money', width: 10, total: true },
  formerUserName: { label: '原领用人', kind: 'person', width: 8 },
  reason: { label: '报废原因', kind: 'text', width: 14 },
  disposal: { label: '处置方式', kind: 'text', width: 12 },
  disposedOn: { label: '处置日期', kind: 'date', width: 10 },
  approverName: { label: '审批人', kind: 'person', width: 8 },
  handlerName: { label: '经办人', kind: 'person', width: 8 },
  state: { label: '状态', kind: 'choice', width: 8, choices: choices(scrapStates) }
} as const satisfies Fields<Omit<ScrapRow, 'id' | 'version'>>

const posts = ['suppliesKeeper', 'buyer', 'officeDirector', 'financeHead', 'finance', 'head', 'leader', 'matterLeader'] as const

export const scraps = {
  list: query(posts).input(listInput).output(output<Page<ScrapRow>>()),
  get: query(posts)
    .input(z.strictObject({ id: id('报废记录') }))
    .output(
      output<{
        readonly row: ScrapRow
        /** Everything scrapped under the same approval. */
        readonly lines: readonly ScrapRow[]
        readonly approval: ApprovalView | null
        readonly actions: readonly RecordAction[]
        readonly timeline: readonly TimelineEvent[]
      }>()
    ),
  /** Asks for the scrapping of goods in stock and of old ones handed in, together. */
  submit: command(['suppliesKeeper', 'officeDirector'])
    .input(
      commandInput({
        stock: z
          .array(z.strictObject({ itemId: id('物品'), quantity: thousandths(), reason: text('报废原因') }))
          .max(100)
          .default([]),
        /** Entries of the register kept since trade-in. */
        keptIds: z.array(id('报废记录')).max(200).default([])
      })
    )
    .output(output<{ approvalId: string; numbers: readonly string[] }>()),
  /** Finance records how approved scrap was disposed of. */
  dispose: command(['finance', 'financeHead'])
    .input(commandInput({ id: id('报废记录'), version: z.int(), disposal: text('处置方式'), disposedOn: localDate('处置日期').optional() }))
    .output(output<{ version: number }>())
}
