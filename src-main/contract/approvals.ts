import { z } from 'zod'
import { command, commandInput, output, query } from './base'
import type { ChainId } from './ledgers'
import type { RecordAction } from './lists'
import { stepRoleNames, type StepRoleName } from './stepRoles'
import { attachmentId, id, instant, localDate, optionalText, signature, text } from './values'

export const approvalStateLabels = {
  pending: '审批中',
  returned: '退回补正',
  approved: '已批准',
  refused: '不同意',
  withdrawn: '已撤回',
  cancelled: '已取消'
} as const
export type ApprovalStateName = keyof typeof approvalStateLabels

export interface ApprovalStepView {
  readonly label: string
  /** Names of those who may decide it today; empty when decided or nobody holds the post. */
  readonly candidates: readonly string[]
  readonly state: 'done' | 'current' | 'ahead' | 'refused' | 'returned'
  readonly decidedBy: string | null
  readonly capacity: string | null
  readonly decidedAt: string | null
  readonly opinion: string | null
  /** Decided by telephone; the leader's confirmation is due. */
  readonly telephone: boolean
  /** Who took the call; null where the step was not decided by telephone. */
  readonly takenBy: string | null
  /** Signed outside the bureau on paper: the day, the scan and who recorded it; null where it was decided otherwise. */
  readonly paper: { readonly signedOn: string; readonly attachmentId: string; readonly recordedBy: string } | null
  /** The leader named said that there was no such consent. */
  readonly disowned: boolean
  readonly confirmationDueOn: string | null
  readonly confirmedAt: string | null
  /** The step went up because its own could not decide (K-02) or did not in time (K-01). */
  readonly escalated: boolean
  /** Why the step went up, or what to do where nobody can decide it; null where nothing is unusual. */
  readonly hint: string | null
}

export interface ApprovalView {
  readonly id: string
  readonly ledger: ChainId
  readonly kind: string
  readonly kindName: string
  readonly title: string
  readonly number: string
  readonly subjectType: string
  readonly subjectId: string
  /** Who may decide the current step, in writing or by telephone. */
  readonly deciderIds: readonly string[]
  /** The current step is decided outside the bureau, on the printed paper. */
  readonly outside: boolean
  /** Who outside the bureau consented by telephone and still owes the signed paper; null where nobody does. */
  readonly paperOwedBy: string | null
  readonly applicantName: string
  readonly unitName: string
  readonly amountCents: number | null
  readonly submittedAt: string
  readonly state: ApprovalStateName
  readonly steps: readonly ApprovalStepView[]
  readonly collective: { readonly meeting: string; readonly heldOn: string; readonly minutesNumber: string } | null
  readonly needsCollective: boolean
  readonly actions: readonly RecordAction[]
  readonly version: number
}

export interface InboxRow {
  readonly id: string
  readonly ledger: ChainId
  readonly kindName: string
  readonly number: string
  readonly title: string
  readonly applicantName: string
  readonly unitName: string
  readonly amountCents: number | null
  readonly submittedAt: string
  readonly stepLabel: string
  /** Days the request has waited at this step. */
  readonly waitingDays: number
  /** A telephone approval of mine that I have to confirm. */
  readonly confirmation: boolean
  /** Its step is decided outside the bureau on paper, and waits for me to record the scan. */
  readonly onPaper: boolean
  /** The Word form the request is decided on; null where it has no paper of its own. */
  readonly form: string | null
  readonly subjectType: string
  readonly subjectId: string
  readonly version: number
}

/** Who approved by telephone, when, and who took the call (K-03). */
export const telephoneSchema = z.strictObject({
  approvedBy: id('批准领导').optional(),
  /** Where the step is decided outside the bureau: a name no roster knows. */
  approvedByName: optionalText('批准领导', 40),
  approvedAt: instant('批准时间').optional(),
  takenBy: id('接听记录人').optional(),
  /** PIN of who took the call. */
  pin: z
    .string()
    .regex(/^\d{4,8}$/, '签字码为4至8位数字')
    .optional(),
  note: optionalText('通话内容')
})

/** What somebody outside the bureau decided on the printed paper, as its scan shows it. */
export const paperSchema = z.strictObject({
  outcome: z.enum(['approve', 'refuse', 'return'], { error: '请选择签署结果' }),
  opinion: optionalText('签署意见'),
  signedBy: optionalText('签署人', 40),
  capacity: optionalText('签署人职务', 40),
  signedOn: localDate('签署日期').optional(),
  /** The number printed on the paper that was signed. */
  paperNumber: optionalText('纸面编号', 40),
  attachmentId: attachmentId.optional()
})
export type PaperInput = z.infer<typeof paperSchema>

