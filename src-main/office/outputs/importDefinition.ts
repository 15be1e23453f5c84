import type { EntityManager, ObjectLiteral } from 'typeorm'
import type { ZodType } from 'zod'
import type { Fields } from '../../contract/fields'
import type { Post } from '../../contract/posts'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { House, Reading } from '../house'

/** One row of an import as read: stored values by field, with where it stood. */
export interface ImportRow {
  readonly sheet: string
  readonly row: number
  readonly values: Readonly<Record<string, string | number | null>>
}

export interface ImportRowProblem {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly message: string
  /** False for what the user should look at but what does not keep the row out; true when absent. */
  readonly blocking?: boolean
  /** The ledger has this content already: the row is shown and left out, and keeps no other row out. */
  readonly known?: boolean
}

/** The day an opening is of, e.g. 盘点日期: proposed from the lines above the table, else today. */
export interface OpeningDay {
  readonly label: string
}

/** An import of records with field descriptors; rows come already parsed by field kind. */
export interface ImportDefinition {
  readonly kind: string
  readonly name: string
  readonly fields: Fields<Record<string, unknown>>
  readonly access: readonly Post[]
  /** Sheets of the ledger's own workbook that come back through it. */
  readonly ownSheets?: readonly string[]
  /** Columns a book writes once for several lines, e.g. day and party; left empty they are those above. */
  readonly spread?: readonly string[]
  /** Rows with the same value in this field are one record: where one stays out, all do. */
  readonly together?: string
  /** Fields whose sums are reported: name in the report → field. */
  readonly sums: Readonly<Record<string, string>>
  /** The field the name of a sheet answers, where a book has a sheet for each and no column; its unit when absent. */
  readonly sheetName?: { readonly field: string; readonly looks: RegExp }
  /** Names of units and people in these fields are looked up and may be created. */
  readonly unitFields?: readonly string[]
  readonly personFields?: readonly string[]
  /** Those of them that are kept as the book writes them: people of the past, several in one cell. */
  readonly asWritten?: readonly string[]
  /**
   * What the forms ask of the same values, by field (the `shape` of the record): nothing comes in that its form would
   * refuse.
   */
  readonly limits?: Readonly<Record<string, ZodType>>
  /** Field of a quantity → field of its unit of measure, for units that stand in headings or behind the number. */
  readonly measureOf?: Readonly<Record<string, string>>
  /** Field of a number → the only unit it is counted in, which may stand behind it in the cell: 60L, 6年. */
  readonly unitOf?: Readonly<Record<string, string>>
  /** Fields of which the amount is quantity × price. */
  readonly product?: { readonly quantity: string; readonly price: string; readonly amount: string }
  /** What a word outside a field's choices means; null for nothing, undefined where the user has to be asked. */
  readonly meanings?: Readonly<Record<string, (word: string) => string | null | undefined>>
  /** Required fields an old book may have no column for: they can be left 未记载. */
  readonly mayLack?: readonly string[]
  /** Set where the import opens a ledger as of a day; `lookup.day` is that day. */
  readonly openingDay?: OpeningDay
  /**
   * What the ledger makes of what a line leaves open (an amount out of quantity and price); before checks, sums and
   * commit.
   */
  readonly complete?: (values: ImportRow['values']) => ImportRow['values']
  /**
   * A column whose names are records of the ledger itself; those it does not know are entered by a commit, if that is
   * allowed.
   */
  readonly recordField?: {
    readonly field: string
    readonly what: string
    /** For each name the ledger does not know what a commit makes of it and what else to do. */
    readonly unknown: (reading: Reading, names: readonly string[]) => Promise<ReadonlyMap<string, string>>
  }
  /** Checks rows against each other and the ledger. Parsing problems are found before. */
  readonly check: (reading: Reading, rows: readonly ImportRow[]) => Promise<readonly ImportRowProblem[]>
  /** Writes accepted rows, those the ledger knows already left out, as opening entries within one unit of work. */
  readonly commit: (unit: UnitOfWork, rows: readonly ImportRow[], lookup: ImportLookup) => Promise<void>
  /**
   * Takes everything back that a commit wrote, by entries that reverse its own; called where nothing rests on them. Why
   * not, in words, for a kind that cannot be taken back as a whole.
   */
  readonly undo: UndoImport | string
  /** What rests on the import without naming any of its rows (signed figures of a month), each in words. */
  readonly restsBeside?: (manager: EntityManager, imported: ImportedRows) => Promise<readonly string[]>
}

/** The rows one import made, as they stand now. */
export interface ImportedRows {
  of<T extends ObjectLiteral & { id: string }>(entity: new () => T): Promise<readonly T[]>
}

/** Reverses the entries of one import within a unit of work. */
export type UndoImport = (
  unit: UnitOfWork,
  imported: ImportedRows,
  why: { readonly reason: string; readonly house: House }
) => Promise<void>

/** Names to ids, after unknown units and people have been created. */
export interface ImportLookup {
  readonly house: House
  /** The day the opening is of; absent where the import asks for none. */
  readonly day?: string
  unitId(name: string): string
  personId(name: string, unitName?: string): string | undefined
}
