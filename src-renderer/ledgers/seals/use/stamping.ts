import type { SignatureInput } from '@contract'
import type { UseRequestRow } from '@contract/seals/request'
import type { client } from '../../../api/client'
import type { InputOf } from '../../../ledger-kit'

/** What the custodian fills in for one stamping. */
export interface Stamping {
  copies: number | undefined
  impressions: number | undefined
  /** The page was looked at and is no blank one. */
  checked: boolean
  inRoom: boolean
  scanId: string | undefined
  remarks: string
  handler: SignatureInput | undefined
}

/** What is proposed: all that was approved, stamped here. */
export function stampingOf(row: Pick<UseRequestRow, 'copies' | 'impressions'>): Stamping {
  return {
    copies: row.copies,
    impressions: row.impressions,
    checked: false,
    inRoom: true,
    scanId: undefined,
    remarks: '',
    handler: undefined
  }
}

/** Impressions usual for fewer copies than were approved. */
export function impressionsFor(row: Pick<UseRequestRow, 'copies' | 'impressions'>, copies: number): number {
  return Math.min(row.impressions, copies * Math.ceil(row.impressions / row.copies))
}

/** The command of a stamping; `blank` says so unless the page was looked at. */
export function stampInput(
  row: UseRequestRow,
  stamping: Stamping,
  reasons: Record<string, string> | undefined
): InputOf<typeof client.seals.uses.stamp> {
  const { copies, impressions, checked, inRoom, scanId, remarks, handler } = stamping
  return {
    requestId: row.id,
    version: row.version,
    copies: copies ?? 0,
    ...(impressions ? { impressions } : {}),
    blank: !checked,
    place: inRoom ? 'custodyRoom' : 'elsewhere',
    ...(scanId ? { scanId } : {}),
    ...(remarks ? { remarks } : {}),
    ...(handler ? { handler } : {}),
    ...(reasons ? { reasons } : {})
  }
}
