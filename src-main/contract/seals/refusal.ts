import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { entry, type RowOf } from '../record'
import { choice, code, longText, moment, text } from '../recordField'
import { id, optionalText } from '../values'
import type { RecordDetail } from './parts'
import { refusalGrounds } from './words'

export const refusal = entry('sealRefusal', {
  number: code('编号', 15),
  at: moment('时间', 16),
  sealName: text('印章', 18).typed(),
  title: text('文件', 26).typed(),
  unitName: text('申请部门', 14),
  applicantName: text('经办人', 9).typed(),
  ground: choice('拒绝情形', refusalGrounds, 20).typed(),
  detail: longText('具体情况', 20).nullable(),
  needed: longText('需补正事项', 20).typed(),
  custodianName: text('监印人', 9),
  followUp: text('后续', 18).derived()
})

export type RefusalRow = RowOf<typeof refusal>

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
