import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { record, type RowOf } from '../record'
import { choice, code, date, longText, person, unit, whole } from '../recordField'
import { attachmentId, id, localDate } from '../values'
import { byId, type Detail, type Made } from './access'
import { ofIntake } from './intake'
import { extensionStates } from './words'

/** The one extension of a seizure. */
export const extension = record('detainedExtension', {
  number: code('延期单号', 15),
  ...ofIntake,
  squadName: unit('片区', 'squadId', 12),
  applicantName: person('申请人', 'applicantId', 8),
  submittedOn: date('申请日期', 10),
  originalDueOn: date('原期限', 10),
  days: whole('延长天数', 6),
  extendedDueOn: date('拟延至', 10),
  reason: longText('理由', 20).typed(500),
  notifiedOn: date('告知当事人日期', 10).nullable(),
  state: choice('状态', extensionStates, 8)
})
export type ExtensionRow = RowOf<typeof extension>

export const extensions = {
  list: listOf('staff', extension),
  get: query('staff').input(byId('延期申请')).output(output<Detail<ExtensionRow, never>>()),
  /** Asks for the one extension of a seizure, before it ends. */
  submit: command('staff')
    .input(
      commandInput({
        ...extension.shape,
        intakeId: id('入库单'),
        days: z.int({ error: '请填写延长天数' }).min(1, '延长天数应大于零').max(365, '延长天数过多'),
        /** The law of the case asks for the head's approval. */
        needsHead: z.boolean().default(false)
      })
    )
    .output(output<Made & { approvalId: string }>()),
  /** The party was told of the approved extension. */
  notify: command('staff')
    .input(
      commandInput({
        id: id('延期申请'),
        version: z.int(),
        notifiedOn: localDate('告知日期'),
        attachmentId: attachmentId.optional()
      })
    )
    .output(output<{ version: number }>())
}
