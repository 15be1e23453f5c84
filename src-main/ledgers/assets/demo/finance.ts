import { monthAfter } from '../depreciation/schedule'
import { lockMonth, postMonth, settleOpening } from '../depreciation/acts'
import { AssetReconciliation, DepreciationRun, ReconciliationLine } from '../entities'
import { officeBook, reconcile, settleLine, takeListBack } from '../reconciliation/acts'
import type { FinanceAsset } from '../reconciliation/match'
import type { DemoAssets, Story } from './acting'

/** Depreciation month by month, and the office's book held against finance's. */
export function demoFinance(demo: DemoAssets): void {
  depreciated(demo)
  demo
    .story()
    .on(demo.day(1, 12), '16:10', () =>
      demo.as(demo.accountant, '处理期初折旧偏差', (unit) =>
        settleOpening(unit, { ids: [demo.idOf('cabinet2')], how: 'once', reason: '原账漏提，核对凭证后补足' })
      )
    )
  reconciled(demo)
}

/** Each month is posted when it is over and locked two days later; the newest still stands open. */
function depreciated(demo: DemoAssets): void {
  const months = Array.from({ length: 12 }, (_, index) => ({
    month: monthAfter(demo.begins.slice(0, 7), index),
    on: demo.day(index + 1, 2)
  })).filter(({ month, on }) => on.slice(0, 7) > month)
  for (const [index, { month, on }] of months.entries()) {
    const story = demo.story()
    story.on(on, '16:00', () => demo.as(demo.accountant, '计提折旧', (unit) => postMonth(unit, month)))
    if (index === months.length - 1) continue
    story.on(demo.after(on, 2), '16:30', async () => {
      const { id, version } = await demo.house.database.read.findOneByOrFail(DepreciationRun, { month })
      await demo.as(demo.accountant, '折旧结账', (unit) => lockMonth(unit, { id, version }))
    })
  }
}

/** The office's book as finance would list it, with what it has otherwise. */
async function financeList(demo: DemoAssets, change: (rows: FinanceAsset[]) => void): Promise<FinanceAsset[]> {
  const rows = (await officeBook(demo.house.database.read)).map(
    ({ number, name, originalCents, accumulatedCents, quantity, acquiredOn, unitName }, index): FinanceAsset => ({
      rowNumber: index + 3,
      number,
      name,
      originalCents,
      accumulatedCents,
      quantity,
      acquiredOn,
      unitName
    })
  )
  change(rows)
  return rows
}

function takesIn(demo: DemoAssets, story: Story, day: string, change: (rows: FinanceAsset[]) => void): () => string {
  let id = ''
  story.on(day, '14:40', async () => {
    const rows = await financeList(demo, change)
    const made = await demo.as(demo.accountant, '导入财务资产账（对账）', (unit) =>
      reconcile(unit, { fileName: '财务资产账.xlsx', asOf: day, rows })
    )
    id = made.id
  })
  return () => id
}

/** One difference of a reconciliation is settled by what finance does. */
function settles(
  demo: DemoAssets,
  story: Story,
  day: string,
  of: () => string,
  kind: ReconciliationLine['kind'],
  note: string
) {
  story.on(day, '15:30', async () => {
    const { read } = demo.house.database
    const { id: reconciliationId } = await read.findOneByOrFail(AssetReconciliation, { id: of() })
    const { id, version } = await read.findOneByOrFail(ReconciliationLine, { reconciliationId, kind })
    await demo.as(demo.accountant, '处理对账差异', (unit) =>
      settleLine(unit, { id, version, settlement: 'finance', note })
    )
  })
}

/** Another value in finance's list than in the office's. */
const dearer = (key: number) => (rows: FinanceAsset[]) => {
  const row = rows[key]
  if (row) rows[key] = { ...row, originalCents: (row.originalCents ?? 0) + 60_000 }
}

/** After the year's count everything was settled; half a year later all agreed; the newest has differences open. */
function reconciled(demo: DemoAssets): void {
  const december = demo.monthOfYear(12)
  const first = demo.story()
  const firstOn = demo.day(december, 27)
  const one = takesIn(demo, first, firstOn, (rows) => {
    dearer(2)(rows)
    rows.pop()
  })
  settles(demo, first, demo.after(firstOn, 2), one, 'value', '财务漏记电脑内存减值退款，已更正凭证')
  settles(demo, first, demo.after(firstOn, 3), one, 'officeOnly', '盘盈文件柜财务尚未入账，已补记')
  if (december + 6 < 12) takesIn(demo, demo.story(), demo.day(december + 6, 24), () => undefined)
  takenBack(demo, demo.day(9, 24))
  const last = demo.story()
  const newest = takesIn(demo, last, demo.ago(2), (rows) => {
    dearer(7)(rows)
    const row = rows[11]
    if (row) rows[11] = { ...row, quantity: (row.quantity ?? 0) + 4 }
    rows.pop()
  })
  settles(demo, last, demo.ago(1), newest, 'quantity', '财务账没有随拆分更正数量，已更正')
}

/** A list of another bureau taken in by mistake: taken back the same day, and kept under its number. */
function takenBack(demo: DemoAssets, day: string): void {
  const story = demo.story()
  const id = takesIn(demo, story, day, (rows) => rows.splice(0, rows.length - 3))
  story.on(day, '15:20', () =>
    demo.as(demo.accountant, '撤销导入：选错文件，导入了下属单位的资产账', async (unit) =>
      takeListBack(unit, await unit.load(AssetReconciliation, id(), '对账'))
    )
  )
}
