import { formatDate } from '../../../contract/display'
import type { distances } from '../../../contract/vehicles/trip'
import { forbidden, notNow } from '../../../kernel/fault'
import { holds } from '../../../kernel/actor'
import { citeFor } from '../../../kernel/rules/regulation'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Distance, DistanceExplanation, Vehicle } from '../entities'
import type { InputTo } from '../inputTo'
import { VEH_02 } from '../rules/fleet'
import { explanationDueOn, VEH_07 } from '../rules/trip'
import { responsibleFor } from '../visibility'
import { recountDistances } from './gaps'

/**
 * The responsible person explains kilometres without a trip; private use and a trip never asked for stay exceptions.
 */
export async function explainDistance(
  unit: UnitOfWork,
  input: InputTo<(typeof distances)['explain']>
): Promise<DistanceExplanation> {
  const distance = await unit.load(Distance, input.id, '无派车里程')
  const vehicle = await unit.load(Vehicle, distance.vehicleId, '车辆')
  const responsible = await responsibleFor(unit.manager, vehicle.unitId, unit.today)
  if (!responsible.includes(unit.actor.personId ?? '') && !holds(unit.actor, ['officeDirector']))
    throw forbidden('由车辆使用单位负责人说明', ['车辆使用单位负责人'])
  if (distance.km <= 0 || distance.explanationId !== null) throw notNow('无派车里程')
  const explanation = await unit.append(DistanceExplanation, {
    vehicleId: vehicle.id,
    fromAt: distance.fromAt,
    untilAt: distance.untilAt,
    km: distance.km,
    cause: input.cause,
    explanation: input.explanation,
    attachmentId: input.attachmentId ?? null,
    personId: unit.actor.personId ?? '',
    personName: unit.actor.name,
    at: unit.now
  })
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
  if (input.cause === 'privateUse' || input.cause === 'missingTrip')
    await unit.except({
      rule: VEH_02.id,
      message: `${vehicle.plate}有${distance.km}公里没有派车单`,
      source: citeFor(unit.book.profile, VEH_02.sources),
      reason: input.explanation
    })
  await noteIfLate(unit, {
    rule: VEH_07,
    subject: { type: 'vehicle', id: vehicle.id, number: vehicle.plate },
    what: `${formatDate(distance.untilDay)}无派车里程${distance.km}公里的说明`,
    due: { dueOn: explanationDueOn(distance.untilDay), dueAt: null }
  })
  await recountDistances(unit, vehicle.id, distance.fromAt, distance.untilAt)
  return explanation
}
