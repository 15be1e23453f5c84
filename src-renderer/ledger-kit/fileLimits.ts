/** The largest file main stores, in bytes. */
export const LARGEST_FILE = 50 * 1024 * 1024

/** Why a file cannot be attached; undefined when it can be tried. */
export function fileComplaint(file: Pick<File, 'name' | 'size'>): string | undefined {
  if (file.size > LARGEST_FILE)
    return `“${file.name}”有${Math.ceil(file.size / 1024 / 1024)} MB，超过50 MB，请压缩或分开后再传`
  if (file.size === 0) return `“${file.name}”是空文件`
  return undefined
}

/** Why a stored file is no photo; undefined when it is one. Main knows it by its content, not by its name. */
export function photoComplaint(stored: { readonly name: string; readonly mime: string }): string | undefined {
  return stored.mime.startsWith('image/') ? undefined : `“${stored.name}”不是图片，请重新拍照或选择图片`
}

/** A file's size in words. */
export function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
