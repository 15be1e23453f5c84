import type { Finding } from '@main/contract/faults'
import type { LedgerId } from '@main/contract/ledgers'
import { Fault } from '@main/kernel/fault'
import { Approval, ApprovalDecision } from '@main/office/approvals/entities'
import { Handover } from '@main/office/entities'
import { BackdatedEntry, MissedDeadline } from '@main/office/records/entities'
import { AuditEntry, ExceptionEntry, NumberSequence } from '@main/platform/database/auditEntities'
import { expect } from 'vitest'
import type { TestHouse } from './house'
import { expectPlainWords } from './judgedWords'

/** All a ledger has written: the rows of its tables, its requests, exceptions, numbers and the length of its chain. */
export async function everythingOf(house: TestHouse, ledger: LedgerId): Promise<Readonly<Record<string, unknown>>> {
  const { read } = house.database
  const module = house.modules.find(({ id }) => id === ledger)
  const own = [
    ...(module?.entities ?? []),
    Approval,
    ApprovalDecision,
    Handover,
    ExceptionEntry
  ] as (new () => object)[]
  const written: Record<string, unknown> = { chain: await read.countBy(AuditEntry, { chain: ledger }) }
  for (const entity of own) {
    const keys = read.connection.getMetadata(entity).primaryColumns.map((column) => column.propertyName)
    written[entity.name] = await read.find(entity, { order: Object.fromEntries(keys.map((key) => [key, 'ASC'])) })
  }
  for (const entity of [MissedDeadline, BackdatedEntry])
    written[entity.name] = await read.find<MissedDeadline | BackdatedEntry>(entity, {
      where: { ledger },
      order: { id: 'ASC' }
    })
  written['numbers'] = await read.find(NumberSequence, { order: { prefix: 'ASC', year: 'ASC' } })
  return written
}

export interface Refusal {
  readonly type: string
  readonly rules: readonly string[]
  readonly findings: readonly Finding[]
  /** The fault's and its findings' messages. */
  readonly message: string
  readonly missing: readonly string[]
}

/**
 * The fault an act ends with, having made sure that nothing was written in the ledger. Fails when the act goes through.
 */
export async function refusalOf(house: TestHouse, ledger: LedgerId, act: () => Promise<unknown>): Promise<Refusal> {
  const before = await everythingOf(house, ledger)
  const fault: unknown = await act().then(
    () => new Error('the act went through'),
    (error: unknown) => error
  )
  if (!(fault instanceof Fault)) throw fault
  expect(await everythingOf(house, ledger)).toEqual(before)
  const findings = (fault.data['findings'] ?? []) as readonly Finding[]
  expectPlainWords(findings.flatMap(({ message, missing }) => [message, ...missing]))
  return {
    type: fault.type,
    rules: [...new Set(findings.map((finding) => finding.rule))],
    findings,
    message: [fault.message, ...findings.map((finding) => finding.message)].join('\n'),
    missing: findings.flatMap((finding) => finding.missing)
  }
}

/** Expects the act to be refused by a rule, with nothing written; gives the findings of that rule. */
export async function refusedBy(
  house: TestHouse,
  ledger: LedgerId,
  rule: string,
  act: () => Promise<unknown>
): Promise<readonly Finding[]> {
  const { type, findings, rules } = await refusalOf(house, ledger, act)
  expect(type, `expected ${rule} to refuse`).toBe('refused')
  expect(rules).toContain(rule)
  return findings.filter((finding) => finding.rule === rule)
}
