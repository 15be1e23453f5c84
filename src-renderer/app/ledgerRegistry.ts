import { chains, ledgerIds, type ChainId, type LedgerId } from '@contract'
import type { LedgerWindow } from '../ledger-kit'

const found = import.meta.glob<{ ledgerWindow: LedgerWindow }>('../ledgers/*/routes.ts', { eager: true })

/** The ledgers that have screens, in the order of the left rail. */
export const ledgerWindows: readonly LedgerWindow[] = Object.values(found)
  .map((module) => module.ledgerWindow)
  .sort((a, b) => ledgerIds.indexOf(a.rail.ledger) - ledgerIds.indexOf(b.rail.ledger))

/** Subjects of the office itself. */
const officeSubjects: Readonly<Record<string, (id: string) => string>> = {
  person: (id) => `/office/people/${id}`,
  unit: () => '/office',
  handover: () => '/office/handovers',
  appointment: () => '/office',
  rule: () => '/system/rules',
  ruleChange: () => '/system/rules',
  chain: () => '/system/chains',
  backup: () => '/system/backups'
}

/** Where a record is shown: its own page, or the first screen of its ledger when it has none. */
export function subjectPath(ledger: string, subjectType: string, subjectId: string): string {
  const window = ledgerWindows.find(({ rail }) => rail.ledger === ledger)
  const path = window?.subjects?.[subjectType] ?? officeSubjects[subjectType]
  return path?.(subjectId) ?? window?.rail.path ?? '/'
}

/** The Chinese name of a ledger or of the office. */
export function ledgerName(ledger: string): string {
  return chains[ledger as ChainId] ?? ledger
}

/** The ledger a path belongs to. */
export function ledgerOfPath(path: string): LedgerWindow | undefined {
  const first = path.split('/')[1]
  return ledgerWindows.find(({ rail }) => rail.ledger === (first as LedgerId))
}
