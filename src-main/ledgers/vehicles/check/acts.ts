import { keptOf } from '../../../contract/record'
import { spotCheck, type spotChecks } from '../../../contract/vehicles/conduct'
import { holds } from '../../../kernel/actor'
import { conflict } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { markPast, noteIfLate, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { SpotCheck, Vehicle, VehicleDefect } from '../entities'
import type { InputTo } from '../inputTo'
import { followUpDueOn, VEH_18 } from '../rules/conduct'

/** A member of the safety group checks a vehicle; a defect found keeps it from going out (VEH-18, VEH-07). */
export async function recordCheck(unit: UnitOfWork, input: InputTo<(typeof spotChecks)['record']>): Promise<SpotCheck> {
  const vehicle = await unit.load(Vehicle, input.vehicleId, '车辆')
  const finding = input.finding ?? ''
  const kept = keptOf(spotCheck, { ...input, finding: finding === '' ? '正常' : finding })
  const dated = { what: '抽查时间', dated: localDateOf(kept.at), field: 'at' }
  unit.judge(
    VEH_18.on({
      member: holds(unit.actor, ['safetyMember']),
      problem: kept.result !== 'good',
      finding,
      at: kept.at,
      now: unit.now
    }),
    ...pastRules(unit, [dated])
  )
  const number = await unit.nextNumber('CC')
  const check = await unit.insert(SpotCheck, {
    ...kept,
    number,
    day: localDateOf(kept.at),
    vehicleId: vehicle.id,
    photoId: input.photoId ?? null,
    memberId: unit.actor.personId ?? '',
    followUp: null,
    followedOn: null
  })
  if (kept.result === 'defect')
    await unit.insert(VehicleDefect, {
      vehicleId: vehicle.id,
      foundOn: check.day,
      foundBy: unit.actor.name,
      description: finding,
      mendedOn: null,
      mended: null
    })
  unit.about({ type: 'vehicleCheck', id: check.id, number })
  await markPast(unit, { type: 'vehicleCheck', id: check.id, number }, [dated])
  return check
}

export async function followCheck(
  unit: UnitOfWork,
  input: InputTo<(typeof spotChecks)['followUp']>
): Promise<SpotCheck> {
  const check = await unit.load(SpotCheck, input.id, '抽查记录')
  if (check.version !== input.version || check.result === 'good' || check.followedOn !== null)
    throw conflict('抽查记录')
  const subject = { type: 'vehicleCheck', id: check.id, number: check.number }
  await noteIfLate(unit, {
    rule: VEH_18,
    subject,
    what: '抽查发现问题的处理',
    due: { dueOn: followUpDueOn(check.day), dueAt: null }
  })
  unit.about(subject)
  return unit.update(SpotCheck, check, { followUp: input.followUp, followedOn: unit.today }, '抽查记录')
}
