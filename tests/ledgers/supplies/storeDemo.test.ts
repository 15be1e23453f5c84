import { expect, it } from 'vitest'
import { Issue, IssueRequest, Scrap, StockIn, Stocktake } from '@main/ledgers/supplies/entities/stock'
import { supplies } from '@main/ledgers/supplies'
import { readingOf } from '@main/office/procedure'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { localDateOf } from '@main/kernel/instant'
import { onBothEngines } from '../../support/house'

onBothEngines(
  "the demo bureau's storeroom",
  (house) => {
    it('holds records in every state whose kept figures are proven, and its outputs can be made', async () => {
      const { read } = house().database
      const statesOf = async (entity: typeof IssueRequest | typeof Stocktake | typeof Scrap) =>
        [...new Set((await read.find<{ state: string; id: string }>(entity)).map((row) => row.state))].sort()
      expect(await statesOf(IssueRequest)).toEqual([
        'approved',
        'issued',
        'partly',
        'pending',
        'refused',
        'returned',
        'withdrawn'
      ])
      expect(await statesOf(Stocktake)).toEqual(['counting', 'explaining', 'pending', 'posted', 'recounting'])
      expect(await statesOf(Scrap)).toEqual(['approved', 'disposed', 'kept', 'pending'])
      expect([...new Set((await read.find(StockIn)).map((row) => row.source))].sort()).toEqual([
        'opening',
        'purchase',
        'returned',
        'transferIn'
      ])
      expect((await Promise.all(supplies.proofs.map((proof) => proof(read)))).flat()).toEqual([])

      const reading = await readingOf(house())
      const charts = await supplies.charts(reading)
      expect(charts.map((chart) => chart.points.some((point) => (point.value ?? 0) > 0))).toEqual([true, true])
      // before the opening of the book its stock is not known
      const [value] = await supplies.charts({ ...reading, today: '2025-11-30' })
      expect(value?.points.map((point) => point.value !== null)).toEqual(
        Array.from({ length: 12 }, (_, month) => month > 8)
      )
      expect(value?.points.at(-1)?.label).toBe('今天')
      const [issue] = await read.find(Issue, { take: 1 })
      expect(await supplies.search(reading, issue?.number ?? '', 5)).toMatchObject([
        { subjectType: 'issue', number: issue?.number }
      ])
      for (const sheet of supplies.workbooks[0]?.sheets ?? []) {
        const made = await sheet.make(reading, {})
        let rows = 0
        for await (const row of made.rows) rows += Object.keys(row).length > 0 ? 1 : 0
        expect(rows, sheet.name).toBeGreaterThan(0)
      }
    })

    it('lies over a year in the order of time, with an opening, issues every month and a count at the year’s end', async () => {
      const { read } = house().database
      const acts = await read.find(AuditEntry, { where: { chain: 'supplies' }, order: { seq: 'ASC' } })
      const moments = acts.map(({ at }) => at)
      expect(moments).toEqual(moments.toSorted())
      expect(moments[0]?.slice(0, 10)).toBe('2025-09-01')
      const issuedIn = new Set((await read.find(Issue)).map(({ day }) => day.slice(0, 7)))
      for (const month of ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'])
        expect(issuedIn, month).toContain(month)
      expect(await read.countBy(StockIn, { source: 'opening', day: '2025-09-01' })).toBe(1)
      const counted = (await read.findBy(Stocktake, { state: 'posted' })).map(({ baseDay }) => baseDay).sort()
      expect(counted).toEqual(['2025-12-29', '2026-09-10'])
      const calendar = await house().calendar()
      const idle = acts.filter(({ at, act }) => act !== '紧急采购' && !calendar.isWorkingDay(localDateOf(at)))
      expect(idle.map(({ act }) => act)).toEqual([])
    })
  },
  '2026-09-30T01:00:00.000Z',
  'demo'
)
