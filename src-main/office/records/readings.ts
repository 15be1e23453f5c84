import { localDateOf } from '../../kernel/instant'
import { AuditEntry } from '../../platform/database/auditEntities'
import { rowsWith } from '../../platform/database/readRows'
import type { Subject } from '../../platform/database/unitOfWork'
import type { ChainId } from '../../contract/ledgers'
import type { Reading } from '../house'
import type { Recorder } from '../outputs/exportService'

/**
 * Leaves a trace of something read, in a chain of its own that is proven like the others: who read what and when. What
 * one person reads several times a day is one entry. A ledger not everybody may know of keeps it in its own chain.
 */
export async function leaveTrace(
  { manager, house, actor, today }: Reading,
  record: Recorder,
  read: { readonly act: string; readonly subject: Subject; readonly ledger?: string | undefined }
): Promise<void> {
  const chain: ChainId = house.modules.find(({ id, confided }) => id === read.ledger && confided)?.id ?? 'readings'
  const before = await rowsWith(manager, AuditEntry, 'subjectId', [read.subject.id])
  const known = before.some(
    (entry) =>
      entry.chain === chain &&
      entry.act === read.act &&
      entry.actorId === actor.personId &&
      localDateOf(entry.at) === today
  )
  if (known) return
  await record({ chain, act: read.act }, (unit) => {
    unit.about(read.subject)
    return Promise.resolve()
  })
}
