import { instantAt } from '../../../kernel/instant'
import { addDays, addMonths, startOfMonth } from '../../../kernel/localDate'
import type { DemoStoreroom } from './acting'
import { accepted, approved, consolidated, order, settled, stockedIn, type Priced } from './purchasing'

/** Which unit asked for what in which month of the year told. */
const rounds: readonly { readonly month: number; readonly unit: string; readonly wants: readonly Priced[] }[] = [
  {
    month: 1,
    unit: '市政公用股',
    wants: [
      ['复印纸', 12, 21.5],
      ['中性笔芯', 40, 0.6],
      ['抽纸', 10, 18]
    ]
  },
  {
    month: 3,
    unit: '政工股',
    wants: [
      ['复印纸', 10, 21.8],
      ['垃圾袋', 24, 4.8],
      ['一次性纸杯', 12, 6.5]
    ]
  },
  {
    month: 5,
    unit: '执法大队',
    wants: [
      ['笔记本', 16, 6.2],
      ['中性笔芯', 60, 0.65],
      ['复印纸', 10, 22.3],
      ['抽纸', 12, 17.8]
    ]
  },
  {
    month: 7,
    unit: '法制教育股',
    wants: [
      ['复印纸', 12, 22.8],
      ['抽纸', 12, 17.5],
      ['垃圾袋', 20, 4.6],
      ['一次性纸杯', 10, 6.6]
    ]
  },
  {
    month: 9,
    unit: '办公室',
    wants: [
      ['复印纸', 30, 22],
      ['中性笔芯', 100, 0.6],
      ['抽纸', 20, 12.5],
      ['笔记本', 20, 6],
      ['文件盒', 20, 8.5],
      ['垃圾袋', 20, 4.6],
      ['一次性纸杯', 10, 6.6]
    ]
  }
]

/** Every second month's purchase from the requisition to the closing. */
export function demoRounds(store: DemoStoreroom): readonly (() => Promise<void>)[] {
  return rounds.map((round, index) => () => boughtAndClosed(store, round, index + 1))
}

async function boughtAndClosed(
  store: DemoStoreroom,
  { month, unit, wants }: (typeof rounds)[number],
  serial: number
): Promise<void> {
  const { diary } = store
  const first = startOfMonth(addMonths(diary.today, month - 12))
  await diary.reach(instantAt(diary.workday(addDays(first, 2)), '09:40'))
  await approved(store, unit, wants)
  await diary.workdays(3, '10:15')
  const purchase = await consolidated(store, wants)
  await store.decide(purchase.approvalId, { opinion: '同意采购' })
  await diary.workdays(1, '08:50')
  await order(store, purchase)
  await diary.workdays(4, '15:20')
  const acceptance = await accepted(store, purchase, { note: `WH-${String(40 + serial * 9).padStart(4, '0')}` })
  await diary.later(40)
  await stockedIn(store, acceptance)
  await diary.workdays(3, '10:30')
  await settled(store, purchase, `244300000000123${String(45_600 + serial * 13)}`)
}
