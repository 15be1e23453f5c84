import { sameKey } from '../../../kernel/sameness'
import { parseTypedDate } from '../../../contract/typedDate'
import type { ImportDefinition } from '../../../office/outputs/importDefinition'
import type { ImportSaid } from '../../../office/outputs/importReading'
import { foldHeading } from '../../../platform/importing'
import { CommandFailed } from '../report'

/** What can be said of a file beforehand: every question of the window has its option. */
export interface SaidOptions {
  readonly sheet?: readonly string[]
  readonly headerRow?: readonly string[]
  readonly map?: readonly string[]
  readonly value?: readonly string[]
  readonly fill?: readonly string[]
  readonly date?: string
  readonly leaveOut?: boolean
}

/** The options as answers; a `CommandFailed` says which of them is not understood. */
export function saidOf(
  definition: ImportDefinition,
  { sheet, headerRow, map = [], value = [], fill = [], date, leaveOut }: SaidOptions
): ImportSaid {
  return {
    ...(sheet ? { sheets: sheet } : {}),
    ...(headerRow ? { headerRows: Object.fromEntries(headerRow.map(headerRowOf)) } : {}),
    ...(map.length > 0 ? { columns: Object.fromEntries(map.map((pair) => columnOf(definition, pair))) } : {}),
    answers: {
      values: value.map((pair) => valueOf(definition, pair)),
      fill: fill.map((pair) => {
        const [label, typed] = parted('--fill', pair)
        return { field: mustBeField(definition, label), value: typed }
      }),
      ...(date === undefined ? {} : { day: dayOf(date) }),
      ...(leaveOut ? { leaveOut } : {})
    }
  }
}

function parted(option: string, pair: string): readonly [string, string] {
  const at = pair.search(/[=＝]/)
  if (at <= 0 || at === pair.length - 1) throw new CommandFailed(`${option} 应写成“甲=乙”，不是“${pair}”`)
  return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
}

function fieldNamed({ fields }: ImportDefinition, name: string): string | undefined {
  const folded = sameKey(name)
  const bare = (label: string): string => sameKey(label).replace(/\([^)]*\)/g, '')
  const entries = Object.entries(fields)
  const found =
    entries.find(([key, { label }]) => key === name || sameKey(label) === folded) ??
    entries.find(([, { label }]) => bare(label) === folded)
  return found?.[0]
}

function mustBeField(definition: ImportDefinition, name: string): string {
  const field = fieldNamed(definition, name)
  if (field !== undefined) return field
  const labels = Object.values(definition.fields).map(({ label }) => label)
  throw new CommandFailed(`${definition.name}没有“${name}”这一项，有：${labels.join('、')}`)
}

function columnOf(definition: ImportDefinition, pair: string): readonly [string, string] {
  const [left, right] = parted('--map', pair)
  // The file's word stands first, as with --value; written the other way round it is understood too.
  const behind = fieldNamed(definition, right)
  if (behind !== undefined) return [foldHeading(left), behind]
  return [foldHeading(right), mustBeField(definition, left)]
}

function valueOf(definition: ImportDefinition, pair: string): { field: string; word: string; meaning: string } {
  const [left, meaning] = parted('--value', pair)
  const [, label, word] = /^([^:：]+)[:：](.+)$/.exec(left) ?? []
  const field = label === undefined ? undefined : fieldNamed(definition, label)
  return field === undefined || word === undefined ? { field: '*', word: left, meaning } : { field, word, meaning }
}

function headerRowOf(typed: string): readonly [string, number] {
  const [, sheet, row] = /^(?:(.+)[:：])?(\d+)$/.exec(typed.trim()) ?? []
  if (row === undefined || Number(row) < 1)
    throw new CommandFailed(`--header-row 应写行号，如 --header-row 3，不是“${typed}”`)
  return [sheet ?? '*', Number(row)]
}

function dayOf(typed: string): string {
  const read = parseTypedDate(typed, { shortYears: true })
  if (!read.ok) throw new CommandFailed(`--date ${read.problem}`)
  return read.value
}
