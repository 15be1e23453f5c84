import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { keysOf } from '../fields'
import { entry, type RowOf } from '../record'
import { choice, code, date, longText, moment, text } from '../recordField'
import { id, localDate, optionalText, signature, text as typedText } from '../values'
import { version, type RecordDetail } from './parts'
import { custodyKinds, type SealState } from './words'

export const custodyRecord = entry('sealCustody', {
  number: code('交接编号', 15),
  at: moment('时间', 16),
  sealName: text('印章', 20).nullable().joined().by('sealId'),
  kind: choice('类型', custodyKinds, 10).typed(),
  fromName: text('移交人', 9),
  toName: text('接收人', 9).typed(),
  witnessName: text('监交人', 9).nullable(),
  fromDay: date('起', 12).nullable(),
  untilDay: date('止', 12).nullable(),
  reason: longText('原因', 22).typed()
})

export type CustodyRow = RowOf<typeof custodyRecord>

export const custody = {
  list: listOf('staff', custodyRecord),
  get: query('staff')
    .input(z.strictObject({ id: id('交接') }))
    .output(output<RecordDetail<CustodyRow>>()),
  /** Receipt, transfer, stand-in, recovery of a seal, or its cabinet key; both sign (SEAL-06). */
  handOver: command('staff')
    .input(
      commandInput({
        id: id('印章'),
        version,
        kind: z.enum(keysOf(custodyKinds), { error: '请选择交接类型' }),
        toPersonId: id('接收人'),
        witnessId: id('监交人').optional(),
        /** Stand-in only: last day, keys, and the leader who named the stand-in. */
        until: localDate('代管结束日期').optional(),
        keysHandedOver: z.boolean().default(false),
        arrangedById: id('指定代管的领导').optional(),
        reason: typedText('原因'),
        inventory: optionalText('交接清单', 1000),
        signatures: z.strictObject({
          from: signature.optional(),
          to: signature.optional(),
          witness: signature.optional()
        })
      })
    )
    .output(output<{ id: string; number: string; state: SealState; version: number }>())
}
