import { LessThanOrEqual, type EntityManager } from 'typeorm'
import type { LocalDate } from '../../../kernel/localDate'
import { addDays } from '../../../kernel/localDate'
import { Appointment, Person } from '../../../office/entities'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { holds } from '../../../kernel/actor'
import { SUP_09, type BuyerTerm } from '../rules/purchasing'

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

/** The warning of SUP-09 for the signed-in buyer; nothing for people who are not the buyer, whom SUP-05 stops. */
export async function termWarning(unit: UnitOfWork) {
  const { actor } = unit
  if (!actor.personId || !holds(actor, ['buyer'])) return []
  const term = await buyerTerm(unit.manager, actor.personId, unit.today)
  return term ? [SUP_09.on({ ...term, today: unit.today })] : []
}
