import type { EntityManager } from 'typeorm'
import { formatInstant } from '../../contract/display'
import { chains, profiles, type ChainId } from '../../contract/ledgers'
import { instantAt } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import { ChainHead, ExceptionEntry } from '../../platform/database/auditEntities'
import type { ExportNote } from '../../platform/documents/sheetModel'
import type { Bureau } from '../entities'
import type { ExportScope, Reading } from '../ledgerModule'

/** Exceptions listed one by one on a note; beyond that their number is said. */
const listedExceptions = 500

/**
 * The facts of 导出说明. The head of the chain is read after the export's own audit entry, so that the paper names an entry that says it was
 * made. Exceptions are those recorded for the ledger within the period; workbooks of the office itself state the heads of all chains.
 */
export async function exportNote(reading: Reading, ledger: ChainId, bureau: Bureau, scope: ExportScope, filter: string): Promise<ExportNote> {
  const { manager, house } = reading
  return {
    filter,
    profile: profiles[bureau.profile],
    appVersion: house.appVersion,
    headHash: await headsOf(manager, ledger),
    exceptions: await exceptionsWithin(manager, ledger, scope)
  }
}

async function headsOf(manager: EntityManager, ledger: ChainId): Promise<string> {
  const heads = await manager.find(ChainHead, { order: { chain: 'ASC' } })
  if (ledger !== 'office') return heads.find((head) => head.chain === ledger)?.hash ?? ''
  return heads.map((head) => `${chains[head.chain]} ${head.hash}`).join('；')
}

async function exceptionsWithin(manager: EntityManager, ledger: ChainId, { from, to }: ExportScope): Promise<readonly string[]> {
  const query = manager.createQueryBuilder(ExceptionEntry, 'x').orderBy('x.at', 'ASC').addOrderBy('x.id', 'ASC')
  if (ledger !== 'office') query.andWhere('x.chain = :ledger', { ledger })
  if (from) query.andWhere('x.at >= :from', { from: instantAt(from, '00:00') })
  if (to) query.andWhere('x.at < :until', { until: instantAt(addDays(to, 1), '00:00') })
  const total = await query.getCount()
  const listed = await query.take(listedExceptions).getMany()
  const lines = listed.map(({ at, rule, subjectNumber, message, reason, actorName }) => `${formatInstant(at)}　${rule}　${subjectNumber ?? ''}　${message}　理由：${reason}　经办人：${actorName}`)
  return total > listed.length ? [...lines, `另有${total - listed.length}条，见《例外情况》`] : lines
}
