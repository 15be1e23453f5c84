import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import type { ExtensionRow } from '../../../contract/warehouse/clocks'
import type { ExitDetail, ExitLineRow, ExitRow } from '../../../contract/warehouse/exit'
import type { Detail } from '../../../contract/warehouse/access'
import { notFound } from '../../../kernel/fault'
import { approvalView } from '../../../office/approvals/views'
import { Unit } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { exitActions, extensionActions } from '../actions'
import { Cleanup, DetainedLine, Exit, ExitLine, ExitRecord, Extension, Intake, Standing } from '../entities'
import { timelineOf } from '../../../office/records/timeline'
import { onlyAmong, rowsById, rowsWith } from '../../../platform/database/readRows'
import { mustSee, squadsVisibleTo } from '../visibility'
import { mentions } from '../line/rows'

export const exitList: ListDefinition = {
  columns: {
    number: 'e.number',
    kind: 'e.kind',
    ownerless: 'e.ownerless',
    submittedOn: 'e.submittedOn',
    squadId: 'e.squadId',
    squadName: 'u.name',
    intakeId: 'e.intakeId',
    recipient: 'e.recipient',
    goods: 'e.goods',
    decisionNumber: 'e.decisionNumber',
    decidedOn: 'e.decidedOn',
    state: 'e.state'
  },
  search: ['e.searchKey'],
  order: [['e.id', 'DESC']]
}

/** Exits the reader may see. */
export async function exitsFor(reading: Reading, input: Partial<Pick<ListInput, 'filters' | 'sort'>> = {}): Promise<SelectQueryBuilder<Exit>> {
  const query = reading.manager.createQueryBuilder(Exit, 'e')
  if (mentions(input, 'squadName')) query.innerJoin(Unit, 'u', 'u.id = e.squadId')
  onlyAmong(query, 'e.squadId', await squadsVisibleTo(reading.manager, reading.actor))
  return query
}

export async function exitsPage(reading: Reading, input: ListInput): Promise<Page<ExitRow>> {
  return pageOf(await exitsFor(reading, input), exitList, input, (rows) => exitRows(reading.manager, rows))
}

export async function exitRows(manager: EntityManager, exits: readonly Exit[]): Promise<readonly ExitRow[]> {
  const squads = await unitNames(
    manager,
    exits.map((exit) => exit.squadId)
  )
  const people = await personNames(
    manager,
    exits.map((exit) => exit.applicantId)
  )
  const intakes = await rowsById(
    manager,
    Intake,
    exits.map((exit) => exit.intakeId)
  )
  const ids = exits.map((exit) => exit.id)
  const records = new Map((await rowsWith(manager, ExitRecord, 'exitId', ids)).map((record) => [record.exitId, record]))
  return exits.map((exit) => {
    const record = records.get(exit.id)
    return {
      id: exit.id,
      number: exit.number,
      kind: exit.kind,
      ownerless: exit.ownerless,
      submittedOn: exit.submittedOn,
      squadName: squads.get(exit.squadId) ?? '',
      applicantName: people.get(exit.applicantId ?? '') ?? '',
      intakeNumber: intakes.get(exit.intakeId)?.number ?? '',
      party: intakes.get(exit.intakeId)?.party ?? '',
      recipient: exit.recipient,
      goods: exit.goods,
      decisionNumber: exit.decisionNumber,
      decidedOn: exit.decidedOn,
      doneAt: record?.at ?? null,
      batch: record?.batch ?? null,
      photos: record?.photoIds.length ?? 0,
      state: exit.state,
      version: exit.version
    }
  })
}

