export { duplicateProblems, findDuplicates, knownByContent, whereIs, type Duplicate } from './duplicates'
export {
  findHeader,
  headerAt,
  rememberHeadings,
  type ColumnMapping,
  type Doubt,
  type HeaderFinding,
  type Heading,
  type ImportFields,
  type RememberedHeadings
} from './findHeader'
export { isText } from './csv'
export { withJoinedDates } from './dateColumns'
export { headingName } from './headingCells'
export { foldHeading } from './headings'
export { IMPORT_LIMITS, type ImportLimits } from './limits'
export { choiceOf, timeIn, type ImportValue } from './readCell'
export type { ImportProblem, ImportRow, ReadingNote, SheetReading, SkippedRow } from './reading'
export { NOT_RECORDED, readGiven } from './given'
export { readImport, readImportTables, type ImportChoices, type ImportReading, type ImportResult } from './readImport'
export { readRows, type TableLayout } from './readRows'
export { readTablesAside } from './readAside'
export { readTables, type TablesReading } from './readTables'
export { columnLetters, isLetters, type RawCell, type RawRow, type Table } from './table'
export type { StatedSum, TotalRow } from './totals'
export type { FileProblem, FileProblemKind } from './unreadableFile'
export type { HeadingRule, ImportWords, ReadingRules } from './words'
