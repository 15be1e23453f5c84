import fc from 'fast-check'
import { addDays } from '@main/kernel/localDate'

/** The part of JSON Schema that zod describes inputs with. */
export interface InputSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null'
  readonly properties?: Readonly<Record<string, InputSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: InputSchema | boolean
  readonly items?: InputSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly anyOf?: readonly InputSchema[]
  readonly oneOf?: readonly InputSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

/** What valid inputs are filled with: records that are there, fields that lists know, and the day it is. */
export interface Surroundings {
  readonly today: string
  /** Ids that fit a property, e.g. itemId. */
  idsFor(property: string): readonly string[]
  readonly fieldNames: readonly string[]
}

const longest = 4_000

/** Text nobody should type: control characters, right-to-left, emoji, markup, SQL, paths, formulas, far too long. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '甲\u0007乙\u001b[31m',
  '\ud800',
  '\u202e单请申',
  'שלום עולם',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '𠮷野家',
  "'; DROP TABLE audit_entries; --",
  "' OR 1=1 --",
  '%_\\',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '..\\..\\windows\\system32',
  'C:\\con',
  '=HYPERLINK("http://例子","点")',
  '@SUM(1+1)*cmd|calc',
  '__proto__',
  'constructor',
  '${7*7}{{7*7}}',
  '2026-02-30',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '９９９',
  '1e309',
  '字'.repeat(longest),
  'é'.repeat(longest)
]

const hostileNumbers = [
  0,
  -0,
  -1,
  0.1,
  1e21,
  -1e21,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  2 ** 31,
  2 ** 63
]

/** A value of any type that no field asks for. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...hostileTexts),
  fc.constantFrom<unknown>(...hostileNumbers),
  fc.constantFrom<unknown>(null, undefined, true, false, [], {}, [[]], { toString: 1 }, 10n ** 30n),
  fc.constantFrom<unknown>(new Date(0), new Map(), new Set([1])),
  fc.constant<unknown>(Array.from({ length: 2_000 }, () => 'x')),
  fc.jsonValue({ maxDepth: 2 })
)

/** An input in the shape the schema asks for, made of records that are there. */
export function validInput(schema: InputSchema, surroundings: Surroundings, property = ''): fc.Arbitrary<unknown> {
  const inner = (part: InputSchema, name = property) => validInput(part, surroundings, name)
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives) return fc.oneof(...alternatives.map((each) => inner(each)))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return objectInput(schema, inner)
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 2)
      })
    case 'string':
      return textInput(schema, surroundings, property)
    case 'integer':
    case 'number':
      return integerInput(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

function objectInput(
  schema: InputSchema,
  inner: (part: InputSchema, name: string) => fc.Arbitrary<unknown>
): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  if (typeof additionalProperties === 'object')
    return fc.dictionary(
      fc.constantFrom('SUP-16', 'WH-02', 'SEAL-05', 'K-05', '__proto__', '甲'),
      inner(additionalProperties, ''),
      { maxKeys: 2 }
    )
  const shape = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, inner(part, name)]))
  return fc.record(shape, { requiredKeys: [...required] })
}

function textInput(
  schema: InputSchema,
  { today, idsFor, fieldNames }: Surroundings,
  property: string
): fc.Arbitrary<unknown> {
  if (schema.format === 'binary') return fc.constantFrom(...uploads)
  if (schema.format === 'uuid') {
    const ids = idsFor(property)
    return ids.length > 0 ? fc.constantFrom(...ids) : fc.uuid()
  }
  const day = fc.integer({ min: -400, max: 60 }).map((days) => addDays(today, days))
  if (schema.format === 'date') return day
  if (schema.format === 'date-time') return day.map((date) => `${date}T01:30:00.000Z`)
  const pattern = schema.pattern ?? ''
  if (pattern.endsWith('-\\d\\d-\\d\\d$')) return day
  if (pattern.endsWith('(0[1-9]|1[0-2])$')) return day.map((date) => date.slice(0, 7))
  if (property === 'field') return fc.constantFrom(...fieldNames)
  if (pattern && !pattern.startsWith('^[^')) return matching(pattern)
  const fitting = [...ordinaryTexts, ...hostileTexts].filter(
    (each) => each.length >= (schema.minLength ?? 0) && each.length <= (schema.maxLength ?? longest)
  )
  return fc.constantFrom(...fitting)
}

const matchingOf = new Map<string, fc.Arbitrary<string>>()

/** Texts of a pattern, drawn once: the library takes the pattern apart anew for every text it makes, which costs. */
function matching(pattern: string): fc.Arbitrary<string> {
  const known = matchingOf.get(pattern)
  if (known) return known
  const some = fc.constantFrom(...fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 1, numRuns: 25 }))
  matchingOf.set(pattern, some)
  return some
}

const ordinaryTexts = ['打印纸', '办公', '同意', '日常办公', '2026', '一号柜', 'A4', 'LY-2026-000001', '人民路12号']

const uploads = [
  new File([], '空.png'),
  new File(['不是图片'], '../../../图.png', { type: 'image/png' }),
  new File(['PK\u0003\u0004'], 'a.xlsx'),
  new File(['<svg onload=alert(1)>'], '\u202egnp.svg', { type: 'image/svg+xml' }),
  new File(['MZ'], 'con.exe'),
  new File(['a,b\n1,2'], `${'长'.repeat(300)}.csv`, { type: 'text/csv' })
]

/** Mostly what a form would send, or wrong in places an input of that shape can be. */
function integerInput({ minimum, maximum }: InputSchema): fc.Arbitrary<number> {
  const low = Math.max(minimum ?? -10, -1_000_000_000)
  const high = Math.min(maximum ?? 1_000_000, Number.MAX_SAFE_INTEGER)
  const near = [1, 2, 3, 50, 1_000, 12_000].filter((each) => each >= low && each <= high)
  return fc.oneof(
    { weight: 4, arbitrary: near.length > 0 ? fc.constantFrom(...near) : fc.constant(low) },
    { weight: 1, arbitrary: fc.integer({ min: low, max: high }) }
  )
}

/** The input with one to three of its parts replaced, left out or added to. */
export function spoiled(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const wound = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'replace', 'leave out', 'add'),
    value: hostileValue
  })
  return fc
    .tuple(valid, fc.array(wound, { minLength: 1, maxLength: 3 }))
    .map(([input, wounds]) => wounds.reduce((spoiling, each) => spoil(spoiling, each), input))
}

function spoil(
  input: unknown,
  { at, how, value }: { readonly at: number; readonly how: string; readonly value: unknown }
): unknown {
  const places = placesIn(input)
  const place = places[at % places.length] ?? []
  return changed(input, place, how, value)
}

/** Every path into an input, the input itself first. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  return [
    path,
    ...(isPlain(value) ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key])) : [])
  ]
}

function changed(value: unknown, [key, ...rest]: readonly string[], how: string, by: unknown): unknown {
  if (key === undefined) {
    if (how === 'add' && isPlain(value) && !Array.isArray(value)) return { ...value, nobodyAsksForThis: by }
    return how === 'leave out' ? undefined : by
  }
  if (!isPlain(value)) return by
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
  copy[key] = changed(copy[key], rest, how, by)
  return copy
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
