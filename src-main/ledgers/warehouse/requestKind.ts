import type { ExitKind } from '../../contract/warehouse/words'

/** Which request an exit is decided as. */
export function requestKindOf(kind: ExitKind): 'warehouse.return' | 'warehouse.writeOff' | 'warehouse.disposal' {
  if (kind === 'return') return 'warehouse.return'
  return kind === 'writeOff' ? 'warehouse.writeOff' : 'warehouse.disposal'
}
