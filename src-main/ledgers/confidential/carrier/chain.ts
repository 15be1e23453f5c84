import type { EntityManager } from 'typeorm'
import type { CarrierAct, CarrierState } from '../../../contract/confidential/words'
import { rowsById } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { notFound } from '../../../kernel/fault'
import { Carrier, CarrierStanding, CarrierStep } from '../entities'

const stateAfter: Readonly<Record<CarrierAct, CarrierState | undefined>> = {
  registered: 'cabinet',
  copied: 'cabinet',
  lent: 'reader',
  takenOut: 'out',
  // Told to come back, it is still where it was.
  recalled: undefined,
  cameBack: 'cabinet',
  // The officer changes, the cabinet does not.
  handedOver: undefined,
  missing: 'missing',
  found: 'cabinet',
  sent: 'transit',
  receipted: 'sentOut',
  givenBack: 'givenBack',
  archived: 'archived',
  destroyed: 'destroyed',
  unsettled: 'unsettled',
  reversed: 'reversed'
}

/** Where a carrier stands after a step, given where it stood before. Pure: the proof goes through all steps with it. */
export function standingAfter(
  carrier: Pick<Carrier, 'id' | 'fileId' | 'label'>,
  before: CarrierStanding | undefined,
  step: Pick<CarrierStep, 'act' | 'toName' | 'holderId' | 'place' | 'at' | 'dueAt'>
): CarrierStanding {
  const state = stateAfter[step.act]
  const stays = state === undefined && before !== undefined
  return {
    id: carrier.id,
    fileId: carrier.fileId,
    label: carrier.label,
    state: state ?? before?.state ?? 'cabinet',
    holderId: stays ? before.holderId : step.holderId,
    holderName: stays ? before.holderName : step.toName,
    place: stays ? before.place : step.place,
    since: stays ? before.since : step.at,
    dueAt: stays ? (step.dueAt ?? before.dueAt) : step.dueAt
  }
}

/** What a carrier is handed on with. */
export interface Handing {
  readonly act: CarrierAct
  readonly fromName: string
  readonly toName: string
  /** Who holds it from now on, where that is a person. */
  readonly holderId?: string | null
  readonly place: string
  readonly paper: string
  readonly dueAt?: string | null
  readonly at?: string
}

/** Appends a step to a carrier's chain and keeps where it stands now. */
export async function passOn(
  unit: UnitOfWork,
  carrier: Pick<Carrier, 'id' | 'fileId' | 'label'>,
  before: CarrierStanding | undefined,
  { holderId = null, dueAt = null, at = unit.now, ...handing }: Handing
): Promise<CarrierStanding> {
  const step = await unit.append(CarrierStep, {
    ...handing,
    carrierId: carrier.id,
    holderId,
    dueAt,
    at,
    byName: unit.actor.name
  })
  const standing = standingAfter(carrier, before, step)
  await unit.derive(CarrierStanding, standing)
  return standing
}

/** A carrier with where it stands. */
export interface Placed {
  readonly carrier: Carrier
  readonly standing: CarrierStanding
}

/** Carriers by id with their standing, in the order asked for; fails with `notFound` when one is not there. */
export async function placedOf(manager: EntityManager, ids: readonly string[]): Promise<readonly Placed[]> {
  const carriers = await rowsById(manager, Carrier, ids)
  const standings = await rowsById(manager, CarrierStanding, ids)
  return ids.map((id) => {
    const [carrier, standing] = [carriers.get(id), standings.get(id)]
    if (!carrier || !standing) throw notFound('载体')
    return { carrier, standing }
  })
}

/** One carrier with its standing; fails with `notFound`. */
export async function placed(manager: EntityManager, id: string): Promise<Placed> {
  const [found] = await placedOf(manager, [id])
  if (!found) throw notFound('载体')
  return found
}
