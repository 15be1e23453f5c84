import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { namedAttachments } from '../../contract/attachmentPlaces'
import type { Actor } from '../../kernel/actor'
import { invalid, notFound } from '../../kernel/fault'
import { rowsById, rowsWith } from '../../platform/database/readRows'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Attachment, AttachmentUse } from '../entities'

/** The files an act names: those nothing was done with yet, and those that belong to a record already. */
export interface NamedFiles {
  readonly free: readonly string[]
  readonly bound: readonly AttachmentUse[]
}

/**
 * Refuses an act that names an uploaded file which is not its to name: handed in by somebody else, or for another
 * record than one the act itself names. The one place where files named by acts are taken over; asked for every
 * command, by what its contract says.
 */
export async function mustMayName(
  manager: EntityManager,
  actor: Actor,
  schema: z.core.$ZodType | undefined,
  input: unknown
): Promise<NamedFiles | undefined> {
  const named = schema === undefined ? [] : namedAttachments(schema, input)
  if (named.length === 0) return undefined
  const files = await rowsById(manager, Attachment, named)
  const uses = new Map(
    (await rowsWith(manager, AttachmentUse, 'attachmentId', named)).map((use) => [use.attachmentId, use])
  )
  const records = new Set(textsIn(input))
  for (const id of named) {
    const use = uses.get(id)
    const file = files.get(id)
    if (use?.subjectId && records.has(use.subjectId)) continue
    // What is another's is not told apart from what is not there.
    if (!file || (file.personId !== null && file.personId !== actor.personId)) throw notFound('附件')
    if (use) throw takenElsewhere()
  }
  return { free: named.filter((id) => !uses.has(id)), bound: [...uses.values()] }
}

const takenElsewhere = () => invalid([{ path: '', message: '所附文件已用于别的记录，请重新上传' }])

/**
 * Binds files to the record the act is about, within the act itself; refuses those that belong to another one, whatever
 * the input names.
 */
export async function takeOver(unit: UnitOfWork, { free, bound }: NamedFiles): Promise<void> {
  const { type = null, id = null } = unit.aboutWhat ?? {}
  if (bound.some(({ subjectId }) => subjectId !== id)) throw takenElsewhere()
  await unit.appendMany(
    AttachmentUse,
    free.map((attachmentId) => ({
      attachmentId,
      at: unit.now,
      act: unit.work.act,
      subjectType: type,
      subjectId: id
    }))
  )
}

function textsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part]
  return typeof part === 'object' && part !== null && !(part instanceof Blob)
    ? Object.values(part).flatMap(textsIn)
    : []
}
