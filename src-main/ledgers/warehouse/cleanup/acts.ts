import { In, Not } from 'typeorm'
import type { CountResult } from '../../../contract/warehouse/words'
import { holds } from '../../../kernel/actor'
import { conflict } from '../../../kernel/fault'
import { Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import { noteIfLate } from '../../../office/records/lateness'
import { unitNow } from '../../../office/units/heirs'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { Cleanup, CleanupCount, CleanupLine, DetainedLine, Standing } from '../entities'
import { passOn } from '../line/goods'
import type { CleanupInput, CountInput } from '../inputs'
import { WH_14 } from '../rules/keeping'
import { standingCounts } from './differences'
import { cleanupDays, quarterWords } from './window'

const here = ['held', 'partly'] as const

/**
 * Begins the clean-up of a quarter: freezes what the book says of goods in the warehouse (WH-14). Goods with third
 * parties are inspected there.
 */
export async function openCleanup(
  unit: UnitOfWork,
  house: House,
  input: CleanupInput
): Promise<{ id: string; number: string }> {
  const standings = await unit.manager.find(Standing, {
    where: { state: In([...here]), thirdParty: false },
    order: { tag: 'ASC' }
  })
  // Goods of a squad that went into another are looked through by that one's people.
  const withGoods = new Set<string>()
  for (const squadId of new Set(standings.map((standing) => standing.squadId)))
    withGoods.add(await unitNow(unit.manager, squadId))
  const squadIds = [...new Set([...withGoods, ...input.participants.map((each) => each.squadId)])]
  const squads = new Map((await rowsWith(unit.manager, Unit, 'id', squadIds)).map((squad) => [squad.id, squad.name]))
  const people = await rowsById(
    unit.manager,
    Person,
    input.participants.map((each) => each.personId)
  )
  const { days } = WH_14.values(unit.book)
  const { dates } = cleanupDays(input.quarter, days, await house.calendar(unit.manager))
  const [firstDay = unit.today] = dates
  const sent = (squadId: string) =>
    new Set(input.participants.filter((each) => each.squadId === squadId).map((each) => each.personId)).size
  unit.judge(
    WH_14.on({
      about: 'open',
      squads: [...withGoods].map((squadId) => ({
        name: squads.get(squadId) ?? '',
        people: sent(squadId)
      })),
      strangers: input.participants
        .filter(
          (each) =>
            people.get(each.personId)?.unitId !== each.squadId || people.get(each.personId)?.status === 'departed'
        )
        .map((each) => people.get(each.personId)?.name ?? '不在册人员'),
      quarter: input.quarter,
      already: (await unit.manager.findOneBy(Cleanup, { quarter: input.quarter }))?.number,
      today: unit.today,
      firstDay,
      openOther: (await unit.manager.findOneBy(Cleanup, { state: 'open', quarter: Not(input.quarter) }))?.number
    })
  )
  const number = await unit.nextNumber('QZ')
  const participants = input.participants.map(({ squadId, personId }) => ({
    squadId,
    squadName: squads.get(squadId) ?? '',
    personId,
    name: people.get(personId)?.name ?? ''
  }))
  const cleanup = await unit.insert(Cleanup, {
    number,
    quarter: input.quarter,
    firstDay,
    lastDay: dates.at(-1) ?? firstDay,
    participants,
    participantNames: participants.map((each) => `${each.name}（${each.squadName}）`).join('、'),
    keeperId: unit.actor.personId,
    openedAt: unit.now,
    closedAt: null,
    lines: standings.length,
    counted: 0,
    missing: 0,
    surplus: 0,
    misplaced: 0,
    state: 'open',
    conclusion: null
  })
  for (const standing of standings)
    await unit.append(CleanupLine, {
      cleanupId: cleanup.id,
      lineId: standing.id,
      book: standing.onHand,
      location: standing.location
    })
  unit.about({ type: 'cleanup', id: cleanup.id, number })
  return { id: cleanup.id, number }
}

/** What a count says of a line: less than the book is missing, more is surplus, elsewhere is misplaced. Thousandths. */
export function resultOf(
  book: { readonly quantity: number; readonly location: string },
  counted: number,
  foundLocation: string | undefined
): CountResult {
  if (counted < book.quantity) return 'missing'
  if (counted > book.quantity) return 'surplus'
  return foundLocation !== undefined && foundLocation !== book.location ? 'misplaced' : 'found'
}

/** Takes counts in; a later count of the same line replaces the earlier one in what follows, both stay on record. */
export async function countGoods(
  unit: UnitOfWork,
  input: CountInput
): Promise<{ version: number; results: readonly { lineId: string | null; result: CountResult }[] }> {
  const cleanup = await unit.load(Cleanup, input.id, '清整单')
  if (cleanup.version !== input.version) throw conflict('清整单')
  const books = new Map(
    (await unit.manager.findBy(CleanupLine, { cleanupId: cleanup.id })).map((line) => [line.lineId, line])
  )
  const asked = input.counts.map((count) => count.lineId).filter((lineId): lineId is string => lineId !== undefined)
  const standings = await rowsById(unit.manager, Standing, asked)
  unit.judge(
    WH_14.on({
      about: 'count',
      open: cleanup.state === 'open',
      mayCount:
        holds(unit.actor, ['warehouseKeeper']) ||
        cleanup.participants.some((each) => each.personId === unit.actor.personId),
      unnamedSurplus: input.counts.some((count) => !count.lineId && (!count.name || !count.foundLocation)),
      foreign: asked
        .filter((lineId) => !books.has(lineId))
        .map((lineId) => standings.get(lineId)?.tag ?? '未知编号的物品')
    })
  )
  const results: { lineId: string | null; result: CountResult }[] = []
  for (const count of input.counts) {
    const book = count.lineId ? books.get(count.lineId) : undefined
    const result = book
      ? resultOf({ quantity: book.book, location: book.location }, count.quantity, count.foundLocation)
      : 'surplus'
    await unit.append(CleanupCount, {
      cleanupId: cleanup.id,
      lineId: count.lineId ?? null,
      name: count.name ?? standings.get(count.lineId ?? '')?.name ?? '',
      counted: count.quantity,
      foundLocation: count.foundLocation ?? null,
      result,
      note: count.note ?? null,
      at: unit.now,
      countedBy: unit.actor.name
    })
    results.push({ lineId: count.lineId ?? null, result })
  }
  const { version } = await unit.update(Cleanup, cleanup, await tally(unit, cleanup), '清整单')
  unit.about({ type: 'cleanup', id: cleanup.id, number: cleanup.number })
  return { version, results }
}

async function tally(unit: UnitOfWork, cleanup: Cleanup) {
  const counts = await unit.manager.find(CleanupCount, { where: { cleanupId: cleanup.id }, order: { id: 'ASC' } })
  const { byLine, surplus } = standingCounts(counts)
  const of = (result: CountResult) => [...byLine.values()].filter((count) => count.result === result).length
  return {
    counted: byLine.size,
    missing: of('missing'),
    surplus: of('surplus') + surplus.length,
    misplaced: of('misplaced')
  }
}

/**
 * Ends a clean-up: everything counted, differences explained; misplaced goods are booked where they lie, missing ones
 * are marked (WH-14).
 */
export async function closeCleanup(
  unit: UnitOfWork,
  input: { id: string; version: number; conclusion: string }
): Promise<{ version: number }> {
  const cleanup = await unit.load(Cleanup, input.id, '清整单')
  if (cleanup.version !== input.version) throw conflict('清整单')
  const counts = await unit.manager.find(CleanupCount, { where: { cleanupId: cleanup.id }, order: { id: 'ASC' } })
  const { byLine } = standingCounts(counts)
  const standings = await rowsById(unit.manager, Standing, [...byLine.keys()])
  unit.judge(
    WH_14.on({
      about: 'close',
      open: cleanup.state === 'open',
      uncounted: cleanup.lines - byLine.size,
      unexplained: [...byLine.values()]
        .filter((count) => count.result !== 'found' && count.result !== 'misplaced' && !count.note)
        .map((count) => standings.get(count.lineId ?? '')?.tag ?? count.name)
    })
  )
  for (const [lineId, count] of byLine) {
    const standing = standings.get(lineId)
    // What left while the count went on is no longer the warehouse's to mark or to move.
    if (!standing || standing.onHand === 0 || standing.thirdParty) continue
    const elsewhere = count.result === 'misplaced' ? count.foundLocation : null
    if (elsewhere) {
      const line = await unit.load(DetainedLine, lineId, '物品')
      await passOn(unit, {
        line,
        act: 'moved',
        from: standing.location,
        to: unit.actor.name,
        place: elsewhere,
        quantity: standing.onHand,
        voucher: cleanup.number,
        remarks: '清整发现错位'
      })
    }
    await unit.derive(Standing, {
      ...standing,
      location: elsewhere ?? standing.location,
      missing: count.result === 'missing'
    })
  }
  const { version } = await unit.update(
    Cleanup,
    cleanup,
    { state: 'done', closedAt: unit.now, conclusion: input.conclusion },
    '清整单'
  )
  unit.about({ type: 'cleanup', id: cleanup.id, number: cleanup.number })
  await noteIfLate(unit, {
    rule: WH_14,
    subject: { type: 'cleanup', id: cleanup.id, number: cleanup.number },
    what: `${quarterWords(cleanup.quarter)}仓库清整`,
    due: { dueOn: cleanup.lastDay, dueAt: null }
  })
  return { version }
}
