import type { SearchHit } from '../../contract/office'
import { formatQuantity } from '../../contract/display'
import { exitKinds, exitStates } from '../../contract/warehouse/words'
import { searchPattern } from '../../kernel/searchKey'
import type { Reading } from '../../office/house'
import { exitsFor } from './exit/rows'
import { standingsFor } from './line/rows'

/** Goods and exits by name, party, tag, document or pinyin. */
export async function warehouseSearch(
  reading: Reading,
  words: string,
  limit: number
): Promise<readonly Omit<SearchHit, 'ledger'>[]> {
  const like = { like: searchPattern(words) }
  const goods = await (
    await standingsFor(reading)
  )
    .andWhere("s.searchKey LIKE :like ESCAPE '\\'", like)
    .orderBy('s.tag', 'DESC')
    .limit(limit)
    .getMany()
  const exits = await (
    await exitsFor(reading)
  )
    .andWhere("e.searchKey LIKE :like ESCAPE '\\'", like)
    .orderBy('e.id', 'DESC')
    .limit(limit)
    .getMany()
  return [
    ...goods.map((standing) => ({
      subjectType: 'line',
      subjectId: standing.id,
      number: standing.tag,
      title: `${standing.name}（${standing.party}）`,
      detail:
        standing.onHand > 0
          ? `在库${formatQuantity(standing.onHand)}${standing.measure}，${standing.location}`
          : '已出库'
    })),
    ...exits.map((exit) => ({
      subjectType: 'exit',
      subjectId: exit.id,
      number: exit.number,
      title: `${exitKinds[exit.kind]}${exit.goods}`,
      detail: exitStates[exit.state]
    }))
  ].slice(0, limit)
}
