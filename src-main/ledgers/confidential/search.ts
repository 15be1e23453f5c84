import type { SearchHit } from '../../contract/office'
import { carrierStates } from '../../contract/confidential/words'
import { searchPattern } from '../../kernel/searchKey'
import type { Reading } from '../../office/house'
import { CarrierStanding } from './entities'
import { unspaced } from './file/find'
import { mayKnow } from './visibility'

/**
 * The house's search finds carriers by register and copy number, for those who may know of them. What is sealed is
 * searched on the ledger's own lists only, where the search is logged.
 */
export async function searchConfidential(
  { manager, actor }: Reading,
  words: string,
  limit: number
): Promise<readonly Omit<SearchHit, 'ledger'>[]> {
  if (actor.personId === null || !mayKnow(actor)) return []
  const like = searchPattern(words)
  const found = await manager
    .createQueryBuilder(CarrierStanding, 's')
    .where(`LOWER(${unspaced('s.label')}) LIKE :like ESCAPE '\\'`, { like })
    .orderBy('s.label', 'DESC')
    .limit(limit)
    .getMany()
  return found.map(({ id, label, state }) => ({
    subjectType: 'confidentialCarrier',
    subjectId: id,
    number: label,
    title: '密级文件载体',
    detail: carrierStates[state]
  }))
}
