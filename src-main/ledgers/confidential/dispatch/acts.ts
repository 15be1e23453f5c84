import type { DispatchInput, ReceiptInput } from '../../../contract/confidential/inputs'
import { calendarDaysFrom } from '../../../kernel/periods'
import type { House } from '../../../office/house'
import { rowsById } from '../../../platform/database/readRows'
import { markPast, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { cabinetOfFile } from '../cabinet/keys'
import { passOn, placed, placedOf } from '../carrier/chain'
import { ConfidentialFile, Dispatch } from '../entities'
import { spokenFor } from '../ending/acts'
import { keepLapse, typedDate } from '../lapses'
import { atVersion } from '../requests'
import { SEC_10 } from '../rules/carriers'
import { seal } from '../secrets'
import { asOfficer } from '../visibility'

/** Sends carriers of files of our own to another office; each waits for its receipt (SEC-10). */
export async function dispatchCarriers(
  unit: UnitOfWork,
  house: House,
  input: DispatchInput
): Promise<{ numbers: readonly string[] }> {
  asOfficer(unit, '载体')
  const found = await placedOf(unit.manager, input.carrierIds)
  const taken = await spokenFor(unit.manager, input.carrierIds)
  const files = await rowsById(
    unit.manager,
    ConfidentialFile,
    found.map(({ carrier }) => carrier.fileId)
  )
  for (const file of files.values()) await cabinetOfFile(unit, file)
  unit.judge(
    ...found.map(({ carrier, standing }) =>
      SEC_10.on({
        about: 'dispatch',
        label: carrier.label,
        own: files.get(carrier.fileId)?.origin === 'own',
        state: standing.state,
        spokenFor: taken.has(carrier.id)
      })
    )
  )
  const numbers = await unit.nextNumbers('MFW', found.length)
  const { receiptDays } = SEC_10.values(unit.book)
  for (const [index, { carrier, standing }] of found.entries()) {
    const id = unit.newId()
    const number = numbers[index] ?? ''
    await unit.insert(Dispatch, {
      id,
      number,
      fileId: carrier.fileId,
      carrierId: carrier.id,
      recipientSealed: await seal(house, { table: 'confidential_dispatches', id }, 'recipient', input.recipient),
      sentAt: unit.now,
      sentOn: unit.today,
      receiptDueOn: calendarDaysFrom(unit.today, receiptDays).dueOn,
      officerName: unit.actor.name,
      receiptNumber: null,
      receiptOn: null,
      state: 'sent'
    })
    await passOn(unit, carrier, standing, {
      act: 'sent',
      fromName: unit.actor.name,
      toName: '',
      place: '',
      paper: number
    })
  }
  const [first] = found
  unit.about({ type: 'confidentialDispatch', id: first?.carrier.id ?? '', number: numbers[0] ?? null })
  return { numbers }
}

/** The receipt of what was sent: with it the carrier's life with us ends (SEC-10). */
export async function receiptOf(unit: UnitOfWork, house: House, input: ReceiptInput): Promise<{ version: number }> {
  asOfficer(unit, '发文记录')
  const dispatch = await atVersion(unit, Dispatch, input, '发文记录')
  const { carrier, standing } = await placed(unit.manager, dispatch.carrierId)
  const late = input.receiptOn > dispatch.receiptDueOn
  const dated = typedDate('回执日期', input.receiptOn, 'receiptOn')
  unit.judge(
    SEC_10.on({
      about: 'receipt',
      done: dispatch.state === 'receipted',
      number: input.receiptNumber,
      on: input.receiptOn,
      sentOn: dispatch.sentOn,
      today: unit.today,
      late,
      lateReason: input.lateReason,
      dueOn: dispatch.receiptDueOn
    }),
    ...pastRules(unit, [dated])
  )
  const { version } = await unit.update(
    Dispatch,
    dispatch,
    { state: 'receipted', receiptNumber: input.receiptNumber ?? '', receiptOn: input.receiptOn },
    '发文记录'
  )
  await passOn(unit, carrier, standing, {
    act: 'receipted',
    fromName: '',
    toName: '',
    place: '',
    paper: dispatch.number
  })
  const subject = { type: 'confidentialDispatch', id: dispatch.id, number: dispatch.number }
  await markPast(unit, subject, [dated])
  await keepLapse(unit, house, {
    rule: SEC_10,
    what: '发文回执逾期',
    duty: '收取发文回执',
    subject,
    personName: dispatch.officerName,
    due: { dueOn: dispatch.receiptDueOn, dueAt: null },
    told: input.receiptOn,
    reason: input.lateReason
  })
  unit.about(subject)
  return { version }
}
