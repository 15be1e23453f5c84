import type { CopyInput, CopyMade } from '../../../contract/confidential/inputs'
import type { Submitted } from '../../../contract/confidential/access'
import { livingStates, type CarrierState } from '../../../contract/confidential/words'
import { mustStillHold } from '../../../office/approvals/cancelling'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { cabinetOfFile } from '../cabinet/keys'
import { passOn, placed } from '../carrier/chain'
import { Carrier, ConfidentialFile, CopyRequest } from '../entities'
import { ask, atVersion, outcomeOf } from '../requests'
import { SEC_08 } from '../rules/carriers'
import { seal, sealIf } from '../secrets'
import { asOfficer } from '../visibility'

const living: readonly CarrierState[] = livingStates

/** Asks for a carrier to be copied; 绝密 rests on the issuer's written consent (SEC-08). */
export async function requestCopy(unit: UnitOfWork, house: House, input: CopyInput): Promise<Submitted> {
  asOfficer(unit, '载体')
  const { carrier, standing } = await placed(unit.manager, input.carrierId)
  const file = await unit.load(ConfidentialFile, carrier.fileId, '文件')
  unit.judge(
    SEC_08.on({
      about: 'request',
      label: carrier.label,
      secrecy: file.secrecy,
      living: living.includes(standing.state),
      purpose: input.purpose,
      consent: input.consent
    })
  )
  const id = unit.newId()
  const place = { table: 'confidential_copy_requests', id }
  const row = await unit.insert(CopyRequest, {
    id,
    number: await unit.nextNumber('MFZ'),
    fileId: file.id,
    carrierId: carrier.id,
    count: input.count,
    purposeSealed: await seal(house, place, 'purpose', input.purpose ?? ''),
    consentSealed: await sealIf(house, place, 'consent', input.consent),
    applicantId: unit.actor.personId,
    submittedOn: unit.today,
    stamped: false,
    copyNumbers: '',
    madeAt: null,
    madeByName: '',
    opening: false,
    state: 'pending',
    approvalId: null
  })
  return ask(unit, house, {
    entity: CopyRequest,
    row,
    kind: 'confidential.copy',
    subjectType: 'confidentialCopy',
    title: `复印密级文件${carrier.label}，${input.count}份`,
    what: '复印申请'
  })
}

export const copyOutcome = outcomeOf(CopyRequest, '复印申请')

/**
 * Enters the copies that were made: each a carrier of its own, of the same file and therefore of its class, period and
 * scope (SEC-08).
 */
export async function makeCopies(unit: UnitOfWork, input: CopyMade): Promise<{ copyNumbers: string }> {
  asOfficer(unit, '复印申请')
  const request = await atVersion(unit, CopyRequest, input, '复印申请')
  await mustStillHold(unit, request.approvalId)
  const { carrier, standing } = await placed(unit.manager, request.carrierId)
  const file = await unit.load(ConfidentialFile, request.fileId, '文件')
  const cabinet = await cabinetOfFile(unit, file)
  unit.judge(
    SEC_08.on({
      about: 'make',
      label: carrier.label,
      approved: request.state === 'approved',
      done: request.state === 'done',
      state: standing.state,
      secrecy: file.secrecy,
      consent: request.consentSealed !== null,
      stamped: input.stamped
    })
  )
  const before = await unit.manager.countBy(Carrier, { parentId: carrier.id })
  const numbers: string[] = []
  for (let index = 1; index <= request.count; index += 1) {
    const copyNumber = `${carrier.copyNumber ?? carrier.label.slice(file.number.length + 1)}-复${before + index}`
    const copy = await unit.append(Carrier, {
      fileId: file.id,
      kind: 'copy',
      copyNumber,
      label: `${file.number} ${copyNumber}`,
      pages: carrier.pages,
      parentId: carrier.id,
      copyRequestId: request.id,
      noNumberReasonSealed: null,
      at: unit.now
    })
    await passOn(unit, copy, undefined, {
      act: 'copied',
      fromName: unit.actor.name,
      toName: unit.actor.name,
      place: cabinet.label,
      paper: request.number
    })
    numbers.push(copyNumber)
  }
  const copyNumbers = numbers.join('、')
  await unit.update(
    CopyRequest,
    request,
    { state: 'done', stamped: true, copyNumbers, madeAt: unit.now, madeByName: unit.actor.name },
    '复印申请'
  )
  unit.about({ type: 'confidentialCopy', id: request.id, number: request.number })
  return { copyNumbers }
}
