import type { SearchHit } from '../../contract/office'
import { ledgers } from '../../contract/ledgers'
import { isStaff } from '../../kernel/actor'
import { holdsTyped, searchKey, searchPattern } from '../../kernel/searchKey'
import { Person, Unit } from '../entities'
import { Motion } from '../people/entities'
import { standingRows } from '../../platform/database/standing'
import { personRows } from '../people/queries'
import type { Reading } from '../house'

const hitsPerLedger = 8

/**
 * Finds records of all ledgers and people by number, name, pinyin or initials; at most eight a ledger. Each ledger
 * shows only what the person asking may see, temporary staff and outsiders nothing.
 */
export async function searchAll(reading: Reading, words: string): Promise<readonly SearchHit[]> {
  const searched = isStaff(reading.actor) ? reading.house.modules : []
  const found = await Promise.all(
    searched.map(async (module) =>
      (await module.search(reading, words, hitsPerLedger)).map((hit) => ({ ...hit, ledger: ledgers[module.id] }))
    )
  )
  return [...(await peopleHits(reading, words)), ...(await unitHits(reading, words)), ...found.flat()]
}

async function peopleHits({ manager, today }: Reading, words: string): Promise<readonly SearchHit[]> {
  const like = searchPattern(words)
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

/** Units by their name of today and by those they had before (K-08). */
async function unitHits({ manager }: Reading, words: string): Promise<readonly SearchHit[]> {
  const former = [...(await standingRows(manager, Motion)).values()].filter(
    ({ subjectType, searchKey: key }) => subjectType === 'unit' && key !== ''
  )
  return [...(await standingRows(manager, Unit)).values()]
    .flatMap((unit) => {
      const was = former.filter(({ subjectId }) => subjectId === unit.id)
      if (![searchKey(unit.name), ...was.map((each) => each.searchKey)].some((key) => holdsTyped(key, words))) return []
      const renamed = was
        .filter(({ kind, wasWords }) => kind === 'renamed' && wasWords !== unit.name)
        .map(({ wasWords }) => `原名${wasWords ?? ''}`)
      const merged = was.filter(({ kind }) => kind === 'merged').map(({ becameWords }) => `已并入${becameWords ?? ''}`)
      return [
        {
          ledger: '单位',
          subjectType: 'unit',
          subjectId: unit.id,
          number: '',
          title: unit.name,
          detail: [...renamed, ...merged, ...(unit.active || merged.length > 0 ? [] : ['已撤销'])].join('，')
        }
      ]
    })
    .slice(0, hitsPerLedger)
}
