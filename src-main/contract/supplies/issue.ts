import { z } from 'zod'
import type { ApprovalView } from '../approvals'
import { command, commandInput, output, query } from '../base'
import type { Fields } from '../fields'
import { listInput, type Page, type RecordAction, type TimelineEvent } from '../lists'
import { id, optionalText, signature, text, thousandths } from '../values'

export const issueRequestStates = {
  pending: '审批中',
  returned: '退回补正',
  approved: '待发放',
  partly: '部分发放',
  issued: '已发放',
  refused: '不同意',
  withdrawn: '已撤回'
} as const
export type IssueRequestState = keyof typeof issueRequestStates
const states = Object.entries(issueRequestStates).map(([value, label]) => ({ value, label }))

export interface IssueRequestRow {
  readonly id: string
  readonly number: string
  readonly submittedOn: string
  readonly unitName: string
  readonly applicantName: string
  readonly claimantName: string
  readonly userName: string
  readonly goods: string
  readonly purpose: string
  readonly special: boolean
  readonly state: IssueRequestState
  readonly version: number
}

export const issueRequestFields = {
  number: { label: '申请单号', kind: 'code', width: 15, section: '申请' },
  submittedOn: { label: '申请日期', kind: 'date', width: 10, section: '申请' },
  unitName: { label: '部门', kind: 'unit', width: 12, section: '申请' },
  applicantName: { label: '申请人', kind: 'person', width: 8, section: '申请' },
  claimantName: { label: '领用人', kind: 'person', width: 8, section: '申请' },
  userName: { label: '使用人', kind: 'person', width: 8, section: '申请' },
  goods: { label: '领用物品', kind: 'text', width: 22, section: '物品' },
  purpose: { label: '用途', kind: 'text', width: 14, section: '申请', required: true },
  special: { label: '特殊用品', kind: 'boolean', width: 6, section: '物品' },
  state: { label: '状态', kind: 'choice', width: 8, choices: states, section: '申请' }
} as const satisfies Fields<Omit<IssueRequestRow, 'id' | 'version'>>

/** A line of a request as the counter needs it. Thousandths. */
export interface IssueRequestLineRow {
  readonly id: string
  readonly itemId: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly location: string | null
  readonly special: boolean
  readonly quantity: number
  readonly issuedQuantity: number
  readonly onHand: number
  /** An old one has to be handed in with this line (SUP-14). */
  readonly tradeInDue: boolean
  /** Why the interval of SUP-13 holds the line; null when it may be issued or the director has let it pass. */
  readonly intervalNote: string | null
  readonly overrideReason: string | null
}

export const issueRequestLineFields = {
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  location: { label: '货位', kind: 'text', width: 9 },
  special: { label: '特殊用品', kind: 'boolean', width: 6 },
  quantity: { label: '申请数量', kind: 'quantity', width: 8 },
  issuedQuantity: { label: '已发数量', kind: 'quantity', width: 8 },
  onHand: { label: '库存数量', kind: 'quantity', width: 8 },
  tradeInDue: { label: '须交旧', kind: 'boolean', width: 6 },
  intervalNote: { label: '间隔提示', kind: 'text', width: 18 },
  overrideReason: { label: '准予理由', kind: 'text', width: 14 }
} as const satisfies Fields<Omit<IssueRequestLineRow, 'id' | 'itemId'>>

/** A request waiting at the counter. */
export interface CounterRow extends IssueRequestRow {
  readonly unitId: string
  readonly claimantId: string
  readonly userId: string
  /** The claimant is designated by the unit today (SUP-12). */
  readonly claimantDesignated: boolean
  readonly lines: readonly IssueRequestLineRow[]
}

/** One line of an issue, as the 出库(领用)登记 shows it. `id` is the issue line's. */
export interface IssueRow {
  readonly id: string
  readonly issueId: string
  readonly number: string
  readonly day: string
  readonly unitName: string
  readonly claimantName: string
  readonly userName: string
  readonly itemName: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly unitPriceCents: number
  readonly valueCents: number
  readonly purpose: string
  readonly tradeIn: string
  readonly approverName: string
  readonly claimantSignature: string
  readonly keeperSignature: string
  readonly returnedQuantity: number
  readonly remarks: string
}

