import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Loss, Seal } from '../entities'
import { SEAL_02 } from '../rules/life'
import { sealAt } from '../seal/acts'
import { courseOf, reported, reportRule, stepsTaken, type LossReport, type LossStepsInput } from './course'

export interface LossInput extends LossReport {
  readonly sealId: string
  readonly version: number
}

/** Reports a seal lost; from then on it cannot be used, and its uses since the first day of loss are void (SEAL-17). */
export async function reportLoss(unit: UnitOfWork, input: LossInput): Promise<Loss> {
  const seal = await sealAt(unit, input.sealId, input.version)
  const course = await courseOf(unit, input)
  unit.judge(SEAL_02.on({ act: 'lose', state: seal.state, name: seal.name }), reportRule(unit, input))
  const loss = await unit.insert(Loss, {
    ...course,
    number: await unit.nextNumber('YZY'),
    sealId: seal.id,
    state: 'open'
  })
  await unit.update(Seal, seal, { state: 'lost', endReason: '遗失', endedOn: input.lostFrom }, '印章')
  await reported(unit, 'sealLoss', loss)
  unit.about({ type: 'sealLoss', id: loss.id, number: loss.number })
  return loss
}

/** Records what has been done since a seal was lost. */
export async function recordLossSteps(unit: UnitOfWork, input: LossStepsInput): Promise<Loss> {
  const loss = await unit.load(Loss, input.id, '遗失报告')
  return unit.update(Loss, loss, await stepsTaken(unit, loss, 'sealLoss', input), '遗失报告')
}
