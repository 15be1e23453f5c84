import type { ImportDefinition } from '../../../office/outputs/importDefinition'
import { checkRegister } from './importChecks'
import { importFields } from './importFields'
import { openRegister } from './importOpening'
import { undoRegister } from './undoImport'

/**
 * The register as bureaus keep it: files with their carriers, circulation, copies, returns and destructions, each on a
 * sheet of its own.
 */
export const confidentialImport: ImportDefinition = {
  kind: 'confidential',
  name: '密级文件登记簿',
  ownSheets: ['收文登记', '传阅登记', '复制登记', '清退销毁清册'],
  fields: importFields,
  access: ['confidentialityOfficer'],
  sums: {},
  personFields: ['receivedBy', 'reader'],
  asWritten: ['receivedBy', 'reader'],
  check: checkRegister,
  commit: openRegister,
  undo: undoRegister
}
