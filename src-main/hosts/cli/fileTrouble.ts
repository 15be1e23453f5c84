const words: Readonly<Record<string, (place: string) => string>> = {
  EISDIR: (place) => `“${place}”是一个文件夹，请写出文件名`,
  ENOTDIR: (place) => `“${place}”的路径里有一段是文件，不是文件夹，请换一个位置`,
  EEXIST: (place) => `“${place}”已经存在，而且不是文件夹，请换一个名称`,
  ENOENT: (place) => `找不到“${place}”，请核对路径`,
  EACCES: (place) => `没有读写“${place}”的权限，请换一个位置或请管理员授权`,
  EBUSY: (place) => `“${place}”正被别的程序使用，请关闭后再试`,
  EROFS: (place) => `“${place}”所在的盘只能读，请换一个位置`,
  ENOSPC: (place) => `磁盘空间不足，写不下“${place}”，请清理后再试`,
  ENAMETOOLONG: (place) => `“${place}”的名称太长，请改短`
}
const alike: Readonly<Record<string, string>> = { EPERM: 'EACCES', EDQUOT: 'ENOSPC', ETXTBSY: 'EBUSY' }

interface SystemFault extends NodeJS.ErrnoException {
  readonly dest?: string
}

const isSystemFault = (fault: unknown): fault is SystemFault => fault instanceof Error && 'syscall' in fault

/** What to tell about a file or folder the system does not let a command read or write; undefined for other faults. */
export function fileTrouble(fault: unknown): string | undefined {
  if (!isSystemFault(fault)) return undefined
  const { code = '', path = '', dest = path } = fault
  return dest === '' ? undefined : words[alike[code] ?? code]?.(dest)
}
