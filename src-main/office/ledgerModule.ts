import type { EntityManager, MigrationInterface } from 'typeorm'
import type { Field } from '../contract/fields'
import type { DueItem } from '../contract/home'
import type { LedgerId } from '../contract/ledgers'
import type { Chart, ClearanceLine, SearchHit } from '../contract/office'
import type { Post } from '../contract/posts'
import type { Actor } from '../kernel/actor'
import type { Spending } from '../kernel/rules/common'
import type { AnyRule, Application, RuleBook } from '../kernel/rules/rule'
import type { UnitOfWork } from '../platform/database/unitOfWork'
import type { RequestDefinition } from './approvals/requestDefinition'
import type { Appointment, Person, Unit } from './entities'
import type { AnyonesReading, House, Reading } from './house'
import type { ImportDefinition } from './outputs/importDefinition'
import type { FormDefinition, LabelDefinition, MadeOutput, WorkbookDefinition } from './outputs/outputDefinitions'
import type { GoingOn } from './units/goingOn'

/**
 * A due item before days left and group are worked out. `onlyFor`: the people it concerns, and nobody else by unit or
 * post.
 */
export type DueDraft = Omit<DueItem, 'daysLeft' | 'group'> & { readonly onlyFor?: readonly string[] }

/** Proof that a kept balance or number run is what its entries say; gives what is wrong. */
export type Proof = (manager: EntityManager) => Promise<readonly { readonly number: string; readonly why: string }[]>

/** A table whose rows carry gap-free numbers of a prefix. */
export interface NumberedTable {
  readonly prefix: string
  readonly entity: new () => { number: string | null }
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
