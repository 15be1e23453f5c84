import type { EntityManager } from 'typeorm'
import { formatInstant } from '../../contract/display'
import type { PastImport } from '../../contract/files'
import { invalid, notFound } from '../../kernel/fault'
import { AuditEntry } from '../../platform/database/auditEntities'
import type { Reading } from '../house'
import type { Recorder } from './exportService'
import { importsOf, mayImport, type OwnedImport } from './importKinds'
import { restsOn, withoutHash } from './importRests'
import { ImportUndoing } from './importUndoing'
import { writtenBy } from './importedRows'

/** The act of an import in the log of acts. */
export const importAct = (name: string): string => `导入${name}`
const undoAct = (name: string): string => `撤销导入${name}`

const listed = 200

const importEntries = (manager: EntityManager) =>
  manager.createQueryBuilder(AuditEntry, 'a').where("a.subjectType = 'import'")

/** Imports of those kinds the asker may run, the newest first, with whether they were taken back. */
export async function pastImports({ manager, house, actor }: Reading): Promise<readonly PastImport[]> {
  const own = new Map(
    importsOf(house).flatMap((each) =>
      mayImport(actor, each.definition) ? [[importAct(each.definition.name), each] as const] : []
    )
  )
  const entries = await importEntries(manager)
    .select(['a.id', 'a.at', 'a.act', 'a.actorName', 'a.subjectId', 'a.subjectNumber'])
    .orderBy('a.at', 'DESC')
    .addOrderBy('a.id', 'DESC')
    .limit(listed)
    .getMany()
  const undone = new Map((await manager.find(ImportUndoing)).map((each) => [each.importId, each]))
  return entries.flatMap(({ act, at, actorName, subjectId, subjectNumber }) => {
    const found = own.get(act)
    if (!found || subjectId === null) return []
    const { kind, name, undo } = found.definition
    const taken = undone.get(subjectId)
    return [
      {
        id: subjectId,
        kind,
        name,
        at,
        by: actorName,
        file: withoutHash(subjectNumber ?? ''),
        undone: taken ? { at: taken.at, by: taken.personName, reason: taken.reason } : null,
        never: typeof undo === 'string' ? undo : null
      }
    ]
  })
}

/** Imports that still stand of the same content (by hash); what was taken back may be imported again. */
export async function standingImport(
  manager: EntityManager,
  name: string,
  sha256: string
): Promise<AuditEntry | undefined> {
  const undone = new Set((await manager.find(ImportUndoing)).map(({ importId }) => importId))
  const entries = await importEntries(manager)
    .select(['a.id', 'a.at', 'a.subjectId'])
    .andWhere('a.act = :act AND a.subjectNumber LIKE :mark', {
      act: importAct(name),
      mark: `%（SHA-256 ${sha256}）`
    })
    .orderBy('a.at', 'DESC')
    .getMany()
  return entries.find(({ subjectId }) => !undone.has(subjectId ?? ''))
}

/** An import with the kind it is of, for somebody who may run it. */
async function importWith(
  { manager, house, actor }: Pick<Reading, 'manager' | 'house' | 'actor'>,
  id: string
): Promise<OwnedImport & { readonly entry: AuditEntry }> {
  const entry = await importEntries(manager).andWhere('a.subjectId = :id', { id }).getOne()
  const found = importsOf(house).find(({ definition }) => importAct(definition.name) === entry?.act)
  if (!entry || !found || !mayImport(actor, found.definition)) throw notFound('这次导入')
  return { ...found, entry }
}

/**
 * Takes a whole import back in one act: every entry is reversed, nothing is deleted. Refused where something rests on
 * its rows, with what that is, and where it was taken back before.
 */
export async function undoImport(
  reading: Reading,
  record: Recorder,
  { id, reason }: { readonly id: string; readonly reason: string }
): Promise<void> {
  const { house } = reading
  const { ledger, definition, entry } = await importWith(reading, id)
  const { undo, name } = definition
  if (typeof undo === 'string') throw invalid([{ path: 'id', message: undo }])
  await record({ chain: ledger, act: undoAct(name) }, async (unit) => {
    const { manager } = unit
    const before = await manager.findOneBy(ImportUndoing, { importId: id })
    if (before)
      throw invalid([{ path: 'id', message: `这次导入已于${formatInstant(before.at)}由${before.personName}撤销` }])
    const written = writtenBy(manager, entry)
    const resting = await restsOn(manager, house, { entry, written, definition })
    if (resting.length > 0)
      throw invalid([
        { path: 'id', message: `不能撤销，导入以后已有记录以它为依据：${resting.join('；')}。请先冲正或撤回这些记录` }
      ])
    await undo(unit, written, { reason, house })
    await unit.append(ImportUndoing, {
      importId: id,
      reason,
      at: unit.now,
      personId: unit.actor.personId,
      personName: unit.actor.name
    })
    unit.about({ type: 'importUndone', id, number: `${entry.subjectNumber ?? ''}；${reason}` })
  })
}
