import type { Access } from '../contract/base'
import type { Field, Fields } from '../contract/fields'
import type { LedgerId } from '../contract/ledgers'
import type { ListInput } from '../contract/lists'
import type { DueItem } from '../contract/home'
import type { Chart, ClearanceLine, SearchHit } from '../contract/office'
import type { Post } from '../contract/posts'
import type { Actor } from '../kernel/actor'
import type { Flow } from '../kernel/approval/chain'
import type { Clock } from '../kernel/instant'
import type { Spending } from '../kernel/rules/common'
import type { AnyRule, Application, RuleBook } from '../kernel/rules/rule'
import type { WorkingCalendar } from '../kernel/workingCalendar'
import type { Database } from '../platform/database/database'
import type { UnitOfWork } from '../platform/database/unitOfWork'
import type { FormAddition, FormModel } from '../platform/documents/formModel'
import type { LabelSheetModel } from '../platform/documents/labels'
import type { SheetModel } from '../platform/documents/sheetModel'
import type { AttachmentStore } from '../platform/files/attachmentStore'
import type { IdSource } from '../platform/ids'
import type { JobRunner } from '../platform/jobs/jobRunner'
import type { FieldCipher } from '../platform/secrets/fieldCipher'
import type { KeyStanding } from '../platform/secrets/keyFile'
import type { Pins } from '../platform/session/pins'
import type { SessionStore } from '../platform/session/sessionStore'
import type { Approval } from './approvals/entities'
import type { Appointment, Person, Unit } from './entities'
import type { GoingOn } from './units/goingOn'
import type { EntityManager, MigrationInterface, ObjectLiteral } from 'typeorm'
import type { ZodType } from 'zod'

/** The open house: the bureau's data and everything the ledgers share, held together by the composition root. */
export interface House {
  readonly database: Database
  readonly clock: Clock
  readonly newId: IdSource
  /** Folder with database, attachments, backups, logs. */
  readonly folder: string
  /** Folder of shipped resources (calendars, code tables). */
  readonly resources: string
  readonly attachments: AttachmentStore
  /** Encrypts single fields, e.g. titles of confidential files, under the key of the data folder. */
  readonly fields: FieldCipher
  /** Hashes and proves PINs, peppered with that key. */
  readonly pins: Pins
  readonly sessions: SessionStore
  readonly jobs: JobRunner
  readonly modules: readonly LedgerModule[]
  readonly appVersion: string
  /**
   * Asks the host to put a backup in the place of the data: acts under way end, new ones are refused, the present is
   * copied, the data swapped and opened again. Resolves when that is done; absent where the host cannot.
   */
  readonly requestRestore?: ((name: string, by: string) => Promise<KeyStanding>) | undefined
  /** Working days from loaded calendar data; pass the manager of a unit of work to see its own rows. */
  calendar(manager?: EntityManager): Promise<WorkingCalendar>
}

/** What a read is made with, whoever asks: committed rows, the rules and the calendar of the day. */
export interface AnyonesReading {
  readonly manager: EntityManager
  readonly today: string
  readonly now: string
  readonly book: RuleBook
  readonly calendar: WorkingCalendar
  readonly house: House
}

export type Reading = AnyonesReading & { readonly actor: Actor }

/**
 * A due item before days left and group are worked out. `onlyFor`: the people it concerns, and nobody else by unit or
 * post.
 */
export type DueDraft = Omit<DueItem, 'daysLeft' | 'group'> & { readonly onlyFor?: readonly string[] }

export interface ExportScope {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly filter?: ListInput | undefined
}

/**
 * What a sheet is of. `state`: how things stood at the end of the period's last day (now, where none is asked for),
 * rebuilt for that day from the movements; the period's first day means nothing to it. `movements`: what happened from
 * the first day to the last. No sheet mixes both without naming the column that differs.
 */
export type SheetTime = 'state' | 'movements'

/**
 * One sheet of an Excel ledger. `fields` describes what its list can be filtered by, for the filter in words on 导出说明.
 */
export interface SheetDefinition {
  readonly name: string
  readonly shows: SheetTime
  /** Auditors bind it: it can be printed with 承前页, 本页小计 and 过次页 on every page. */
  readonly bound?: boolean
  readonly fields?: Readonly<Record<string, Field>>
  /** Headings of columns that show how things are when printed, though the period is over; 状态 when absent. */
  readonly ofNow?: readonly string[]
  readonly make: (
    reading: Reading,
    scope: ExportScope
  ) => Promise<Omit<SheetModel, 'name' | 'facts' | 'pageSums'> & { readonly facts?: readonly string[] }>
}

/** An Excel ledger: its sheets by name, each made for a scope. Rows are read as they are written. */
export interface WorkbookDefinition {
  readonly id: string
  readonly name: string
  readonly sheets: readonly SheetDefinition[]
  /** Who may export it beside the inspector. */
  readonly access: Access
}

/**
 * Who may print a form, and what refuses a record that is not theirs to read; `recordAccess` takes both from the
 * record's own page.
 */
