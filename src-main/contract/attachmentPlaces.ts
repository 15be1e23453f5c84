import type { z } from 'zod'
import { attachmentId } from './values'

type Schema = z.core.$ZodType
type Def = z.core.$ZodTypes['_zod']['def']

const defOf = (schema: Schema): Def => (schema as z.core.$ZodTypes)._zod.def

/** What of an input lies within a part of its schema: the part's own schemas with the values they are of. */
function partsOf(schema: Schema, value: unknown): readonly (readonly [Schema, unknown])[] {
  const def = defOf(schema)
  switch (def.type) {
    case 'object':
      return isRecord(value) ? Object.entries(def.shape).map(([key, part]) => [part, value[key]]) : []
    case 'array':
      return Array.isArray(value) ? value.map((member: unknown) => [def.element, member]) : []
    case 'union':
      return def.options.map((option) => [option, value])
    case 'pipe':
      return [[def.in, value]]
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return [[def.innerType, value]]
    default:
      return []
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The ids of uploaded files an input names, wherever its schema has a place for one. */
export function namedAttachments(schema: Schema, value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  if (schema === attachmentId) return typeof value === 'string' ? [value] : []
  return [...new Set(partsOf(schema, value).flatMap(([part, inner]) => namedAttachments(part, inner)))]
}
