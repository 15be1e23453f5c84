import type { SearchHit } from '../../contract/office'
import { ledgers } from '../../contract/ledgers'
import { searchTerm } from '../../kernel/searchKey'
import { Person } from '../entities'
import { personRows } from '../people/queries'
import type { Reading } from '../house'

const hitsPerLedger = 8

/** Finds records of all ledgers and people by number, name, pinyin or initials; at most eight a ledger. Each ledger shows only what the person asking may see. */
export async function searchAll(reading: Reading, words: string): Promise<readonly SearchHit[]> {
  const found = await Promise.all(
    reading.house.modules.map(async (module) =>
      (await module.search(reading, words, hitsPerLedger)).map((hit) => ({ ...hit, ledger: ledgers[module.id] }))
    )
  )
  return [...(await peopleHits(reading, words)), ...found.flat()]
}

async function peopleHits({ manager, today }: Reading, words: string): Promise<readonly SearchHit[]> {
  const like = `%${searchTerm(words).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const people = await manager
    .createQueryBuilder(Person, 'p')
    .where("p.searchKey LIKE :like ESCAPE '\\'", { like })
    .orderBy('p.name')
    .limit(hitsPerLedger)
    .getMany()
  const rows = await personRows(manager, people, today)
  return rows.map(({ id, name, unitName, posts, position }) => ({
    ledger: '人员',
    subjectType: 'person',
    subjectId: id,
    number: '',
    title: name,
    detail: [unitName, posts || position].filter(Boolean).join('，')
  }))
}
