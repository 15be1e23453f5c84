import { RuleSettingRow } from '@main/office/entities'
import type { TestHouse } from './house'
import { arranging } from './people'

/** Puts another value of a rule's parameter in force, as its approval would. */
export async function changeRuleParameter(
  house: TestHouse,
  rule: string,
  name: string,
  value: number | string
): Promise<void> {
  await arranging(house, async (unit) => {
    const row = await unit.manager.findOneBy(RuleSettingRow, { rule })
    if (row) await unit.update(RuleSettingRow, row, { parameters: { ...row.parameters, [name]: value } }, '规则设置')
    else await unit.insert(RuleSettingRow, { rule, state: 'on', parameters: { [name]: value } })
  })
}
