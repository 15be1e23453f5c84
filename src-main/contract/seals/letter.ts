import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { record, type RowOf } from '../record'
import { choice, code, date, flag, longText, person, text } from '../recordField'
import { attachmentId, id, localDate, optionalText, text as typedText } from '../values'
import { office, sealNamed, version, type RecordDetail } from './parts'
import { letterKinds, letterStates, letterSubjects, type LetterState, type LetterSubject } from './words'

/** A letter to units concerned after a loss, or a certificate of the office for a lost or worn seal (SEAL-05, 17). */
export const letter = record('sealLetter', {
  number: code('编号', 15),
  kind: choice('类别', letterKinds, 10).typed(),
  documentNumber: code('文号', 18).typed(60),
  issuedOn: date('出具日期', 12).typed(),
  addressee: text('致送单位', 20).typed(200),
  sealName: sealNamed,
  lossNumber: code('遗失报告', 15).nullable(),
  note: longText('补充内容', 20).optional(500),
  issuerName: person('经办人', 'issuerId', 9),
  scanned: flag('扫描件', 7).derived(),
  state: choice('状态', letterStates, 8),
  voidReason: text('作废原因', 16).nullable()
})

export type LetterRow = RowOf<typeof letter>

export interface LetterDetail extends RecordDetail<LetterRow> {
  readonly scanId: string | null
  readonly subject: { readonly of: LetterSubject; readonly id: string }
}

export const letters = {
  list: listOf('staff', letter),
  get: query('staff')
    .input(z.strictObject({ id: id('函告证明') }))
    .output(output<LetterDetail>()),
  issue: command(office)
    .input(
      commandInput({
        of: z.enum(keysOf(letterSubjects)),
        /** The report of the loss, or the worn seal. */
        subjectId: id('遗失报告或印章'),
        kind: z.enum(keysOf(letterKinds), { error: '请选择类别' }),
        documentNumber: optionalText('文号', 60),
        issuedOn: localDate('出具日期'),
        addressee: optionalText('致送单位', 200),
        note: optionalText('补充内容'),
        scanId: attachmentId.optional()
      })
    )
    .output(output<{ id: string; number: string }>()),
  attachScan: command(office)
    .input(commandInput({ id: id('函告证明'), version, scanId: attachmentId }))
    .output(output<{ version: number }>()),
  void: command(office)
    .input(commandInput({ id: id('函告证明'), version, reason: typedText('作废原因') }))
    .output(output<{ state: LetterState; version: number }>())
}
