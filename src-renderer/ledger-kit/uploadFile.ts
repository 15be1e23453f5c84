import type { AttachmentRow } from '@contract'
import { client } from '../api/client'
import { rememberUpload } from './drafts'

/** Hands a file in, `sealed` where the record it is for is confided (SEC-02), and remembers that a form named it. */
export async function uploadFile(file: File, { sealed = false } = {}): Promise<AttachmentRow> {
  const stored = await client.files.upload({ file, ...(sealed ? { sealed } : {}) })
  rememberUpload(stored.id)
  return stored
}
