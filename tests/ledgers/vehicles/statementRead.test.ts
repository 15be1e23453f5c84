import { expect, it } from 'vitest'
import { readStatement } from '@main/ledgers/vehicles/statement/read'
import type { RawCell } from '@main/platform/importing'
import { aTable } from '../../platform/importing/table'

const read = (...rows: RawCell[][]) =>
  readStatement([aTable([['卡号', '交易时间', '油品', '数量', '单价', '金额'], ...rows])])
const line = (at: RawCell, litres: RawCell = 40, amount: RawCell = 300): RawCell[] => [
  '1000',
  at,
  '92#',
  litres,
  7.5,
  amount
]

it('reads the hour a statement writes, in every way it writes it', () => {
  const { lines, problems } = read(
    line('2026-03-05 15:30:20'),
    line('2026/3/5 3:30 PM'),
    line('2026年3月5日 下午3:30'),
    line('26.3.5 15时30分')
  )
  expect(problems).toEqual([])
  expect(new Set(lines.map(({ at }) => at))).toEqual(new Set(['2026-03-05T07:30:00.000Z']))
})

it('takes numbers with a unit in their format for the numbers they are', () =>
  expect(read(line('2026-03-05', { number: 40, text: '40升' }, { number: 300, text: '￥300' })).lines).toMatchObject([
    { litres: 40_000, amountCents: 30_000 }
  ]))

it('names lines it would otherwise lose or make nothing of', () => {
  const { lines, problems } = read(line(null), line('2026-03-05', 40, { fault: 'uncalculated', text: '公式' }), [
    '合计',
    null,
    null,
    80,
    null,
    600
  ])
  expect(lines).toEqual([])
  expect(problems).toEqual(['“台账”第2行没有写交易时间', '“台账”第3行的金额或数量读不懂'])
})
