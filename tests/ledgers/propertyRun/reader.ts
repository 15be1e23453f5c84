import type { EntityManager } from 'typeorm'
import { sealsAppendOnly } from '@main/ledgers/seals/entities'
import { Issue, IssueLine, Movement } from '@main/ledgers/supplies/entities/stock'
import {
  CleanupCount,
  CleanupLine,
  DetainedLine,
  DetainedMovement,
  ExitLine,
  ExitRecord,
  Intake,
  Settlement
} from '@main/ledgers/warehouse/entities'
import { ApprovalDecision } from '@main/office/approvals/entities'
import { Handover, Signature } from '@main/office/entities'
import { Motion } from '@main/office/people/entities'
import { MissedDeadline } from '@main/office/records/entities'
import { AuditEntry } from '@main/platform/database/auditEntities'
import type { Lack } from './readerApprovals'
import { neededAfter, neededOf } from './readerNeeds'
import { dayOf, World, type Appended, type RecordedAct, type Row } from './readerWorld'

/** An act nothing of that moment entitled its actor to. */
export interface Unentitled extends Lack {
  readonly act: string
  readonly actor: string
  readonly at: string
  readonly place: string
}

/** Everything appended, act by act in the order of writing: ids rise with it over all chains. */
export async function recordOf(read: EntityManager): Promise<readonly RecordedAct[]> {
  const appended = new Map<string, Appended>()
  const kept = [
    ...sealsAppendOnly,
    ...[ApprovalDecision, Handover, Signature, MissedDeadline, Motion],
    ...[Issue, IssueLine, Movement],
    ...[Intake, DetainedLine, DetainedMovement, ExitLine, ExitRecord],
    ...[CleanupLine, CleanupCount, Settlement]
  ]
  for (const entity of kept) {
    const { tableName: table } = read.connection.getMetadata(entity)
    for (const row of await read.find<{ id: string }>(entity)) appended.set(row.id, { table, row: { ...row } })
  }
  const entries = await read.find(AuditEntry, { order: { id: 'ASC' } })
  return entries.map(({ chain, seq, at, act, actorId, actorName, changes, entries: ids }) => ({
    ...{ chain, seq, at, act, actorId, actorName, changes },
    appended: ids.flatMap(({ id }) => appended.get(id) ?? [])
  }))
}

/**
 * Reads a record from its beginning and names every act whose actor nothing entitled at that moment. It asks neither
 * the rules nor the services, only what was written.
 */
export function unentitledIn(record: readonly RecordedAct[]): readonly Unentitled[] {
  const world = new World()
  const found: Unentitled[] = []
  for (const act of record) {
    const name = (lacks: readonly (Lack | false)[]) => {
      for (const each of lacks)
        if (each)
          found.push({ ...each, act: act.act, actor: act.actorName, at: act.at, place: `${act.chain} ${act.seq}` })
    }
    if (act.actorId !== null && !world.present(act.actorId)) name([{ rule: 'K-08', what: '已离岗的人办理' }])
    // Several entries of one act build on each other: each is looked at with those before it already there.
    for (const entry of act.appended) {
      name(neededOf[entry.table]?.(world, act, entry.row) ?? [])
      world.append(entry, act.at)
    }
    world.change(act.changes)
    for (const { table, id, after } of act.changes) {
      const row: Row | undefined = world.row(table, id)
      if (row) name(neededAfter[table]?.(world, { row, changed: after ?? {}, day: dayOf(act.at), act }) ?? [])
    }
  }
  return found
}
