export { duplicateProblems, findDuplicates, type Duplicate } from './duplicates'
export {
  findHeader,
  headerAt,
  rememberHeadings,
  type ColumnMapping,
  type HeaderFinding,
  type Heading,
  type ImportFields,
  type RememberedHeadings
} from './findHeader'
export { foldHeading } from './headings'
export { IMPORT_LIMITS, type ImportLimits } from './limits'
export type { ImportValue } from './readCell'
export type { ImportProblem, ImportRow, SheetReading, SkippedRow } from './reading'
export { readImport, readImportTables, type ImportChoices, type ImportReading, type ImportResult } from './readImport'
export { readRows, type TableLayout } from './readRows'
export { readTables, type TablesReading } from './readTables'
export { columnLetters, type RawCell, type RawRow, type Table } from './table'
export type { StatedSum, TotalRow } from './totals'
export type { FileProblem, FileProblemKind } from './unreadableFile'
