import type { ImportReading, Table } from '../../platform/importing'
import type { House } from '../house'

/** How long a file that was read is kept for whoever goes on with it; a large one takes tens of megabytes. */
const KEPT_MS = 10 * 60_000
const LARGE_KEPT_MS = 2 * 60_000
const LARGE_CELLS = 100_000
/** The largest file kept; one beyond is read anew at every step. */
const MOST_CELLS = 1_000_000

interface Kept {
  /** SHA-256 of the bytes, and the name its only table may take. */
  readonly content: string
  readonly tables: readonly Table[]
  reading?: { readonly key: string; readonly reading: ImportReading } | undefined
  readonly timer: NodeJS.Timeout
}

/**
 * The file that was read last: its tables and what was made of them, so that what was tried is committed without being
 * unpacked and read again. One file a house, known by the hash of its bytes, for some minutes, none of a size that
 * would fill the memory and never one that is kept encrypted. What the ledger makes of the rows is never kept.
 */
class LastRead {
  private kept: Kept | undefined

  /** The tables of a content, read by `read` where they are not at hand. */
  async tables(content: string, read: () => Promise<readonly Table[]>): Promise<readonly Table[]> {
    if (this.kept?.content === content) return this.kept.tables
    this.forget()
    const tables = await read()
    this.forget()
    const cells = cellsOf(tables)
    if (cells > MOST_CELLS) return tables
    const keptMs = cells > LARGE_CELLS ? LARGE_KEPT_MS : KEPT_MS
    this.kept = { content, tables, timer: setTimeout(() => this.forget(content), keptMs).unref() }
    return tables
  }

  /** What was made of just these tables under a key that says everything it depends on. */
  async reading(
    tables: readonly Table[],
    key: () => string,
    read: () => Promise<ImportReading>
  ): Promise<ImportReading> {
    const { kept } = this
    if (kept?.tables !== tables) return read()
    const asked = key()
    if (kept.reading?.key === asked) return kept.reading.reading
    kept.reading = undefined
    const reading = await read()
    kept.reading = { key: asked, reading }
    return reading
  }

  /** Lets go of what was read, of one content or of whatever there is. */
  forget(content = this.kept?.content): void {
    if (!this.kept || this.kept.content !== content) return
    clearTimeout(this.kept.timer)
    this.kept = undefined
  }
}

const cellsOf = (tables: readonly Table[]): number =>
  tables.reduce((sum, { rows }) => rows.reduce((cells, row) => cells + row.cells.length, sum), 0)

const ofHouses = new WeakMap<House, LastRead>()

/** What this house has read last. */
export function lastRead(house: House): LastRead {
  const known = ofHouses.get(house) ?? new LastRead()
  ofHouses.set(house, known)
  return known
}
