import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, listOf, output, query } from '../base'
import type { RecordAction, TimelineEvent } from '../lists'
import { entry, record, type RowOf } from '../record'
import { choice, code, date, flag, longText, money, person, quantity, text, unit } from '../recordField'
import { id, optionalText, signature, text as required, thousandths, countThousandths } from '../values'
import { goods } from './item'

export const issueRequestStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '待发放',
  partly: '部分发放',
  issued: '已发放',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消'
} as const
export type IssueRequestState = keyof typeof issueRequestStates

export const issueRequest = record('supplyIssueRequest', {
  number: code('申请单号', 15).in('申请'),
  submittedOn: date('申请日期', 10).in('申请'),
  unitName: unit('部门', 'unitId', 12).in('申请'),
  applicantName: person('申请人', 'applicantId', 8).in('申请'),
  claimantName: person('领用人', 'claimantId', 8).in('申请'),
  userName: person('使用人', 'userId', 8).in('申请'),
  goods: text('领用物品', 22).derived().in('物品'),
  purpose: text('用途', 14).typed().in('申请'),
  special: flag('特殊用品', 6).in('物品'),
  state: choice('状态', issueRequestStates, 8).in('申请')
})
export type IssueRequestRow = RowOf<typeof issueRequest>

/** A line of a request as the counter needs it. Thousandths. */
export const issueRequestLine = entry('supplyIssueRequestLine', {
  ...goods,
  location: text('货位', 9).nullable().joined(),
  special: flag('特殊用品', 6).joined(),
  quantity: quantity('申请数量', 8),
  issuedQuantity: quantity('已发数量', 8),
  onHand: quantity('库存数量', 8).derived(),
  /** An old one has to be handed in with this line (SUP-14). */
  tradeInDue: flag('须交旧', 6).derived(),
  /** Why the interval of SUP-13 holds the line; null when it may be issued or the director has let it pass. */
  intervalNote: text('间隔提示', 18).nullable().derived(),
  overrideReason: text('准予理由', 14).nullable().derived()
})
export type IssueRequestLineRow = RowOf<typeof issueRequestLine>

/** A request waiting at the counter. */
export interface CounterRow extends IssueRequestRow {
  /** The claimant is designated by the unit today (SUP-12). */
  readonly claimantDesignated: boolean
  readonly lines: readonly IssueRequestLineRow[]
}

/** One line of an issue, as the 出库(领用)登记 shows it; what goes out is positive. `id` is the issue line's. */
export const issue = entry('supplyIssue', {
  number: code('领用单号', 15).joined().by('issueId'),
  day: date('日期', 10),
  unitName: unit('部门', 'unitId', 12).joined(),
  claimantName: person('领用人', 'claimantId', 8).joined(),
  userName: person('使用人', 'userId', 8).joined(),
  ...goods,
  quantity: quantity('数量', 8).joined().totalled('measure'),
  unitPriceCents: money('单价', 8).derived(),
  valueCents: money('金额', 10).joined().totalled(),
  purpose: text('用途', 14).joined(),
  tradeIn: text('以旧换新', 8).derived(),
  approverName: text('审批人', 8).derived(),
  claimantSignature: text('领用人签字', 9).derived(),
  keeperSignature: text('保管员签字', 9).derived(),
  returnedQuantity: quantity('已退回', 7).derived(),
  remarks: longText('备注', 12).derived()
})
export type IssueRow = RowOf<typeof issue>

/** The slip printed at the counter. */
export interface IssueSlip {
  readonly bureau: string
  readonly number: string
  readonly at: string
  readonly requestNumber: string
  readonly unitName: string
  readonly claimantName: string
  readonly keeperName: string
  readonly purpose: string
  readonly lines: readonly {
    readonly itemName: string
    readonly spec: string
    readonly measure: string
    readonly quantity: number
    readonly tradedIn: boolean
  }[]
  /** `picture` is a data URL of what was drawn with the pen. */
  readonly signatures: readonly { readonly role: string; readonly name: string; readonly picture: string | null }[]
}

