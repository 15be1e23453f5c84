import type { ClearanceSheet } from '../../contract/office'
import { personRow } from '../people/queries'
import type { Reading } from '../house'
import { officeProcedures as os } from '../procedures'
import { heldBy } from './held'
import { returnToDuty } from '../people/motions'
import { cancelLeaving, depart, startLeaving, transfer } from './service'

/** The clearance sheet of a person, by all ledgers. */
export async function clearanceSheet(reading: Reading, personId: string): Promise<ClearanceSheet> {
  const { name, unitName, status } = await personRow(reading, personId)
  return {
    personId,
    personName: name,
    unitName,
    status,
    lines: await heldBy(reading.house, reading.manager, personId, reading.today)
  }
}

export const clearanceProcedures = {
  clearance: os.clearance.handler(async ({ context, input }) =>
    clearanceSheet(await context.reading(), input.personId)
  ),
  startLeaving: os.startLeaving.handler(({ context, input }) =>
    context.write({ chain: 'office', act: `开始办理离岗：${input.reason}`, reasons: input.reasons }, async (unit) => ({
      version: (await startLeaving(unit, input)).version
    }))
  ),
  cancelLeaving: os.cancelLeaving.handler(({ context, input }) =>
    context.write({ chain: 'office', act: `不再离岗：${input.reason}`, reasons: input.reasons }, async (unit) => ({
      version: (await cancelLeaving(unit, input)).version
    }))
  ),
  depart: os.depart.handler(async ({ context, input }) => {
    const { person, accountId } = await context.write(
      { chain: 'office', act: `离岗：${input.reason}`, reasons: input.reasons },
      (unit) => depart(unit, context.house, input)
    )
    if (accountId) context.house.sessions.endOf(accountId, 'closed')
    return { version: person.version }
  }),
  returnToDuty: os.returnToDuty.handler(({ context, input }) =>
    context.write({ chain: 'office', act: `返岗：${input.reason}`, reasons: input.reasons }, async (unit) => ({
      version: (await returnToDuty(unit, input)).version
    }))
  ),
  transfer: os.transfer.handler(({ context, input }) =>
    context.write({ chain: 'office', act: `调动：${input.reason}`, reasons: input.reasons }, async (unit) => ({
      version: (await transfer(unit, context.house, input)).version
    }))
  )
}
