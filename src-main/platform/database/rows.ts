import type { EntityMetadata, ObjectLiteral } from 'typeorm'
import { canonicalText, textHash } from '../../kernel/canonical'
import { firstLayoutOptional } from './firstLayout'

/** A row as plain column values, absent ones null, so that what is hashed when written equals what is read back. */
export function plainRow(metadata: EntityMetadata, row: ObjectLiteral): Record<string, unknown> {
  const plain: Record<string, unknown> = {}
  for (const { propertyName } of metadata.columns) plain[propertyName] = row[propertyName] ?? null
  return plain
}

/**
 * How a row is put into canonical text, by the number its audit entry states (docs/decisions/row-layout.md): layout 1
 * states the columns of version 0.1.0 with absent values as null, layout 2 states whatever columns hold a value.
 */
export const currentLayout = 2
export type LayoutNumber = 1 | 2

/** What is the same in the canonical text of every row of a table, worked out once. */
export interface RowLayout {
  /** Columns in the order of canonical JSON: by the UTF-16 units of their property names. */
  readonly columns: EntityMetadata['columns']
  /** Each column's name as a member of the text. */
  readonly names: readonly string[]
  /** Whether layout 1 states the column also where it is absent. */
  readonly statedAbsent: readonly boolean[]
  readonly end: string
}

const layouts = new WeakMap<EntityMetadata, RowLayout>()

export function layoutOf(metadata: EntityMetadata): RowLayout {
  const known = layouts.get(metadata)
  if (known) return known
  const columns = [...metadata.columns].sort((a, b) => (a.propertyName < b.propertyName ? -1 : 1))
  const optional = firstLayoutOptional[metadata.tableName] ?? []
  const layout = {
    columns,
    names: columns.map(({ propertyName }) => `${canonicalText(propertyName)}:`),
    statedAbsent: columns.map(({ databaseName }) => optional.includes(databaseName)),
    end: `},"table":${canonicalText(metadata.tableName)}}`
  }
  layouts.set(metadata, layout)
  return layout
}

/** Hash of a row's canonical content, the table's name included. `values` in the order of the layout's columns. */
export function valuesHash(
  { names, statedAbsent, end }: RowLayout,
  values: readonly unknown[],
  layout: LayoutNumber = currentLayout
): string {
  let text = ''
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? null
    if (value === null && (layout === currentLayout || !statedAbsent[index])) continue
    text += `${text === '' ? '' : ','}${name}${canonicalText(value)}`
  }
  return textHash(`{"row":{${text}${end}`)
}

/** Hash of an appended row's canonical content under the current layout, the table's name included. */
export function rowHash(metadata: EntityMetadata, row: ObjectLiteral): string {
  const layout = layoutOf(metadata)
  return valuesHash(
    layout,
    layout.columns.map(({ propertyName }) => row[propertyName] as unknown)
  )
}

/**
 * Canonical text of a row put in, as an audit entry tells it (`RecordedChange`): every column, absent ones null. The
 * columns of a table need no sorting row by row.
 */
export function insertedText(metadata: EntityMetadata, row: ObjectLiteral): string {
  const { columns, names } = layoutOf(metadata)
  let after = ''
  for (const [index, { propertyName }] of columns.entries())
    after += `${index === 0 ? '' : ','}${names[index] ?? ''}${canonicalText(row[propertyName])}`
  return `{"after":{${after}},"before":null,"id":${canonicalText(row['id'])},"table":${canonicalText(metadata.tableName)}}`
}

/** Whether stored content passes a check; altered content that has no canonical text at all does not. */
export function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}
