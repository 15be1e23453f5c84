import type { RawCell, Table } from '../../../src-main/platform/importing/table'

/** A line of a stock list as it is meant: thousandths and cents. */
export interface StockLine {
  readonly name: string
  readonly spec: string
  readonly measure: string
  readonly quantity: number
  readonly amount: number
}

/** A source of chance that gives the same for the same seed. */
export interface Chance {
  /** A whole number below `most`. */
  below(most: number): number
  pick<T>(values: readonly T[]): T
  /** Once in `times`. */
  once(times: number): boolean
  shuffled<T>(values: readonly T[]): readonly T[]
}

/** Chance of a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number): number => Math.floor(next() * most)
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new RangeError('nothing to pick from')
      return value
    },
    once: (times) => below(times) === 0,
    shuffled: (values) =>
      values
        .map((value) => ({ value, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ value }) => value)
  }
}

const goods = [
  '中性笔',
  'Ａ４复印纸',
  '档案袋',
  '订书机',
  '固体胶',
  '洗手液',
  '抽纸',
  '硒鼓',
  '笔记本',
  '长尾夹',
  '计算器',
  '拖把'
]
const specs = ['0.5mm', '70g', '12号', '21g', '500ml', '1-2号', '88A', '', '大', 'B5/100页']
const measures = ['支', '包', '个', '台', '瓶', '盒', '本', '卷']

/** The stock as it really is; quantities and prices in whole numbers of what offices count in. */
export function aStock(chance: Chance): readonly StockLine[] {
  return Array.from({ length: 3 + chance.below(12) }, (_, index) => {
    const quantity = (1 + chance.below(300)) * 1000
    const price = (1 + chance.below(400)) * 50
    return {
      name: `${chance.pick(goods)}${index + 1}`,
      spec: chance.pick(specs),
      measure: chance.pick(measures),
      quantity,
      amount: (quantity / 1000) * price
    }
  })
}

const headingWords = {
  name: ['品名', '物品名称', '用品名称', '名称', '货品名称', '物资名称', '办公用品名称'],
  spec: ['规格', '规格型号', '型号', '规格及型号'],
  measure: ['单位', '计量单位'],
  quantity: ['库存数量', '数量', '结存数量', '期末数量', '实存数', '现存数量', '结余数量'],
  price: ['单价', '含税单价', '参考单价', '均价'],
  amount: ['金额', '总金额', '库存金额', '结存金额', '总价'],
  location: ['存放位置', '货位', '存放地点', '库位'],
  remarks: ['备注', '说明']
} as const
type Column = keyof typeof headingWords

/** A heading spelt the way an office might: spaced out, broken in two lines, with its unit, marked as required. */
function spelt(chance: Chance, column: Column): string {
  const word = chance.pick(headingWords[column])
  const unit = column === 'price' || column === 'amount' ? chance.pick(['', '（元）', '(元)', '/元']) : ''
  const blanks = chance.pick(['', '', '', '　', ' ', '\n'])
  return `${chance.once(8) ? '*' : ''}${[...word].join(blanks)}${unit}`
}

const groupedWhole = new Intl.NumberFormat('en-US')
const groupedMoney = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 })

function written(chance: Chance, value: number, money: boolean): RawCell {
  const plain = money ? (value / 100).toFixed(2) : String(value)
  const grouped = (money ? groupedMoney : groupedWhole).format(Number(plain))
  const wide = [...plain]
    .map((sign) => (/\d/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign))
    .join('')
  switch (chance.below(money ? 7 : 6)) {
    case 0:
      return grouped
    case 1:
      return ` ${plain} `
    case 2:
      return wide
    case 3:
      return { computed: Number(plain) }
    case 4:
      return { number: Number(plain), text: `${plain}整` }
    case 6:
      return chance.pick([`￥${plain}`, `${plain}元`, `¥${grouped}`])
    default:
      return Number(plain)
  }
}

const dittos = ['〃', '同上', '"', "''", '同 上', '同上。', '-〃-', '″″', '〃 〃', '（同上）', '↓']

/** What offices leave below a table. */
const footers: readonly (readonly RawCell[])[][] = [
  [['制表：甲    审核：乙']],
  [['以下空白']],
  [['————以下空白————']],
  [['填表人：', '甲乙', '审核人：', '丙丁']],
  [['填表人', '甲乙', null, '审核人', '丙丁']],
  [['盘点人：甲乙', null, '监盘人：丙丁', '2026年9月30日']],
  [['制表', null, '复核', null, '主管']],
  [[null, null, '2026年9月30日']],
  [['某某局（盖章）'], [null, null, null, '年  月  日']],
  [['共12项']],
  [['第 1 页，共 2 页']],
  [['注：数量为实盘数。']],
  [['截止2026年9月30日']],
  [['合计（大写）：捌拾伍元整']]
]

function columnNumbers(chance: Chance, width: number): RawCell[] {
  const kind = chance.below(3)
  return Array.from({ length: width }, (_, at) =>
    kind === 0 ? at + 1 : kind === 1 ? (at < 3 ? ('甲乙丙'[at] ?? '') : at - 2) : String.fromCharCode(0x2460 + at)
  )
}

