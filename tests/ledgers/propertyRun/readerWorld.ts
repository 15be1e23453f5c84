/** A recorded row as the reader sees it: fields by name, whatever they are. */
export type Row = Readonly<Record<string, unknown>>

/** One appended row and the table it stands in. */
export interface Appended {
  readonly table: string
  readonly row: Row
}

/** One act as it was recorded: who, when, what rows it changed and which it appended. */
export interface RecordedAct {
  readonly chain: string
  readonly seq: number
  readonly at: string
  readonly act: string
  readonly actorId: string | null
  readonly actorName: string
  readonly changes: readonly {
    readonly table: string
    readonly id: string
    readonly before: Row | null
    readonly after: Row | null
  }[]
  readonly appended: readonly Appended[]
}

export const text = (row: Row | undefined, field: string): string => {
  const value = row?.[field]
  return typeof value === 'string' ? value : ''
}
export const whole = (row: Row | undefined, field: string): number => Number(row?.[field] ?? 0)
export const sum = (rows: readonly Row[], field: string): number =>
  rows.reduce((total, row) => total + whole(row, field), 0)

const dayMilliseconds = 86_400_000

/** The day in China of a moment. */
export const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)

/** Whole days from one day to another. */
export const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMilliseconds

/** Whether a post or a stand-in covers a day. */
const covers = (row: Row, day: string): boolean =>
  text(row, 'fromDay') <= day && (text(row, 'toDay') === '' || text(row, 'toDay') >= day)

/**
 * What was so at one moment of the record, built up act by act: the rows as they stood, and what had been appended. It
 * knows nothing of the program but the names of its tables and fields.
 */
export class World {
  private readonly tables = new Map<string, Map<string, Row>>()
  private readonly entries = new Map<string, Row[]>()
  private readonly chains = new Map<string, readonly string[]>()

  /** The row of a table as it stood. */
  row(table: string, id: string): Row | undefined {
    return this.tables.get(table)?.get(id)
  }

  rows(table: string): readonly Row[] {
    return [...(this.tables.get(table)?.values() ?? [])]
  }

  /** What had been appended to a table so far, in order. */
  appended(table: string): readonly Row[] {
    return this.entries.get(table) ?? []
  }

  /** Takes in one more appended row, with the moment it was written: what it says of its time may lie before. */
  append({ table, row }: Appended, recordedAt: string): void {
    const rows = this.entries.get(table)
    const stamped = { ...row, recordedAt }
    if (rows) rows.push(stamped)
    else this.entries.set(table, [stamped])
  }

  /** The roles that have to decide a request, as they stood when it was handed in. */
  chain(approvalId: string): readonly string[] {
    return this.chains.get(approvalId) ?? []
  }

  /** Notes the chain of a request the first time it is seen. */
  noteChain(approvalId: string, chain: () => readonly string[]): void {
    if (!this.chains.has(approvalId)) this.chains.set(approvalId, chain())
  }

  /** Takes in what an act changed. */
  change(changes: RecordedAct['changes']): void {
    for (const { table, id, after } of changes) {
      const rows = this.tables.get(table) ?? new Map<string, Row>()
      this.tables.set(table, rows)
      if (after === null) rows.delete(id)
      else rows.set(id, { ...rows.get(id), id, ...after })
    }
  }

  present(personId: string): boolean {
    const person = this.row('people', personId)
    return person !== undefined && text(person, 'status') !== 'departed'
  }

  /** Own staff: neither temporary nor from outside (K-11). */
  ownStaff(personId: string): boolean {
    return ['permanent', 'contract'].includes(text(this.row('people', personId), 'kind'))
  }

  /** Stand-ins of a day: only while the appointment stood in for is itself in force (K-07). */
  private standIns(day: string): readonly Row[] {
    return this.rows('appointments').filter((row) => {
      const post = this.row('appointments', text(row, 'standsInForId'))
      return post !== undefined && covers(row, day) && covers(post, day)
    })
  }

