type Branch = Record<string, unknown>

function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null
}

/** The value at a dotted path of a form's model, e.g. 'call.note'. */
export function readPath(model: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => (isBranch(value) ? value[part] : undefined), model)
}

/** Sets the value at a dotted path, making the objects on the way. */
export function writePath(model: object, path: string, value: unknown): void {
  const parts = path.split('.')
  const last = parts.pop() ?? path
  let branch = model as Branch
  for (const part of parts) {
    const next = branch[part]
    if (isBranch(next)) branch = next
    else {
      const made: Branch = {}
      branch[part] = made
      branch = made
    }
  }
  branch[last] = value
}

/** Makes a form's model what it was at another time: a draft, or the empty form. */
export function restoreModel(model: object, values: object): void {
  for (const name of Object.keys(model)) if (!(name in values)) writePath(model, name, undefined)
  Object.assign(model, values)
}

/** A form's model as a command's input: fields left empty are left out, on every level. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (!isBranch(value) || value instanceof Blob) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined && part !== '')
      .map(([name, part]) => [name, withoutEmpty(part)])
  )
}

/** Reasons that say something, as commands take them; undefined when there are none. */
export function givenReasons(reasons: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const given = Object.entries(reasons).filter(([, reason]) => reason.trim().length >= 2)
  return given.length ? Object.fromEntries(given) : undefined
}
