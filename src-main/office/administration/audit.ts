import type { ListInput, Page } from '../../contract/lists'
import { chains } from '../../contract/ledgers'
import type { AuditDetail, AuditRow } from '../../contract/administration'
import { posts, type Post } from '../../contract/posts'
import { holds } from '../../kernel/actor'
import { forbidden, notFound } from '../../kernel/fault'
import { AuditEntry, type RecordedChange } from '../../platform/database/auditEntities'
import { pageOf, type ListDefinition } from '../../platform/database/listQuery'
import type { EntityManager } from 'typeorm'
import { chainsHiddenFrom, mayKnowOf } from '../confided'
import type { House, Reading } from '../house'
import { isInternal, tableWords, valueWords, type Names } from './columnWords'
import { Person, Unit } from '../entities'

const auditList: ListDefinition = {
  columns: {
    chain: 'e.chain',
    seq: 'e.seq',
    at: 'e.at',
    actorName: 'e.actorName',
    capacity: 'e.capacity',
    act: 'e.act',
    subjectNumber: 'e.subjectNumber',
    subjectId: 'e.subjectId',
    hash: 'e.hash'
  },
  search: ['e.act', 'e.actorName', 'e.subjectNumber'],
  instants: ['at'],
  order: [['e.at', 'DESC']]
}

/** One window of the audit log, latest first: of what was done, or of what was read. */
export async function auditPage(
  { manager, house, actor }: Reading,
  input: ListInput,
  of: 'acts' | 'readings' = 'acts'
): Promise<Page<AuditRow>> {
  const query = manager.createQueryBuilder(AuditEntry, 'e')
  query.where(of === 'acts' ? "e.chain <> 'readings'" : "e.chain = 'readings'")
  const hidden = chainsHiddenFrom(house, actor)
  if (hidden.length > 0) query.andWhere('e.chain NOT IN (:...hidden)', { hidden })
  return pageOf(query, auditList, input, (rows) => rows.map(auditRow))
}

function auditRow({ id, chain, seq, at, actorName, capacity, act, subjectNumber, hash }: AuditEntry): AuditRow {
  return { id, chain: chains[chain], seq, at, actorName, capacity, act, subjectNumber, hash }
}

const contentReaders: readonly Post[] = ['inspector', 'officeDirector', 'head']

/** One act with its changes in words, before and after; fails with `notFound`. */
export async function auditDetail({ manager, house, actor }: Reading, id: string): Promise<AuditDetail> {
  const entry = await manager.findOneBy(AuditEntry, { id })
  if (!entry || !mayKnowOf(house, actor, entry.chain)) throw notFound('操作记录')
  // Who keeps accounts and backups has no business in what the ledgers hold.
  if (entry.chain !== 'office' && actor.personId !== null && !holds(actor, contentReaders))
    throw forbidden(
      `业务内容由${contentReaders.map((post) => posts[post].label).join('、')}查看`,
      contentReaders.map((post) => posts[post].label)
    )
  return {
    ...auditRow(entry),
    changes: (await changeWords(manager, house))(entry),
    entries: entry.entries.length,
    accepted: entry.accepted,
    previousHash: entry.previousHash
  }
}

/** What entries changed, in words: fields with their values before and after. */
export async function changeWords(
  manager: EntityManager,
  house: House
): Promise<(entry: AuditEntry) => AuditDetail['changes']> {
  const names: Names = new Map(
    [...(await manager.find(Unit)), ...(await manager.find(Person))].map((row) => [row.id, row.name])
  )
  const known = tableWords(manager, house.modules)
  const changeRows = (chain: AuditEntry['chain']) => (change: RecordedChange) =>
    Object.keys(change.after ?? change.before ?? {})
      .filter((key) => !isInternal(change.table, key))
      .map((key) => {
        const field = known.column(change.table, key)
        const words = (value: unknown) => valueWords(field, value, names)
        return {
          table: known.table(change.table, chain),
          field: field.label,
          before: words(change.before?.[key]),
          after: words(change.after?.[key])
        }
      })
  return ({ chain, changes }) => changes.flatMap(changeRows(chain))
}
