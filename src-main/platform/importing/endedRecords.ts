import { compact } from '../../contract/typedText'
import { headingName, type Heading } from './headingCells'
import type { Column } from './rowReader'
import { cellText, type RawRow } from './table'

/** What books write of a thing, or somebody, that is no longer there. */
const ENDED =
  /(?:离职|离岗|辞职|辞退|解聘|退休|去世|病故|调出|调走|调离|停用|作废|注销|报废|封存|销毁|拍卖|变卖|出售|处置|丢失|遗失|盘亏|核销|过户|移交|上缴|缴销|收回)/
const NOT_YET = /未|待|拟|不|非|返聘|可|应|无/
/** Longer texts tell of more than the state of the line. */
const LONGEST = 14

/**
 * Tells of a line the words of columns nobody reads, and of remarks, that say it is over: it would come in as standing
 * otherwise, and nobody would know.
 */
export function endedIn(
  headings: readonly Heading[],
  columns: readonly Column[]
): (row: RawRow) => readonly { readonly heading: string; readonly word: string }[] {
  const read = new Set(columns.filter(({ field }) => field.kind !== 'longText').map(({ column }) => column))
  const named = new Set(
    columns.filter(({ field }) => field.required && ['text', 'code'].includes(field.kind)).map(({ column }) => column)
  )
  const asked = headings.filter(({ column }) => !read.has(column) || named.has(column))
  return (row) =>
    asked.flatMap((heading) => {
      const cell = row.cells[heading.column]
      if (typeof cell !== 'string' || (named.has(heading.column) && !/[)）]\s*$/.test(cell))) return []
      const text = compact(cellText(cell))
      // Of what a line is called only what stands in brackets behind: 吉A12345（已报废）.
      const word = named.has(heading.column) ? (/\(([^()]+)\)$/.exec(text)?.[1] ?? '') : text
      return word !== '' && word.length <= LONGEST && ENDED.test(word) && !NOT_YET.test(word)
        ? [{ heading: `${heading.letters} ${headingName(heading)}`, word }]
        : []
    })
}

/** What to say of such a line. */
export const overWords = (word: string): string => `写着“${word}”，这一行仍照常导入；已经不在的请在表里删去这一行`
