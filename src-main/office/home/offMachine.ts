import { formatDate } from '../../contract/display'
import { localDateOf } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import { SYS_02 } from '../../kernel/rules/system'
import { citeFor } from '../../kernel/rules/regulation'
import { outsidePlace } from '../../platform/backup/outside'
import { AuditEntry } from '../../platform/database/auditEntities'
import { holdersOf } from '../actors'
import type { Reading } from '../house'
import type { DueDraft } from '../ledgerModule'

/**
 * What the home page says when the newest copy off the machine is too old, or there never was one (SYS-02): to whoever
 * looks after the system.
 */
export async function offMachineCopy({
  manager,
  book,
  today,
  house
}: Reading): Promise<readonly { readonly item: DueDraft; readonly people: readonly string[] }[]> {
  const place = await outsidePlace(house.folder)
  const since = place?.lastAt ?? (await firstAct(manager))
  if (since === undefined) return []
  const dueOn = addDays(localDateOf(since), SYS_02.values(book).offMachineDays)
  if (dueOn > today) return []
  const title = place?.lastAt
    ? `本机以外的备份停在${formatDate(localDateOf(place.lastAt))}${place.fault ? `：${place.fault}` : '，请插上移动硬盘或检查共享文件夹'}`
    : '本机以外还没有备份，电脑损坏时数据会全部丢失，请在“系统—备份”中设定'
  const item: DueDraft = {
    ledger: 'office',
    rule: SYS_02.id,
    source: citeFor(book.profile, SYS_02.sources),
    title,
    number: '',
    dueOn,
    dueAt: null,
    calendarMissing: false,
    subjectType: 'backup',
    subjectId: '',
    unitId: null
  }
  return [{ item, people: await holdersOf(manager, 'administrator', today) }]
}

async function firstAct(manager: Reading['manager']): Promise<string | undefined> {
  return (await manager.findOne(AuditEntry, { where: { chain: 'office', seq: 1 } }))?.at
}
