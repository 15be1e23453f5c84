import { approvalStateLabels } from '../../contract/approvals'
import type { MyRequestRow } from '../../contract/home'
import { addDays } from '../../kernel/localDate'
import { instantAt } from '../../kernel/instant'
import { candidatesFor } from '../approvals/candidates'
import { Approval } from '../approvals/entities'
import { personNames } from '../people/names'
import type { Reading } from '../house'

/** Days a decided request stays on its applicant's home page. */
const shownAfterwards = 30

/** What the person asking has requested and where it stands: everything open, and what ended within the last 30 days; latest first. */
export async function myRequests({ manager, actor, today, book }: Reading): Promise<readonly MyRequestRow[]> {
  const since = instantAt(addDays(today, -shownAfterwards), '00:00')
  const rows = await manager
    .createQueryBuilder(Approval, 'a')
    .where({ applicantId: actor.personId ?? '' })
    .andWhere('(a.state IN (:...open) OR a.stepSince >= :since)', { open: ['pending', 'returned'], since })
    .orderBy('a.submittedAt', 'DESC')
    .limit(50)
    .getMany()
  const shown: MyRequestRow[] = []
  for (const row of rows) {
    const { people } = row.state === 'pending' ? await candidatesFor(manager, row, today, book) : { people: [] }
    const names = await personNames(manager, people)
    const step = row.steps[row.step]?.label ?? ''
    const deciders = people.map((id) => names.get(id) ?? '').join('、')
    const waitingFor =
      row.state === 'pending' ? (deciders ? `${step}：${deciders}` : `${step}（今天无人任职）`) : row.state === 'returned' ? '本人补正' : ''
    shown.push({
      approvalId: row.id,
      ledger: row.ledger,
      number: row.number,
      title: row.title,
      state: approvalStateLabels[row.state],
      waitingFor,
      submittedAt: row.submittedAt,
      subjectType: row.subjectType,
      subjectId: row.subjectId
    })
  }
  return shown
}
