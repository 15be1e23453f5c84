import { formatMonth } from '../../../contract/display'
import { conflict, invalid } from '../../../kernel/fault'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { FuelMonth, FuelMonthReceipt } from '../entities'
import { fuelMonthDueOn, monthHandInDueOn, VEH_10 } from '../rules/fuel'
import { monthLines } from './figures'

const subjectOf = ({ id, number }: FuelMonth) => ({ type: 'fuelMonth', id, number })

/** Signs the fuel statement of a month that is over, as it stands now; what is entered later stands below it (K-14). */
export async function signFuelMonth(unit: UnitOfWork, month: string): Promise<FuelMonth> {
  if (month >= unit.today.slice(0, 7)) throw invalid([{ path: 'month', message: '当月结束后才能月结' }])
  if (await unit.manager.existsBy(FuelMonth, { month })) throw conflict('油料月结')
  const lines = await monthLines(unit.manager, month, unit.book)
  if (lines.length === 0) throw invalid([{ path: 'month', message: '这个月没有车辆' }])
  const sum = (part: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + part(line), 0)
  const signed = await unit.append(FuelMonth, {
    number: await unit.nextNumber('YJ'),
    month,
    at: unit.now,
    day: unit.today,
    personId: unit.actor.personId ?? '',
    personName: unit.actor.name,
    lines,
    km: sum(({ km }) => km ?? 0),
    bought: sum(({ bought }) => bought),
    amountCents: sum(({ amountCents }) => amountCents)
  })
  const due = { dueOn: fuelMonthDueOn(month, unit.book), dueAt: null }
  await noteIfLate(unit, { rule: VEH_10, subject: subjectOf(signed), what: `${formatMonth(month)}油料月结`, due })
  unit.signs(subjectOf(signed))
  unit.about(subjectOf(signed))
  return signed
}

/** Finance receives the signed statement of a month, once. */
export async function receiveFuelMonth(unit: UnitOfWork, id: string): Promise<FuelMonth> {
  const signed = await unit.load(FuelMonth, id, '油料月结')
  if (await unit.manager.existsBy(FuelMonthReceipt, { fuelMonthId: id })) throw conflict('油料月结')
  await unit.append(FuelMonthReceipt, {
    fuelMonthId: id,
    at: unit.now,
    day: unit.today,
    personId: unit.actor.personId ?? '',
    personName: unit.actor.name
  })
  await noteIfLate(unit, {
    rule: VEH_10,
    subject: subjectOf(signed),
    what: `${formatMonth(signed.month)}油料月结表交财务装备股`,
    due: { dueOn: monthHandInDueOn(signed.day), dueAt: null }
  })
  unit.signs(subjectOf(signed))
  unit.about(subjectOf(signed))
  return signed
}
