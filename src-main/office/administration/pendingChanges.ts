import { In, type EntityManager } from 'typeorm'
import { approvalStateLabels } from '../../contract/approvals'
import type { RuleRow } from '../../contract/administration'
import { RuleChange } from '../entities'
import { personNames } from '../people/names'

export type PendingChanges = ReadonlyMap<string, RuleRow['pending']>

/** Changes asked for that are neither approved nor refused nor withdrawn, by rule; oldest first. */
export async function pendingChanges(manager: EntityManager): Promise<PendingChanges> {
  const open = await openChanges(manager)
  const names = await personNames(
    manager,
    open.map((change) => change.personId)
  )
  const byRule = new Map<string, RuleRow['pending']>()
  for (const { rule, approvalId, number, change, personId, at, state } of open) {
    const shown = {
      approvalId: approvalId ?? '',
      number,
      change,
      applicantName: names.get(personId) ?? '',
      at,
      state: approvalStateLabels[state]
    }
    byRule.set(rule, [...(byRule.get(rule) ?? []), shown])
  }
  return byRule
}

/** The open changes themselves, of one rule or of all. */
export async function openChanges(manager: EntityManager, rule?: string): Promise<readonly RuleChange[]> {
  return manager.find(RuleChange, {
    where: { state: In(['pending', 'returned']), ...(rule ? { rule } : {}) },
    order: { number: 'ASC' }
  })
}
