import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { conflict } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import { Seal } from '../entities'

/** What a seal is found by. */
export const sealKey = (seal: Pick<Seal, 'number' | 'name' | 'imprintText'>): string =>
  searchKey(seal.number, seal.name, seal.imprintText)

/** A seal still at the version the caller saw; otherwise fails with `conflict`. */
export async function sealAt(unit: UnitOfWork, id: string, version: number): Promise<Seal> {
  const seal = await unit.load(Seal, id, '印章')
  if (seal.version !== version) throw conflict('印章')
  return seal
}

/** Names the seal as what the act is about. */
export function aboutSeal(unit: UnitOfWork, seal: Pick<Seal, 'id' | 'number'>): void {
  unit.about({ type: 'seal', id: seal.id, number: seal.number })
}

/** A new row of the register; what is not given yet is empty. */
export function blankSeal(
  given: Pick<
    Seal,
    | 'number'
    | 'name'
    | 'imprintText'
    | 'kind'
    | 'size'
    | 'ink'
    | 'scope'
    | 'unitId'
    | 'state'
    | 'opening'
    | 'registeredOn'
  > &
    Partial<Seal>
): Omit<Seal, 'id' | 'version'> {
  return {
    material: 'rubber',
    shape: 'round',
    sealCode: null,
    ownerId: null,
    engravingId: null,
    predecessorId: null,
    approvalDocument: null,
    engraver: null,
    engravedOn: null,
    activationNumber: null,
    activatedOn: null,
    imprintId: null,
    storage: null,
    safeguard: null,
    custodianId: null,
    standsInForId: null,
    standInUntil: null,
    keyHolderId: null,
    endReason: null,
    endedOn: null,
    recoveredByName: null,
    sealedAwayPlace: null,
    sealedAwayOn: null,
    remarks: null,
    ...given,
    searchKey: sealKey(given)
  }
}
