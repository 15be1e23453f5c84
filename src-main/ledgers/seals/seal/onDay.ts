import type { EntityManager } from 'typeorm'
import type { LocalDate } from '../../../kernel/localDate'
import { localDateOf } from '../../../kernel/instant'
import { Handover } from '../../../office/entities'
import { rowsWith } from '../../../platform/database/readRows'
import type { Seal } from '../entities'

/** Nobody keeps a seal that is gone: it has no keeper and no cabinet. */
const gone = ['sealedAway', 'returned', 'destroyed', 'lost', 'undone'] as const

/**
 * Seals as they stood at the end of a day: not yet ended where they ended later, not yet activated where that came
 * later, in the hands of whom they had last been given to. Where they were kept then is not recorded and left blank
 * unless the keeper is still the same.
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
  return seals.map((seal) => {
    const laterEnd = seal.endedOn !== null && seal.endedOn > day
    const active = seal.activatedOn !== null && seal.activatedOn <= day
    const state = !laterEnd && (seal.activatedOn === null || active) ? seal.state : active ? 'inUse' : 'engraved'
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
