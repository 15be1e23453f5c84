import { dateInDigits } from '../../contract/dateWords'
import { parseTypedDate } from '../../contract/typedDate'
import { compact } from '../../contract/typedText'
import { cellNumber, cellText, isBlank, type RawCell, type RawRow } from './table'

/** What people are below a table: who made it, looked it through, counted, handed over. */
const ACTS =
  '制表|填表|填报|填写|编制|编报|审核|审批|审定|复核|核对|校对|核准|批准|经办|经手|盘点|监盘|保管|监印|主管|分管|负责|移交|接收|交接|交出|接管|记账|统计|清点|验收|登记|汇总|抄送'
const WHO = '(?:人员|人|员|者|单位|部门|科室|领导|负责人|日期|时间|签字|签名|签章|盖章|意见)'
/** Labels of a signature line, with or without the colon. */
const LABEL = new RegExp(`^(?:(?:${ACTS})${WHO}*|${WHO}{1,2})(?:\\([^)]*\\))*[:]?[_]*$`)
const LABEL_WITH_VALUE = new RegExp(
  `^(?:${ACTS}|单位|科室|部门|局|科长|股长|会计|出纳|仓管|领导|日期|时间|签字|盖章|备注|附注|附件|附|注|说明|联系电话|联系人)[^:]{0,8}:`
)
/** Words that may stand before the colon of any cell of a signature line. */
const OTHER_LABEL = /^[\p{Script=Han}\w()、/]{1,10}:/u
const NAME = /^[\p{Script=Han}·]{2,4}$/u
const LINE_TO_SIGN_ON = /^[_\-—.…/]+$/u
/** A day without its numbers, waiting to be written in. */
const BLANK_DAY = /^(?:\d{4})?年(?:\d{1,2})?月(?:\d{1,2})?日$/
/** What a cell alone in its row says that is no line: pages, stamps, dates, sums in words, counts of the lines. */
const ALONE = [
  /^第\d+页|共\d+页/,
  /\((?:盖章|公章|签章|签字)\)|(?:盖章|签章|签字)(?:处|栏)?[:]?$/,
  /^截[至止]/,
  /^(?:合计)?\(?(?:人民币)?\(?大写/,
  /^(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[元圆][零壹贰叁肆伍陆柒捌玖拾佰仟角分整正]*$/,
  /^(?:总共|共计?|合计)[\d一二三四五六七八九十百千零]+(?:余)?(?:人|名|项|件|条|笔|份|种|行|页|张|台|辆|枚|户|宗|次)/,
  /^(?:附|注|说明|备注|填表说明|填报说明)[:：\d(]/,
  /^(?:此表|本表|以上)[^:]{2,}/
]

function isDay(cell: RawCell): boolean {
  if (cell instanceof Date) return true
  const text = compact(cellText(cell))
  return BLANK_DAY.test(text) || (cellNumber(cell) === undefined && parseTypedDate(dateInDigits(text)).ok)
}

/**
 * Whether a row is what stands below a table, told by its own cells: signatures with names or lines to sign on, a date,
 * a stamp, a page number, a note. `isSum` tells the columns whose numbers belong to lines.
 */
export function isFooter(row: RawRow, isSum: (column: number) => boolean): boolean {
  const at = row.cells.findIndex((cell) => !isBlank(cell))
  const first = row.cells[at] ?? null
  // Most rows are lines: what their first cell says, or how much they say, tells it.
  if (typeof first === 'number' && row.cells.slice(at + 1).some((cell) => !isBlank(cell))) return false
  const said = textOf(first)
  const columns = [...row.cells.keys()].filter((column) => !isBlank(row.cells[column]))
  if (columns.length === 1 && (isDay(first) || ALONE.some((shape) => shape.test(said)))) return true
  const withValue = LABEL_WITH_VALUE.test(said)
  if (!withValue && !LABEL.test(said)) return false
  const cells = columns.map((column) => row.cells[column] ?? null)
  if (columns.some((column, place) => isSum(column) && isNumber(cells[place] ?? null))) return false
  const sure = withValue || cells.filter((cell) => LABEL.test(textOf(cell))).length > 1
  return sure && cells.every((cell) => belongs(cell, textOf(cell)))
}

const textOf = (cell: RawCell): string => compact(cellText(cell)).replaceAll('：', ':')
const isNumber = (cell: RawCell): boolean => cellNumber(cell) !== undefined

function belongs(cell: RawCell, text: string): boolean {
  return (
    LABEL.test(text) ||
    LABEL_WITH_VALUE.test(text) ||
    OTHER_LABEL.test(text) ||
    NAME.test(text) ||
    LINE_TO_SIGN_ON.test(text) ||
    isDay(cell)
  )
}
