import type { SearchHit } from '../../contract/office'
import { assetStates } from '../../contract/assets'
import { narrow } from '../../platform/database/listQuery'
import type { Reading } from '../../office/house'
import { rosterOf } from '../../office/people/roster'
import { cardReads } from './cards/rows'
import { codeOf } from './cards/same'
import { acquisitionReads } from './acquisition/rows'
import { retirementReads } from './retirement/rows'
import { transferReads } from './transfer/rows'

type Found = readonly Omit<SearchHit, 'ledger'>[]

/** Cards, then requests, by number, name, serial, place, pinyin and initials, as far as the person may read them. */
export async function searchAssets(reading: Reading, words: string, limit: number): Promise<Found> {
  const asked = { search: words, filters: [] }
  // A whole number goes before what only holds it; however it is written, the search by words finds it too.
  const exact = await cardReads
    .query(reading)
    .andWhere('a.number IN (:...numbers)', { numbers: [words.trim(), codeOf(words)] })
    .getMany()
  const like =
    exact.length > 0 ? [] : await narrow(cardReads.query(reading), cardReads.list, asked).limit(limit).getMany()
  const { units, people } = await rosterOf(reading.manager)
  const cards = [...exact, ...like].slice(0, limit).map((card) => ({
    subjectType: 'asset',
    subjectId: card.id,
    number: card.number,
    title: [card.name, card.spec].filter(Boolean).join(' '),
    detail: [units.get(card.unitId), card.userId ? people.get(card.userId) : null, card.place, assetStates[card.state]]
      .filter(Boolean)
      .join('\u3000')
  }))
  if (cards.length >= limit) return cards
  const rest = limit - cards.length
  const requests = [
    ...(await narrow(acquisitionReads.query(reading), acquisitionReads.list, asked).limit(rest).getMany()).map(
      (row) => ({
        row,
        type: 'assetAcquisition'
      })
    ),
    ...(await narrow(transferReads.query(reading), transferReads.list, asked).limit(rest).getMany()).map((row) => ({
      row,
      type: 'assetTransfer'
    })),
    ...(await narrow(retirementReads.query(reading), retirementReads.list, asked).limit(rest).getMany()).map((row) => ({
      row,
      type: 'assetRetirement'
    }))
  ]
  return [
    ...cards,
    ...requests.slice(0, rest).map(({ row, type }) => ({
      subjectType: type,
      subjectId: row.id,
      number: row.number,
      title: row.things,
      detail: row.reason
    }))
  ]
}
