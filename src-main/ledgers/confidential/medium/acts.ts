import type {
  MediumEndInput,
  MediumHandoverInput,
  MediumInput,
  MediumUseInput
} from '../../../contract/confidential/inputs'
import type { Made } from '../../../contract/confidential/access'
import { K_12 } from '../../../kernel/rules/common'
import { partiesNamed, sidesOf, twoAreTwo, inNameOf } from '../../../office/approvals/parties'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { sign, signAll } from '../../../office/signatures'
import { rowsById } from '../../../platform/database/readRows'
import { markPast, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { typedDate } from '../lapses'
import { Medium, MediumHandover, MediumUse } from '../entities'
import { atVersion } from '../requests'
import { SEC_11 } from '../rules/matters'
import { seal, sealIf } from '../secrets'
import { asOfficer } from '../visibility'

const aboutMedium = ({ id, number }: Pick<Medium, 'id' | 'number'>) => ({ type: 'confidentialMedium', id, number })

/** Enters a medium with its class and the one who answers for it (SEC-11). */
export async function registerMedium(unit: UnitOfWork, house: House, input: MediumInput): Promise<Made> {
  asOfficer(unit, '涉密介质')
  const holder = await unit.load(Person, input.holderId, '责任人')
  const dated = typedDate('启用日期', input.startedOn, 'startedOn')
  unit.judge(
    inNameOf(holder),
    SEC_11.on({ about: 'register', internal: input.secrecy === 'internal', future: input.startedOn > unit.today }),
    ...pastRules(unit, [dated])
  )
  const id = unit.newId()
  const medium = await unit.insert(Medium, {
    id,
    number: await unit.nextNumber('MJZ'),
    kind: input.kind,
    secrecy: input.secrecy,
    startedOn: input.startedOn,
    holderId: holder.id,
    holderName: holder.name,
    place: input.place,
    serialSealed: await sealIf(house, { table: 'confidential_media', id }, 'serial', input.serial),
    uses: 0,
    state: 'inUse',
    endedOn: null,
    supervisorNames: ''
  })
  unit.about(aboutMedium(medium))
  await markPast(unit, aboutMedium(medium), [dated])
  return { id: medium.id, number: medium.number }
}

/**
 * Whether a computer may read media: as the ledger that has it says; of a computer that no ledger has, the officer says
 * it.
 */
async function markedComputer(
  { manager }: UnitOfWork,
  { modules }: House,
  { computer, marked }: MediumUseInput
): Promise<boolean> {
  for (const module of modules) {
    const said = await module.markedForSecrets?.(manager, computer)
    if (typeof said === 'boolean') return said
  }
  return marked
}

/** Logs a use: by the holder, on a computer marked for secrets (SEC-11, AST-15). */
export async function useMedium(unit: UnitOfWork, house: House, input: MediumUseInput): Promise<{ id: string }> {
  asOfficer(unit, '涉密介质')
  const medium = await unit.load(Medium, input.id, '涉密介质')
  const user = await unit.load(Person, input.userId, '使用人')
  unit.judge(
    SEC_11.on({
      about: 'use',
      ended: medium.state !== 'inUse',
      holderName: medium.holderName,
      byHolder: user.id === medium.holderId,
      marked: await markedComputer(unit, house, input),
      purpose: input.purpose
    })
  )
  const id = unit.newId()
  await unit.append(MediumUse, {
    id,
    mediumId: medium.id,
    userId: user.id,
    userName: user.name,
    computer: input.computer,
    purposeSealed: await seal(house, { table: 'confidential_medium_uses', id }, 'purpose', input.purpose ?? ''),
    at: unit.now
  })
  await unit.update(Medium, medium, { uses: medium.uses + 1 }, '涉密介质')
  unit.about(aboutMedium(medium))
  return { id }
}

/** A medium gets another holder, both signing (SEC-11). */
export async function handOverMedium(unit: UnitOfWork, input: MediumHandoverInput): Promise<{ version: number }> {
  asOfficer(unit, '涉密介质')
  const medium = await atVersion(unit, Medium, input, '涉密介质')
  const to = await unit.load(Person, input.toPersonId, '接收人')
  const { from: given, to: taken } = input.signatures
  unit.judge(
    inNameOf(to),
    SEC_11.on({
      about: 'handOver',
      ended: medium.state !== 'inUse',
      fromSigned: given?.personId === medium.holderId,
      toSigned: taken?.personId === to.id
    }),
    K_12.on({ parties: sidesOf({ id: medium.holderId, name: medium.holderName }, to) })
  )
  const subject = { type: 'confidentialMedium', id: medium.id }
  if (given) await sign(unit, given, '移交人', subject)
  if (taken) await sign(unit, taken, '接收人', subject)
  await unit.append(MediumHandover, {
    mediumId: medium.id,
    fromName: medium.holderName,
    toId: to.id,
    toName: to.name,
    at: unit.now,
    bothSigned: true
  })
  const { version } = await unit.update(Medium, medium, { holderId: to.id, holderName: to.name }, '涉密介质')
  unit.about(aboutMedium(medium))
  return { version }
}

/** A medium is destroyed before two supervisors, or handed in (SEC-11). */
export async function endMedium(unit: UnitOfWork, input: MediumEndInput): Promise<{ version: number }> {
  asOfficer(unit, '涉密介质')
  const medium = await atVersion(unit, Medium, input, '涉密介质')
  const ids = [...new Set(input.supervisorIds)]
  const supervisors = [...(await rowsById(unit.manager, Person, ids)).values()]
  const signatures = input.signatures.filter(({ personId }) => ids.includes(personId))
  const signed = supervisors.filter(({ id }) => signatures.some(({ personId }) => personId === id))
  unit.judge(
    ...(await twoAreTwo(
      unit.manager,
      await partiesNamed(
        unit.manager,
        ids.map((personId) => ({ role: '监销人', personId, field: 'supervisorIds' }))
      ),
      await partiesNamed(unit.manager, [
        { role: '保密员', personId: unit.actor.personId },
        { role: '责任人', personId: medium.holderId }
      ])
    )),
    SEC_11.on({
      about: 'end',
      ended: medium.state !== 'inUse',
      destroyed: input.how === 'destroyed',
      supervisors: signed.length
    })
  )
  await signAll(
    unit,
    signatures.map((signature) => ({ input: signature, role: '监销人' })),
    { type: 'confidentialMedium', id: medium.id }
  )
  const { version } = await unit.update(
    Medium,
    medium,
    { state: input.how, endedOn: unit.today, supervisorNames: signed.map(({ name }) => name).join('、') },
    '涉密介质'
  )
  unit.about(aboutMedium(medium))
  return { version }
}
