import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import { formatDate } from '../../../contract/display'
import type { ListInput, Page } from '../../../contract/lists'
import {
  intake as intakeRecord,
  type ClockEventRow,
  type IntakeDetail,
  type IntakeRow
} from '../../../contract/warehouse/intake'
import { decisionKinds, extensionStates, partySigns, spotStates } from '../../../contract/warehouse/words'
import { notFound } from '../../../kernel/fault'
import { hoursFrom, isOver } from '../../../kernel/periods'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { mustFind, onlyAmong, rowsById } from '../../../platform/database/readRows'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { intakeActions } from '../actions'
import { isDecided, statutoryDeadline } from '../clocks/deadlines'
import { clockFactsOf, clocksOf } from '../clocks/standing'
import {
  DetainedLine,
  Exit,
  Extension,
  GoodsDecision,
  Intake,
  Keeping,
  SpotSeizure,
  Standing,
  Testing
} from '../entities'
import { WH_06 } from '../rules/clocks'
import { timelineOf } from '../../../office/records/timeline'
import { mustSee, squadsVisibleTo } from '../visibility'
import { clockRows, lineRows } from '../line/rows'

/** How intakes are filtered and sorted; exports use the same. */
export const intakeList = listing(intakeRecord, 'i', { joined: {}, order: [['i.id', 'DESC']] })

/** Intakes the reader may see. */
export async function intakesFor({ manager, actor }: Reading): Promise<SelectQueryBuilder<Intake>> {
  const query = manager.createQueryBuilder(Intake, 'i')
  return onlyAmong(query, 'i.squadId', await squadsVisibleTo(manager, actor))
}

/** A window of the intakes the reader may see. */
export async function intakesPage(reading: Reading, input: ListInput): Promise<Page<IntakeRow>> {
  return pageOf(await intakesFor(reading), intakeList, input, (rows) => intakeRows(reading.manager, rows))
}

/** What records that follow an intake say of it. */
export async function intakesNamed(manager: EntityManager, records: readonly { readonly intakeId: string }[]) {
  const intakes = await rowsById(
    manager,
    Intake,
    records.map(({ intakeId }) => intakeId)
  )
  return ({ intakeId }: { readonly intakeId: string }) => {
    const { number, party } = mustFind(intakes, intakeId)
    return { intakeId, intakeNumber: number, party }
  }
}

async function lineCounts(
  manager: EntityManager,
  ids: readonly string[]
): Promise<ReadonlyMap<string, { lines: number; here: number }>> {
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
  const counts = await lineCounts(
    manager,
    intakes.map((intake) => intake.id)
  )
  return rowsOf(manager, intakeRecord, intakes, (intake) => ({
    officers: intake.officers.map((officer) => officer.name).join('、'),
    lineCount: counts.get(intake.id)?.lines ?? 0,
    onHandLines: counts.get(intake.id)?.here ?? 0,
    partySign: partySignWords(intake)
  }))
}

/** How the party stood to the list, with reason and witness where it did not sign. */
export function partySignWords(
  intake: Pick<Intake, 'partySign' | 'refusalReason' | 'refusalWitness' | 'opening'>
): string {
  if (intake.opening) return ''
  const word = partySigns[intake.partySign]
  return intake.partySign === 'signed'
    ? word
    : `${word}：${intake.refusalReason ?? ''}（见证人${intake.refusalWitness ?? ''}）`
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
    clocks: lines
      .filter((line) => here.has(line.id))
      .flatMap((line) => clockRows(line, clocksOf(facts, line, book, calendar), reading)),
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
