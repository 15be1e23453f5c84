import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { ChainHead } from './auditEntities'
import { selectRows, type EntityType } from './entitySql'

/** A row of a standing table. */
type Row = ObjectLiteral & { id: string }
type Make<V> = (manager: EntityManager) => Promise<V>

/** What the heads of the chains say of a state of the data. */
export interface StateOfData {
  /** Grows with every act. */
  readonly acts: number
  /** Grows with every act that changed a standing table. */
  readonly standing: number
}

interface Kept {
  standing: number
  values: Map<Make<unknown>, unknown>
}

/** The state of the data as committed; from the heads of all chains. */
export function stateOf(heads: readonly ChainHead[]): StateOfData {
  return heads.reduce((sum, head) => ({ acts: sum.acts + head.length, standing: sum.standing + head.standing }), {
    acts: 0,
    standing: 0
  })
}

/**
 * What was read of a few small tables that seldom change (people, appointments, rules, calendar …), kept in memory of
 * this process. Each act that changes one of them says so in the head of its chain, in the same transaction; whoever
 * reads looks at the heads first, and what is kept holds only for the state they name. So another process's change is
 * seen by the next read or act.
 */
export class StandingFacts {
  private kept: Kept = { standing: -1, values: new Map() }
  private committed = 0

  constructor(private readonly entities: readonly EntityType<object>[]) {}

  /** Grows with every act of this process: after one of its own, a call has to look at the heads again. */
  get commits(): number {
    return this.committed
  }

  /** An act of this process was committed. */
  noteCommit(): void {
    this.committed += 1
  }

  covers(entity: EntityType<unknown>): boolean {
    return this.entities.some((each) => each === entity)
  }

  /** What was kept of a state; nothing is kept of a state that is over. */
  at(standing: number): Map<Make<unknown>, unknown> {
    if (this.kept.standing === standing) return this.kept.values
    const values = new Map<Make<unknown>, unknown>()
    // A read that began before a change must not take the place of what is newer.
    if (standing > this.kept.standing) this.kept = { standing, values }
    return values
  }
}

/** How one connection, transaction or call sees the standing facts. */
export class StandingView {
  private own: Map<Make<unknown>, unknown> | undefined
  private known: { readonly commits: number; readonly state: Promise<StateOfData> } | undefined

  /** `lasting` views look at the heads once and after acts of this process, others at every question. */
  constructor(
    private readonly facts: StandingFacts,
    private readonly look: () => Promise<StateOfData>,
    private readonly lasting: boolean
  ) {}

  /** The state the view is of. */
  state(): Promise<StateOfData> {
    if (!this.lasting) return this.look()
    if (this.known?.commits !== this.facts.commits) this.known = { commits: this.facts.commits, state: this.look() }
    return this.known.state
  }

  /** Whether this transaction has changed a standing table itself. */
  get changed(): boolean {
    return this.own !== undefined
  }

  /** A row of the entity was written: from here on the transaction reads its own rows, which nobody else may see. */
  written(entity: EntityType<unknown>): void {
    if (this.facts.covers(entity)) this.own = new Map()
  }

  async get<V>(manager: EntityManager, make: Make<V>): Promise<V> {
    const before = this.own
    const values = before ?? this.facts.at((await this.state()).standing)
    if (values.has(make)) return values.get(make) as V
    const value = await make(manager)
    // Meanwhile this transaction may have written a row itself.
    if (before === this.own) values.set(make, value)
    return value
  }

  rowsOf<T extends Row>(manager: EntityManager, entity: EntityType<T>): Promise<ReadonlyMap<string, T>> {
    if (!this.facts.covers(entity)) throw new Error(`${entity.name} is not among the standing tables`)
    return this.get(manager, readerOf(entity))
  }

  covers(entity: EntityType<unknown>): boolean {
    return this.facts.covers(entity)
  }
}

const views = new WeakMap<EntityManager, StandingView>()
const viewsOfQueries = new WeakMap<object, StandingView>()
const readers = new WeakMap<EntityType<object>, Make<ReadonlyMap<string, unknown>>>()

/** One reader per entity: what is kept is found by it. */
function readerOf<T extends Row>(entity: EntityType<T>): Make<ReadonlyMap<string, T>> {
  const before = readers.get(entity) as Make<ReadonlyMap<string, T>> | undefined
  if (before) return before
  const reader: Make<ReadonlyMap<string, T>> = async (manager) =>
    new Map((await selectRows(manager, entity, {}, 'id')).map((row) => [row.id, Object.freeze(row)]))
  readers.set(entity, reader)
  return reader
}

/** Gives the reads of a manager a view of the standing facts; a manager of a snapshot has none and reads the tables. */
export function attachView(manager: EntityManager, view: StandingView): void {
  views.set(manager, view)
}

/** As `attachView`; queries built by the manager know the view too, see `stateSeenBy`. */
export function attachViewToQueries(manager: EntityManager, view: StandingView): void {
  attachView(manager, view)
  const build = manager.createQueryBuilder.bind(manager) as (
    ...given: readonly unknown[]
  ) => SelectQueryBuilder<ObjectLiteral>
  const building = (...given: readonly unknown[]) => {
    const query = build(...given)
    viewsOfQueries.set(query, view)
    return query
  }
  manager.createQueryBuilder = building as typeof manager.createQueryBuilder
}

/** The state of the data as the call sees it that builds the query; as committed now where that is not known. */
export function stateSeenBy<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): Promise<StateOfData> {
  return viewsOfQueries.get(query)?.state() ?? committedState(query.connection.manager)
}

/** The state of the data a manager's queries see. */
export function stateSeenFrom(manager: EntityManager): Promise<StateOfData> {
  return views.get(manager)?.state() ?? committedState(manager)
}

/** All rows of a standing table by id, in the order of their ids. They are shared: nobody may change them. */
export async function standingRows<T extends Row>(
  manager: EntityManager,
  entity: EntityType<T>
): Promise<ReadonlyMap<string, T>> {
  const view = views.get(manager)
  return view ? view.rowsOf(manager, entity) : readerOf(entity)(manager)
}

/** Rows of a standing table by id; ids that are absent or unknown are missing. */
export async function standingRowsById<T extends Row>(
  manager: EntityManager,
  entity: EntityType<T>,
  ids: readonly (string | null | undefined)[]
): Promise<ReadonlyMap<string, T>> {
  const rows = await standingRows(manager, entity)
  return new Map(
    [...new Set(ids)].flatMap((id) => {
      const row = id ? rows.get(id) : undefined
      return row ? [[row.id, row] as const] : []
    })
  )
}

/** Something worked out from standing tables alone, kept as long as they are. `make` may read nothing else. */
export function standingFact<V>(make: Make<V>): Make<V> {
  return async (manager) => {
    const view = views.get(manager)
    return view ? view.get(manager, make) : make(manager)
  }
}

/** Reads the heads of all chains: the state of the data that a reader sees now. */
export async function committedState(manager: EntityManager): Promise<StateOfData> {
  return stateOf(await selectRows(manager, ChainHead, {}))
}
