import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { entry, record, type RowOf } from '../record'
import { code, date, moment, person, text } from '../recordField'
import { id, signature, text as required } from '../values'

/** A key of the warehouse and who has it; during a stand-in both are named. */
export const storeKey = record('detainedKey', {
  label: text('钥匙', 14).typed(60),
  holderName: person('持有人', 'holderId', 8).derived().typed(),
  since: date('持有起', 10)
})
export type KeyRow = RowOf<typeof storeKey>

/** Somebody in the warehouse, accompanied by the keeper. */
export const roomEntry = entry('detainedEntry', {
  number: code('编号', 15),
  at: moment('进入时间', 15).proposed(),
  leftAt: moment('离开时间', 15).optional(),
  visitor: text('进入人', 10).otherwise('', 60).expected(),
  keeperName: person('陪同保管员', 'keeperId', 9),
  purpose: text('事由', 20).otherwise('', 200).expected()
})
export type EntryRow = RowOf<typeof roomEntry>

export const keys = {
  list: query('staff').output(output<readonly KeyRow[]>()),
  register: command(['warehouseKeeper', 'officeDirector', 'administrator'])
    .input(commandInput(storeKey.shape))
    .output(output<{ id: string }>()),
  /** Both sign; only an appointed keeper can take a key. */
  handOver: command('staff')
    .input(
      commandInput({
        id: id('钥匙'),
        version: z.int(),
        toPersonId: id('接收人'),
        reason: required('交接原因', 200),
        signatures: z.strictObject({ from: signature.optional(), to: signature.optional() })
      })
    )
    .output(output<{ number: string; version: number }>())
}

export const entries = {
  list: listOf('staff', roomEntry),
  /** Logs somebody in the warehouse, accompanied by the keeper signed in. */
  enter: command(['warehouseKeeper'])
    .input(commandInput(roomEntry.shape))
    .output(output<{ id: string; number: string }>())
}