export const issueFields = {
  number: { label: '领用单号', kind: 'code', width: 15 },
  day: { label: '日期', kind: 'date', width: 10 },
  unitName: { label: '部门', kind: 'unit', width: 12 },
  claimantName: { label: '领用人', kind: 'person', width: 8 },
  userName: { label: '使用人', kind: 'person', width: 8 },
  itemName: { label: '品名', kind: 'text', width: 12 },
  spec: { label: '规格', kind: 'text', width: 12 },
  measure: { label: '单位', kind: 'text', width: 5 },
  quantity: { label: '数量', kind: 'quantity', width: 8, total: true },
  unitPriceCents: { label: '单价', kind: 'money', width: 8 },
  valueCents: { label: '金额', kind: 'money', width: 10, total: true },
  purpose: { label: '用途', kind: 'text', width: 14 },
  tradeIn: { label: '以旧换新', kind: 'text', width: 8 },
  approverName: { label: '审批人', kind: 'person', width: 8 },
  claimantSignature: { label: '领用人签字', kind: 'text', width: 9 },
  keeperSignature: { label: '保管员签字', kind: 'text', width: 9 },
  returnedQuantity: { label: '已退回', kind: 'quantity', width: 7 },
  remarks: { label: '备注', kind: 'longText', width: 12 }
} as const satisfies Fields<Omit<IssueRow, 'id' | 'issueId'>>

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
  readonly signatures: readonly { readonly role: string; readonly name: string; readonly attachmentId: string | null }[]
}

const counterPosts = ['suppliesKeeper', 'officeDirector'] as const
const byId = (label: string) => z.strictObject({ id: id(label) })
const requestLines = z
  .array(z.strictObject({ itemId: id('物品'), quantity: thousandths() }))
  .min(1, '请填写领用物品')
  .max(100)

export const issueRequests = {
  /** Everybody sees their unit's; the ledger's posts see all. */
  list: query('staff').input(listInput).output(output<Page<IssueRequestRow>>()),
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
        purpose: text('用途'),
        lines: requestLines
      })
    )
    .output(output<{ id: string; number: string; approvalId: string }>()),
  /** Replaces the lines of a returned request before it is handed in again. */
  amend: command('staff')
    .input(commandInput({ id: id('领用申请'), version: z.int(), purpose: text('用途'), lines: requestLines }))
    .output(output<{ version: number }>()),
  /** The office director lets a line pass the interval of SUP-13. */
  override: command(['officeDirector'])
    .input(commandInput({ id: id('领用申请'), lineId: id('物品'), reason: text('准予理由') }))
    .output(output<{ id: string }>())
}

export const issues = {
  /** Approved requests not wholly issued, found by number, name or pinyin initials. */
  counter: query(counterPosts)
    .input(z.strictObject({ search: z.string().trim().max(100).optional(), limit: z.int().min(1).max(200).default(50) }))
    .output(output<readonly CounterRow[]>()),
  /** Hands goods over at the counter; less than approved leaves the rest waiting. */
  post: command(['suppliesKeeper'])
    .input(
      commandInput({
        requestId: id('领用申请'),
        version: z.int(),
        lines: z
          .array(z.strictObject({ lineId: id('物品'), quantity: thousandths(), tradedIn: z.boolean().default(false) }))
          .min(1, '请选择发放物品')
          .max(100),
        signatures: z.strictObject({ claimant: signature.optional(), keeper: signature.optional() })
      })
    )
    .output(output<{ id: string; number: string; state: IssueRequestState }>()),
  slip: query('staff').input(byId('领用单')).output(output<IssueSlip>()),
  list: query('staff').input(listInput).output(output<Page<IssueRow>>()),
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
    .input(commandInput({ id: id('领用明细'), reason: text('冲正原因') }))
    .output(output<{ id: string }>())
}
