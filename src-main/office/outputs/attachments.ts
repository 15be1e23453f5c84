import { readFile } from 'node:fs/promises'
import type { AttachmentRow } from '../../contract/files'
import { invalid, notFound } from '../../kernel/fault'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Attachment } from '../entities'
import type { Actor } from '../../kernel/actor'
import type { House } from '../house'
import { pixelsOf } from '../../platform/documents/pictureSize'
import { keptKindOf } from './fileKinds'

/** Bytes an attachment may have: 50 MB. */
export const attachmentLimit = 50 * 1024 * 1024
export const tooLargeMessage = '文件超过50MB，请压缩或分成几个文件后再上传'

/** Pixels a picture may have; one that says more would take gigabytes of memory to show. */
const pixelLimit = 100_000_000
const tooManyPixelsMessage = '图片尺寸过大（超过1亿像素），无法显示和打印，请缩小后再上传'

const wrongKind =
  '只能上传图片、PDF、OFD、Office 和 WPS 文档、ods、csv 和文本文件；文件内容与扩展名不符或已损坏的也不能上传'

/** A file as it came in, checked: its kind is known by its content. */
export interface ReceivedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

/** Checks size and kind of an uploaded file. Gives `invalid` with what is allowed. */
export async function receive(file: File): Promise<ReceivedFile> {
  const refuse = (message: string) => invalid([{ path: 'file', message }])
  if (file.size > attachmentLimit) throw refuse(tooLargeMessage)
  if (file.size === 0) throw refuse('文件是空的')
  const name = plainName(file.name)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mime = await keptKindOf(bytes, name)
  if (mime === undefined) throw refuse(wrongKind)
  if (mime.startsWith('image/') && pixelsOf(bytes) > pixelLimit) throw refuse(tooManyPixelsMessage)
  return { name, mime, bytes }
}

/**
 * Keeps a received file by its hash and appends its row. A crash in between leaves bytes nobody refers to, never a row
 * without bytes.
 */
export async function keepAttachment(
  unit: UnitOfWork,
  house: House,
  { name, mime, bytes }: ReceivedFile
): Promise<Attachment> {
  const sha256 = await house.attachments.keep(bytes)
  return unit.append(Attachment, {
    sha256,
    name,
    mime,
    size: bytes.length,
    at: unit.now,
    personId: unit.actor.personId
  })
}

/** What leaves the house of an attachment's row. */
export function toAttachmentRow({ id, name, mime, size, sha256 }: Attachment): AttachmentRow {
  return { id, name, mime, size, sha256 }
}

/** The row of a kept file; gives `notFound`. */
export async function attachmentOf(house: House, id: string): Promise<Attachment> {
  const row = await house.database.read.findOneBy(Attachment, { id })
  if (!row) throw notFound('附件')
  return row
}

/** A file handed in by that very person; gives `notFound` for anybody else's, whose contents are not theirs to read. */
export async function ownUpload(house: House, actor: Actor, id: string): Promise<Attachment> {
  const row = await attachmentOf(house, id)
  if (row.personId !== actor.personId) throw notFound('附件')
  return row
}

/** The kept file itself. Gives `notFound` when its bytes are gone from the data folder. */
export async function attachmentFile(house: House, { sha256, name, mime }: Attachment): Promise<File> {
  const bytes = await readFile(house.attachments.pathOf(sha256)).catch((fault: NodeJS.ErrnoException) => {
    throw fault.code === 'ENOENT' ? notFound('附件的文件') : fault
  })
  return new File([new Uint8Array(bytes)], name, { type: mime })
}

/** The last part of a path without control characters, as browsers and tools of all systems send it. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(-120) || '未命名文件'
  )
}
