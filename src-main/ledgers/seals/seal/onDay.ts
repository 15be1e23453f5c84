import type { EntityManager } from 'typeorm'
import { addDays, type LocalDate } from '../../../kernel/localDate'
import { instantAt, localDateOf } from '../../../kernel/instant'
import { Handover } from '../../../office/entities'
import { rowsWith } from '../../../platform/database/readRows'
import { rowsAsOf } from '../../../platform/database/rowsAsOf'
import { Seal } from '../entities'

/** Nobody keeps a seal that is gone: it has no keeper and no cabinet. */
const gone = ['sealedAway', 'returned', 'destroyed', 'lost', 'undone'] as const
const outOfUse = ['suspended', ...gone] as const

/**
 * Seals as they stood at the end of a day: out of use as entered by then, whatever became of it; not yet ended where
 * they ended later, not yet activated where that came later, in the hands of whom they had last been given to. Where
 * they were kept then is not recorded and left blank unless the keeper is still the same.
 */
export async function sealsOn(
  manager: EntityManager,
  seals: readonly Seal[],
  day: LocalDate
): Promise<readonly Seal[]> {
  const ids = seals.map(({ id }) => id)
  const handovers = await rowsWith(manager, Handover, 'subjectId', ids, {
    where: { ledger: 'seals' },
    order: { id: 'ASC' }
  })
  const over = instantAt(addDays(day, 1), '00:00')
  const recorded = new Map((await rowsAsOf(manager, Seal, seals, over)).map(({ id, state }) => [id, state]))
  return seals.map((seal) => {
    const known = recorded.get(seal.id)
    const laterEnd = seal.endedOn !== null && seal.endedOn > day
    const active = seal.activatedOn !== null && seal.activatedOn <= day
    const dated = !laterEnd && (seal.activatedOn === null || active) ? seal.state : active ? 'inUse' : 'engraved'
    const state = known && outOfUse.some((each) => each === known) ? known : dated
    const own = handovers.filter((handover) => handover.subjectId === seal.id)
    const later = own.some(({ at }) => localDateOf(at) > day)
    const custodianId = later
      ? (own.findLast(({ at }) => localDateOf(at) <= day)?.toPersonId ?? null)
      : seal.custodianId
    if (gone.some((each) => each === state))
      return { ...seal, state, custodianId: null, storage: state === 'sealedAway' ? seal.sealedAwayPlace : null }
    return {
      ...seal,
      state,
      custodianId,
      storage: custodianId === seal.custodianId ? seal.storage : null,
      ...(active ? {} : { activatedOn: null, activationNumber: null })
    }
  })
}
