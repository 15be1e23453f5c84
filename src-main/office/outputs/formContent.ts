import type { EntityManager } from 'typeorm'
import { canonicalText } from '../../kernel/canonical'
import type { DrawnSignature, FormModel, PrintedForm } from '../../platform/documents/formModel'
import { drawnPicture } from '../penInk'

/** Where a picture stood: its SHA-256 in the attachment store. */
interface PictureRef {
  readonly $picture: string
}

const isRef = (value: object): value is PictureRef => '$picture' in value && typeof value.$picture === 'string'

/**
 * Canonical text of what a form says, without what stands below it as an addition; pictures are kept apart and named by
 * their hash, drawings by their signature.
 */
export async function formContent(model: FormModel, keep: (bytes: Uint8Array) => Promise<string>): Promise<string> {
  const { additions: _later, ...said } = model
  return canonicalText(await withRefs(said, keep))
}

/** The form a content says. A picture that is gone from the store is left out, as in any print. */
export async function restoredForm(
  content: string,
  read: (sha256: string) => Promise<Uint8Array | undefined>
): Promise<FormModel> {
  const said: unknown = JSON.parse(content)
  // The text was written by `formContent` from a FormModel and is proven by the audit chain.
  return (await withPictures(said, read)) as FormModel
}

const isDrawn = (value: object): value is DrawnSignature => 'drawnFor' in value && typeof value.drawnFor === 'string'

/** The form with every drawing as its picture; one whose strokes are not there is left out, the name stands alone. */
export async function printedForm(manager: EntityManager, model: FormModel): Promise<PrintedForm> {
  const drawn = async (value: unknown): Promise<unknown> => {
    if (value instanceof Uint8Array) return value
    if (typeof value === 'object' && value !== null && isDrawn(value)) return drawnPicture(manager, value.drawnFor)
    return mapped(value, drawn)
  }
  // All but the drawings stays as it is.
  return (await drawn(model)) as PrintedForm
}

async function withRefs(value: unknown, keep: (bytes: Uint8Array) => Promise<string>): Promise<unknown> {
  if (value instanceof Uint8Array) return { $picture: await keep(value) } satisfies PictureRef
  return mapped(value, (each) => withRefs(each, keep))
}

async function withPictures(
  value: unknown,
  read: (sha256: string) => Promise<Uint8Array | undefined>
): Promise<unknown> {
  if (typeof value === 'object' && value !== null && isRef(value)) return read(value.$picture)
  return mapped(value, (each) => withPictures(each, read))
}

async function mapped(value: unknown, change: (each: unknown) => Promise<unknown>): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(change))
  if (typeof value !== 'object' || value === null) return value
  const members = await Promise.all(
    Object.entries(value).map(async ([key, each]) => [key, await change(each)] as const)
  )
  return Object.fromEntries(members.filter(([, each]) => each !== undefined))
}
