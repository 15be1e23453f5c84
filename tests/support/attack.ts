import { appendFileSync } from 'node:fs'

/** Rounds of an attack: as many as the suite takes time for; `npm run test:attack` multiplies them by LEDGER_ATTACK. */
export const attackRounds = (inSuite: number): number => inSuite * Number(process.env['LEDGER_ATTACK'] ?? 1)

/** Notes what was tried and how often it got through, for the table `npm run test:attack` prints. */
export function recordAttack(what: string, tries: number, gotThrough: number): void {
  const file = process.env['LEDGER_ATTACK_TABLE']
  if (file) appendFileSync(file, `${JSON.stringify({ what, tries, gotThrough })}\n`)
}