  /** Who held a post on a day (K-06): the appointed, or whoever stood in while they did not (K-07). */
  holders(post: string, day: string, scope: { readonly unitId?: string; readonly matter?: string } = {}): string[] {
    const standIns = this.standIns(day)
    const away = new Set(standIns.map((row) => text(row, 'standsInForId')))
    return this.rows('appointments')
      .filter((row) => text(row, 'post') === post && covers(row, day) && !away.has(text(row, 'id')))
      .filter((row) => text(row, 'standsInForId') === '' || standIns.includes(row))
      .filter((row) => scope.unitId === undefined || text(row, 'unitId') === scope.unitId)
      .filter((row) => scope.matter === undefined || text(row, 'matter') === scope.matter)
      .map((row) => text(row, 'personId'))
      .filter((personId) => this.present(personId))
  }

  /** The office is where its director is, or the last one was, whatever that unit is called. */
  officeUnits(day: string): string[] {
    const directors = this.rows('appointments')
      .filter((row) => text(row, 'post') === 'officeDirector' && text(row, 'standsInForId') === '')
      .filter((row) => text(row, 'fromDay') <= day)
      .map((row) => ({ row, ends: text(row, 'toDay') || '9999-12-31' }))
    const last =
      directors
        .map(({ ends }) => ends)
        .toSorted()
        .at(-1) ?? ''
    return directors
      .filter(({ ends }) => ends >= (day < last ? day : last))
      .map(({ row }) => text(row, 'unitId') || text(this.row('people', text(row, 'personId')), 'unitId'))
  }

  /** What a unit has become: itself, or what it was merged into. */
  heirOf(unitId: string): string {
    const into = this.appended('motions').find(
      (row) => text(row, 'subjectId') === unitId && text(row, 'kind') === 'merged'
    )
    return into ? this.heirOf(text(into, 'intoUnitId')) : unitId
  }

  /** Leaders in charge of a unit, or else of the unit above it. */
  leadersOf(unitId: string, day: string): string[] {
    for (let id = unitId, steps = 0; id !== '' && steps < 9; id = text(this.row('units', id), 'parentId'), steps += 1) {
      const found = this.holders('leader', day, { unitId: id })
      if (found.length > 0) return found
    }
    return []
  }

  /** The last handing over of a seal itself, not of its key. */
  lastHandover(sealId: string): Row | undefined {
    return this.appended('handovers').findLast(
      (row) => text(row, 'ledger') === 'seals' && text(row, 'subjectId') === sealId && text(row, 'kind') !== 'key'
    )
  }

  /**
   * Who had a seal in hand on a day: its last receiver while their time lasts, or who stood in for them as its
   * custodian; nobody once they have left.
   */
  inHand(sealId: string, day: string): string | null {
    const last = this.lastHandover(sealId)
    const keeper = text(last, 'toPersonId')
    const over = text(last, 'kind') === 'standIn' && text(last, 'untilDay') < day
    if (over || !this.present(keeper)) return null
    const standIn = this.standIns(day).find((row) => {
      const post = this.row('appointments', text(row, 'standsInForId'))
      return text(post, 'personId') === keeper && text(post, 'post') === 'sealCustodian'
    })
    return standIn ? text(standIn, 'personId') : keeper
  }

  /** Decisions on a request since it was last handed in; that one was confirmed in writing decides nothing anew. */
  round(approvalId: string): readonly Row[] {
    const all = this.appended('approval_decisions').filter(
      (row) => text(row, 'approvalId') === approvalId && text(row, 'outcome') !== 'confirm'
    )
    return all.slice(all.findLastIndex((row) => text(row, 'outcome') === 'resubmit') + 1)
  }

  /** The request for approval a record rests on. */
  approvalOf(subjectId: string): Row | undefined {
    return this.rows('approvals').findLast((row) => text(row, 'subjectId') === subjectId)
  }
}
