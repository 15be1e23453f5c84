import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import {
  carriedOut,
  exit as exitRecord,
  exitLine,
  type ExitDetail,
  type ExitLineRow,
  type ExitRow
} from '../../../contract/warehouse/exit'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { pageOf } from '../../../platform/database/listQuery'
import { mustFind, onlyAmong, rowsWith } from '../../../platform/database/readRows'
import { exitActions } from '../actions'
import { Cleanup, Exit, ExitLine, ExitRecord, Intake } from '../entities'
import { intakesNamed } from '../intake/rows'
import { goodsOf } from '../line/goods'
import { mentions } from '../line/rows'
import { mustSee, squadsVisibleTo } from '../visibility'

/** How exits are filtered and sorted; exports use the same. */
export const exitList = listing(exitRecord, 'e', {
  joined: { intakeNumber: 'i.number', party: 'i.party' },
  filters: { intakeId: 'e.intakeId' },
  order: [['e.id', 'DESC']]
})

/** Exits the reader may see; their intakes are joined only where the request looks at them. */
export async function exitsFor(
  { manager, actor }: Reading,
  input: Partial<Pick<ListInput, 'filters' | 'sort'>> = {}
): Promise<SelectQueryBuilder<Exit>> {
  const query = manager.createQueryBuilder(Exit, 'e')
  if (mentions(input, 'intakeNumber', 'party')) query.innerJoin(Intake, 'i', 'i.id = e.intakeId')
  return onlyAmong(query, 'e.squadId', await squadsVisibleTo(manager, actor))
}

/** A window of the exits the reader may see. */
export async function exitsPage(reading: Reading, input: ListInput): Promise<Page<ExitRow>> {
  return pageOf(await exitsFor(reading, input), exitList, input, (rows) => exitRows(reading.manager, rows))
}

/** Exits as lists show them. */
export async function exitRows(manager: EntityManager, exits: readonly Exit[]): Promise<readonly ExitRow[]> {
  const ids = exits.map((exit) => exit.id)
  const records = new Map((await rowsWith(manager, ExitRecord, 'exitId', ids)).map((record) => [record.exitId, record]))
  const namedIntake = await intakesNamed(manager, exits)
  return rowsOf(manager, exitRecord, exits, (exit) => {
    const record = records.get(exit.id)
    return {
      ...namedIntake(exit),
      doneAt: record?.at ?? null,
      batch: record?.batch ?? null,
      photos: record?.photoIds.length ?? 0
    }
  })
}

/** What leaves with an exit. */
export async function exitLineRows(manager: EntityManager, exitId: string): Promise<readonly ExitLineRow[]> {
  const lines = await manager.find(ExitLine, { where: { exitId }, order: { id: 'ASC' } })
  const goods = await goodsOf(
    manager,
    lines.map((line) => line.lineId)
  )
  return rowsOf(manager, exitLine, lines, ({ lineId }) => {
    const { line, standing } = mustFind(goods, lineId)
    const { tag, name, measure, onHand, location } = standing
    return { lineId, tag, name, spec: line.spec, measure, onHand, location }
  })
}

/** One exit with its approval and how it was carried out. */
export async function exitDetail(reading: Reading, id: string): Promise<ExitDetail> {
  const { manager, actor } = reading
  const exit = await manager.findOneBy(Exit, { id })
  if (!exit) throw notFound('出库单')
  await mustSee(manager, actor, exit.squadId, '出库单')
  const [row] = await exitRows(manager, [exit])
  const record = await manager.findOneBy(ExitRecord, { exitId: id })
  const [shown] = record ? await rowsOf(manager, carriedOut, [record], () => ({})) : []
  const cleanup = exit.cleanupId ? await manager.findOneBy(Cleanup, { id: exit.cleanupId }) : null
  return {
    row: row as ExitRow,
    writeOff: cleanup && {
      cleanupId: cleanup.id,
      cleanupNumber: cleanup.number,
      responsibility: exit.responsibility ?? ''
    },
    lines: await exitLineRows(manager, id),
    approval: exit.approvalId ? await approvalView(reading, exit.approvalId) : null,
    actions: exitActions(actor, exit),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id], approvals: [exit.approvalId] }),
    record: shown ?? null
  }
}
