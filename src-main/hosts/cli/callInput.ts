import { z } from 'zod'
import { instantOf } from './typedInstant'

/** How values people type are turned into what the contract takes. */
export interface TypedValues {
  /**
   * The id a number, name or plate stands for; `field` is the name of the property it was given for, `owners` the ids
   * the call names around it.
   */
  readonly idOf: (typed: string, field: string, owners: readonly string[]) => Promise<string>
  /** Stores a file of this computer and gives the attachment's id. */
  readonly attach: (path: string) => Promise<string>
  /** A file of this computer itself, for `files.upload`. */
  readonly file: (path: string) => Promise<File>
  /** The version a record has now. */
  readonly versionOf: (id: string) => Promise<number | undefined>
}

const fileReference = z.strictObject({ $file: z.string().min(1) })
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Goes through the input of a call beside its schema. Where the schema wants an id: numbers, names and plates are
 * looked up, and {"$file":"path"} is uploaded first. A `version` left out beside an id is that of the record as it is
 * now. Moments may be typed in local time. Everything else passes as it is: whether it is right is for the contract to
 * say.
 */
export async function completeInput(
  schema: unknown,
  input: unknown,
  typed: TypedValues,
  field = '',
  owners: readonly string[] = []
): Promise<unknown> {
  const node = unwrapped(schema)
  if (wantsId(node)) {
    const reference = fileReference.safeParse(input)
    if (reference.success) return typed.attach(reference.data.$file)
    return typeof input === 'string' && input !== '' && !uuid.test(input) ? typed.idOf(input, field, owners) : input
  }
  if (node instanceof z.ZodISODateTime && typeof input === 'string') return instantOf(input)
  if (node instanceof z.ZodFile) {
    const reference = fileReference.safeParse(input)
    return reference.success ? typed.file(reference.data.$file) : input
  }
  if (node instanceof z.ZodArray && Array.isArray(input))
    return inTurn(input, (item) => completeInput(node.element, item, typed, field, owners))
  if (node instanceof z.ZodUnion) return completeInput(fittingOption(node, input), input, typed, field, owners)
  if (node instanceof z.ZodObject && isRecord(input)) return completeObject(node, input, typed, owners)
  return input
}

async function completeObject(
  node: z.ZodObject,
  input: Readonly<Record<string, unknown>>,
  typed: TypedValues,
  owners: readonly string[]
): Promise<Record<string, unknown>> {
  const shape: Readonly<Record<string, unknown>> = node.shape
  const complete: Record<string, unknown> = {}
  // Ids first: what is inside may be a part of what they name.
  const fields = Object.entries(input)
  const ids = fields.filter(([name]) => wantsId(unwrapped(shape[name])))
  const around = [...owners]
  for (const [name, value] of [...ids, ...fields.filter((each) => !ids.includes(each))]) {
    complete[name] = Object.hasOwn(shape, name) ? await completeInput(shape[name], value, typed, name, around) : value
    if (wantsId(unwrapped(shape[name])) && typeof complete[name] === 'string') around.push(complete[name])
  }
  const id = complete[versioned(shape)]
  if ('version' in shape && complete['version'] === undefined && typeof id === 'string') {
    const version = await typed.versionOf(id)
    if (version !== undefined) complete['version'] = version
  }
  return complete
}

/** The field whose record a `version` is of: `id`, else the id declared before it (`requestId`, `sealId` …). */
function versioned(shape: Readonly<Record<string, unknown>>): string {
  if ('id' in shape) return 'id'
  const names = Object.keys(shape)
  const before = names.slice(0, names.indexOf('version')).filter((name) => wantsId(unwrapped(shape[name])))
  return before.at(-1) ?? 'id'
}

/** The option of a union whose fixed values (`by: 'pin'`) are those of the input; the union itself when none is. */
function fittingOption(node: z.ZodUnion, input: unknown): unknown {
  if (!isRecord(input)) return undefined
  return node.options.map(unwrapped).find((option) => {
    if (!(option instanceof z.ZodObject)) return false
    const shape: Readonly<Record<string, unknown>> = option.shape
    const fixed = Object.entries(shape).filter(([, part]) => part instanceof z.ZodLiteral)
    return fixed.every(([name, part]) => part instanceof z.ZodLiteral && part.safeParse(input[name]).success)
  })
}

function unwrapped(schema: unknown): unknown {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodNonOptional ||
    schema instanceof z.ZodCatch
  )
    return unwrapped(schema.unwrap())
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema
}

const wantsId = (node: unknown): boolean => node instanceof z.ZodUUID
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const item of items) done.push(await work(item))
  return done
}
