import type { EntityManager } from 'typeorm'
import type { CustodyKind } from '../../../contract/seals'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Handover, type Person } from '../../../office/entities'
import type { Seal } from '../entities'

export interface Passing {
  readonly id?: string
  readonly kind: CustodyKind
  readonly seal: Pick<Seal, 'id' | 'name'>
  /** Null for an opening entry: nobody knows who gave it. */
  readonly from: Pick<Person, 'id' | 'name'> | null
  readonly to: { readonly id: string | null; readonly name: string }
  readonly witness?: Pick<Person, 'id' | 'name'> | null
  readonly fromDay: string
  readonly untilDay?: string | null
  readonly reason: string
  readonly inventory?: string | null
}

/** Enters a seal (or the key of its cabinet) passing from hand to hand in the office's register of handovers. */
export async function enterHandover(unit: UnitOfWork, passing: Passing): Promise<Handover> {
  const { kind, seal, from, to, witness = null, fromDay, untilDay = null, reason, inventory = null } = passing
  return unit.append(Handover, {
    ...(passing.id ? { id: passing.id } : {}),
    number: await unit.nextNumber('JJ'),
    at: unit.now,
    kind,
    ledger: 'seals',
    post: null,
    subject: kind === 'key' ? `印章柜钥匙（${seal.name}）` : seal.name,
    subjectId: seal.id,
    fromPersonId: from?.id ?? null,
    fromName: from?.name ?? '期初',
    toPersonId: to.id,
    toName: to.name,
    witnessPersonId: witness?.id ?? null,
    witnessName: witness?.name ?? null,
    fromDay,
    untilDay,
    reason,
    inventory
  })
}

/** The order handovers were entered in: by their numbers, as the clocks of several machines differ. */
export const asEntered = { number: 'ASC' } as const

/** The handovers of a seal or its key, oldest first. */
export async function handoversOf(manager: EntityManager, sealId: string): Promise<readonly Handover[]> {
  return manager.find(Handover, { where: { ledger: 'seals', subjectId: sealId }, order: asEntered })
}
