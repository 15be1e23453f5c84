import PQueue from 'p-queue'
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import { capacityWords } from '../../kernel/actor'
import { formatInstant } from '../../contract/display'
import { clockDoubted, conflict, diskFull, Fault, notFound } from '../../kernel/fault'
import type { Clock, Instant } from '../../kernel/instant'
import { K_09 } from '../../kernel/rules/common'
import { SYS_03 } from '../../kernel/rules/system'
import { toFinding, type RuleBook } from '../../kernel/rules/rule'
import type { IdSource } from '../ids'
import type { Pins } from '../session/pins'
import { AuditEntry, ChainHead } from './auditEntities'
import { ClockGuard, type ClockDoubt } from './clockGuard'
import { readerSource, writerSource, type Schema, type Storage } from './dataSources'
import { selectOne, selectRows } from './entitySql'
import { refuseNewer } from './newerData'
import { appendOnlyMessage } from './schema'
import { mayMigrate, mayOpen } from './serverRole'
import {
  attachView,
  attachViewToQueries,
  committedState,
  StandingFacts,
  StandingView,
  stateOf,
  type StateOfData
} from './standing'
import { PreviewEnd, UnitOfWork, type Undone, type Work } from './unitOfWork'

export interface DatabaseSurroundings {
  readonly clock: Clock
  readonly newId: IdSource
  /** The program's version, for what it says of data it cannot open. */
  readonly appVersion: string
  /** The bureau's rules of the day, read inside the same transaction. */
  readonly loadBook: (manager: EntityManager) => Promise<RuleBook>
  /** Hashes and proves PINs given within an act. */
  readonly pins: Pins
  /** The last thing every act does before its audit entry, e.g. keeping what it signed. */
  readonly beforeSeal?: (unit: UnitOfWork) => Promise<void>
}

/** What a host has to do before the schema is touched. */
export interface BeforeOpening {
  /** Runs when there is an older schema to be moved (backup). */
  readonly beforeMigration?: (() => Promise<void>) | undefined
  /** Runs when the storage holds nothing yet; what it throws keeps it so. */
  readonly beforeFirst?: (() => Promise<void>) | undefined
}

/** The bureau's data: a queue of units of work on the writing side, plain queries on a read-only connection. */
export class Database {
  private readonly queue: PQueue
  private readonly standing: StandingFacts
  private stopped: Fault | undefined

  private readonly guard: ClockGuard

  private constructor(
    readonly storage: Storage,
    private readonly schema: Schema,
    readonly writer: DataSource,
    private readonly readerConnection: DataSource,
    private readonly surroundings: DatabaseSurroundings,
    lastEntryAt: Instant | undefined
  ) {
    this.guard = new ClockGuard(surroundings.clock, lastEntryAt)
    this.standing = new StandingFacts(schema.standing ?? [])
    attachView(readerConnection.manager, this.readingView(readerConnection.manager, false))
    this.queue = new PQueue({ concurrency: storage.kind === 'sqlite' ? 1 : (storage.poolSize ?? 10) })
  }

  /**
   * Opens the storage and brings its schema up to date. Throws `NewerData` for data a newer program has made,
   * `OwnerNeeded` where a server's role may not do that.
   */
  static async open(
    storage: Storage,
    schema: Schema,
    surroundings: DatabaseSurroundings,
    before: BeforeOpening = {}
  ): Promise<Database> {
    const writer = await writerSource(storage, schema).initialize()
    try {
      await mayOpen(writer)
      const fresh = !(await hasTable(writer, 'migrations'))
      if (fresh) await before.beforeFirst?.()
      else await refuseNewer(writer, surroundings.appVersion)
      if (await writer.showMigrations()) {
        if (!fresh) {
          await mayMigrate(writer)
          await before.beforeMigration?.()
        }
        await writer.runMigrations()
      }
      const reader = await readerSource(storage, schema).initialize()
      return new Database(storage, schema, writer, reader, surroundings, await lastEntryAt(reader.manager))
    } catch (error) {
      await writer.destroy()
      throw error
    }
  }

  /** Queries that never see uncommitted rows and cannot write. */
  get read(): EntityManager {
    return this.readerConnection.manager
  }

  /** As `read`, for one call: people, posts, rules and calendar stay as they were when it first asked. */
  readOnce(): EntityManager {
    const manager = this.readerConnection.createEntityManager()
    attachViewToQueries(manager, this.readingView(manager, true))
    return manager
  }

  private readingView(manager: EntityManager, lasting: boolean): StandingView {
    return new StandingView(this.standing, () => committedState(manager), lasting)
  }

  get clock(): Clock {
    return this.surroundings.clock
  }

  /** The rule book as committed now, or as a call's own manager sees it, for reads that show rules or due dates. */
  async book(manager = this.read): Promise<RuleBook> {
    return this.surroundings.loadBook(manager)
  }

  /**
   * Runs one act as one transaction with its audit entry, or not at all. A live check ends in `PreviewEnd`. Gives
   * `conflict` when the storage is held by another program too long, and `refused` K-09 when entries would be changed.
   */
  async write<T>(work: Work, body: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    if (this.stopped) throw this.stopped
    return this.queue.add(() => this.attempt(work, body)) as Promise<T>
  }

  /** Why the computer's date is doubted and acts are not taken, by the rules of the day; null while it is not. */
  clockDoubt(book: RuleBook): ClockDoubt | null {
    if (book.settings[SYS_03.id]?.state === 'off') return null
    return this.guard.doubt(SYS_03.values(book)) ?? null
  }

  /** Takes the computer's date as it is shown for the right one, after two people confirmed it. */
  trustClock(): void {
    this.guard.trust()
  }

