import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { choicesOf, keysOf, type Fields } from '../fields'
import { record, type RowOf } from '../record'
import { choice, code, date, person, reference, text, unit, whole } from '../recordField'
import { id, optionalText, text as typedText } from '../values'
import { lossReport } from './loss'
import { correction, place, version, type RecordDetail } from './parts'
import {
  blankKinds,
  blankStates,
  serialOutcomes,
  type BlankKind,
  type BlankLossState,
  type BlankState,
  type SerialOutcome
} from './words'

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

export const blank = record('sealBlankBatch', {
  number: code('批次', 15),
  kind: choice('类别', blankKinds, 12).typed(),
  sealName: reference('印章', 'sealId', 18).joined().typed(),
  purpose: text('用途', 18).typed(),
  format: text('格式', 16).typed(),
  firstSerial: code('起号', 12).derived().typed(),
  lastSerial: code('止号', 12).derived().typed(),
  quantity: whole('数量', 7).derived().totalled(),
  used: whole('已用', 7).totalled(),
  voided: whole('作废', 7).totalled(),
  returned: whole('退回', 7).totalled(),
  lost: whole('遗失', 7).totalled(),
  outstanding: whole('差异', 7).derived().totalled(),
  unitName: unit('部门', 'unitId', 14),
  responsibleName: person('责任人', 'responsibleId', 9).typed(),
  approverName: text('批准人', 9).nullable().derived(),
  submittedOn: date('申请日期', 12),
  stampedOn: date('用印日期', 12).nullable(),
  accountBy: date('核销期限', 12).nullable().derived(),
  state: choice('状态', blankStates, 12)
})

export type BlankRow = RowOf<typeof blank>

export interface SerialRow {
  readonly serial: number
  readonly label: string
  readonly outcome: SerialOutcome | null
  readonly documentNumber: string | null
  readonly note: string | null
  readonly at: string | null
  readonly personName: string | null
  readonly entryId: string | null
}

export const serialFields = {
  label: { label: '号码', kind: 'code', width: 12 },
  outcome: { label: '去向', kind: 'choice', width: 8, choices: choicesOf(serialOutcomes) },
  documentNumber: { label: '文书（案件）号', kind: 'code', width: 18 },
  note: { label: '说明', kind: 'text', width: 18 },
  at: { label: '核销时间', kind: 'instant', width: 16 },
  personName: { label: '核销人', kind: 'text', width: 9 }
} as const satisfies Fields<Omit<SerialRow, 'serial' | 'entryId'>>

/** What an application for blanks asks for, as its form is filled. */
export interface BlankAsked {
  readonly sealId: string
  readonly kind: BlankKind
  readonly purpose: string
  readonly format: string
  readonly serialPrefix: string
  readonly serialFrom: number
  readonly serialTo: number
  readonly responsibleId: string
}

export interface BlankDetail extends RecordDetail<BlankRow> {
  readonly asked: BlankAsked
  readonly serials: readonly SerialRow[]
  /** Reports of what was lost of it, oldest first. */
  readonly losses: readonly {
    readonly id: string
    readonly number: string
    readonly serials: string
    readonly state: BlankLossState
  }[]
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
  /** Accounts for serials one by one: used (with the document it became), voided, returned, lost (with the report). */
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
          .max(500, '一次最多核销500个号码'),
        /** Of the serials that are lost (SEAL-17). */
        loss: z.strictObject(lossReport).optional()
      })
    )
    .output(output<{ state: BlankState; outstanding: number; version: number }>()),
  /** Takes back a wrong accounting of one serial by a reversal (K-09). */
  reverse: command('staff')
    .input(commandInput({ id: id('空白用印批次'), version, entryId: id('核销记录'), reason: typedText('冲正原因') }))
    .output(output<{ state: BlankState; outstanding: number; version: number }>())
}