export interface FormAccess {
  readonly who: Access
  readonly mustRead: (reading: Reading, subjectId: string) => Promise<unknown>
}

/**
 * By the type of what is signed: the id of the form's record from the id of what was signed; nothing where it is on no
 * such form.
 */
export type BornSignatures = Readonly<
  Record<string, (manager: EntityManager, id: string) => Promise<string | null | undefined>>
>

/** The signed subject is the form's own record. */
export const ownRecord = (_manager: EntityManager, id: string): Promise<string> => Promise.resolve(id)

/**
 * A Word form of one record. `find` turns a typed number into the record's id. What is signed or decided stays as it
 * was: `bears` names the subjects whose signatures stand on it; decisions of its own request are known without (K-14).
 * Where several records stand on one paper, `sharedBy` names the one whose paper it is. `later` names what came after
 * it was signed and stands below, what was reversed above all; that its request was withdrawn or cancelled is known
 * without.
 */
export interface FormDefinition {
  readonly id: string
  readonly name: string
  readonly access: FormAccess
  readonly bears?: BornSignatures
  readonly sharedBy?: (manager: EntityManager, subjectId: string) => Promise<string>
  readonly make: (reading: Reading, subjectId: string) => Promise<FormModel>
  readonly later?: (reading: Reading, subjectId: string) => Promise<readonly FormAddition[]>
  readonly find: (reading: Reading, number: string) => Promise<string | undefined>
}

export interface LabelDefinition {
  readonly id: string
  readonly name: string
  readonly access: Access
  readonly make: (reading: Reading, subjectIds: readonly string[], layout: 'a4' | 'single') => Promise<LabelSheetModel>
}

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
  /** Columns that merged cells spread over the lines below, e.g. date and party of an intake. */
  readonly spread?: readonly string[]
  /** Rows with the same value in this field are one record: where one stays out, all do. */
  readonly together?: string
  /** Fields whose sums are reported: name in the report → field. */
  readonly sums: Readonly<Record<string, string>>
  /** Names of units and people in these fields are looked up and may be created. */
  readonly unitFields?: readonly string[]
  readonly personFields?: readonly string[]
  /**
   * What the forms ask of the same values, by field (the `shape` of the record): nothing comes in that its form would
   * refuse.
   */
  readonly limits?: Readonly<Record<string, ZodType>>
  /** Field of a quantity → field of its unit of measure, for units that stand in headings or behind the number. */
  readonly measureOf?: Readonly<Record<string, string>>
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

/** Proof that a kept balance or number run is what its entries say; gives what is wrong. */
export type Proof = (manager: EntityManager) => Promise<readonly { readonly number: string; readonly why: string }[]>

/** A table whose rows carry gap-free numbers of a prefix. */
export interface NumberedTable {
  readonly prefix: string
  readonly entity: new () => { number: string | null }
}

export type ApprovalOutcome = 'approved' | 'refused' | 'returned' | 'withdrawn' | 'pending'

/** A request kind of a ledger: its chains, and what becomes of the record when the request ends or is resubmitted. */
export interface RequestDefinition {
  readonly flow: Flow
  /** The Word form its deciders see beside their opinion; null where the request has no paper of its own. */
  readonly form: string | null | ((manager: EntityManager, subjectId: string) => Promise<string>)
  /**
   * What refuses a record that is not theirs to read, where there is no form to take it from: with the record its
   * request is theirs.
   */
  readonly mustRead?: FormAccess['mustRead']
  readonly onOutcome: (unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome, house: House) => Promise<void>
  /**
   * How what was approved and is not done yet is cancelled or expires (K-01). Absent where the decision itself is the
   * act.
   */
  readonly cancelling?: {
    /** Whether what was approved is still, wholly or in part, to be done. */
    readonly stillToDo: (manager: EntityManager, subjectId: string) => Promise<boolean>
    /** Ends the record's waiting and gives free what it held; what was done of it stays. */
    readonly onCancelled: (unit: UnitOfWork, approval: Approval, house: House) => Promise<void>
  }
  /**
   * What is asked for beside the flow's name, where telephone approvals may be excluded for some of it (K-03), e.g.
   * 物品销毁.
   */
  readonly topics?: (manager: EntityManager, subjectId: string) => Promise<readonly string[]>
  /**
   * The day papers after a telephone approval are counted from, e.g. the return of a trip; null while it has not come.
   * The call's day when absent.
   */
  readonly papersFrom?: (manager: EntityManager, subjectId: string) => Promise<string | null>
}

/** Somebody taking over a post for a time. */
export interface StandIn {
  readonly post: Post
  readonly absent: Person
  readonly deputy: Person
  readonly from: string
  readonly until: string | null
}

/** A unit that ends by going into another, and the paper it goes by. */
export interface Merging {
  readonly from: Unit
  readonly into: Unit
  readonly on: string
  readonly documentNumber: string
  readonly reason: string
}

