import { formatInstant, reasonWords } from '../../contract/display'
import { chains, profiles, type ChainId } from '../../contract/ledgers'
import type { ListFilter } from '../../contract/lists'
import { headCode } from '../../platform/backup/headCode'
import { ChainHead } from '../../platform/database/auditEntities'
import type { ExportNote } from '../../platform/documents/sheetModel'
import { exceptionPage } from '../administration/exceptions'
import type { Bureau } from '../entities'
import { mayKnowOf } from '../confided'
import type { Reading } from '../house'
import type { ExportScope } from './outputDefinitions'
import { periodFilters } from './officeWorkbooks'

/** Exceptions listed one by one on a note; beyond that their number is said. */
const listedExceptions = 500

/**
 * The facts of 导出说明. The head of the chain is read after the export's own audit entry, so that the paper names an entry
 * that says it was made. Exceptions are those recorded for the ledger within the period; workbooks of the office itself
 * state the heads of all chains.
 */
export async function exportNote(
  reading: Reading,
  ledger: ChainId,
  bureau: Pick<Bureau, 'id' | 'profile'>,
  scope: ExportScope,
  filter: string
): Promise<ExportNote> {
  const { house } = reading
  const heads = await headsOf(reading, ledger)
  return {
    filter,
    profile: profiles[bureau.profile],
    appVersion: house.appVersion,
    heads: heads.map(({ chain, length, hash }) => ({ chain: chains[chain], length, hash })),
    ...(heads.length > 0
      ? { code: headCode(bureau.id, Object.fromEntries(heads.map((head) => [head.chain, head]))) }
      : {}),
    exceptions: await exceptionsWithin(reading, ledger, scope)
  }
}

async function headsOf({ manager, house, actor }: Reading, ledger: ChainId): Promise<readonly ChainHead[]> {
  const heads = await manager.find(ChainHead, { order: { chain: 'ASC' } })
  return heads.filter(
    ({ chain, length }) => length > 0 && (ledger === 'office' ? mayKnowOf(house, actor, chain) : chain === ledger)
  )
}

async function exceptionsWithin(reading: Reading, ledger: ChainId, scope: ExportScope): Promise<readonly string[]> {
  const own: readonly ListFilter[] = ledger === 'office' ? [] : [{ field: 'ledger', op: 'eq', value: chains[ledger] }]
  const { rows, total } = await exceptionPage(reading, {
    filters: [...own, ...periodFilters(scope)],
    offset: 0,
    limit: listedExceptions
  })
  const lines = rows.map(({ at, rule, subjectNumber, message, reason, actorName }) =>
    [formatInstant(at), rule, subjectNumber ?? '', message, reasonWords(reason), `经办人：${actorName}`]
      .filter(Boolean)
      .join('　')
  )
  return total > lines.length ? [...lines, `另有${total - lines.length}条，见《例外情况》`] : lines
}