const counterPosts = ['suppliesKeeper', 'officeDirector'] as const
const byId = (label: string) => z.strictObject({ id: id(label) })
const requestLines = z
  .array(z.strictObject({ itemId: id('物品'), quantity: thousandths() }))
  .min(1, '请填写领用物品')
  .max(100)

export const issueRequests = {
  /** Everybody sees their unit's; the ledger's posts see all. */
  list: listOf('staff', issueRequest),
  get: query('staff').input(byId('领用申请')).output(
    output<{
      readonly row: IssueRequestRow
      readonly lines: readonly IssueRequestLineRow[]
      readonly issues: readonly IssueRow[]
      readonly approval: ApprovalView | null
      readonly actions: readonly RecordAction[]
      readonly timeline: readonly TimelineEvent[]
    }>()
  ),
  submit: command('staff')
    .input(
      commandInput({
        /** The applicant's own unit when absent. */
        unitId: id('部门').optional(),
        /** Who will draw the goods; the applicant when absent. */
        claimantId: id('领用人').optional(),
        /** For whom the goods are; the claimant when absent. */
        userId: id('使用人').optional(),
        purpose: required('用途'),
        lines: requestLines
      })
    )
    .output(output<{ id: string; number: string; approvalId: string }>()),
  /** Replaces the lines of a returned request before it is handed in again. */
  amend: command('staff')
    .input(commandInput({ id: id('领用申请'), version: z.int(), purpose: required('用途'), lines: requestLines }))
    .output(output<{ version: number }>()),
  /** The office director lets a line pass the interval of SUP-13. */
  override: command(['officeDirector'])
    .input(commandInput({ id: id('领用申请'), lineId: id('物品'), reason: required('准予理由') }))
    .output(output<{ id: string }>())
}

export const issues = {
  /** Approved requests not wholly issued, found by number, name or pinyin initials. */
  counter: query(counterPosts)
    .input(
      z.strictObject({ search: z.string().trim().max(100).optional(), limit: z.int().min(1).max(200).default(50) })
    )
    .output(output<readonly CounterRow[]>()),
  /** Hands goods over at the counter; less than approved leaves the rest waiting. */
  post: command(['suppliesKeeper'])
    .input(
      commandInput({
        requestId: id('领用申请'),
        version: z.int(),
        lines: z
          .array(
            z.strictObject({
              lineId: id('物品'),
              quantity: thousandths(),
              handedIn: countThousandths('交回旧物').default(0)
            })
          )
          .min(1, '请选择发放物品')
          .max(100),
        signatures: z.strictObject({ claimant: signature.optional(), keeper: signature.optional() })
      })
    )
    .output(output<{ id: string; number: string; state: IssueRequestState }>()),
  slip: query('staff').input(byId('领用单')).output(output<IssueSlip>()),
  list: listOf('staff', issue),
  get: query('staff').input(byId('领用单')).output(
    output<{
      readonly row: IssueRow
      readonly lines: readonly IssueRow[]
      readonly approval: ApprovalView | null
      readonly actions: readonly RecordAction[]
      readonly timeline: readonly TimelineEvent[]
    }>()
  ),
  /** Unused goods come back into stock, never more than was drawn. */
  returnUnused: command(['suppliesKeeper'])
    .input(
      commandInput({
        id: id('领用单'),
        returnedById: id('退回人').optional(),
        lines: z
          .array(z.strictObject({ lineId: id('领用明细'), quantity: thousandths() }))
          .min(1, '请选择退回物品')
          .max(100),
        remarks: optionalText('退回原因')
      })
    )
    .output(output<{ id: string; number: string }>()),
  /** Corrects a line issued by mistake with a reversing entry (K-09). `id` is the issue line's. */
  reverseLine: command(['suppliesKeeper'])
    .input(commandInput({ id: id('领用明细'), reason: required('冲正原因') }))
    .output(output<{ id: string }>())
}
