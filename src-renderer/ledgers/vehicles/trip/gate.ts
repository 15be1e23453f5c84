import type { GateTrip } from '@contract/vehicles'
import { tripPanel } from './panels'

/** What is filled in at the gate: two fields going out or coming back, now. */
export function gateForm({ row }: GateTrip) {
  const plan = tripPanel(row.state === 'out' ? 'return' : 'depart', row, [], [])
  return plan && { ...plan, fields: plan.fields.filter(({ name }) => name !== 'at') }
}