/** A stock written down with an office's habits. `asks` says what of it nobody but the office can know. */
export function writtenDown(chance: Chance, stock: readonly StockLine[]): readonly Table[] {
  const optional = (['price', 'amount', 'location', 'remarks'] as const).filter(() => !chance.once(4))
  const columns = chance.shuffled<Column>(['name', 'spec', 'measure', 'quantity', ...optional])
  const numbered = chance.once(2)
  const habits = {
    columns,
    numbered,
    subtotals: chance.once(3),
    totals: chance.once(2),
    carried: chance.once(5),
    repeated: chance.once(5),
    dittos: chance.once(3),
    groups: chance.once(6) && columns.includes('amount') ? chance.pick(['merged', 'bare'] as const) : undefined
  }
  const parts = chance.once(4) && stock.length > 5 ? [stock.slice(0, 3), stock.slice(3)] : [stock]
  return parts.map((lines, index) => oneSheet(chance, lines, habits, parts.length > 1 ? `仓库${index + 1}` : '库存'))
}

interface Habits {
  readonly columns: readonly Column[]
  readonly numbered: boolean
  readonly subtotals: boolean
  readonly totals: boolean
  readonly carried: boolean
  readonly repeated: boolean
  readonly dittos: boolean
  readonly groups: 'merged' | 'bare' | undefined
}

function oneSheet(chance: Chance, lines: readonly StockLine[], habits: Habits, name: string): Table {
  const { columns, numbered } = habits
  const before = numbered ? 1 : 0
  const header: RawCell[] = [...(numbered ? ['序号'] : []), ...columns.map((column) => spelt(chance, column))]
  const rows: RawCell[][] = []
  const merges: Table['merges'][number][] = []
  const titles = chance.below(3)
  for (let title = 0; title < titles; title += 1)
    rows.push([chance.pick(['办公用品库存台账', '单位：局办公室    盘点日期：2026年9月30日', '办公室'])])
  let groupColumn: number | undefined
  if (habits.groups) {
    // What came in stands before what is left, each with its quantity and amount under a group's name.
    groupColumn = header.length
    const upper: RawCell[] = header.map((text, column) =>
      columns[column - before] === 'quantity' || columns[column - before] === 'amount' ? '期末结存' : text
    )
    upper.push('本月入库', null)
    const leaf: RawCell[] = header.map((_, column) =>
      columns[column - before] === 'quantity' ? '数量' : columns[column - before] === 'amount' ? '金额' : null
    )
    leaf.push('数量', '金额')
    const top = rows.length + 1
    if (habits.groups === 'merged') {
      merges.push({ top, left: groupColumn, bottom: top, right: groupColumn + 1 })
      leaf.forEach((cell, column) => {
        if (cell === null) merges.push({ top, left: column, bottom: top + 1, right: column })
      })
    }
    rows.push(upper, leaf)
  } else rows.push(header)
  if (chance.once(8)) rows.push(columnNumbers(chance, header.length))
  const sumsOf = (part: readonly StockLine[]) => ({
    quantity: part.reduce((sum, line) => sum + line.quantity, 0),
    amount: part.reduce((sum, line) => sum + line.amount, 0)
  })
  const sumRow = (label: string, part: readonly StockLine[]): RawCell[] => {
    const row: RawCell[] = Array.from({ length: header.length }, () => null)
    const sums = sumsOf(part)
    const first = columns[0]
    const at = first === 'quantity' || first === 'amount' || first === 'price' ? columns.indexOf('name') : 0
    row[numbered && chance.once(2) && at === 0 ? 0 : before + at] = label
    if (columns.includes('quantity')) row[before + columns.indexOf('quantity')] = sums.quantity / 1000
    if (columns.includes('amount')) row[before + columns.indexOf('amount')] = sums.amount / 100
    return row
  }
  if (habits.carried) rows.push(sumRow(chance.pick(['承前页', '上年结转', '期初余额']), lines.slice(0, 1)))
  let since = 0
  lines.forEach((line, index) => {
    const price = line.amount / (line.quantity / 1000)
    const previous = lines[index - 1]
    const ditto = habits.dittos && previous && rows.at(-1)?.[before + columns.indexOf('name')] === previous.name
    const cells: Record<Column, RawCell> = {
      name: line.name,
      spec: line.spec === '' ? null : line.spec,
      measure: ditto && previous.measure === line.measure ? chance.pick(dittos) : line.measure,
      quantity: written(chance, line.quantity / 1000, false),
      price: written(chance, price, true),
      amount: written(chance, line.amount, true),
      location: 'A1',
      remarks: chance.once(3) ? '好' : null
    }
    if (chance.once(9)) rows.push([chance.pick(['一、办公用品', '日用品类', '（二）耗材', '二号库'])])
    const row: RawCell[] = [...(numbered ? [index + 1] : []), ...columns.map((column) => cells[column])]
    if (groupColumn !== undefined) row.push(1 + chance.below(50), (1 + chance.below(500)) / 2)
    rows.push(row)
    if (habits.subtotals && index - since >= 2 && chance.once(2)) {
      rows.push(sumRow(chance.pick(['小计', '办公用品小计', '本页小计', '小 计：']), lines.slice(since, index + 1)))
      since = index + 1
    }
    if (habits.repeated && groupColumn === undefined && chance.once(4)) rows.push(header)
  })
  if (habits.totals) rows.push(sumRow(chance.pick(['合计', '总 计', 'TOTAL', '合计金额', '累计']), lines))
  if (chance.once(3)) rows.push(...chance.pick(footers).map((cells) => [...cells]))
  return {
    name,
    hidden: false,
    merges,
    rows: rows.flatMap((cells, index) =>
      cells.some((cell) => cell !== null && cell !== '') ? [{ number: index + 1, cells }] : []
    )
  }
}
