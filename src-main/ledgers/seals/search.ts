import { formatInstant } from '../../contract/display'
import type { ListInput } from '../../contract/lists'
import type { SearchHit } from '../../contract/office'
import { letterKinds, sealStates, useRequestStates } from '../../contract/seals'
import { formatDocumentNumber, parseDocumentNumber } from '../../kernel/documentNumber'
import { narrow } from '../../platform/database/listQuery'
import type { Reading } from '../../office/house'
import { letterList, letterQuery } from './letter/rows'
import { useRequestQuery } from './request/rows'
import { ownSealQuery, sealList } from './seal/rows'
import { useList, useQuery } from './use/rows'

type Found = readonly Omit<SearchHit, 'ledger'>[]
type Typed = Pick<ListInput, 'filters'> & { readonly search: string }

/**
 * Seals, uses, applications, letters and certificates by number, name, title, pinyin and initials, as far as the person
 * asking may read them.
 */
export async function searchSeals(reading: Reading, words: string, limit: number): Promise<Found> {
  const number = parseDocumentNumber(words)
  const typed: Typed = { search: number ? formatDocumentNumber(number) : words, filters: [] }
  const seals = narrow(await ownSealQuery(reading), sealList, typed)
  const foundSeals = await seals.orderBy('s.number', 'ASC').limit(limit).getMany()
  const hits: Omit<SearchHit, 'ledger'>[] = foundSeals.map((seal) => ({
    subjectType: 'seal',
    subjectId: seal.id,
    number: seal.number,
    title: seal.name,
    detail: sealStates[seal.state]
  }))
  if (hits.length < limit)
    hits.push(...(await foundUses(reading, number ? typed.search : undefined, typed, limit - hits.length)))
  if (hits.length < limit) hits.push(...(await foundRequests(reading, typed, limit - hits.length)))
  if (hits.length < limit) hits.push(...(await foundLetters(reading, typed, limit - hits.length)))
  return hits
}

async function foundUses(reading: Reading, number: string | undefined, typed: Typed, limit: number): Promise<Found> {
  const query = await useQuery(reading)
  // A whole number is looked up by its index; anything else has to be searched for.
  const uses = number ? query.andWhere('u.number = :number', { number }) : narrow(query, useList, typed)
  const found = await uses.orderBy('u.at', 'DESC').limit(limit).getMany()
  return found.map((use) => ({
    subjectType: 'sealUse',
    subjectId: use.id,
    number: use.number,
    title: use.title,
    detail: `${use.sealName}\u3000${use.applicantName}\u3000${formatInstant(use.at)}`
  }))
}

async function foundLetters(reading: Reading, typed: Typed, limit: number): Promise<Found> {
  const letters = narrow(await letterQuery(reading), letterList, typed)
  const found = await letters.orderBy('t.number', 'DESC').limit(limit).getMany()
  return found.map((letter) => ({
    subjectType: 'sealLetter',
    subjectId: letter.id,
    number: letter.number,
    title: `${letterKinds[letter.kind]}：${letter.addressee}`,
    detail: letter.documentNumber
  }))
}

// Stamped applications are found by their uses; named one by one so that the few others are read by their index.
const unstamped = Object.keys(useRequestStates).filter((state) => state !== 'stamped')

async function foundRequests(reading: Reading, typed: Typed, limit: number): Promise<Found> {
  const own = await useRequestQuery(reading)
  const found = await narrow(
    own.andWhere('r.state IN (:...unstamped)', { unstamped }),
    { columns: {}, search: ['r.searchKey'], order: [] },
    typed
  )
    .orderBy('r.number', 'DESC')
    .limit(limit)
    .getMany()
  return found.map((request) => ({
    subjectType: 'sealUseRequest',
    subjectId: request.id,
    number: request.number,
    title: request.title,
    detail: useRequestStates[request.state]
  }))
}
