import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { attachmentId, id, localDate, optionalText, signature, text } from '../values'
import type { RecordDetail } from './registerRows'
import {
  blank,
  inspection,
  refusal,
  use,
  useRequest,
  type BlankDetail,
  type DocumentTemplate,
  type InspectionDetail,
  type RefusalRow,
  type UseDetail,
  type UseRequestDetail
} from './usageRows'
import {
  blankKinds,
  documentKinds,
  refusalGrounds,
  serialOutcomes,
  shortFormBases,
  type BlankState,
  type InspectionState,
  type UseRequestState
} from './words'

const version = z.int()
const office = ['officeDirector', 'sealCustodian'] as const

const count = (label: string, most = 9999) =>
  z
    .int({ error: `请填写${label}` })
    .min(1, `${label}应大于零`)
    .max(most, `${label}不能超过${most}`)

/** Where the seal is used: only in the custody room (SEAL-11). */
const place = z.enum(['custodyRoom', 'elsewhere']).default('custodyRoom')

/** What is typed in of a paper to be stamped; the import of an old register holds to the same limits. */
export const paper = {
  documentKind: z.enum(keysOf(documentKinds), { error: '请选择文件类别' }),
  title: text('文件名称', 200),
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

/** What a returned application is corrected by: which one, as last seen, and what its applicant says about it. */
const correction = { id: id('申请'), version, note: text('补正说明') }

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
    .input(commandInput({ id: id('用印申请'), version, reason: text('不再用印的原因') }))
    .output(output<{ state: UseRequestState; version: number }>())
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
    .input(commandInput({ id: id('用印记录'), reason: text('冲正原因') }))
    .output(output<{ id: string; number: string }>()),
  attachScan: command('staff')
    .input(commandInput({ id: id('用印记录'), scanId: attachmentId }))
    .output(output<{ id: string }>())
}

export const refusals = {
  list: listOf('staff', refusal),
  get: query('staff')
    .input(z.strictObject({ id: id('拒绝用印记录') }))
    .output(output<RecordDetail<RefusalRow>>()),
  /** The custodian refuses; with or without an application (SEAL-14). */
  refuse: command('staff')
    .input(
      commandInput({
        requestId: id('用印申请').optional(),
        sealId: id('印章').optional(),
        title: optionalText('文件名称', 200),
        applicantId: id('经办人').optional(),
        /** Name and unit of somebody who is not on the staff. */
        applicantName: optionalText('经办人姓名', 30),
        applicantUnit: optionalText('经办人单位', 60),
        ground: z.enum(keysOf(refusalGrounds), { error: '请选择拒绝情形' }).optional(),
        detail: optionalText('具体情况'),
        needed: optionalText('需补正事项')
      })
    )
    .output(output<{ id: string; number: string }>())
}

/** A batch of blanks as it is applied for. */
const batch = {
  sealId: id('印章'),
  kind: z.enum(keysOf(blankKinds), { error: '请选择空白封条或办案文书' }),
  purpose: optionalText('用途', 100),
  format: optionalText('格式', 100),
  serialPrefix: z
    .string()
    .trim()
    .max(12, '号码前缀不能超过12个字')
    .regex(/^[A-Za-z0-9\u4e00-\u9fff〔〕()（）-]*$/, '号码前缀只能用字母、数字和汉字')
    .default(''),
  serialFrom: z.int({ error: '请填写起号' }).min(1, '起号应大于零').max(99_999_999, '起号过大'),
  serialTo: z.int({ error: '请填写止号' }).min(1, '止号应大于零').max(99_999_999, '止号过大'),
  responsibleId: id('责任人').optional()
}

export const blanks = {
  list: listOf('staff', blank),
  get: query('staff')
    .input(z.strictObject({ id: id('空白用印批次') }))
    .output(output<BlankDetail>()),
  request: command('staff')
    .input(commandInput(batch))
    .output(output<{ id: string; number: string; approvalId: string }>()),
  /** Corrects a returned application for blanks and hands it in again. */
  amend: command('staff')
    .input(commandInput({ ...correction, ...batch }))
    .output(output<{ state: BlankState; version: number }>()),
  stamp: command('staff')
    .input(commandInput({ id: id('空白用印批次'), version, place, remarks: optionalText('备注') }))
    .output(output<{ useNumber: string; version: number }>()),
  /** Accounts for serials one by one: used (with the document it became), voided, returned. */
  account: command('staff')
    .input(
      commandInput({
        id: id('空白用印批次'),
        version,
        serials: z
          .array(
            z.strictObject({
              serial: z.int({ error: '请填写号码' }).min(1).max(99_999_999),
              outcome: z.enum(keysOf(serialOutcomes), { error: '请选择去向' }),
              documentNumber: optionalText('文书（案件）号', 60),
              note: optionalText('说明', 100)
            })
          )
          .min(1, '请填写要核销的号码')
          .max(500, '一次最多核销500个号码')
      })
    )
    .output(output<{ state: BlankState; outstanding: number; version: number }>()),
  /** Takes back a wrong accounting of one serial by a reversal (K-09). */
  reverse: command('staff')
    .input(commandInput({ id: id('空白用印批次'), version, entryId: id('核销记录'), reason: text('冲正原因') }))
    .output(output<{ state: BlankState; outstanding: number; version: number }>())
}

export const inspections = {
  list: listOf('staff', inspection),
  get: query('staff')
    .input(z.strictObject({ id: id('检查记录') }))
    .output(output<InspectionDetail>()),
  /** Opens the inspection of a unit and draws the sample of its uses. */
  open: command([...office, 'inspector'])
    .input(
      commandInput({
        unitId: id('被查单位'),
        /** Any day of the period to be inspected; today's when absent. */
        periodOf: localDate('检查期间').optional(),
        sampleSize: count('抽查笔数', 200).optional()
      })
    )
    .output(output<{ id: string; number: string; sampled: number }>()),
  /** Notes what was found on samples. */
  record: command([...office, 'inspector'])
    .input(
      commandInput({
        id: id('检查记录'),
        version,
        samples: z
          .array(z.strictObject({ id: id('抽查记录'), sound: z.boolean(), finding: optionalText('问题') }))
          .min(1)
          .max(200)
      })
    )
    .output(output<{ version: number }>()),
  conclude: command([...office, 'inspector'])
    .input(
      commandInput({
        id: id('检查记录'),
        version,
        findings: optionalText('问题', 1000),
        rectifyBy: localDate('整改期限').optional(),
        result: optionalText('结果', 200)
      })
    )
    .output(output<{ state: InspectionState; version: number }>()),
  /** Confirms that what was found has been put right. */
  close: command([...office, 'inspector'])
    .input(commandInput({ id: id('检查记录'), version, result: text('整改结果', 200) }))
    .output(output<{ state: InspectionState; version: number }>())
}