/** What a table's columns are called: by the record it holds, and by `also` where a column is not shown in it. */
export interface TableWords {
  readonly entity: new () => object
  /** What one row is called, e.g. 用品. */
  readonly label: string
  readonly record: { readonly fields: Readonly<Record<string, Field & { readonly key?: string | null }>> }
  readonly also?: Readonly<Record<string, Field>>
}

/** A car as one ledger has it on its books: its file in the one, its asset card in the other. */
export interface CarOnBooks {
  readonly subjectId: string
  readonly plate: string | null
  readonly assetNumber: string | null
  readonly unitId: string
  /** The local day it left these books; null while it stands in them. */
  readonly goneOn: string | null
}

/** Something put out: a workbook, a form, a look at one, labels. */
export interface MadeOutput {
  readonly kind: 'export' | 'print' | 'look' | 'label'
  readonly name: string
  /** Number of the record a form is of. */
  readonly number: string | null
  readonly count: number
}

/** What a ledger plugs into the house; one per ledger, listed in ledgers/index.ts. */
export interface LedgerModule {
  readonly id: LedgerId
  /**
   * Who keeps the ledger: acts for the bureau where a due item names no unit, records telephone approvals, closes its
   * periodic duties.
   */
  readonly keepers: readonly Post[]
  /** What its requests spend, where it is not ordinary expenditure: the limit of K-05 that is held against them. */
  readonly spends?: Spending
  readonly rules: readonly AnyRule[]
  readonly entities: readonly (new () => object)[]
  /** Entities whose rows are only ever appended; `verify` checks them against the audit chain. */
  readonly appendOnly: readonly (new () => { id: string })[]
  /** The tables whose rows change, in words: the audit log tells what became of each column. */
  readonly tables?: readonly TableWords[]
  /** Small tables that seldom change, kept in memory between acts. */
  readonly standing?: readonly (new () => { id: string; version: number })[]
  readonly migrations: readonly (new () => MigrationInterface)[]
  readonly requests: readonly RequestDefinition[]
  readonly numbered: readonly NumberedTable[]
  readonly proofs: readonly Proof[]
  readonly workbooks: readonly WorkbookDefinition[]
  readonly forms: readonly FormDefinition[]
  readonly labels: readonly LabelDefinition[]
  readonly imports: readonly ImportDefinition[]
  /** Clocks that run: everything not yet done, overdue included; whom it concerns is told from what it says. */
  readonly due: (reading: AnyonesReading) => Promise<readonly DueDraft[]>
  /** What is in a person's name (K-08). Must see the unit of work's own rows, hence the manager. */
  readonly heldBy: (
    manager: EntityManager,
    personId: string,
    today: string
  ) => Promise<readonly Omit<ClearanceLine, 'ledger'>[]>
  readonly search: (reading: Reading, words: string, limit: number) => Promise<readonly Omit<SearchHit, 'ledger'>[]>
  readonly charts: (reading: Reading) => Promise<readonly Chart[]>
  /** Requests and other open records of a unit that go on in the one it is merged into (K-08), from `goesOn`. */
  readonly goesOn?: readonly GoingOn[]
  /** Gives the goods and holdings of a unit that is merged into another their new unit (K-08). */
  readonly mergeUnit?: (unit: UnitOfWork, merging: Merging) => Promise<void>
  /** Whether a thing of the ledger, by its number, is marked for secrets (AST-15); null where it has no such thing. */
  readonly markedForSecrets?: (manager: EntityManager, number: string) => Promise<boolean | null>
  /** Cars it keeps a record of: each has a file in one ledger and an asset card in another, closed on one day. */
  readonly cars?: (manager: EntityManager) => Promise<readonly CarOnBooks[]>
  /** Rules on somebody standing in for a keeping post, whose things they would have in hand (K-07), e.g. SEAL-20. */
  readonly standInRules?: (unit: UnitOfWork, standIn: StandIn) => Promise<readonly Application[]>
  /** Months a term of a post may last (K-06), e.g. the buyer's. */
  readonly terms?: (book: RuleBook) => Partial<Record<Post, number>>
  /** Called where a post's last day is set, with the post as it was: what a term too long leaves behind. */
  readonly postEnded?: (unit: UnitOfWork, ended: Appointment, lastDay: string) => Promise<void>
  /**
   * Who may know that the ledger holds anything (SEC-01); absent where everybody may. To all others its audit entries,
   * exceptions, due items, requests and counts are not there, and what is recorded of its outputs names no filter.
   */
  readonly confided?: (actor: Actor) => boolean
  /** Whether somebody sees every record; absent where everybody does. Others see what is theirs or their unit's. */
  readonly seesWhole?: (actor: Actor) => boolean
  /** Records what left the ledger as a file, a print or a look at one, within the unit of work that records it. */
  readonly recordOutput?: (unit: UnitOfWork, output: MadeOutput) => Promise<void>
  /** Works kept due dates out again; called when parameters or holidays have changed. */
  readonly recountClocks?: (unit: UnitOfWork, house: House) => Promise<unknown>
  /** Believable records in every state, made through the ledger's own services. */
  readonly demo?: (house: House) => Promise<void>
}
