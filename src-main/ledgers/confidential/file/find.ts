import { setImmediate } from 'node:timers/promises'
import { Brackets } from 'typeorm'
import { invalid } from '../../../kernel/fault'
import { holdsTyped, searchPattern, searchTerm } from '../../../kernel/searchKey'
import type { Reading } from '../../../office/house'
import { ConfidentialFile } from '../entities'
import { unseal } from '../secrets'
import { isOfficer } from '../visibility'

const table = 'confidential_files'
/** Files a search may find; beyond that it is no search. */
const mostFound = 2000
/** Files opened at a stretch; between two windows others get their turn. */
const window = 250

const columns = ['code', 'title', 'issuer', 'documentNumber', 'notes'] as const

/**
 * Ids of the files whose sealed texts hold the words. Every sealed text is opened in memory and compared there, for the
 * officer alone: the database, its log and its indexes learn neither the words nor which files were found but through
 * the ids asked for next. Files are read a window at a time.
 */
async function sealedMatches({ manager, house }: Reading, words: string): Promise<readonly string[]> {
  const matches: string[] = []
  for (let after = ''; ;) {
    const rows = await manager
      .createQueryBuilder(ConfidentialFile, 'f')
      .select(['f.id', ...columns.map((column) => `f.${column}Sealed`)])
      .where('f.id > :after', { after })
      .orderBy('f.id', 'ASC')
      .limit(window)
      .getMany()
    for (const row of rows) {
      for (const column of columns) {
        const text = row[`${column}Sealed`]
        if (text === null) continue
        const plain = searchTerm((await unseal(house, { table, id: row.id }, column, text)) ?? '')
        if (!holdsTyped(plain, words)) continue
        matches.push(row.id)
        break
      }
    }
    if (matches.length > mostFound)
      throw invalid([{ path: 'search', message: `符合的文件超过${mostFound}个，请再输入几个字` }])
    if (rows.length < window) return matches
    after = rows.at(-1)?.id ?? ''
    await setImmediate()
  }
}

/** A column of numbers or labels as words are compared with it: those are without spaces, a carrier's label has one. */
export const unspaced = (column: string): string => `REPLACE(${column}, ' ', '')`

/** The condition that a list's words ask for: the number in the database, and for the officer what is sealed. */
export async function found(
  reading: Reading,
  idColumn: string,
  numberColumn: string,
  search: string
): Promise<Brackets> {
  const words = searchTerm(search)
  const like = searchPattern(words)
  const ids = isOfficer(reading.actor) ? await sealedMatches(reading, words) : []
  return new Brackets((any) => {
    any.where(`LOWER(${unspaced(numberColumn)}) LIKE :foundNumber ESCAPE '\\'`, { foundNumber: like })
    if (ids.length > 0) any.orWhere(`${idColumn} IN (:...foundIds)`, { foundIds: ids })
  })
}
