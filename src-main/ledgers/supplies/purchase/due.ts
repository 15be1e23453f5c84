import { IsNull, LessThanOrEqual, MoreThanOrEqual, MoreThan } from 'typeorm'
import { formatMonth, formatQuantity } from '../../../contract/display'
import { monthOf } from '../../../kernel/localDate'
import { calendarDaysFrom, type Deadline } from '../../../kernel/periods'
import { citeFor } from '../../../kernel/rules/regulation'
import type { AnyRule } from '../../../kernel/rules/rule'
import { Appointment } from '../../../office/entities'
import type { AnyonesReading } from '../../../office/house'
import type { DueDraft } from '../../../office/ledgerModule'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { itemsOf } from '../stock/items'
import { Acceptance, AcceptanceLine, Holding, Requisition, SupplierReturn } from '../entities/purchase'
import { returnDue, stockingDue, SUP_07, SUP_10 } from '../rules/acceptance'
import { SUP_09, termEnds } from '../rules/purchasing'
import { consolidationDueOn, openRound, roundCloses, SUP_02, SUP_03 } from '../rules/requisitioning'
import { buyerTerm } from './buyer'

/** Days before the closing of a round on which it enters the due list. */
const ROUND_NOTICE_DAYS = 5

type Subject = Pick<DueDraft, 'title' | 'number' | 'subjectType' | 'subjectId' | 'unitId'>

function draft({ book }: AnyonesReading, rule: AnyRule, deadline: Deadline, subject: Subject): DueDraft {
  return {
    ledger: 'supplies',
    rule: rule.id,
    source: citeFor(book.profile, rule.sources),
    dueOn: deadline.dueOn,
    dueAt: null,
    calendarMissing: deadline.calendarMissing,
    ...subject
  }
}

/**
 * Clocks of purchasing: the round's closing and the consolidation after it (SUP-02, SUP-03), goods not yet stocked
 * (SUP-10), rejected goods still with us (SUP-07) and the buyer's term (SUP-09). Telephone confirmations (K-03) are
 * listed by the office for all ledgers.
 */
export async function purchasingDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  return [
    ...(await rounds(reading)),
    ...(await holdings(reading)),
    ...(await returns(reading)),
    ...(await terms(reading))
  ]
}

async function rounds(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, today, book } = reading
  const { day } = SUP_02.values(book)
  const month = openRound(today, book)
  const closes = calendarDaysFrom(roundCloses(month, day), 0)
  const soon = calendarDaysFrom(today, ROUND_NOTICE_DAYS).dueOn >= closes.dueOn
  const waiting = await manager.find(Requisition, {
    where: { state: 'approved', month: LessThanOrEqual(monthOf(today)) },
    order: { number: 'ASC' }
  })
  const [first] = waiting
  const noSubject = { number: null, subjectType: 'requisitionRound', unitId: null }
  return [
    ...(soon
      ? [draft(reading, SUP_02, closes, { ...noSubject, title: `${formatMonth(month)}申购截止`, subjectId: month })]
      : []),
    // The consolidated purchase of a month is due by the month's end.
    ...(first
      ? [
          draft(reading, SUP_03, calendarDaysFrom(consolidationDueOn(first.month), 0), {
            title: `${waiting.length}份已批准的申购表待汇总采购`,
            number: first.number,
            subjectType: 'requisition',
            subjectId: first.id,
            unitId: null
          })
        ]
      : [])
  ]
}

async function holdings(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager } = reading
  const waiting = await manager.find(Holding, {
    where: { quantity: MoreThan(0) },
    order: { acceptedOn: 'ASC', id: 'ASC' }
  })
  if (waiting.length === 0) return []
  const items = await itemsOf(
    manager,
    waiting.map((holding) => holding.itemId)
  )
  const lines = await rowsWith(
    manager,
    AcceptanceLine,
    'id',
    waiting.map((holding) => holding.acceptanceLineId)
  )
  const acceptances = await rowsById(
    manager,
    Acceptance,
    lines.map((line) => line.acceptanceId)
  )
  const acceptanceOf = new Map(lines.map((line) => [line.id, acceptances.get(line.acceptanceId)]))
  return waiting.map((holding) => {
    const acceptance = acceptanceOf.get(holding.acceptanceLineId)
    const item = items.get(holding.itemId)
    return draft(reading, SUP_10, stockingDue(holding.acceptedOn), {
      title: `${item?.name ?? ''}${formatQuantity(holding.quantity)}${item?.measure ?? ''}已验收，待点数入库`,
      number: acceptance?.number ?? null,
      subjectType: 'acceptance',
      subjectId: acceptance?.id ?? holding.id,
      unitId: null
    })
  })
}

async function returns(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const open = await reading.manager.find(SupplierReturn, {
    where: { state: 'open' },
    order: { openedOn: 'ASC', id: 'ASC' }
  })
  const items = await itemsOf(
    reading.manager,
    open.map((each) => each.itemId)
  )
  return open.map((each) => {
    const { name = '', measure = '' } = items.get(each.itemId) ?? {}
    return draft(reading, SUP_07, returnDue(each.openedOn, reading.book), {
      title: `${name}${formatQuantity(each.quantity)}${measure}不合格，待供应商退换`,
      number: each.number,
      subjectType: 'supplierReturn',
      subjectId: each.id,
      unitId: null
    })
  })
}

async function terms(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, today, book } = reading
  const { months } = SUP_09.values(book)
  const held = await manager.find(Appointment, {
    where: [
      { post: 'buyer', fromDay: LessThanOrEqual(today), toDay: IsNull() },
      { post: 'buyer', fromDay: LessThanOrEqual(today), toDay: MoreThanOrEqual(today) }
    ]
  })
  const drafts: DueDraft[] = []
  for (const personId of new Set(held.map((each) => each.personId))) {
    const term = await buyerTerm(manager, personId, today)
    // Who only stands in has no term.
    if (!term) continue
    drafts.push(
      draft(reading, SUP_09, termEnds(term.since, months), {
        title: `采购员${term.name}任期届满，轮换他人`,
        number: null,
        subjectType: 'person',
        subjectId: personId,
        unitId: null
      })
    )
  }
  return drafts
}
