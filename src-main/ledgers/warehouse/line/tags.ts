import { In } from 'typeorm'
import { formatQuantity, formatShortDate } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { contract } from '../../../contract'
import { readersOf } from '../../../office/outputs/access'
import type { Reading } from '../../../office/house'
import type { LabelDefinition } from '../../../office/outputs/outputDefinitions'
import { rosterOf } from '../../../office/people/roster'
import type { Label } from '../../../platform/documents/labels'
import { type Standing } from '../entities'
import { standingsFor } from './rows'

async function tagsOf(reading: Reading, subjectIds: readonly string[]): Promise<readonly Label[]> {
  const query = (await standingsFor(reading))
    .andWhere([{ id: In([...subjectIds]) }, { intakeId: In([...subjectIds]) }])
    .orderBy('s.tag', 'ASC')
  const standings: readonly Standing[] = await query.getMany()
  if (standings.length === 0) throw notFound('要打印标签的物品')
  const { units } = await rosterOf(reading.manager)
  return standings.map((standing) => ({
    title: standing.name,
    number: standing.tag,
    lines: [
      `当事人：${standing.party}`,
      `数量：${formatQuantity(standing.onHand)}${standing.measure}`,
      `片区：${units.get(standing.squadId) ?? ''}`,
      `扣押：${formatShortDate(standing.detainedOn)}`,
      ...(standing.dueOn ? [`到期：${formatShortDate(standing.dueOn)}`] : []),
      `库位：${standing.location}`
    ]
  }))
}

/** Tags with QR (the bare number of the line), of lines or of whole intakes. */
export const detainedTags: LabelDefinition = {
  id: 'warehouse.tags',
  name: '暂扣物品标签',
  // Lines of other squads are left out by the query itself.
  access: readersOf(contract.warehouse.lines.list),
  make: async (reading, subjectIds, layout) => ({ layout, labels: await tagsOf(reading, subjectIds) })
}
