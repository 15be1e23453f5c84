import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { record, type RowOf } from '../record'
import { choice, code, longText, reference, text, whole } from '../recordField'
import { id } from '../values'
import type { LetterRow } from './letter'
import { lossCourse, lossSteps } from './loss'
import { office, sealNamed, type RecordDetail } from './parts'
import { blankLossStates, type BlankLossState } from './words'

/** Blanks of one batch lost after they were stamped; reported when they are accounted for so (SEAL-12, SEAL-17). */
export const blankLoss = record('sealBlankLoss', {
  number: code('编号', 15),
  batchNumber: reference('批次', 'batchId', 15).joined(),
  format: text('格式', 16).joined(),
  serials: longText('遗失号码', 20),
  quantity: whole('份数', 7).totalled(),
  sealName: sealNamed,
  ...lossCourse,
  state: choice('状态', blankLossStates, 10)
})

export type BlankLossRow = RowOf<typeof blankLoss>

export interface BlankLossDetail extends RecordDetail<BlankLossRow> {
  readonly letters: readonly LetterRow[]
}

export const blankLosses = {
  list: listOf('staff', blankLoss),
  get: query('staff')
    .input(z.strictObject({ id: id('遗失报告') }))
    .output(output<BlankLossDetail>()),
  record: command(office).input(commandInput(lossSteps)).output(output<{ state: BlankLossState; version: number }>())
}
