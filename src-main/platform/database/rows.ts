import type { EntityMetadata, ObjectLiteral } from 'typeorm'
import { canonicalText, textHash } from '../../kernel/canonical'

/** A row as plain column values, absent ones null, so that what is hashed when written equals what is read back. */
export function plainRow(metadata: EntityMetadata, row: ObjectLiteral): Record<string, unknown> {
  return Object.fromEntries(metadata.columns.map((column) => [column.propertyName, column.getEntityValue(row) ?? null]))
}

/** What is the same in the canonical text of every row of a table, worked out once. */
export interface RowLayout {
  /** Columns in the order of canonical JSON: by the UTF-16 units of their property names. */
  readonly columns: EntityMetadata['columns']
  readonly beforeValue: readonly string[]
  readonly end: string
}

const layouts = new WeakMap<EntityMetadata, RowLayout>()

export function layoutOf(metadata: EntityMetadata): RowLayout {
  const known = layouts.get(metadata)
  if (known) return known
  const columns = [...metadata.columns].sort((a, b) => (a.propertyName < b.propertyName ? -1 : 1))
  const layout = {
    columns,
    beforeValue: columns.map(({ propertyName }, index) => `${index === 0 ? '{"row":{' : ','}${canonicalText(propertyName)}:`),
    end: `},"table":${canonicalText(metadata.tableName)}}`
  }
  layouts.set(metadata, layout)
  return layout
}

/** Hash of a row's canonical content, the table's name included. `values` in the order of the layout's columns. */
export function valuesHash({ beforeValue, end }: RowLayout, values: readonly unknown[]): string {
  let text = ''
  for (const [index, before] of beforeValue.entries()) text += before + canonicalText(values[index])
  return textHash(text + end)
}

/** Hash of an appended row's canonical content, the table's name included. */
export function rowHash(metadata: EntityMetadata, row: ObjectLiteral): string {
  const layout = layoutOf(metadata)
  return valuesHash(
    layout,
    layout.columns.map((column) => column.getEntityValue(row) ?? null)
  )
}

/** Whether stored content passes a check; altered content that has no canonical text at all does not. */
export function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}
