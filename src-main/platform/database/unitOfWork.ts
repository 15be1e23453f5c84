import type { EntityManager, ObjectLiteral } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import type { Finding } from '../../contract/faults'
import type { Actor } from '../../kernel/actor'
import { formatDocumentNumber } from '../../kernel/documentNumber'
import { conflict, notFound, refused } from '../../kernel/fault'
import { localDateOf } from '../../kernel/instant'
import type { LocalDate } from '../../kernel/localDate'
import { judge, type AcceptedFinding } from '../../kernel/rules/judge'
import type { Application, RuleBook } from '../../kernel/rules/rule'
import type { IdSource } from '../ids'
import type { Pins } from '../session/pins'
import { AuditEntry, ChainHead, ExceptionEntry, type RecordedEntry } from './auditEntities'
import { actContentHash, CanonicalList, writtenHash } from './auditChain'
import { drawNumbers } from './drawNumbers'
import { deleteRows, selectOne, updateRows, type EntityType, type Wanted } from './entitySql'
import { insertRows, rowsAtOnce, StoredText, upsertRows } from './insertRows'
import { changeOf } from './recordedChange'
import { currentLayout, insertedText, plainRow, rowHash } from './rows'
import type { StandingView } from './standing'

type NewRow<T> = Omit<T, 'id' | 'version'> & { id?: string }
type Draft<T> = Omit<T, 'id'> & { id?: string }

/** Ends a live check so that its transaction rolls back; nothing was saved and nothing went wrong. */
export class PreviewEnd extends Error {}

/** A mutable row: every change names the version it was based on. */
export interface Versioned {
  id: string
  version: number
}

/** What a unit of work is about: the chain it is recorded in, who acts, and reasons given for warnings. */
export interface Work {
  readonly chain: ChainId
  /** Name of the act in the audit log, e.g. 领用发放. */
  readonly act: string
  readonly actor: Actor
  readonly reasons?: Readonly<Record<string, string>> | undefined
  /** The moment the act is of where it is not now: the demo bureau's past, nothing else. */
  readonly at?: string | undefined
  /** Whether a person is signed in somewhere in this process; absent where the program itself acts for its people. */
  readonly present?: ((personId: string) => Promise<boolean>) | undefined
  /** Taken while the computer's date is doubted, too: signing in, and confirming it. */
  readonly despiteClock?: boolean | undefined
  /** Set for the live check of a form: findings are gathered here and everything is rolled back. */
  readonly preview?: Finding[] | undefined
}

export interface WorkSurroundings {
  readonly manager: EntityManager
  readonly now: string
  readonly newId: IdSource
  readonly pins: Pins
  readonly book: RuleBook
  readonly head: ChainHead
  readonly view: StandingView
  /** Where `ifUndone` notes what is to be kept. */
  readonly undone: Undone[]
}

/** A unit of work of its own that follows one that failed. */
export interface Undone {
  readonly work: Work
  readonly body: (unit: UnitOfWork) => Promise<void>
}

export interface Subject {
  readonly type: string
  readonly id: string
  readonly number?: string | null
}

/** Where an act stands in its log, and the hash of all it had written before what is written last of all. */
export interface ActPlace {
  readonly chain: ChainId
  readonly seq: number
  readonly content: string
}

/** What was signed or decided on in an act: its type and id. */
export interface SignedSubject {
  readonly type: string
  readonly id: string
}

/**
 * One business act: reads facts, judges rules, writes rows and leaves exactly one audit entry, all in one transaction.
 * Only `Database.write` makes one.
 */
export class UnitOfWork {
  readonly now: string
  readonly today: LocalDate
  readonly book: RuleBook
  readonly actor: Actor
  readonly manager: EntityManager
  readonly newId: IdSource
  readonly pins: Pins
  private readonly changes = new CanonicalList()
  private readonly entries = new CanonicalList()
  private readonly accepted: AcceptedFinding[] = []
  private readonly last: ((place: ActPlace) => Promise<void>)[] = []
  private readonly signed = new Map<string, SignedSubject>()
  private subject: Subject | undefined

  constructor(
    readonly work: Work,
    private readonly surroundings: WorkSurroundings
  ) {
    this.now = surroundings.now
    this.today = localDateOf(surroundings.now)
    this.book = surroundings.book
    this.actor = work.actor
    this.manager = surroundings.manager
    this.newId = surroundings.newId
    this.pins = surroundings.pins
  }

  /** Names the record the act is about, for the audit log and the exceptions report. */
  about(subject: Subject): void {
    this.subject = subject
  }

  /** The record the act is about, once it was named. */
  get aboutWhat(): Subject | undefined {
    return this.subject
  }

  /** Names what is signed or decided on, whose papers are then kept as they stand at the end of the act (K-14). */
  signs(subject: SignedSubject): void {
    this.signed.set(`${subject.type} ${subject.id}`, subject)
  }

  /** Has something kept even where this act fails and is undone, e.g. that a PIN was wrong. */
  ifUndone(act: string, body: Undone['body']): void {
    this.surroundings.undone.push({ work: { chain: 'office', act, actor: this.actor }, body })
  }

