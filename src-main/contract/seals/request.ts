import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { record, type RowOf } from '../record'
import { choice, code, date, flag, person, reference, text, unit, whole } from '../recordField'
import { attachmentId, id, optionalText, text as typedText } from '../values'
import { correction, count, version, type RecordDetail } from './parts'
import { documentKinds, useRequestStates, type UseRequestState } from './words'

/** What is typed in of a paper to be stamped; the import of an old register holds to the same limits. */
export const paper = {
  documentKind: z.enum(keysOf(documentKinds), { error: '请选择文件类别' }),
  title: typedText('文件名称', 200),
  documentNumber: optionalText('文号', 60),
  addressee: optionalText('发往单位', 100),
  copies: count('份数'),
  /** Impressions of the seal; by default the template's per copy. */
  impressions: count('用印次数', 99_999).optional(),
  purpose: optionalText('用途', 100),
  /** Body the paper is signed by; by default that of the seal (SEAL-10). */
  signingBody: optionalText('落款', 100),
  onBehalf: z.boolean().default(false),
  /** The page to be sealed is blank (SEAL-12). */
  blank: z.boolean().default(false)
}

export const useRequest = record('sealUseRequest', {
  number: code('申请编号', 15).in('申请'),
  submittedOn: date('申请日期', 12).in('申请'),
  sealName: reference('印章', 'sealId', 18).joined().typed().in('文件'),
  documentKind: choice('类别', documentKinds, 14).typed().in('文件'),
  title: text('文件名称', 26).typed(200).in('文件'),
  documentNumber: code('文号', 18).nullable().in('文件'),
  addressee: text('发往单位', 16).nullable().in('文件'),
  copies: whole('份数', 6).typed(9999).in('文件').totalled(),
  impressions: whole('用印次数', 8).in('文件').totalled(),
  purpose: text('用途', 16).in('文件'),
  signingBody: text('落款', 18).in('文件'),
  onBehalf: flag('代章', 6).in('文件'),
  unitName: unit('用印部门', 'unitId', 14).in('申请'),
  applicantName: person('经办人', 'applicantId', 9).in('申请'),
  state: choice('状态', useRequestStates, 12).in('申请'),
  consumedCopies: whole('已用份数', 8).in('申请').totalled()
})

export type UseRequestRow = RowOf<typeof useRequest>

export interface UseRequestDetail extends RecordDetail<UseRequestRow> {
  readonly useId: string | null
  readonly useNumber: string | null
  readonly draftId: string | null
  /** What the applicant put instead of what the kind of document and the seal bring; null where it follows them. */
  readonly insteadOfUsual: Record<'purpose' | 'signingBody', string | null> & { readonly impressions: number | null }
}

export const requests = {
  list: listOf('staff', useRequest),
  get: query('staff')
    .input(z.strictObject({ id: id('用印申请') }))
    .output(output<UseRequestDetail>()),
  /** Corrects a returned application and hands it in again, on the chain of what it asks for now. */
  amend: command('staff')
    .input(commandInput({ ...correction, sealId: id('印章'), ...paper, draftId: attachmentId.optional() }))
    .output(output<{ state: UseRequestState; version: number }>()),
  /** The custodian closes what is left of a partly used application (SEAL-07). */
  closeRest: command('staff')
    .input(commandInput({ id: id('用印申请'), version, reason: typedText('不再用印的原因') }))
    .output(output<{ state: UseRequestState; version: number }>())
}
