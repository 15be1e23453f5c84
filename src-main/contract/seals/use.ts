import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { entry, type RowOf } from '../record'
import { choice, code, flag, longText, moment, text, unit, whole } from '../recordField'
import { attachmentId, id, localDate, optionalText, signature, text as typedText } from '../values'
import { count, office, place, version, type RecordDetail } from './parts'
import { documentKinds, shortFormBases, useModes, type DocumentKind, type SealKind } from './words'
import { paper } from './request'

/** What a kind of document brings along, so that an application is at most five fields. */
export interface DocumentTemplate {
  readonly kind: DocumentKind
  readonly label: string
  readonly purpose: string
  readonly impressionsPerCopy: number
  /** Goes outside the bureau (SEAL-15). */
  readonly external: boolean
  /** Legal review, leader in charge and head sign first (SEAL-16). */
  readonly enforcement: boolean
  /** The office director may approve instead of the head (SEAL-07). */
  readonly authorised: boolean
  /** Kinds of seals usually put on it, the usual one first. */
  readonly sealKinds: readonly SealKind[]
}

/** One stamping; names stand as they were on the day. */
export const use = entry('sealUse', {
  number: code('用印编号', 15).alsoCalled('编号', '登记号'),
  at: moment('时间', 16),
  sealName: text('印章', 18).by('sealId'),
  title: text('文件名称', 24),
  documentNumber: code('文号', 18).nullable(),
  documentKind: choice('类别', documentKinds, 14),
  addressee: text('发往单位', 16).nullable(),
  copies: whole('份数', 6).totalled(),
  impressions: whole('用印次数', 8).totalled(),
  purpose: text('用途', 14),
  unitName: unit('申请部门', 'unitId', 14).asWritten(),
  applicantName: text('经办人', 9),
  approvers: longText('审批人及时间', 28),
  onBehalf: flag('代章', 6),
  custodianName: text('监印人', 9),
  mode: choice('方式', useModes, 10),
  scanned: flag('扫描件', 7).derived(),
  /** 冲正, 已冲正, 遗失期间无效 and accepted warnings. */
  remarks: longText('备注', 16).derived()
})

export type UseRow = RowOf<typeof use>

export interface UseDetail extends RecordDetail<UseRow> {
  readonly requestId: string | null
  readonly batchId: string | null
  readonly scans: readonly { readonly attachmentId: string; readonly at: string }[]
}

export const uses = {
  templates: query('staff').output(output<readonly DocumentTemplate[]>()),
  /** Applies for a stamping: seal, kind, title, copies, and to whom it goes; the rest comes from the template. */
  request: command('staff')
    .input(commandInput({ sealId: id('印章'), ...paper, draftId: attachmentId.optional() }))
    .output(output<{ id: string; number: string; approvalId: string }>()),
  /** The custodian stamps on an approval and records it; the approval is consumed. */
  stamp: command('staff')
    .input(
      commandInput({
        requestId: id('用印申请'),
        version,
        copies: count('份数'),
        impressions: count('用印次数', 99_999).optional(),
        blank: z.boolean().default(false),
        place,
        scanId: attachmentId.optional(),
        remarks: optionalText('备注'),
        /** Who stands at the counter, when it is to be signed. */
        handler: signature.optional()
      })
    )
    .output(output<{ id: string; number: string }>()),
  /** Short form: counterfoil letters and outgoing documents a leader has signed (SEAL-08). */
  stampShort: command('staff')
    .input(
      commandInput({
        sealId: id('印章'),
        ...paper,
        basis: z.enum(keysOf(shortFormBases), { error: '请选择简易登记的依据' }),
        applicantId: id('经办人'),
        signedById: id('签发领导').optional(),
        signedOn: localDate('签发日期').optional(),
        place,
        scanId: attachmentId.optional(),
        remarks: optionalText('备注')
      })
    )
    .output(output<{ id: string; number: string }>()),
  list: listOf('staff', use),
  get: query('staff')
    .input(z.strictObject({ id: id('用印记录') }))
    .output(output<UseDetail>()),
  /** Corrects a wrong entry by a reversal that names it (K-09). */
  reverse: command(office)
    .input(commandInput({ id: id('用印记录'), reason: typedText('冲正原因') }))
    .output(output<{ id: string; number: string }>()),
  attachScan: command('staff')
    .input(commandInput({ id: id('用印记录'), scanId: attachmentId }))
    .output(output<{ id: string }>())
}
