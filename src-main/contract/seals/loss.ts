import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { record, type RowOf } from '../record'
import { choice, code, date, longText, moment, person, text } from '../recordField'
import { attachmentId, id, instant, localDate, optionalText, text as typedText } from '../values'
import type { LetterRow } from './letter'
import { office, sealNamed, version, type RecordDetail } from './parts'
import { lossStates, type LossState } from './words'

/** What happened, and the steps that follow: the same of a seal and of blanks stamped with one (SEAL-17). */
export const lossCourse = {
  discoveredAt: moment('发现时间', 16).typed(),
  lostFrom: date('遗失起始日期', 12).typed(),
  circumstances: longText('经过', 26).typed(),
  reporterName: person('报告人', 'reporterId', 9),
  leaderName: person('报告的领导', 'leaderId', 10).nullable(),
  leaderReportedAt: moment('报告领导时间', 16).nullable(),
  policeStation: text('报案派出所', 14).nullable(),
  policeReportedOn: date('报案日期', 12).nullable(),
  policeReceipt: code('报案回执号', 16).nullable(),
  newspaper: text('登报报刊', 14).nullable(),
  newspaperOn: date('登报日期', 12).nullable()
}

export const loss = record('sealLoss', {
  number: code('编号', 15),
  sealName: sealNamed,
  ...lossCourse,
  state: choice('状态', lossStates, 10)
})

export type LossRow = RowOf<typeof loss>

export interface LossDetail extends RecordDetail<LossRow> {
  readonly letters: readonly LetterRow[]
}

/** A loss as it is first reported. */
export const lossReport = {
  discoveredAt: instant('发现时间'),
  lostFrom: localDate('遗失起始日期'),
  circumstances: typedText('经过', 1000),
  leaderId: id('报告的领导').optional(),
  leaderReportedAt: instant('报告领导时间').optional()
}

/** What has been done since: reports to leader and police, newspaper notice. */
export const lossSteps = {
  id: id('遗失报告'),
  version,
  leaderId: id('报告的领导').optional(),
  leaderReportedAt: instant('报告领导时间').optional(),
  policeStation: optionalText('报案派出所', 60),
  policeReportedOn: localDate('报案日期').optional(),
  policeReceipt: optionalText('报案回执号', 60),
  newspaper: optionalText('登报报刊', 60),
  newspaperOn: localDate('登报日期').optional(),
  newspaperId: attachmentId.optional()
}

export const losses = {
  list: listOf('staff', loss),
  get: query('staff')
    .input(z.strictObject({ id: id('遗失报告') }))
    .output(output<LossDetail>()),
  report: command('staff')
    .input(commandInput({ sealId: id('印章'), version, ...lossReport }))
    .output(output<{ id: string; number: string }>()),
  record: command(office).input(commandInput(lossSteps)).output(output<{ state: LossState; version: number }>())
}
