import { datedRule, markBackdated } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Seal } from '../entities'
import { lifeWord, SEAL_02, type LifeAct } from '../rules/life'
import { SEAL_18 } from '../rules/oversight'
import { aboutSeal, sealAt } from './acts'

interface EndingInput {
  readonly id: string
  readonly version: number
  readonly on: string
  readonly reason: string
}

async function changeState(
  unit: UnitOfWork,
  input: EndingInput,
  act: LifeAct,
  place: string | undefined,
  patch: Partial<Omit<Seal, 'id' | 'version'>>
): Promise<Seal> {
  const seal = await sealAt(unit, input.id, input.version)
  const dated = { what: `${lifeWord(act)}日期`, dated: input.on, field: 'on' }
  unit.judge(
    SEAL_02.on({ act, state: seal.state, name: seal.name }),
    datedRule(unit, dated),
    SEAL_18.on({ of: 'ending', on: input.on, today: unit.today, place })
  )
  aboutSeal(unit, seal)
  await markBackdated(unit, { type: 'seal', id: seal.id, number: seal.number }, dated)
  return unit.update(Seal, seal, patch, '印章')
}

/** Takes a seal out of use for the time being. */
export const suspendSeal = (unit: UnitOfWork, input: EndingInput): Promise<Seal> =>
  changeState(unit, input, 'suspend', undefined, { state: 'suspended', endReason: input.reason, endedOn: input.on })

/** Brings a suspended seal back into use. */
export const resumeSeal = (unit: UnitOfWork, input: EndingInput): Promise<Seal> =>
  changeState(unit, input, 'resume', undefined, { state: 'inUse', endReason: null, endedOn: null })

/** Seals a recovered seal away (SEAL-18). */
export const sealAway = (unit: UnitOfWork, input: EndingInput & { readonly place: string }): Promise<Seal> =>
  changeState(unit, input, 'sealAway', input.place, {
    state: 'sealedAway',
    sealedAwayPlace: input.place,
    sealedAwayOn: input.on,
    endReason: input.reason
  })
