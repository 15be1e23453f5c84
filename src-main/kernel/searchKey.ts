import { pinyin } from 'pinyin-pro'
import { compact } from '../contract/typedText'
import { sameBrackets } from './sameness'

/** The longest search key kept with a record. */
export const LONGEST_SEARCH_KEY = 400

/** Longer texts are found by their first words in pinyin; the text itself is kept in full up to the key's length. */
const LONGEST_SPELT_TEXT = 40

type Surname = 'head' | 'off'

const spellingsKept = 5_000
const known = new Map<string, string>()

// Words stand between digits and signs: 规格1 and 规格2 are spelt once, and every movement names its item again.
function spelling(word: string, pattern: 'pinyin' | 'first', surname: Surname): string {
  const asked = `${pattern} ${surname} ${word}`
  const before = known.get(asked)
  if (before !== undefined) return before
  const syllables = pinyin(word, { toneType: 'none', type: 'array', pattern, surname, v: true })
  const spelt = syllables.join('').toLowerCase()
  if (known.size >= spellingsKept) known.clear()
  known.set(asked, spelt)
  return spelt
}

const WORDS = /\p{Script=Han}+/gu

function spelledOut(text: string, pattern: 'pinyin' | 'first', surname: Surname): string {
  return text.replace(WORDS, (word, at: number) => spelling(word, pattern, at === 0 ? surname : 'off'))
}

function keyOf(part: string, surname: Surname): string {
  const text = searchTerm(part)
  if (text === '') return ''
  const head = text.length > LONGEST_SPELT_TEXT ? [...text].slice(0, LONGEST_SPELT_TEXT).join('') : text
  const spelt = spelledOut(head, 'pinyin', surname)
  return spelt === head ? text : `${text} ${spelledOut(head, 'first', surname)} ${spelt}`
}

function joined(keys: readonly string[]): string {
  return keys
    .filter((key) => key !== '')
    .join(' ')
    .slice(0, LONGEST_SEARCH_KEY)
}

/** What a user types, folded the way keys are: half-width, lower-case, without white space. */
export function searchTerm(typed: string): string {
  return compact(typed).toLowerCase()
}

/**
 * What is typed as a pattern of LIKE (with ESCAPE '\\') that finds it anywhere in a key. Keys keep their brackets as
 * written; whichever are typed, 〔2026〕 is found.
 */
export function searchPattern(typed: string): string {
  const escaped = sameBrackets(searchTerm(typed)).replace(/[\\%_]/g, (sign) => `\\${sign}`)
  return `%${escaped.replace(/[()]/g, '_')}%`
}

/** Whether a key in memory holds what is typed. */
export function holdsTyped(key: string, typed: string): boolean {
  return sameBrackets(key).includes(sameBrackets(searchTerm(typed)))
}

/**
 * Text to search a record by with LIKE '%term%': each part itself, its pinyin initials and its full pinyin; at most 400
 * characters.
 */
export function searchKey(...parts: readonly (string | null | undefined)[]): string {
  return joined(parts.map((part) => keyOf(part ?? '', 'off')))
}

/**
 * Like `searchKey`, the first part read as a person's name, so that surnames of several readings are spelt as surnames
 * (单 shàn).
 */
export function personSearchKey(name: string, ...parts: readonly (string | null | undefined)[]): string {
  return joined([keyOf(name, 'head'), ...parts.map((part) => keyOf(part ?? '', 'off'))])
}

/**
 * A name in pinyin for sorting, syllables apart, so that 安 (an) stands before 昂 (ang); `head` reads the first sign as a
 * surname.
 */
export function spelt(name: string, surname: Surname): string {
  return pinyin(name, { toneType: 'num', type: 'array', surname, v: true, nonZh: 'consecutive' })
    .join(' ')
    .toLowerCase()
}