  /** From here on no act is taken, each is refused with the given fault; resolves when those under way have ended. */
  async stopWrites(why: Fault): Promise<void> {
    this.stopped = why
    await this.queue.onIdle()
  }

  /** Acts are taken again. */
  resumeWrites(): void {
    this.stopped = undefined
  }

  /**
   * Reads one unchanging state of the data on a connection of its own, however long it takes and whatever is written
   * meanwhile.
   */
  async snapshot<T>(read: (manager: EntityManager) => Promise<T>): Promise<T> {
    const source = await readerSource(
      this.storage.kind === 'postgres' ? { ...this.storage, poolSize: 1 } : this.storage,
      this.schema
    ).initialize()
    const runner = source.createQueryRunner()
    try {
      await runner.query(this.storage.kind === 'sqlite' ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      try {
        return await read(runner.manager)
      } finally {
        await runner.query('ROLLBACK')
      }
    } finally {
      await runner.release()
      await source.destroy()
    }
  }

  async close(): Promise<void> {
    await this.queue.onIdle()
    await this.readerConnection.destroy()
    await this.writer.destroy()
  }

  private async attempt<T>(work: Work, body: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const undone: Undone[] = []
    try {
      return await this.transaction(work, body, undone)
    } catch (error) {
      for (const kept of undone) await this.transaction(kept.work, kept.body, [])
      throw error
    }
  }

  private async transaction<T>(work: Work, body: (unit: UnitOfWork) => Promise<T>, undone: Undone[]): Promise<T> {
    const runner = this.writer.createQueryRunner()
    try {
      // Immediate: a deferred transaction that reads first could lose its right to write to another process.
      await runner.query(this.storage.kind === 'sqlite' ? 'BEGIN IMMEDIATE' : 'BEGIN')
      try {
        const { manager } = runner
        const { clock, newId, loadBook, beforeSeal, pins } = this.surroundings
        const { head, state } = await this.lockHead(manager, work.chain)
        const view = new StandingView(this.standing, () => Promise.resolve(state), true)
        attachView(manager, view)
        const book = await loadBook(manager)
        const doubt = work.despiteClock ? null : this.clockDoubt(book)
        if (doubt) throw clockDoubted(formatInstant(doubt.shown), formatInstant(doubt.expected))
        const unit = new UnitOfWork(work, {
          manager,
          now: work.at ?? clock.now(),
          newId,
          pins,
          book,
          head,
          view,
          undone
        })
        const result = await body(unit)
        if (work.preview) throw new PreviewEnd()
        await unit.conclude()
        await beforeSeal?.(unit)
        await unit.seal(capacityWords(work.actor.posts))
        await runner.query('COMMIT')
        this.standing.noteCommit()
        return result
      } catch (error) {
        // A full disk has rolled back by itself; what matters is the fault that led here.
        await runner.query('ROLLBACK').catch(() => undefined)
        throw error
      }
    } catch (error) {
      throw translated(error)
    } finally {
      await runner.release()
    }
  }

  /** Heads are read after the own one is locked: what they say of the standing facts holds for this transaction. */
  private async lockHead(manager: EntityManager, chain: ChainId): Promise<{ head: ChainHead; state: StateOfData }> {
    if (this.storage.kind === 'postgres')
      await manager.query('SELECT chain FROM chain_heads WHERE chain = $1 FOR UPDATE', [chain])
    const heads = await selectRows(manager, ChainHead, {})
    const head = heads.find((each) => each.chain === chain)
    if (!head) throw notFound('台账链头')
    return { head, state: stateOf(heads) }
  }
}

/** When the last entry of the office was made, which every sign-in adds to; undefined in an empty house. */
async function lastEntryAt(manager: EntityManager): Promise<Instant | undefined> {
  const head = await selectOne(manager, ChainHead, { chain: 'office' })
  const entry = head && (await selectOne(manager, AuditEntry, { chain: 'office', seq: head.length }))
  return entry?.at
}

async function hasTable(source: DataSource, name: string): Promise<boolean> {
  const runner = source.createQueryRunner()
  try {
    return await runner.hasTable(name)
  } finally {
    await runner.release()
  }
}

const goneCodes: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001'
]

/** Whether a fault says that the server the data is on went away. */
export function isStorageGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const codes = [error, error instanceof QueryFailedError ? error.driverError : undefined].map((each) =>
    each && 'code' in each ? String(each.code) : ''
  )
  return (
    codes.some((code) => goneCodes.includes(code)) ||
    /Connection terminated|connection timeout|server closed the connection/i.test(error.message)
  )
}

function translated(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error
  const message = error.message
  if (message.includes(appendOnlyMessage))
    return new Fault(
      'refused',
      {
        findings: [
          toFinding(K_09, { message: '台账记录不能修改或删除，请用冲正更正' }, { profile: 'dongkou', settings: {} })
        ]
      },
      '台账记录不能修改或删除，请用冲正更正（K-09）'
    )
  // Ids come from the window; one that names nothing, or a record of another kind, is caught by the foreign keys at the
  // latest.
  if (/foreign key constraint/i.test(message)) return notFound('所选的单位、人员或记录')
  if (/deadlock detected|could not serialize/.test(message)) return conflict('这条记录')
  if (/unique constraint/i.test(message))
    return new Fault('conflict', { what: '名称或编号' }, '已有名称或编号相同的记录，请刷新后重试')
  if (message.includes('SQLITE_BUSY')) return conflict('数据文件正被另一程序写入，稍后再试；这条记录')
  if (message.includes('SQLITE_FULL') || message.includes('No space left')) return diskFull()
  return error
}
