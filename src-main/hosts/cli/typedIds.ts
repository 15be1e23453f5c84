import type { FindOptionsWhere } from 'typeorm'
import { parseDocumentNumber, formatDocumentNumber } from '../../kernel/documentNumber'
import { invalid } from '../../kernel/fault'
import { compact } from '../../contract/typedText'
import { loginOf } from '../../office/accounts/logins'
import { Approval } from '../../office/approvals/entities'
import { Account, Handover, Person, Unit } from '../../office/entities'
import type { House, Reading } from '../../office/house'
import type { LedgerModule } from '../../office/ledgerModule'
import { partsMeant } from './parts'

const searched = 20

/** Fields that name a part of a record and never a record of its own. */
const partFields = ['lineId', 'countId', 'differenceId', 'holdingId']

/**
 * The id of what a person would type at this place of a call. In order: a gap-free number (an approval's in calls of
 * `approvals`); for fields of units a unit's name; a person's name or login; a unit's name; what the search of the
 * ledger the call belongs to, then of all ledgers, finds under exactly this number or title (seal, plate, asset number,
 * stock item); before all of that, inside a record the call names (`owners`), its lines, counts and other parts. Gives
 * `invalid` when nothing or several things are meant.
 */
export async function idOfTyped(
  reading: Reading,
  path: readonly string[],
  typed: string,
  field: string,
  owners: readonly string[] = []
): Promise<string> {
  const { house } = reading
  const ofCall = house.modules.filter(({ id }) => id === path[0])
  const meanings = (text: string) => inLedgers(reading, ofCall, text)
  const ofParts = () => partsMeant(house.database.read, ofCall, { typed, field, owners, meanings })
  const ways = [
    ...(partFields.includes(field) ? [ofParts] : []),
    () => byNumber(house, path, typed),
    ...(/unit|department|squad|parent/i.test(field) ? [() => units(house, typed)] : []),
    () => people(house, typed),
    () => units(house, typed),
    () => meanings(typed),
    () =>
      inLedgers(
        reading,
        house.modules.filter(({ id }) => id !== path[0]),
        typed
      ),
    ofParts
  ]
  for (const way of ways) {
    const ids = [...new Set(await way())]
    if (ids.length > 1) throw invalid([{ path: field, message: `“${typed}”对应${ids.length}条记录，请写得更具体` }])
    if (ids[0] !== undefined) return ids[0]
  }
  throw invalid([{ path: field, message: `没有找到“${typed}”` }])
}

/** The version a record has now, whatever table it is in; undefined for records without one. */
export async function versionNow(house: House, id: string): Promise<number | undefined> {
  for (const { target, columns } of house.database.writer.entityMetadatas) {
    if (
      typeof target !== 'function' ||
      !['id', 'version'].every((name) => columns.some((column) => column.propertyName === name))
    )
      continue
    const row = await house.database.read.findOneBy(target as new () => { id: string; version: number }, { id })
    if (row) return row.version
  }
  return undefined
}

async function byNumber(
  { database, modules }: House,
  path: readonly string[],
  typed: string
): Promise<readonly string[]> {
  const parsed = parseDocumentNumber(typed)
  if (!parsed) return []
  const number = formatDocumentNumber(parsed)
  if (path[0] === 'approvals')
    return (await database.read.find(Approval, { where: { number }, order: { submittedAt: 'DESC' }, take: 1 })).map(
      ({ id }) => id
    )
  const tables = modules.flatMap(({ numbered }) => numbered).filter(({ prefix }) => prefix === parsed.prefix)
  const ids: string[] = []
  for (const { entity } of [...tables, { entity: Handover }]) {
    const rows = await database.read.findBy(
      entity as new () => { id: string; number: string },
      { number } as FindOptionsWhere<{ id: string; number: string }>
    )
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}

async function people({ database }: House, typed: string): Promise<readonly string[]> {
  const named = (await database.read.findBy(Person, { name: compact(typed) })).filter(
    ({ status }) => status !== 'departed'
  )
  if (named.length > 0) return named.map(({ id }) => id)
  return (await database.read.findBy(Account, { login: loginOf(typed) })).map(({ personId }) => personId)
}

async function units({ database }: House, typed: string): Promise<readonly string[]> {
  return (await database.read.findBy(Unit, { name: compact(typed) })).map(({ id }) => id)
}

async function inLedgers(
  reading: Reading,
  modules: readonly LedgerModule[],
  typed: string
): Promise<readonly string[]> {
  const wanted = compact(typed).toLowerCase()
  const same = (text: string) => compact(text).toLowerCase() === wanted
  const hits = await Promise.all(modules.map((module) => module.search(reading, typed, searched)))
  return hits
    .flat()
    .filter(({ number, title }) => same(number) || same(title))
    .map(({ subjectId }) => subjectId)
}
