import { handOver, type HandOverInput } from '../custody/acts'
import type { Seal } from '../entities'
import type { DemoOffice } from './acting'

/** The seals the rest of the demo stamps with. */
export interface DemoSeals {
  readonly bureau: Seal
  readonly party: Seal
  readonly finance: Seal
  readonly personal: Seal
  readonly caseReview: Seal
  readonly squad: Seal
  readonly approvals: Seal
  readonly cleaning: Seal
  readonly lost: Seal
  /** One that was lost and engraved again, and one that was worn, in the year told. */
  readonly lostBefore: Seal
  readonly worn: Seal
  /** Seals of units that are gone, in the order their lives end: kept, sealed away, destroyed. */
  readonly gone: readonly Seal[]
  readonly custodian: string
  readonly director: string
}

/** Passes a seal from one to another, who sign. */
export async function passed(
  demo: DemoOffice,
  seal: Seal,
  by: string,
  from: string,
  to: string,
  plan: Partial<HandOverInput>
): Promise<Seal> {
  const input: HandOverInput = {
    id: seal.id,
    version: seal.version,
    kind: 'transfer',
    toPersonId: to,
    keysHandedOver: true,
    reason: '工作调整',
    signatures: { from: demo.signature(from), to: demo.signature(to) },
    ...plan
  }
  return (await demo.as(by, '印章交接', (unit) => handOver(unit, input))).seal
}