  /** Has something written when all else of the act is, bound to just that, e.g. what was drawn to sign it. */
  lastly(body: (place: ActPlace) => Promise<void>): void {
    this.last.push(body)
  }

  /** Writes what was to be written last of all. Called once, by `Database.write`, after the work is done. */
  async conclude(): Promise<void> {
    if (this.last.length === 0) return
    const content = actContentHash(this.changes.bytes, this.entries.bytes)
    const place = { chain: this.work.chain, seq: this.surroundings.head.length + 1, content }
    for (const body of this.last) await body(place)
  }

  get signedSubjects(): readonly SignedSubject[] {
    return [...this.signed.values()]
  }

  /** Whether this is only a live check of a form: everything is rolled back afterwards. */
  get isPreview(): boolean {
    return this.work.preview !== undefined
  }

  /**
   * Judges rules on facts. Accepted warnings are recorded; anything held ends the work with a `refused` fault that
   * carries every finding. In a preview only blocks end it.
   */
  judge(...applications: readonly Application[]): void {
    const { held, accepted } = judge(applications, this.book, this.work.reasons)
    this.accepted.push(...accepted)
    if (held.length === 0) return
    const { preview } = this.work
    if (!preview) throw refused(held)
    preview.push(...held)
    if (held.some((finding) => finding.act === 'BLOCK')) throw refused(held)
  }

  /**
   * Ends a live check here: everything is judged, and what follows needs what only the act itself brings, e.g.
   * signatures.
   */
  endCheck(): void {
    if (this.isPreview) throw new PreviewEnd()
  }

  /** Loads a row or fails with `notFound`. `what` is its Chinese name. */
  async load<T extends { id: string }>(entity: EntityType<T>, id: string, what: string): Promise<T> {
    const row = await this.find(entity, id)
    if (!row) throw notFound(what)
    return row
  }

  private async find<T extends { id: string }>(entity: EntityType<T>, id: string): Promise<T | undefined> {
    const { view } = this.surroundings
    if (!view.covers(entity) || view.changed) return selectOne(this.manager, entity, { id } as Wanted<T>)
    const row = (await view.rowsOf(this.manager, entity)).get(id)
    // What is kept is shared; the caller's row is its own.
    return row && Object.assign(new entity(), row)
  }

  /** Adds an append-only entry; its content hash goes into the audit entry. */
  async append<T extends { id: string }>(entity: EntityType<T>, row: Draft<T>): Promise<T> {
    return only(await this.appendMany(entity, [row]))
  }

  /**
   * Adds many append-only entries, e.g. the lines of an import; rows made one by one are made in parts, while others
   * get their turn.
   */
  async appendMany<T extends { id: string }>(entity: EntityType<T>, rows: Iterable<Draft<T>>): Promise<readonly T[]> {
    const metadata = this.manager.connection.getMetadata(entity)
    return this.inParts(entity, rows, (row) => {
      this.entries.add({ table: metadata.tableName, id: row.id, hash: rowHash(metadata, row) } satisfies RecordedEntry)
    })
  }

  /** Adds a mutable row (version 1), recorded whole in the audit entry except the columns named in `secret`. */
  async insert<T extends Versioned>(
    entity: EntityType<T>,
    row: NewRow<T>,
    secret: readonly (keyof T & string)[] = []
  ): Promise<T> {
    return only(await this.insertMany(entity, [row], secret))
  }

  /** Adds many mutable rows, each recorded as by `insert`, in parts as by `appendMany`. */
  async insertMany<T extends Versioned>(
    entity: EntityType<T>,
    rows: Iterable<NewRow<T>>,
    secret: readonly (keyof T & string)[] = []
  ): Promise<readonly T[]> {
    return this.inParts(entity, rows as Iterable<Draft<T>>, (row) => this.record(entity, row.id, null, row, secret), 1)
  }

