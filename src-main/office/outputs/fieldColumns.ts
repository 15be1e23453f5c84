import { formatMonth } from '../../contract/display'
import type { Field, FieldKind } from '../../contract/fields'
import type { CellKind, CellValue, SheetColumn, SheetRow } from '../../platform/documents/sheetModel'

const cellKinds: Readonly<Record<FieldKind, CellKind>> = {
  text: 'text',
  longText: 'text',
  code: 'code',
  integer: 'integer',
  year: 'year',
  quantity: 'quantity',
  money: 'money',
  date: 'date',
  instant: 'instant',
  month: 'text',
  boolean: 'text',
  choice: 'text',
  person: 'text',
  unit: 'text',
  reference: 'code',
  image: 'image'
}

/** Excel columns of records with field descriptors, in the order of `names`, or of the descriptors when absent. */
export function sheetColumns<Name extends string>(
  fields: Readonly<Record<Name, Field>>,
  names: readonly Name[] = Object.keys(fields) as Name[]
): readonly SheetColumn[] {
  return names.map((name) => {
    const { label, kind, width, total, per } = fields[name]
    const has = {
      ...(width === undefined ? {} : { width }),
      ...(total === undefined ? {} : { total }),
      ...(per === undefined ? {} : { per })
    }
    return { key: name, label, kind: cellKinds[kind], ...has }
  })
}

/** A record as an Excel row: choices, months and yes/no in words; everything else stays a typed value. */
export function sheetRow<Name extends string>(
  fields: Readonly<Record<Name, Field>>,
  record: Readonly<Record<NoInfer<Name>, unknown>>
): SheetRow {
  const names = Object.keys(fields) as Name[]
  return Object.fromEntries(names.map((name) => [name, cellValue(fields[name], record[name])]))
}

function cellValue(field: Field, value: unknown): CellValue {
  if (value === null || value === undefined) return field.blank ?? null
  if (field.kind === 'boolean') return value === true ? '是' : '否'
  if (field.kind === 'choice') return field.choices?.find((choice) => choice.value === value)?.label ?? String(value)
  if (field.kind === 'month') return formatMonth(String(value))
  return typeof value === 'number' || value instanceof Uint8Array ? value : String(value)
}
