import type { SignatureInput } from '@contract'
import type { CounterRow } from '@contract/supplies/issue'
import type { client } from '../../../api/client'
import type { InputOf } from '../../../ledger-kit'

/** One line at the counter as it is being filled in. Thousandths. */
export interface CounterLine {
  readonly lineId: string
  quantity: number | undefined
  /** Old ones that came back. */
  handedIn: number | undefined
}

/** What is proposed to be handed over: all that is still due, as far as it is there. */
export function counterLines(row: CounterRow): CounterLine[] {
  return row.lines
    .filter((line) => line.quantity > line.issuedQuantity)
    .map((line) => ({
      lineId: line.id,
      quantity: Math.max(0, Math.min(line.quantity - line.issuedQuantity, line.onHand)),
      handedIn: 0
    }))
}

/** The command of a hand-over; lines with nothing to hand over are left out. */
export function counterInput(
  row: CounterRow,
  lines: readonly CounterLine[],
  signatures: Readonly<Record<string, SignatureInput | undefined>>,
  reasons: Record<string, string> | undefined
): InputOf<typeof client.supplies.issues.post> {
  const { claimant, keeper } = signatures
  return {
    requestId: row.id,
    version: row.version,
    lines: lines.flatMap(({ lineId, quantity, handedIn = 0 }) => (quantity ? [{ lineId, quantity, handedIn }] : [])),
    signatures: { ...(claimant ? { claimant } : {}), ...(keeper ? { keeper } : {}) },
    ...(reasons ? { reasons } : {})
  }
}
