import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, listOf, output, query } from '../base'
import type { RecordAction, TimelineEvent } from '../lists'
import { record, type RowOf } from '../record'
import { choice, code, date, money, person, quantity, text } from '../recordField'
import { id, localDate, text as required, thousandths } from '../values'
import { goods } from './item'

export const scrapSources = { tradeIn: '以旧换新交回', worn: '用坏交回', stock: '库存报废' } as const
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

export const scrap = record('supplyScrap', {
  number: code('报废编号', 15),
  day: date('日期', 10),
  source: choice('来源', scrapSources, 9),
  ...goods,
  quantity: quantity('数量', 8).totalled('measure'),
  unitPriceCents: money('单价', 8),
  valueCents: money('金额', 10).derived().totalled(),
  formerUserName: person('原领用人', 'formerUserId', 8).nullable(),
  reason: text('报废原因', 14),
  disposal: text('处置方式', 12).nullable(),
  disposedOn: date('处置日期', 10).nullable(),
  approverName: text('审批人', 8).nullable().derived(),
  handlerName: person('经办人', 'applicantId', 8).nullable(),
  state: choice('状态', scrapStates, 8)
})
export type ScrapRow = RowOf<typeof scrap>

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

export const scraps = {
  list: listOf(posts, scrap),
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
          .array(z.strictObject({ itemId: id('物品'), quantity: thousandths(), reason: required('报废原因') }))
          .max(100)
          .default([]),
        /** Entries of the register kept since trade-in. */
        keptIds: z.array(id('报废记录')).max(200).default([])
      })
    )
    .output(output<{ approvalId: string; numbers: readonly string[] }>()),
  /** The keeper takes a worn thing in from its user; it waits in the register, not in stock. */
  takeWorn: command(['suppliesKeeper'])
    .input(commandInput({ lineId: id('领用明细'), quantity: thousandths('交回数量'), reason: required('损坏情况') }))
    .output(output<{ id: string; number: string }>()),
  /** Finance records how approved scrap was disposed of. */
  dispose: command(['finance', 'financeHead'])
    .input(
      commandInput({
        id: id('报废记录'),
        version: z.int(),
        disposal: required('处置方式'),
        disposedOn: localDate('处置日期').optional()
      })
    )
    .output(output<{ version: number }>())
}
