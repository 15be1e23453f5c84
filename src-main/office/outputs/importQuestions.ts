import type { ImportQuestion } from '../../contract/files'
import type { Choice } from '../../contract/fields'
import { sameKey } from '../../kernel/sameness'
import {
  columnLetters,
  headingName,
  NOT_RECORDED,
  type ImportProblem,
  type ImportReading
} from '../../platform/importing'
import { choiceWords } from '../../platform/importing/readCell'
import type { ImportDefinition } from './importDefinition'

/** A problem that is a question: answered, it goes away. */
export interface AskedProblem extends ImportProblem {
  readonly question: ImportQuestion
}

/** How a question is answered: with options of the command line, or in the window. */
export type Asker = 'window' | 'command'

/** The words of a field's choices, each value once. */
function optionsOf(choices: readonly Choice[]): readonly string[] {
  return choiceWords(choices.filter(({ value }) => value !== '')).split('、')
}

/**
 * The choice a word most likely means: one it contains or is contained in, else one that shares two characters with it.
 */
export function proposalFor(word: string, choices: readonly Choice[]): string | null {
  const folded = sameKey(word)
  const labelOf = (value: string): string => choices.find((choice) => choice.value === value)?.label ?? ''
  const within = choices.find(
    ({ label }) => folded.includes(sameKey(label)) || (folded.length > 1 && sameKey(label).includes(folded))
  )
  if (within) return labelOf(within.value)
  const pairs = [...folded].map((_, at) => folded.slice(at, at + 2)).filter((pair) => pair.length === 2)
  const akin = choices.find(({ label }) => pairs.some((pair) => sameKey(label).includes(pair)))
  return akin ? labelOf(akin.value) : null
}

/** One problem for each word outside a field's choices, however many rows have it; the others unchanged. */
export function wordsAsked(
  definition: ImportDefinition,
  problems: readonly ImportProblem[],
  asker: Asker
): readonly (ImportProblem | AskedProblem)[] {
  const rows = new Map<string, number>()
  const keyOf = ({ field, value }: { field: string; value: string }) => `${field}\n${sameKey(value)}`
  for (const { unknown } of problems) if (unknown) rows.set(keyOf(unknown), (rows.get(keyOf(unknown)) ?? 0) + 1)
  const asked = new Set<string>()
  return problems.flatMap((problem) => {
    const { unknown } = problem
    if (!unknown) return [problem]
    const key = keyOf(unknown)
    if (asked.has(key)) return []
    asked.add(key)
    const { label = unknown.field, choices = [] } = definition.fields[unknown.field] ?? {}
    const count = rows.get(key) ?? 1
    const proposal = proposalFor(unknown.value, choices)
    const options = optionsOf(choices)
    const how = asker === 'command' ? `；可用 --value ${unknown.value}=${proposal ?? '其中一项'} 说明` : ''
    const many = count > 1 ? `（共${count}行）` : ''
    const question: ImportQuestion = {
      kind: 'value',
      field: unknown.field,
      label,
      text: `${label}写的是“${unknown.value}”${many}，是哪一种？`,
      value: unknown.value,
      rows: count,
      options,
      proposal
    }
    return [
      { ...problem, message: `“${unknown.value}”${many}不在${label}的可选项中：${options.join('、')}${how}`, question }
    ]
  })
}

/** Required columns a table lacks: which columns may be it, or that one value can be given for the whole file. */
export function columnsAsked(definition: ImportDefinition, read: ImportReading, asker: Asker): readonly AskedProblem[] {
  return read.sheets.flatMap(({ name, headerRow, mapping, given }) =>
    Object.entries(definition.fields)
      .filter(([field, { required }]) => required && !(field in mapping) && !(field in given))
      .map(([field, { label, choices = [] }]): AskedProblem => {
        const doubt = read.headers[name]?.doubts.find((each) => each.field === field)
        const headings = (doubt?.columns ?? []).map(headingName)
        const lack = definition.mayLack?.includes(field) ? [NOT_RECORDED] : []
        const options = doubt ? headings : [...optionsOf(choices).filter((word) => word !== ''), ...lack]
        const which = doubt
          ? `没有找到“${label}”这一列，可能是：${headings.join('、')}，请指定`
          : `没有找到“${label}”这一列，请指定`
        return {
          sheet: name,
          row: headerRow,
          column: label,
          message: `${which}${asker === 'command' ? howToSay(label, headings, lack.length > 0) : ''}`,
          blocking: true,
          question: {
            kind: doubt ? 'column' : 'missing',
            field,
            label,
            text: doubt ? `哪一列是${label}？` : `表里没有${label}这一列，整份表都填什么？`,
            options,
            proposal: doubt && headings.length === 1 ? (headings[0] ?? null) : null,
            sheet: name
          }
        }
      })
  )
}

function howToSay(label: string, headings: readonly string[], mayLack: boolean): string {
  const column = `用 --map ${headings[0] ?? '列名'}=${label} 指定列`
  return `（${column}，或用 --fill ${label}=${mayLack ? NOT_RECORDED : '内容'} 给整份表填同一个值）`
}

/** Columns taken for what they hold although their headings do not say so: named, so that nobody is surprised. */
export function columnsTaken(
  definition: ImportDefinition,
  read: ImportReading
): readonly { sheet: string; row: null; text: string }[] {
  return read.sheets.flatMap(({ name, headerRow }) => {
    const header = read.headers[name]
    if (header?.headerRow !== headerRow) return []
    return Object.entries(header.certainty)
      .filter(([, how]) => how === 'contents' || how === 'partial')
      .flatMap(([field]) => {
        const column = header.mapping[field]
        const heading = header.headings.find((each) => each.column === column)
        const label = definition.fields[field]?.label ?? field
        return heading && column !== undefined
          ? [
              {
                sheet: name,
                row: null,
                text: `${columnLetters(column)}列“${headingName(heading)}”按“${label}”读入，不对请改列的对应`
              }
            ]
          : []
      })
  })
}
