import { invalid } from '../../../kernel/fault'
import { Attachment } from '../../../office/entities'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsById } from '../../../platform/database/readRows'

/** Fails with `invalid` at the path when a photo was not stored, or is a document under a picture's name. */
export async function photosStored(unit: UnitOfWork, ids: readonly string[], path: string): Promise<void> {
  const stored = await rowsById(unit.manager, Attachment, ids)
  if (ids.some((id) => !stored.has(id))) throw invalid([{ path, message: '有照片没有上传成功，请重新上传' }])
  const other = [...stored.values()].find(({ mime }) => !mime.startsWith('image/'))
  if (other) throw invalid([{ path, message: `“${other.name}”不是图片，请去掉后重新拍照或选择图片` }])
}
