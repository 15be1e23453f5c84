import type { EntityManager } from 'typeorm'
import { EnforcementCertificate } from '../entities'

/** People with an enforcement certificate valid on a day. */
export async function certifiedOn(manager: EntityManager, day: string): Promise<ReadonlySet<string>> {
  const all = await manager.find(EnforcementCertificate)
  return new Set(
    all
      .filter(({ validFrom, validUntil }) => validFrom <= day && (validUntil === null || validUntil >= day))
      .map(({ personId }) => personId)
  )
}
