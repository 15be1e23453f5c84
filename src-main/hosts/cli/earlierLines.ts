import { invalid } from '../../kernel/fault'

const reference = /^\$(\d+)((?:\.[A-Za-z0-9]+)*)$/

/**
 * Puts what earlier lines of a file of calls gave in the place of `"$3.id"`: the third line's result, its `id`. Gives
 * `invalid` where that line gave nothing of the kind.
 */
export function withEarlier(input: unknown, results: ReadonlyMap<number, unknown>, path = ''): unknown {
  if (typeof input === 'string') return earlierValue(input, results, path)
  if (Array.isArray(input)) return input.map((item, index) => withEarlier(item, results, `${path}.${index}`))
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      withEarlier(value, results, path === '' ? name : `${path}.${name}`)
    ])
  )
}

function earlierValue(text: string, results: ReadonlyMap<number, unknown>, path: string): unknown {
  const [, line, names = ''] = reference.exec(text) ?? []
  if (line === undefined) return text
  let value = results.get(Number(line))
  for (const name of names.split('.').slice(1))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name]
        : undefined
  if (value === undefined) throw invalid([{ path, message: `第 ${line} 行没有办成，或结果里没有“${text}”` }])
  return value
}
