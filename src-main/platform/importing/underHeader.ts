import type { Field } from '../../contract/fields'
import { compact } from '../../contract/typedText'
import { cellText, isBlank, type RawRow } from './table'
import type { ImportWords } from './words'

const STEMS = '甲乙丙丁戊己庚辛壬癸'
const IN_BRACKETS = /^\((.+)\)$/
const YUAN = /^(?:人民币)?[亿万千百]?元$/

/** The number of a column as the row under a header gives it: 甲, 1, (2), ③, 4=2×3; undefined for anything else. */
function columnNumber(text: string): number | 'stem' | undefined {
  const bare = IN_BRACKETS.exec(text)?.[1] ?? text
  if (bare.length === 1 && STEMS.includes(bare)) return 'stem'
  const [, number] = /^(\d{1,2})(?:[=＝].+)?$/.exec(bare) ?? []
  return number === undefined ? undefined : Number(number)
}

/** Whether a row only numbers the columns: 甲 乙 1 2 3=1×2. At least three of them, counted on from one to the next. */
export function isColumnNumbers(row: RawRow): boolean {
  const texts = row.cells
    .filter((cell) => !isBlank(cell))
    .map((cell) => compact(cellText(cell)))
    .filter((text) => !/^(?:栏次|栏目|行次|序号|列次|-+|—+)$/.test(text))
  const numbers = texts.map(columnNumber)
  const counted = numbers.filter((number) => typeof number === 'number')
  return (
    texts.length > 2 &&
    !numbers.includes(undefined) &&
    counted.every((number, at) => at === 0 || number === (counted[at - 1] ?? 0) + 1) &&
    (counted[0] ?? 1) <= 1
  )
}

/** Whether a row under a header says only in what its columns of numbers are counted: （支） （元）. */
export function isUnits(
  row: RawRow,
  fieldAt: (column: number) => Field | undefined,
  { measures }: ImportWords
): boolean {
  const filled = [...row.cells.keys()].filter((column) => !isBlank(row.cells[column]))
  return (
    filled.length > 0 &&
    filled.every((column) => {
      const text = compact(cellText(row.cells[column]))
      const unit = IN_BRACKETS.exec(text)?.[1] ?? text
      return (
        ['money', 'quantity', 'integer'].includes(fieldAt(column)?.kind ?? '') &&
        (YUAN.test(unit) || measures.includes(unit) || /^[亿万千百]?元\/./.test(unit))
      )
    })
  )
}
