import { In } from 'typeorm'
import type { CabinetInput, OfficerHandoverInput } from '../../../contract/confidential/inputs'
import type { Made } from '../../../contract/confidential/access'
import { livingStates } from '../../../contract/confidential/words'
import { invalid } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { K_12 } from '../../../kernel/rules/common'
import { sidesOf, witnessRules, inNameOf } from '../../../office/approvals/parties'
import { postsOn } from '../../../office/actors'
import { Person } from '../../../office/entities'
import { sign } from '../../../office/signatures'
import { rowsById } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { passOn } from '../carrier/chain'
import { Cabinet, Carrier, CarrierStanding, Check, ConfidentialFile, OfficerHandover } from '../entities'
import { SEC_01 } from '../rules/register'
import { asOfficer } from '../visibility'
import { sameAs } from '../../../office/records/sameAs'

/** Enters a cabinet; its keys are with the officer who enters it. */
export async function registerCabinet(unit: UnitOfWork, input: CabinetInput): Promise<Made> {
  asOfficer(unit, '保密柜')
  if ((await sameAs(unit.manager, Cabinet, 'label', input.label)).length > 0)
    throw invalid([{ path: 'label', message: `已有${input.label}，请换一个柜号` }])
  const cabinet = await unit.insert(Cabinet, {
    label: input.label,
    place: input.place,
    holderId: unit.actor.personId ?? '',
    holderName: unit.actor.name,
    since: unit.today
  })
  unit.about({ type: 'confidentialCabinet', id: cabinet.id, number: cabinet.label })
  return { id: cabinet.id, number: cabinet.label }
}

/**
 * Passes the cabinets of whoever has their keys, and every carrier in them, to another officer: after a full check the
 * receiver took part in, both signing (SEC-01, K-07). The keys are the giver's who has them, whether her post has
 * already ended or not; where several have keys, each signs for her own.
 */
export async function handOverOffice(unit: UnitOfWork, input: OfficerHandoverInput): Promise<Made> {
  const all = await unit.manager.find(Cabinet, { order: { label: 'ASC' } })
  const others = all.filter(({ holderId }) => holderId !== input.toPersonId)
  const first = others.find(({ holderId }) => holderId === input.signatures.from?.personId) ?? others[0] ?? all[0]
  asOfficer(unit, '保密员交接')
  if (!first) throw invalid([{ path: 'toPersonId', message: '还没有登记保密柜，没有可移交的' }])
  const cabinets = all.filter(({ holderId }) => holderId === first.holderId)
  const from = await unit.load(Person, first.holderId, '移交人')
  const to = await unit.load(Person, input.toPersonId, '接收人')
  const witness = input.witnessId ? await unit.load(Person, input.witnessId, '监交人') : undefined
  const check = await receivedCheck(unit, to.id)
  const { signatures } = input
  unit.judge(
    inNameOf(to),
    SEC_01.on({
      about: 'handover',
      toName: to.name,
      toHoldsPost: (await postsOn(unit.manager, to.id, unit.today)).some(
        ({ post }) => post === 'confidentialityOfficer'
      ),
      fromSigned: signatures.from?.personId === from.id,
      toSigned: signatures.to?.personId === to.id,
      checked: check !== undefined
    }),
    K_12.on({ parties: sidesOf(from, to) }),
    ...(await witnessRules(unit.manager, witness, '监交人', sidesOf(from, to)))
  )
  const number = await unit.nextNumber('MYJ')
  const id = unit.newId()
  const subject = { type: 'confidentialHandover', id }
  if (signatures.from) await sign(unit, signatures.from, '移交人', subject)
  if (signatures.to) await sign(unit, signatures.to, '接收人', subject)
  if (signatures.witness && witness && signatures.witness.personId === witness.id)
    await sign(unit, signatures.witness, '监交人', subject)
  const standings = await unit.manager.find(CarrierStanding, {
    where: { state: In([...livingStates]) },
    order: { label: 'ASC' }
  })
  const files = await rowsById(
    unit.manager,
    ConfidentialFile,
    standings.map(({ fileId }) => fileId)
  )
  const passing = new Set(cabinets.map(({ id }) => id))
  const living = standings.filter(({ fileId }) => passing.has(files.get(fileId)?.cabinetId ?? ''))
  const carriers = await rowsById(
    unit.manager,
    Carrier,
    living.map((standing) => standing.id)
  )
  for (const standing of living) {
    const carrier = carriers.get(standing.id)
    if (carrier)
      await passOn(unit, carrier, standing, {
        act: 'handedOver',
        fromName: from.name,
        toName: to.name,
        place: standing.place,
        paper: number
      })
  }
  for (const cabinet of cabinets)
    await unit.update(Cabinet, cabinet, { holderId: to.id, holderName: to.name, since: unit.today }, '保密柜')
  await unit.append(OfficerHandover, {
    id,
    number,
    fromId: from.id,
    fromName: from.name,
    toId: to.id,
    toName: to.name,
    witnessId: witness?.id ?? null,
    witnessName: witness?.name ?? '',
    checkId: check?.id ?? null,
    carriers: living.length,
    cabinets: cabinets.map(({ label }) => label).join('、'),
    at: unit.now
  })
  unit.about({ type: 'confidentialHandover', id, number })
  return { id, number }
}

/** A check for the handover that the receiver made, finished today or the day before. */
async function receivedCheck(unit: UnitOfWork, receiverId: string): Promise<Check | undefined> {
  const done = await unit.manager.find(Check, {
    where: { state: 'done', purpose: 'handover' },
    order: { id: 'DESC' },
    take: 5
  })
  return done.find(
    ({ memberId, officerId, closedAt }) =>
      (memberId === receiverId || officerId === receiverId) &&
      closedAt !== null &&
      localDateOf(closedAt) >= addDays(unit.today, -1)
  )
}
