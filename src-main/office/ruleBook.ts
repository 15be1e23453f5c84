import type { RuleBook } from '../kernel/rules/rule'
import { standingFact, standingRows } from '../platform/database/standing'
import { Bureau, RuleSettingRow } from './entities'

/**
 * The bureau's profile and what its administrator set for the rules. Before a bureau exists: the first profile, nothing
 * set.
 */
export const loadBook = standingFact(async (manager): Promise<RuleBook> => {
  const [bureau] = (await standingRows(manager, Bureau)).values()
  const rows = await standingRows(manager, RuleSettingRow)
  return {
    profile: bureau?.profile ?? 'dongkou',
    settings: Object.fromEntries(
      [...rows.values()].map((row) => [row.rule, { state: row.state, parameters: row.parameters }])
    )
  }
})