  /**
   * Changes a row that is still at the version it was read with; otherwise fails with `conflict`. `what` is its Chinese
   * name.
   */
  async update<T extends Versioned>(
    entity: EntityType<T>,
    row: T,
    changes: Partial<Omit<T, 'id' | 'version'>>,
    what: string,
    secret: readonly (keyof T & string)[] = []
  ): Promise<T> {
    // An absent value leaves its column alone, in the row as in the audit entry.
    const patch = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined)
    ) as typeof changes
    const after = { ...row, ...patch, version: row.version + 1 }
    const changed = { ...patch, version: after.version } as Partial<T>
    if ((await updateRows(this.manager, entity, changed, { id: row.id, version: row.version } as Wanted<T>)) === 0)
      throw conflict(what)
    this.record(entity, row.id, row, after, secret)
    return after
  }

  /**
   * Takes a mutable row away that is still at the version it was read with; the audit entry keeps what it was. `what`
   * is its Chinese name.
   */
  async remove<T extends Versioned>(
    entity: EntityType<T>,
    row: T,
    what: string,
    secret: readonly (keyof T & string)[] = []
  ): Promise<void> {
    if ((await deleteRows(this.manager, entity, { id: row.id, version: row.version } as Wanted<T>)) === 0)
      throw conflict(what)
    this.record(entity, row.id, row, null, secret)
  }

  /**
   * Writes a derived row (balance, counter) that is provable from entries and therefore not recorded in the audit
   * entry.
   */
  async derive<T extends ObjectLiteral>(entity: EntityType<T>, row: T): Promise<void> {
    await upsertRows(this.manager, entity, [row])
  }

  /** Writes many derived rows at once; no row may come twice. */
  async deriveMany<T extends ObjectLiteral>(entity: EntityType<T>, rows: readonly T[]): Promise<void> {
    await upsertRows(this.manager, entity, rows)
  }

  /** Takes derived rows away of which nothing is left to derive. */
  async dropDerived<T extends ObjectLiteral>(entity: EntityType<T>, wanted: Wanted<T>): Promise<void> {
    await deleteRows(this.manager, entity, wanted)
  }

  /** The next gap-free number of a prefix in the year of today, e.g. LY-2026-000123 (K-10). */
  async nextNumber(prefix: string): Promise<string> {
    return only(await this.nextNumbers(prefix, 1))
  }

  /** The next numbers of a prefix, in order; every one of them has to be used. */
  async nextNumbers(prefix: string, count: number): Promise<readonly string[]> {
    const year = Number(this.today.slice(0, 4))
    const last = count > 0 ? await drawNumbers(this.manager, prefix, year, count) : 0
    return Array.from({ length: count }, (_, index) =>
      formatDocumentNumber({ prefix, year, sequence: last - count + index + 1 })
    )
  }

  /** Adds a line to the exceptions report. */
  async except(exception: Pick<ExceptionEntry, 'rule' | 'message' | 'source' | 'reason'>): Promise<void> {
    await this.append(ExceptionEntry, {
      ...exception,
      chain: this.work.chain,
      at: this.now,
      actorId: this.actor.personId,
      actorName: this.actor.name,
      subjectType: this.subject?.type ?? null,
      subjectId: this.subject?.id ?? null,
      subjectNumber: this.subject?.number ?? null
    })
  }

  /**
   * Writes the audit entry and moves the head of the chain. Called once, by `Database.write`, after the work is done.
   */
  async seal(capacity: string): Promise<void> {
    for (const each of this.accepted) await this.except(each)
    const { head, view } = this.surroundings
    const entry: Omit<AuditEntry, 'hash' | 'id' | 'changes' | 'entries'> = {
      chain: this.work.chain,
      seq: head.length + 1,
      at: this.now,
      actorId: this.actor.personId,
      actorName: this.actor.name,
      capacity,
      act: this.work.act,
      subjectType: this.subject?.type ?? null,
      subjectId: this.subject?.id ?? null,
      subjectNumber: this.subject?.number ?? null,
      accepted: this.accepted,
      layout: currentLayout,
      previousHash: head.hash
    }
    const changes = await this.changes.ended()
    const entries = await this.entries.ended()
    const hash = await writtenHash(entry, { changes, entries })
    await insertRows(this.manager, AuditEntry, [
      { ...entry, id: this.newId(), hash, changes: new StoredText(changes), entries: new StoredText(entries) }
    ])
    const standing = head.standing + (view.changed ? 1 : 0)
    await updateRows(this.manager, ChainHead, { length: entry.seq, hash, standing }, { chain: entry.chain })
  }

  private async inParts<T extends { id: string }>(
    entity: EntityType<T>,
    rows: Iterable<Draft<T>>,
    recorded: (row: T) => void,
    version?: number
  ): Promise<readonly T[]> {
    const size = rowsAtOnce(this.manager.connection.getMetadata(entity))
    const written: T[] = []
    let part: T[] = []
    // While the engine writes one part the next one is made.
    let writing: Promise<void> = Promise.resolve()
    const write = async () => {
      await writing
      writing = insertRows(this.manager, entity, part)
      this.surroundings.view.written(entity)
      for (const row of part) {
        recorded(row)
        written.push(row)
      }
      part = []
    }
    try {
      for (const row of rows) {
        part.push(this.build(entity, row, version))
        if (part.length >= size) await write()
      }
      if (part.length > 0) await write()
    } finally {
      await writing
    }
    return written
  }

  private build<T extends { id: string }>(entity: EntityType<T>, row: Draft<T>, version?: number): T {
    const built = plainRow(this.manager.connection.getMetadata(entity), row)
    built['id'] ??= this.newId()
    if (version !== undefined) built['version'] = version
    return built as T
  }

  private record<T extends Versioned>(
    entity: EntityType<T>,
    id: string,
    before: T | null,
    after: T | null,
    secret: readonly string[]
  ): void {
    this.surroundings.view.written(entity)
    const metadata = this.manager.connection.getMetadata(entity)
    if (!before && after && secret.length === 0) return this.changes.addText(insertedText(metadata, after))
    this.changes.add(changeOf({ table: metadata.tableName, id }, before, after, secret))
  }
}

function only<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined) throw new Error('nothing was written')
  return row
}
