import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import { formatDate } from '../../../contract/display'
import type { ListInput, Page } from '../../../contract/lists'
import type { ClockEventRow, IntakeDetail, IntakeRow } from '../../../contract/warehouse/intake'
import { decisionKinds, extensionStates, partySigns, spotStates } from '../../../contract/warehouse/words'
import { notFound } from '../../../kernel/fault'
import { hoursFrom, isOver } from '../../../kernel/periods'
import { approvalView } from '../../../office/approvals/views'
import { Unit } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { onlyAmong } from '../../../platform/database/readRows'
import { personNames, unitNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { intakeActions } from '../actions'
import { isDecided, statutoryDeadline } from '../clocks/deadlines'
import { clockFactsOf, clocksOf } from '../clocks/standing'
import { DetainedLine, Exit, Extension, GoodsDecision, Intake, Keeping, SpotSeizure, Standing, Testing } from '../entities'
import { WH_06 } from '../rules/clocks'
import { timelineOf } from '../../../office/records/timeline'
import { mustSee, squadsVisibleTo } from '../visibility'
import { clockRows, lineRows, mentions } from '../line/rows'

export const intakeList: ListDefinition = {
  columns: {
    number: 'i.number',
    at: 'i.at',
    detainedAt: 'i.detainedAt',
    squadId: 'i.squadId',
    squadName: 'u.name',
    party: 'i.party',
    partyAddress: 'i.partyAddress',
    place: 'i.place',
    cause: 'i.cause',
    basis: 'i.basis',
    onTheSpot: 'i.onTheSpot',
    documentNumber: 'i.documentNumber',
    caseNumber: 'i.caseNumber',
    goods: 'i.goods',
    remarks: 'i.remarks'
  },
  search: ['i.searchKey'],
  instants: ['at', 'detainedAt'],
  order: [['i.id', 'DESC']]
}

/** Intakes the reader may see. */
export async function intakesFor(reading: Reading, input: Partial<Pick<ListInput, 'filters' | 'sort'>> = {}): Promise<SelectQueryBuilder<Intake>> {
  const query = reading.manager.createQueryBuilder(Intake, 'i')
  if (mentions(input, 'squadName')) query.innerJoin(Unit, 'u', 'u.id = i.squadId')
  onlyAmong(query, 'i.squadId', await squadsVisibleTo(reading.manager, reading.actor))
  return query
}

export async function intakesPage(reading: Reading, input: ListInput): Promise<Page<IntakeRow>> {
  return pageOf(await intakesFor(reading, input), intakeList, input, (rows) => intakeRows(reading.manager, rows))
}

async function lineCounts(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, { lines: number; here: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await manager
    .createQueryBuilder(Standing, 's')
    .select('s.intakeId', 'intakeId')
    .addSelect('COUNT(*)', 'lines')
    .addSelect('SUM(CASE WHEN s.onHand > 0 THEN 1 ELSE 0 END)', 'here')
    .where('s.intakeId IN (:...ids)', { ids })
    .groupBy('s.intakeId')
    .getRawMany<{ intakeId: string; lines: number | string; here: number | string }>()
  return new Map(rows.map((row) => [row.intakeId, { lines: Number(row.lines), here: Number(row.here) }]))
}

/** Intakes as lists show them. */
export async function intakeRows(manager: EntityManager, intakes: readonly Intake[]): Promise<readonly IntakeRow[]> {
  const squads = await unitNames(
    manager,
    intakes.map((intake) => intake.squadId)
  )
  const people = await personNames(
    manager,
    intakes.flatMap((intake) => [intake.handlerId, intake.keeperId])
  )
  const counts = await lineCounts(
    manager,
    intakes.map((intake) => intake.id)
  )
  return intakes.map((intake) => ({
    id: intake.id,
    number: intake.number,
    at: intake.at,
    detainedAt: intake.detainedAt,
    squadId: intake.squadId,
    squadName: squads.get(intake.squadId) ?? '',
    officers: intake.officers.map((officer) => officer.name).join('、'),
    party: intake.party,
    partyAddress: intake.partyAddress,
    place: intake.place,
    cause: intake.cause,
    basis: intake.basis,
    onTheSpot: intake.onTheSpot,
    documentNumber: intake.documentNumber,
    caseNumber: intake.caseNumber,
    goods: intake.goods,
    lineCount: counts.get(intake.id)?.lines ?? 0,
    onHandLines: counts.get(intake.id)?.here ?? 0,
    handlerName: people.get(intake.handlerId ?? '') ?? '',
    keeperName: people.get(intake.keeperId ?? '') ?? '',
    partySign: partySignWords(intake),
    remarks: intake.remarks
  }))
}

/** How the party stood to the list, with reason and witness where it did not sign. */
export function partySignWords(intake: Pick<Intake, 'partySign' | 'refusalReason' | 'refusalWitness' | 'opening'>): string {
  if (intake.opening) return ''
  const word = partySigns[intake.partySign]
  return intake.partySign === 'signed' ? word : `${word}：${intake.refusalReason ?? ''}（见证人${intake.refusalWitness ?? ''}）`
}

/** One intake with its goods, clocks, what moved them, and what may be done. */
export async function intakeDetail(reading: Reading, id: string): Promise<IntakeDetail> {
  const { manager, actor, book, calendar, now } = reading
  const intake = await manager.findOneBy(Intake, { id })
  if (!intake) throw notFound('入库单')
  await mustSee(manager, actor, intake.squadId, '入库单')
  const [row] = await intakeRows(manager, [intake])
  const standings = await manager.find(Standing, { where: { intakeId: id }, order: { tag: 'ASC' } })
  const lines = await manager.find(DetainedLine, { where: { intakeId: id }, order: { lineNumber: 'ASC' } })
  const facts = await clockFactsOf(manager, intake)
  const here = new Set(standings.filter((standing) => standing.onHand > 0).map((standing) => standing.id))
  const spot = intake.onTheSpot ? await manager.findOneBy(SpotSeizure, { intakeId: id }) : null
  const exits = await manager.findBy(Exit, { intakeId: id })
  const extension = await manager.findOneBy(Extension, { intakeId: id, state: In(['pending', 'returned', 'approved']) })
  const keepings = await manager.findBy(Keeping, { intakeId: id })
  const statutory = statutoryDeadline({ ...facts, perishability: 'durable' }, book, calendar)
  return {
    row: row as IntakeRow,
    lines: await lineRows(reading, standings),
    approval: spot?.approvalId ? await approvalView(reading, spot.approvalId) : null,
    actions: intakeActions(actor, {
      squadId: intake.squadId,
      onHandLines: here.size,
      lineCount: standings.filter((standing) => standing.state !== 'reversed').length,
      decided: isDecided(facts.decisions),
      seizure: statutory?.kind === 'seizure',
      statutoryOver: statutory !== undefined && isOver(statutory.deadline, now),
      extension: extension?.number,
      openExits: exits.filter((exit) => ['pending', 'returned', 'approved'].includes(exit.state)).length,
      doneExits: exits.filter((exit) => exit.state === 'done').length
    }),
    timeline: await timelineOf(manager, {
      ledger: 'warehouse',
      subjects: [id, ...[...lines, ...exits, ...keepings].map((each) => each.id), extension?.id ?? null],
      approvals: [spot?.approvalId ?? null, extension?.approvalId ?? null, ...exits.map((exit) => exit.approvalId)]
    }),
    clocks: lines.filter((line) => here.has(line.id)).flatMap((line) => clockRows(line, clocksOf(facts, line, book, calendar), reading)),
    events: await clockEvents(manager, id),
    spot: spot?.approvalId
      ? {
          state: spot.state,
          label: spotStates[spot.state],
          dueAt: hoursFrom(intake.detainedAt, WH_06.values(book).hours).dueAt,
          approvalId: spot.approvalId
        }
      : null
  }
}

async function clockEvents(manager: EntityManager, intakeId: string): Promise<readonly ClockEventRow[]> {
  const decisions = await manager.find(GoodsDecision, { where: { intakeId }, order: { id: 'ASC' } })
  const testings = await manager.find(Testing, { where: { intakeId }, order: { id: 'ASC' } })
  const extensions = await manager.find(Extension, { where: { intakeId }, order: { id: 'ASC' } })
  return [
    ...decisions.map((each) => ({
      id: each.id,
      kind: 'decision' as const,
      title: `处理决定：${decisionKinds[each.kind]}`,
      number: each.documentNumber,
      on: each.decidedOn,
      detail: each.note ?? '',
      state: '已登记'
    })),
    ...testings.map((each) => ({
      id: each.id,
      kind: 'testing' as const,
      title: `检测鉴定：${each.agency}`,
      number: each.noticeNumber,
      on: each.fromDay,
      detail: `${formatDate(each.fromDay)}至${formatDate(each.toDay)}不计入期限`,
      state: '已告知'
    })),
    ...extensions.map((each) => ({
      id: each.id,
      kind: 'extension' as const,
      title: `延期${each.days}日`,
      number: each.number,
      on: each.submittedOn,
      detail: each.reason,
      state: extensionStates[each.state]
    }))
  ]
}
