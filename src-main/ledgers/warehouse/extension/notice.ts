import { IsNull, type EntityManager } from 'typeorm'
import { localDateOf } from '../../../kernel/instant'
import type { Deadline } from '../../../kernel/periods'
import { citeFor } from '../../../kernel/rules/regulation'
import type { RuleBook } from '../../../kernel/rules/rule'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import { decisionsOf } from '../../../office/approvals/decisions'
import type { AnyonesReading } from '../../../office/house'
import type { DueDraft } from '../../../office/ledgerModule'
import { rowsById } from '../../../platform/database/readRows'
import { Extension, Intake } from '../entities'
import { noticeDeadline, WH_05 } from '../rules/clocks'

/** By when the party has to be told of an approved extension: counted from the day of its last decision (WH-05). */
export async function noticeDue(
  manager: EntityManager,
  { approvalId, submittedOn }: Extension,
  { book, calendar }: { readonly book: RuleBook; readonly calendar: WorkingCalendar }
): Promise<Deadline> {
  const last = approvalId ? (await decisionsOf(manager, approvalId)).at(-1) : undefined
  const approvedOn = last ? localDateOf(last.at) : submittedOn
  return noticeDeadline(approvedOn, WH_05.values(book).noticeDays, calendar)
}

/** Approved extensions the party was not told of yet. */
export async function noticesDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, book } = reading
  const open = await manager.find(Extension, {
    where: { state: 'approved', notifiedOn: IsNull() },
    order: { id: 'ASC' }
  })
  const intakes = await rowsById(
    manager,
    Intake,
    open.map(({ intakeId }) => intakeId)
  )
  const items: DueDraft[] = []
  for (const extension of open) {
    const { dueOn, calendarMissing } = await noticeDue(manager, extension, reading)
    items.push({
      ledger: 'warehouse',
      rule: WH_05.id,
      source: citeFor(book.profile, WH_05.sources),
      title: `书面告知${intakes.get(extension.intakeId)?.party ?? '当事人'}查封扣押延期`,
      number: extension.number,
      dueOn,
      dueAt: null,
      calendarMissing,
      subjectType: 'extension',
      subjectId: extension.id,
      unitId: extension.squadId
    })
  }
  return items
}
