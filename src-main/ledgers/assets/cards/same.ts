import type { EntityManager } from 'typeorm'
import { compact } from '../../../contract/typedText'
import { isSame, sameBrackets, sameKey } from '../../../kernel/sameness'
import { searchPattern } from '../../../kernel/searchKey'
import { rowsWith } from '../../../platform/database/readRows'
import { Asset } from '../entities'

/** So many numbers that are not written as in the books are looked up one by one; of more the whole book is read. */
const oneByOne = 20

/** A scanned or typed code as it is kept: half-width, without blanks, in capitals, with one style of brackets. */
export const codeOf = (typed: string): string => sameBrackets(compact(typed)).toUpperCase()

/**
 * Cards by their numbers as typed or scanned. Width, blanks, letter case and the style of brackets do not make two
 * numbers of one; a number written as in the books goes before one that only means the same.
 */
export async function cardsNumbered(
  manager: EntityManager,
  typed: readonly string[]
): Promise<ReadonlyMap<string, Asset>> {
  const asked = [...new Set(typed)].filter((number) => sameKey(number) !== '')
  const found = await rowsWith(manager, Asset, 'number', [...new Set(asked.flatMap((each) => [each, codeOf(each)]))])
  const exact = new Map(found.map((card) => [card.number, card]))
  const cards = new Map<string, Asset>()
  const open: string[] = []
  for (const number of asked) {
    const card = exact.get(number) ?? exact.get(codeOf(number))
    if (card) cards.set(number, card)
    else open.push(number)
  }
  for (const [number, card] of await sameNumber(manager, open)) cards.set(number, card)
  return cards
}

/** Signs that only mean others: blanks, full-width and enclosed ones, small and Roman figures. */
const otherSigns = '[ \t\u00a0\u00b2-\u00b9\u2000-\u24ff\u3000\ufeff-\uffef]'

/**
 * Cards whose numbers only mean the same as those typed. Asked of the numbers alone, which an index holds: of those
 * that have the longest part of what was typed in them or are written in other signs.
 */
async function sameNumber(manager: EntityManager, typed: readonly string[]): Promise<ReadonlyMap<string, Asset>> {
  const inOtherSigns =
    manager.connection.options.type === 'postgres'
      ? { where: 'OCTET_LENGTH(a.number) > LENGTH(a.number) AND a.number ~ :signs', signs: otherSigns }
      : {
          where: 'LENGTH(CAST(a.number AS BLOB)) > LENGTH(a.number) AND a.number GLOB :signs',
          signs: `*${otherSigns}*`
        }
  const among = async (part?: string) => {
    const query = manager.createQueryBuilder(Asset, 'a').select('a.number', 'number')
    if (part !== undefined)
      query.where(`LOWER(a.number) LIKE :part OR a.number LIKE '% %' OR (${inOtherSigns.where})`, {
        part: `%${part}%`,
        signs: inOtherSigns.signs
      })
    return query.getRawMany<{ number: string }>()
  }
  const written =
    typed.length > oneByOne ? await among() : (await Promise.all(typed.map((each) => among(longestPart(each))))).flat()
  const asked = new Set(typed.map(sameKey))
  const same = [...new Set(written.map(({ number }) => number))].filter((number) => asked.has(sameKey(number)))
  const cards = await rowsWith(manager, Asset, 'number', same, { order: { id: 'DESC' } })
  const byKey = new Map(cards.map((card) => [sameKey(card.number), card]))
  return new Map(
    typed.flatMap((number) => {
      const card = byKey.get(sameKey(number))
      return card === undefined ? [] : [[number, card] as const]
    })
  )
}

const longestPart = (typed: string): string | undefined =>
  (sameKey(typed).match(/[0-9a-z]+/g) ?? []).sort((a, b) => b.length - a.length)[0]

/** The card of a number as typed or scanned. */
export const cardNumbered = async (manager: EntityManager, typed: string): Promise<Asset | undefined> =>
  (await cardsNumbered(manager, [typed])).get(typed)

/** Serials of a card; one of many alike holds them all. */
export const serialsOf = (serial: string | null): readonly string[] =>
  (serial ?? '').split('、').filter((each) => each !== '')

/** Which cards on the book hold serials already: name and number of the card by the folded serial. */
export async function serialHolders(
  manager: EntityManager,
  serials: readonly string[],
  exceptId?: string
): Promise<ReadonlyMap<string, string>> {
  const among = (like?: string) => {
    const query = manager
      .createQueryBuilder(Asset, 'a')
      .select('a.id', 'id')
      .addSelect('a.name', 'name')
      .addSelect('a.number', 'number')
      .addSelect('a.serial', 'serial')
      .where('a.serial IS NOT NULL AND a.state <> :gone', { gone: 'gone' })
    // A search key is cut off where a card has many serials.
    if (like !== undefined)
      query.andWhere("(a.searchKey LIKE :like ESCAPE '\\' OR LENGTH(a.serial) > :short)", { like, short: 60 })
    return query.orderBy('a.id').getRawMany<{ id: string; name: string; number: string; serial: string }>()
  }
  const cards =
    serials.length > oneByOne
      ? await among()
      : (await Promise.all(serials.map((serial) => among(searchPattern(serial))))).flat()
  const holders = new Map<string, string>()
  for (const { id, name, number, serial } of cards)
    for (const key of serialsOf(serial).map(sameKey))
      if (id !== exceptId && !holders.has(key)) holders.set(key, `${name}（${number}）`)
  return holders
}

/** Who holds one of a card's serials already: name and number of the card on the book. */
export async function serialTakenBy(
  manager: EntityManager,
  serial: string | null,
  exceptId?: string
): Promise<string | undefined> {
  const serials = serialsOf(serial)
  const holders = await serialHolders(manager, serials, exceptId)
  return serials.map((each) => holders.get(sameKey(each))).find((holder) => holder !== undefined)
}

/** Places of cards that mean the same as one that is typed. */
export async function placesSame(manager: EntityManager, typed: string): Promise<readonly string[]> {
  const all = await manager
    .createQueryBuilder(Asset, 'a')
    .select('a.place', 'place')
    .distinct()
    .where('a.place IS NOT NULL')
    .getRawMany<{ place: string }>()
  return [typed, ...all.map(({ place }) => place).filter((place) => place !== typed && isSame(place, typed))]
}
