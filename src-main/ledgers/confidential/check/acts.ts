import { In } from 'typeorm'
import type { CheckClosing, CheckOpening, CountInput } from '../../../contract/confidential/inputs'
import type { Made } from '../../../contract/confidential/access'
import { livingStates, type CarrierState, type CheckResult } from '../../../contract/confidential/words'
import { bothSides, inNameOf } from '../../../office/approvals/parties'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { sign } from '../../../office/signatures'
import { rowsWith } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { placedOf } from '../carrier/chain'
import { CarrierStanding, Check, CheckCount, CheckLine } from '../entities'
import { openMissing } from '../incident/acts'
import { keepLapse } from '../lapses'
import { atVersion } from '../requests'
import { SEC_09 } from '../rules/carriers'
import { sealIf } from '../secrets'
import { asOfficer } from '../visibility'
import { checkMonths, roundOf, roundOn, roundWords } from '../rounds'

/**
 * Begins a check of every carrier that is the bureau's to answer for, by the officer with a member of the group
 * (SEC-09).
 */
export async function openCheck(unit: UnitOfWork, input: CheckOpening): Promise<Made> {
  asOfficer(unit, '核查')
  const member = await unit.load(Person, input.memberId, '小组成员')
  const months = checkMonths(unit.book)
  const half = input.purpose === 'halfYear' ? (input.half ?? roundOn(unit.today, months).key) : null
  const other = await unit.manager.findOneBy(Check, { state: 'open' })
  const already = half === null ? null : await unit.manager.findOneBy(Check, { half })
  unit.judge(
    ...(await bothSides(unit, '保密员', { role: '小组成员', personId: member.id, field: 'memberId' })),
    inNameOf(member),
    SEC_09.on({
      about: 'open',
      openOther: other?.number,
      already: already?.number,
      future: half !== null && roundOf(half).from > unit.today,
      noRound: half !== null && roundOn(roundOf(half).to, months).key !== half
    })
  )
  const number = await unit.nextNumber('MHC')
  const living = await unit.manager.find(CarrierStanding, {
    where: { state: In([...livingStates]) },
    order: { label: 'ASC' }
  })
  const check = await unit.insert(Check, {
    number,
    purpose: input.purpose,
    half,
    officerId: unit.actor.personId,
    officerName: unit.actor.name,
    memberId: member.id,
    memberName: member.name,
    openedAt: unit.now,
    closedAt: null,
    expected: living.length,
    counted: 0,
    missing: 0,
    state: 'open',
    conclusionSealed: null
  })
  await unit.appendMany(
    CheckLine,
    living.map(({ id, label, state, place }) => ({ checkId: check.id, carrierId: id, label, state, place }))
  )
  unit.about({ type: 'confidentialCheck', id: check.id, number })
  return { id: check.id, number }
}

/**
 * What a carrier may be counted as, by where the book has it now; first what the book expects. One that left by list or
 * receipt since the check began is counted as that: nobody can see it any more, and the check has to come to its end.
 */
export const countable: Readonly<Partial<Record<CarrierState, readonly CheckResult[]>>> = {
  cabinet: ['present', 'missing'],
  reader: ['withReader', 'missing'],
  out: ['withReader', 'missing'],
  transit: ['inTransit', 'missing'],
  missing: ['missing'],
  unsettled: ['missing'],
  sentOut: ['left'],
  givenBack: ['left'],
  archived: ['left'],
  destroyed: ['left'],
  reversed: ['left']
}

/** Enters what was seen of carriers, each once; what is missing opens an incident at once (SEC-09). */
export async function countCarriers(
  unit: UnitOfWork,
  house: House,
  input: CountInput
): Promise<{ incidents: readonly string[] }> {
  asOfficer(unit, '核查单')
  const check = await unit.load(Check, input.id, '核查单')
  const ids = input.counts.map(({ carrierId }) => carrierId)
  const lines = new Map(
    (await unit.manager.findBy(CheckLine, { checkId: check.id })).map((line) => [line.carrierId, line])
  )
  const earlier = new Set(
    (await rowsWith(unit.manager, CheckCount, 'carrierId', ids, { where: { checkId: check.id } })).map(
      ({ carrierId }) => carrierId
    )
  )
  const found = await placedOf(unit.manager, ids)
  const labelled = found.map(({ carrier, standing }, index) => ({ carrier, standing, count: input.counts[index] }))
  unit.judge(
    SEC_09.on({
      about: 'count',
      open: check.state === 'open',
      strangers: labelled.filter(({ carrier }) => !lines.has(carrier.id)).map(({ carrier }) => carrier.label),
      twice: labelled
        .filter(({ carrier }, index) => earlier.has(carrier.id) || ids.indexOf(carrier.id) !== index)
        .map(({ carrier }) => carrier.label),
      impossible: labelled
        .filter(({ standing, count }) => count && !(countable[standing.state] ?? []).includes(count.result))
        .map(({ carrier }) => carrier.label)
    })
  )
  const incidents: string[] = []
  for (const { carrier, standing, count } of labelled) {
    if (!count) continue
    const id = unit.newId()
    await unit.append(CheckCount, {
      id,
      checkId: check.id,
      carrierId: carrier.id,
      result: count.result,
      method: count.method,
      noteSealed: await sealIf(house, { table: 'confidential_check_counts', id }, 'note', count.note),
      at: unit.now,
      byName: unit.actor.name
    })
    if (count.result !== 'missing' || standing.state === 'missing') continue
    const incident = await openMissing(unit, house, { carrier, standing }, check, count.note)
    incidents.push(incident.number)
  }
  const missing = labelled.filter(({ count }) => count?.result === 'missing').length
  await unit.update(
    Check,
    check,
    { counted: check.counted + labelled.length, missing: check.missing + missing },
    '核查单'
  )
  unit.about({ type: 'confidentialCheck', id: check.id, number: check.number })
  return { incidents }
}

/** Ends a check in which every carrier was looked at; officer and member answer for it (SEC-09). */
export async function closeCheck(unit: UnitOfWork, house: House, input: CheckClosing): Promise<{ version: number }> {
  asOfficer(unit, '核查单')
  const check = await atVersion(unit, Check, input, '核查单')
  const dueOn = check.half === null ? undefined : roundOf(check.half).to
  const late = dueOn !== undefined && unit.today > dueOn
  unit.judge(
    ...(await bothSides(unit, '保密员', { role: '小组成员', personId: check.memberId })),
    SEC_09.on({
      about: 'close',
      open: check.state === 'open',
      uncounted: check.expected - check.counted,
      memberSigned: input.signature?.personId === check.memberId,
      late,
      lateReason: input.lateReason,
      dueOn
    })
  )
  const subject = { type: 'confidentialCheck', id: check.id, number: check.number }
  if (input.signature) await sign(unit, input.signature, '小组成员', subject)
  const { version } = await unit.update(
    Check,
    check,
    {
      state: 'done',
      closedAt: unit.now,
      conclusionSealed: await sealIf(
        house,
        { table: 'confidential_checks', id: check.id },
        'conclusion',
        input.conclusion
      )
    },
    '核查单'
  )
  if (late && check.half !== null)
    await keepLapse(unit, house, {
      rule: SEC_09,
      what: `${roundWords(check.half)}核查逾期完成`,
      duty: `${roundWords(check.half)}核查`,
      subject,
      personName: unit.actor.name,
      due: { dueOn, dueAt: null },
      reason: input.lateReason
    })
  unit.about(subject)
  return { version }
}
