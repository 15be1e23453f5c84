import { expect, it } from 'vitest'
import { Issue, IssueRequest, Scrap, StockIn, Stocktake } from '@main/ledgers/supplies/entities/stock'
import { supplies } from '@main/ledgers/supplies'
import { readingOf } from '@main/office/procedure'
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
      expect(charts.map((chart) => chart.points.some((point) => point.value > 0))).toEqual([true, true])
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
  },
  '2026-09-30T01:00:00.000Z',
  'demo'
)
