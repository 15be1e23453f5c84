import { isBlank, type RawCell } from './table'

/** Marks written under a value, one or several, with or without strokes around them. */
const MARKS = /^(?:[〃″＂"'’‘”“〞〝〟ˮ´`]{1,4}|[,，、]{2}|\^|::|"\."|[↓│┃|])$/u
const WORDS = /^(?:(?:全|均|皆)?同(?:上|前|左)(?:行|栏|格|述|列|款)?|上同|ditto|idem)$/i

/** How all of them begin: asked of every cell of a book, of which few are any. */
const BEGINS = /^[\s\-—－–─(（]*[〃″＂"'’‘”“〞〝〟ˮ´`,，、^:↓│┃|同全均皆上di]/iu
const LONGEST = 12

/** Whether a cell says that what stands above it holds for this line too; blanks, strokes and a stop do not matter. */
export function isDitto(cell: RawCell): boolean {
  if (typeof cell !== 'string' || cell.length > LONGEST || isBlank(cell) || !BEGINS.test(cell)) return false
  const text = cell.replace(/\s/g, '')
  const bare = text.replace(/^[-—－–─(（]+|[-—－–─)）。.]+$/g, '')
  return MARKS.test(text) || MARKS.test(bare) || WORDS.test(bare)
}
