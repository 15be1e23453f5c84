import { LessThanOrEqual, type EntityManager } from 'typeorm'
import type { LocalDate } from '../../../kernel/localDate'
import { addDays } from '../../../kernel/localDate'
import { Appointment, Person } from '../../../office/entities'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { holds } from '../../../kernel/actor'
import { SUP_09, termEnds, type BuyerTerm } from '../rules/purchasing'

/**
 * A buyer's term on a day: since when without a break, and whether the person also held the post in the term before
 * (SUP-09). Undefined when the person is not buyer on that day. Stand-ins have no term of their own.
 */
export async function buyerTerm(
  manager: EntityManager,
  personId: string,
  day: LocalDate
): Promise<BuyerTerm | undefined> {
  const terms = (
    await manager.find(Appointment, {
      where: { post: 'buyer', fromDay: LessThanOrEqual(day) },
      order: { fromDay: 'ASC' }
    })
  ).filter((term) => term.standsInForId === null)
  const present = terms.findLast((term) => term.personId === personId && (term.toDay === null || term.toDay >= day))
  if (!present) return undefined
  const before = terms.filter((term) => term.fromDay < present.fromDay && term.id !== present.id)
  const latest = before.at(-1)
  const reappointed = latest?.personId === personId
  // A new appointment of the same person that joins the old one does not begin a new term.
  let since = present.fromDay
  for (const term of before.toReversed()) {
    if (term.personId !== personId || term.toDay === null || addDays(term.toDay, 1) < since) break
    since = term.fromDay
  }
  const person = await manager.findOneByOrFail(Person, { id: personId })
  return { name: person.name, since, reappointed }
}

/** Keeps for ever that a buyer stayed beyond the term, where the post ends (SUP-09, K-13). */
export async function noteOverTerm(unit: UnitOfWork, ended: Appointment, lastDay: LocalDate): Promise<void> {
  if (ended.post !== 'buyer' || ended.standsInForId !== null) return
  const term = await buyerTerm(unit.manager, ended.personId, lastDay < unit.today ? lastDay : unit.today)
  if (!term) return
  await noteIfLate(unit, {
    rule: SUP_09,
    subject: { type: 'appointment', id: ended.id, number: term.name },
    what: `采购员${term.name}轮换`,
    due: { dueOn: termEnds(term.since, SUP_09.values(unit.book).months).dueOn, dueAt: null },
    told: lastDay
  })
}

/** The warning of SUP-09 for the signed-in buyer; nothing for people who are not the buyer, whom SUP-05 stops. */
export async function termWarning(unit: UnitOfWork) {
  const { actor } = unit
  if (!actor.personId || !holds(actor, ['buyer'])) return []
  const term = await buyerTerm(unit.manager, actor.personId, unit.today)
  return term ? [SUP_09.on({ ...term, today: unit.today })] : []
}
