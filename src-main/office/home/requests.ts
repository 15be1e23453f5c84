import { approvalStateLabels } from '../../contract/approvals'
import type { MyRequestRow } from '../../contract/home'
import { addDays } from '../../kernel/localDate'
import { instantAt } from '../../kernel/instant'
import { candidatesFor } from '../approvals/candidates'
import { Approval } from '../approvals/entities'
import { personNames } from '../people/names'
import { rowsWith } from '../../platform/database/readRows'
import type { Reading } from '../house'

/** Days a decided request stays on its applicant's home page. */
const shownAfterwards = 30

/**
 * Where the record of an approved request stands in its ledger, in the ledger's own word, by record; missing where it
 * keeps no state of its own.
 */
async function standingInLedgers(
  { manager, house }: Reading,
  approved: readonly Approval[]
): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>()
  for (const { id: ledger, tables = [] } of house.modules) {
    const ids = approved.filter((row) => row.ledger === ledger).map(({ subjectId }) => subjectId)
    if (ids.length === 0) continue
    for (const { entity, record } of tables) {
      const { state } = record.fields
      if (!state?.choices || state.kept === 'derived') continue
      for (const row of await rowsWith(manager, entity as new () => { id: string; state: unknown }, 'id', ids)) {
        const word = state.choices.find(({ value }) => value === row.state)?.label
        if (word !== undefined) words.set(row.id, word)
      }
    }
  }
  return words
}

/**
 * What the person asking has requested and where it stands: everything open, and what ended within the last 30 days;
 * latest first.
 */
export async function myRequests(reading: Reading): Promise<readonly MyRequestRow[]> {
  const { manager, actor, today, book } = reading
  const since = instantAt(addDays(today, -shownAfterwards), '00:00')
  const rows = await manager
    .createQueryBuilder(Approval, 'a')
    .where({ applicantId: actor.personId ?? '' })
    .andWhere('(a.state IN (:...open) OR a.stepSince >= :since)', { open: ['pending', 'returned'], since })
    .orderBy('a.submittedAt', 'DESC')
    .limit(50)
    .getMany()
  const standing = await standingInLedgers(
    reading,
    rows.filter(({ state }) => state === 'approved')
  )
  const shown: MyRequestRow[] = []
  for (const row of rows) {
    const { people } = row.state === 'pending' ? await candidatesFor(manager, row, today, book) : { people: [] }
    const names = await personNames(manager, people)
    const step = row.steps[row.step]?.label ?? ''
    const deciders = people.map((id) => names.get(id) ?? '').join('、')
    const waitingFor =
      row.state === 'pending'
        ? deciders
          ? `${step}：${deciders}`
          : `${step}（今天无人任职）`
        : row.state === 'returned'
          ? '本人补正'
          : ''
    shown.push({
      approvalId: row.id,
      ledger: row.ledger,
      number: row.number,
      title: row.title,
      approvalState: row.state,
      state: standing.get(row.subjectId) ?? approvalStateLabels[row.state],
      waitingFor,
      submittedAt: row.submittedAt,
      subjectType: row.subjectType,
      subjectId: row.subjectId
    })
  }
  return shown
}