export interface ChainView {
  readonly kind: string
  readonly name: string
  readonly ledger: ChainId
  /** In words, each with its condition. */
  readonly steps: readonly string[]
  readonly edited: boolean
  /** As it is edited. */
  readonly chain: readonly {
    readonly role: StepRoleName
    readonly label: string
    readonly or?: readonly StepRoleName[]
    readonly onlyWith?: string
    readonly notWith?: string
  }[]
  /** Conditions its steps can be bound to. */
  readonly conditions: readonly { readonly value: string; readonly label: string }[]
  /** A request names a leader whose seal or equipment it is about, who can be a step of their own. */
  readonly personConcerned: boolean
}

const chainStep = z.strictObject({
  role: z.enum(stepRoleNames, { error: '请选择审批人' }),
  label: text('意见栏名称', 30),
  or: z.array(z.enum(stepRoleNames)).max(5).optional(),
  onlyWith: text('条件', 40).optional(),
  notWith: text('条件', 40).optional()
})
export type ChainStepInput = z.infer<typeof chainStep>

const decision = {
  outcome: z.enum(['approve', 'refuse', 'return']),
  opinion: z.string().trim().max(500),
  signature: signature.optional()
}

export const approvals = {
  inbox: query('signedIn').output(output<readonly InboxRow[]>()),
  get: query('signedIn')
    .input(z.strictObject({ id: id('审批') }))
    .output(output<ApprovalView>()),
  decide: command('staff')
    .input(commandInput({ id: id('审批'), version: z.int(), ...decision }))
    .output(output<{ state: ApprovalStateName }>()),
  /** Several alike at once, each in its own unit of work; gives what became of each. */
  decideMany: command('staff')
    .input(
      commandInput({
        items: z
          .array(z.strictObject({ id: id('审批'), version: z.int() }))
          .min(1)
          .max(100),
        ...decision
      })
    )
    .output(output<readonly { readonly id: string; readonly ok: boolean; readonly message: string }[]>()),
  withdraw: command('staff')
    .input(commandInput({ id: id('审批'), version: z.int() }))
    .output(output<{ state: ApprovalStateName }>()),
  /** The applicant hands a returned request in again. */
  resubmit: command('staff')
    .input(commandInput({ id: id('审批'), version: z.int(), note: text('补正说明') }))
    .output(output<{ state: ApprovalStateName }>()),
  /** A leader's approval by telephone for the current step; confirmation is due afterwards (K-03). */
  telephone: command('staff')
    .input(commandInput({ id: id('审批'), version: z.int(), call: telephoneSchema }))
    .output(output<{ state: ApprovalStateName; dueOn: string }>()),
  /** The decision of somebody outside the bureau for the current step, from the scan of the signed paper (K-01). */
  recordPaper: command('staff')
    .input(commandInput({ id: id('审批'), version: z.int(), paper: paperSchema }))
    .output(output<{ state: ApprovalStateName }>()),
  confirmTelephone: command('staff')
    .input(commandInput({ id: id('审批'), version: z.int(), opinion: text('确认意见') }))
    .output(output<{ state: ApprovalStateName }>()),
  /** The leader named says that there was no such call; what rests on it is stopped where it still can be (K-03). */
  disownTelephone: command('staff')
    .input(commandInput({ id: id('审批'), version: z.int(), reason: text('否认说明') }))
    .output(output<{ state: ApprovalStateName }>()),
  /** Takes back what was approved and is not done yet; by its applicant or one who decided it. */
  cancel: command('staff')
    .input(commandInput({ id: id('审批'), version: z.int(), reason: text('取消原因') }))
    .output(output<{ state: ApprovalStateName }>()),
  /** Records the collective decision a large sum rests on (K-05). */
  recordCollective: command(['officeDirector', 'head', 'finance', 'financeHead', 'administrator'])
    .input(
      commandInput({
        id: id('审批'),
        version: z.int(),
        meeting: text('会议名称'),
        heldOn: localDate('会议日期'),
        minutesNumber: text('纪要编号', 60),
        attachmentId: attachmentId.optional(),
        headOpinion: optionalText('主要领导意见')
      })
    )
    .output(output<{ version: number }>()),
  chains: query('signedIn').output(output<readonly ChainView[]>()),
  /** Puts the bureau's own chain in the place of the shipped one, for requests handed in from now on. */
  editChain: command(['administrator', 'officeDirector'])
    .input(
      commandInput({
        kind: text('申请种类', 60),
        steps: z.array(chainStep).min(1, '审批流程至少要有一步').max(10, '审批流程不能超过10步'),
        basis: text('调整依据'),
        /** A second person of another office, who confirms it on the spot. */
        second: signature.optional()
      })
    )
    .output(output<{ kind: string }>()),
  /** Puts the shipped chain in force again. */
  resetChain: command(['administrator', 'officeDirector'])
    .input(
      commandInput({
        kind: text('申请种类', 60),
        basis: text('恢复依据'),
        /** A second person of another office, who confirms it on the spot. */
        second: signature.optional()
      })
    )
    .output(output<{ kind: string }>())
}
