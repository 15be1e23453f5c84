import type { Actor } from '../../kernel/actor'
import type { House } from '../../office/house'
import { isOfficer } from './visibility'

/** What is sealed for one row of a table opens in that row and column only. */
export interface Place {
  readonly table: string
  readonly id: string
}

const contextOf = ({ table, id }: Place, column: string) => `${table}.${column}.${id}`

/** Seals a text for a column of a row. */
export const seal = (house: House, place: Place, column: string, text: string): Promise<string> =>
  house.fields.seal(text, contextOf(place, column))

/** Seals a text that may be absent. */
export const sealIf = async (
  house: House,
  place: Place,
  column: string,
  text: string | null | undefined
): Promise<string | null> => (text ? seal(house, place, column, text) : null)

/** Opens a sealed column within main, e.g. to compare it; what comes of it must not leave but to the officer. */
export const unseal = async (
  house: House,
  place: Place,
  column: string,
  sealed: string | null
): Promise<string | null> => (sealed === null ? null : house.fields.open(sealed, contextOf(place, column)))

/**
 * Opens a sealed column for whoever asks: the officer reads it, everybody else, the program included, gets nothing
 * (SEC-02).
 */
export const reveal = async (
  house: House,
  actor: Actor,
  place: Place,
  column: string,
  sealed: string | null
): Promise<string | null> => (isOfficer(actor) ? unseal(house, place, column, sealed) : null)

/** A stored row with sealed columns. */
type SealedRow<Column extends string> = { readonly id: string } & {
  readonly [K in Column as `${K}Sealed`]: string | null
}

/**
 * Several sealed columns of many rows, opened for whoever asks, by row and column; nothing but nulls for anybody but
 * the officer.
 */
export async function revealed<Column extends string>(
  house: House,
  actor: Actor,
  table: string,
  rows: readonly SealedRow<Column>[],
  ...columns: readonly Column[]
): Promise<(id: string, column: Column) => string | null> {
  const opened = new Map<string, string | null>()
  if (isOfficer(actor))
    for (const row of rows)
      for (const column of columns) {
        const sealed: Readonly<Record<string, unknown>> = row
        const text = sealed[`${column}Sealed`]
        opened.set(
          `${row.id} ${column}`,
          await unseal(house, { table, id: row.id }, column, typeof text === 'string' ? text : null)
        )
      }
  return (id, column) => opened.get(`${id} ${column}`) ?? null
}