/** What leaves with an exit. */
export async function exitLineRows(manager: EntityManager, exitId: string): Promise<readonly ExitLineRow[]> {
  const lines = await manager.find(ExitLine, { where: { exitId }, order: { id: 'ASC' } })
  const ids = lines.map((line) => line.lineId)
  const standings = await rowsById(manager, Standing, ids)
  const goods = await rowsById(manager, DetainedLine, ids)
  return lines.map(({ id, lineId, quantity }) => {
    const standing = standings.get(lineId)
    return {
      id,
      lineId,
      tag: standing?.tag ?? '',
      name: standing?.name ?? '',
      spec: goods.get(lineId)?.spec ?? '',
      measure: standing?.measure ?? '',
      quantity,
      onHand: standing?.onHand ?? 0,
      location: standing?.location ?? ''
    }
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
  const cleanup = exit.cleanupId ? await manager.findOneBy(Cleanup, { id: exit.cleanupId }) : null
  return {
    row: row as ExitRow,
    writeOff: cleanup && { cleanupId: cleanup.id, cleanupNumber: cleanup.number, responsibility: exit.responsibility ?? '' },
    lines: await exitLineRows(manager, id),
    approval: exit.approvalId ? await approvalView(reading, exit.approvalId) : null,
    actions: exitActions(actor, exit),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id], approvals: [exit.approvalId] }),
    record: record && {
      at: record.at,
      place: record.place,
      method: record.method,
      executorName: record.executorName,
      recorderName: record.recorderName,
      witnessName: record.witnessName,
      keeperName: record.keeperName,
      squadSignerName: record.squadSignerName,
      receiverName: record.receiverName,
      receiverIdKind: record.receiverIdKind,
      condition: record.condition,
      receiptNumber: record.receiptNumber,
      photoIds: record.photoIds
    }
  }
}

const extensionList: ListDefinition = {
  columns: {
    number: 'x.number',
    intakeId: 'x.intakeId',
    squadId: 'x.squadId',
    submittedOn: 'x.submittedOn',
    originalDueOn: 'x.originalDueOn',
    days: 'x.days',
    extendedDueOn: 'x.extendedDueOn',
    reason: 'x.reason',
    notifiedOn: 'x.notifiedOn',
    state: 'x.state'
  },
  search: ['x.searchKey'],
  order: [['x.id', 'DESC']]
}

export async function extensionsPage(reading: Reading, input: ListInput): Promise<Page<ExtensionRow>> {
  const query = reading.manager.createQueryBuilder(Extension, 'x')
  onlyAmong(query, 'x.squadId', await squadsVisibleTo(reading.manager, reading.actor))
  return pageOf(query, extensionList, input, (rows) => extensionRows(reading.manager, rows))
}

async function extensionRows(manager: EntityManager, extensions: readonly Extension[]): Promise<readonly ExtensionRow[]> {
  const squads = await unitNames(
    manager,
    extensions.map((extension) => extension.squadId)
  )
  const people = await personNames(
    manager,
    extensions.map((extension) => extension.applicantId)
  )
  const intakes = await rowsById(
    manager,
    Intake,
    extensions.map((extension) => extension.intakeId)
  )
  return extensions.map((extension) => ({
    id: extension.id,
    number: extension.number,
    intakeId: extension.intakeId,
    intakeNumber: intakes.get(extension.intakeId)?.number ?? '',
    party: intakes.get(extension.intakeId)?.party ?? '',
    squadName: squads.get(extension.squadId) ?? '',
    applicantName: people.get(extension.applicantId) ?? '',
    submittedOn: extension.submittedOn,
    originalDueOn: extension.originalDueOn,
    days: extension.days,
    extendedDueOn: extension.extendedDueOn,
    reason: extension.reason,
    notifiedOn: extension.notifiedOn,
    state: extension.state,
    version: extension.version
  }))
}

export async function extensionDetail(reading: Reading, id: string): Promise<Detail<ExtensionRow, never>> {
  const { manager, actor } = reading
  const extension = await manager.findOneBy(Extension, { id })
  if (!extension) throw notFound('延期申请')
  await mustSee(manager, actor, extension.squadId, '延期申请')
  const [row] = await extensionRows(manager, [extension])
  return {
    row: row as ExtensionRow,
    lines: [],
    approval: extension.approvalId ? await approvalView(reading, extension.approvalId) : null,
    actions: extensionActions(actor, extension),
    timeline: await timelineOf(manager, { ledger: 'warehouse', subjects: [id], approvals: [extension.approvalId] })
  }
}
