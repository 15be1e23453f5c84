import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { record, type RowOf } from '../record'
import { choice, code, date, longText, moment, person, text } from '../recordField'
import { attachmentId, id, optionalText, signature, text as typedText } from '../values'
import { correction, office, sealNamed, version, type RecordDetail } from './parts'
import { destructionStates, type DestructionState, type SealState } from './words'

export const destruction = record('sealDestruction', {
  number: code('编号', 15),
  sealName: sealNamed,
  reason: longText('销毁原因', 22).typed(),
  method: text('方式', 12).typed(),
  applicantName: person('申请人', 'applicantId', 9),
  submittedOn: date('申请日期', 12),
  state: choice('状态', destructionStates, 12),
  destroyedAt: moment('销毁时间', 16).nullable(),
  place: text('地点', 14).nullable(),
  firstWitnessName: person('监销人一', 'firstWitnessId', 9).nullable(),
  secondWitnessName: person('监销人二', 'secondWitnessId', 9).nullable()
})

export type DestructionRow = RowOf<typeof destruction>

export const destructions = {
  list: listOf('staff', destruction),
  get: query('staff')
    .input(z.strictObject({ id: id('销毁申请') }))
    .output(output<RecordDetail<DestructionRow>>()),
  request: command(office)
    .input(
      commandInput({ sealId: id('印章'), version, reason: typedText('销毁原因'), method: typedText('销毁方式', 60) })
    )
    .output(output<{ id: string; number: string }>()),
  /** Corrects a returned application and hands it in again. */
  amend: command(office)
    .input(commandInput({ ...correction, reason: typedText('销毁原因'), method: typedText('销毁方式', 60) }))
    .output(output<{ state: DestructionState; version: number }>()),
  /** Carries it out before two witnesses who sign (SEAL-18). */
  carryOut: command(office)
    .input(
      commandInput({
        id: id('销毁申请'),
        version,
        place: optionalText('地点', 100),
        photoId: attachmentId.optional(),
        witnesses: z.array(signature).max(4).default([])
      })
    )
    .output(output<{ state: SealState; version: number }>())
}
