import { localDateOf } from '../../kernel/instant'
import type { FormBlock, SignatureMark } from '../../platform/documents/formModel'
import { rowsWith } from '../../platform/database/readRows'
import { Attachment, Signature } from '../entities'
import type { Reading } from '../house'
import { drawnPicture } from '../penInk'

export type SignatureLine = Extract<FormBlock, { kind: 'signatures' }>['lines'][number]

/** A place to sign on a form; a plain text is label and role in one. */
export interface SignaturePlace {
  readonly label: string
  /** Role the signature was given in; the label when absent. */
  readonly role?: string
  /** Who is to sign here, printed also while they have not. */
  readonly name?: string | null
}

/** The bytes of a kept picture; undefined when there is none, it is no picture or the file has gone. */
export async function pictureOf(
  { manager, house }: Reading,
  attachmentId: string | null | undefined
): Promise<Uint8Array | undefined> {
  const attachment = attachmentId ? await manager.findOneBy(Attachment, { id: attachmentId }) : null
  if (!attachment?.mime.startsWith('image/')) return undefined
  return house.attachments.read(attachment.sha256).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
}

/** How a pen signature stands on a form; undefined for signatures by PIN. */
export async function penMark(reading: Reading, signatureId: string | null): Promise<SignatureMark | undefined> {
  const signature = signatureId ? await reading.manager.findOneBy(Signature, { id: signatureId }) : null
  return signature ? signatureMark(reading, signature) : undefined
}

/** What was drawn for a signature, by its id; before 0.3.0 the picture that was handed in with it. */
const signatureMark = async (
  reading: Reading,
  { id, method, attachmentId }: Signature
): Promise<SignatureMark | undefined> => {
  if (method !== 'pen') return undefined
  return attachmentId === null ? { drawnFor: id } : pictureOf(reading, attachmentId)
}

/** The picture of a pen signature; undefined where there is none. */
export async function signaturePicture(reading: Reading, signature: Signature): Promise<Uint8Array | undefined> {
  const mark = await signatureMark(reading, signature)
  return mark === undefined || mark instanceof Uint8Array ? mark : drawnPicture(reading.manager, mark.drawnFor)
}

/**
 * Signature lines of the acts on some records, in the order of the places; blank where nobody signed. Each signature
 * fills one place, and of several in one role the later takes the later place: with one place the last counts.
 */
export async function signatureLines(
  reading: Reading,
  subjectIds: readonly string[],
  placesAsked: readonly (string | SignaturePlace)[]
): Promise<readonly SignatureLine[]> {
  const places = placesAsked.map((place): SignaturePlace => (typeof place === 'string' ? { label: place } : place))
  const free = await rowsWith(reading.manager, Signature, 'subjectId', subjectIds, { order: { id: 'ASC' } })
  const filled = places.map(() => undefined as Signature | undefined)
  for (const [index, { label, role = label, name }] of [...places.entries()].reverse()) {
    const found = free.findLastIndex((each) => each.role === role && (!name || each.name === name))
    if (found >= 0) filled[index] = free.splice(found, 1)[0]
  }
  return Promise.all(
    places.map(async ({ label, name }, index): Promise<SignatureLine> => {
      const own = filled[index]
      const mark = own && (await signatureMark(reading, own))
      const signer = own?.name ?? name
      return {
        label,
        ...(signer ? { name: signer } : {}),
        ...(own ? { date: localDateOf(own.at) } : {}),
        ...(mark ? { signature: mark } : {})
      }
    })
  )
}
