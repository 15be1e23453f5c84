import { beforeAll, describe, expect, it } from 'vitest'
import { listInput, type ListRequest } from '@main/contract/lists'
import { Attachment } from '@main/office/entities'
import { allRows, pageOf, type ListDefinition } from '@main/platform/database/listQuery'
import { onBothEngines } from '../../support/house'
import { arranging } from '../../support/people'

const definition: ListDefinition = {
  columns: { name: 'a.name', size: 'a.size', at: 'a.at', mime: 'a.mime' },
  search: ['a.name'],
  instants: ['at'],
  sums: ['size'],
  order: [['a.size', 'DESC']]
}

onBothEngines('lists', (house) => {
  const query = () => house().database.read.createQueryBuilder(Attachment, 'a')
  const page = (request: ListRequest) =>
    pageOf(query(), definition, listInput.parse(request), (rows) => rows.map((row) => row.name))

  beforeAll(async () => {
    await arranging(house(), async (unit) => {
      for (let size = 1; size <= 25; size += 1)
        await unit.append(Attachment, {
          sha256: 'x',
          name: `文件${size % 5 === 0 ? 'A_' : 'b%'}${size}`,
          mime: 'text/plain',
          size,
          at: unit.now,
          personId: null
        })
    })
  })

  it('gives a window with the total and sums of the whole filtered set', async () => {
    const { rows, total, sums } = await page({ limit: 3 })
    expect(rows).toEqual(['文件A_25', '文件b%24', '文件b%23'])
    expect({ total, sums }).toEqual({ total: 25, sums: { size: 325 } })
  })

  it('gives the same last window whether read from the start or from the end', async () => {
    expect((await page({ offset: 22, limit: 10 })).rows).toEqual(['文件b%3', '文件b%2', '文件b%1'])
    expect((await page({ offset: 30, limit: 10 })).rows).toEqual([])
  })

  it('counts anew after somebody wrote', async () => {
    const before = (await page({})).total
    await arranging(house(), (unit) =>
      unit.append(Attachment, { sha256: 'x', name: '后来的', mime: 'text/html', size: 0, at: unit.now, personId: null })
    )
    expect((await page({})).total).toBe(before + 1)
  })

  it('takes % and _ in the search words literally', async () => {
    expect((await page({ search: 'A_' })).total).toBe(5)
    expect((await page({ search: '%2' })).rows).toContain('文件b%24')
    expect((await page({ search: '_2' })).rows).toEqual(['文件A_25', '文件A_20'])
  })

  it('takes a day on an instant column as that whole local day', async () => {
    const today = house().clock.today()
    expect((await page({ filters: [{ field: 'at', op: 'to', value: today }] })).total).toBeGreaterThanOrEqual(25)
    expect((await page({ filters: [{ field: 'at', op: 'to', value: '2026-09-29' }] })).total).toBe(0)
  })

  it('refuses to sort by a column the list does not offer', async () => {
    await expect(page({ sort: { field: 'sha256; DROP TABLE', direction: 'asc' } })).rejects.toMatchObject({
      type: 'invalid'
    })
  })

  describe('exports', () => {
    it('read every row once and in order, window by window', async () => {
      const windows: string[][] = []
      for await (const rows of allRows(query(), definition, { filters: [] }, 7))
        windows.push(rows.map((row) => row.name))
      const names = windows.flat()
      expect(windows[0]?.length).toBe(7)
      expect(new Set(names).size).toBe(names.length)
      expect(names.slice(0, 2)).toEqual(['文件A_25', '文件b%24'])
      expect(names.length).toBe((await page({})).total)
    })
  })
})
