import type { EntityManager } from 'typeorm'
import type { RuleBook } from '../kernel/rules/rule'
import { Bureau, RuleSettingRow } from './entities'

/** The bureau's profile and what its administrator set for the rules. Before a bureau exists: the first profile, nothing set. */
export async function loadBook(manager: EntityManager): Promise<RuleBook> {
  const [bureau] = await manager.find(Bureau, { take: 1 })
  const rows = await manager.find(RuleSettingRow)
  return {
    profile: bureau?.profile ?? 'dongkou',
    settings: Object.fromEntries(rows.map((row) => [row.rule, { state: row.state, parameters: row.parameters }]))
  }
}
