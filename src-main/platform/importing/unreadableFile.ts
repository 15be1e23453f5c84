/** Why a file as a whole cannot be imported. */
export type FileProblemKind =
  'missing' | 'empty' | 'tooLarge' | 'passwordProtected' | 'otherFormat' | 'damaged' | 'tooManyEmptyRows'

/** A file that cannot be imported; the message is Chinese and says what to do. */
export interface FileProblem {
  readonly kind: FileProblemKind
  readonly message: string
}

/** Carries a file problem from the depth of a reader to its entry point. */
export class UnreadableFile extends Error implements FileProblem {
  readonly kind: FileProblemKind

  constructor(kind: FileProblemKind, message: string) {
    super(message)
    this.name = 'UnreadableFile'
    this.kind = kind
  }
}

/** The problem of a file whose content is broken or cut off. */
export function damaged(): UnreadableFile {
  return new UnreadableFile(
    'damaged',
    '文件已损坏或没有传完整，请在 Excel 或 WPS 中打开检查，另存为新的 .xlsx 文件后再导入'
  )
}
