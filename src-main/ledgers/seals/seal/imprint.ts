import { Attachment } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import type { FormBlock } from '../../../platform/documents/formModel'

/** The bytes of a seal's imprint picture; nothing where there is none or its file is gone. */
export async function imprintOf(
  { manager, house }: Reading,
  imprintId: string | null
): Promise<Uint8Array | undefined> {
  const attachment = imprintId ? await manager.findOneBy(Attachment, { id: imprintId }) : null
  return attachment && (await house.attachments.has(attachment.sha256))
    ? house.attachments.read(attachment.sha256)
    : undefined
}

/** An imprint on a form, or the box it is put into. */
export const imprintBlock = (caption: string, picture: Uint8Array | undefined): FormBlock => ({
  kind: 'image',
  caption,
  heightMm: 45,
  ...(picture ? { picture } : {})
})
