import { beforeAll, expect, it } from 'vitest'
import { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { saveRoom } from '@main/ledgers/assets/rooms/acts'
import { createItem } from '@main/ledgers/supplies/item/acts'
import { createSupplier } from '@main/ledgers/supplies/supplier/acts'
import { sameAs } from '@main/office/records/sameAs'
import { createUnit } from '@main/office/units/service'
import { pageOf } from '@main/platform/database/listQuery'
import { onBothEngines } from '../support/house'
import { aBureau, arranging, aUnit } from '../support/people'
import { aSupplyItem, refusedBy } from '../support/supplies'

onBothEngines('one thing written in two ways', (house) => {
  beforeAll(async () => {
    await aBureau(house())
  })

  it('is one unit, one room and one supplier to their forms', async () => {
    const unit = await aUnit(house(), { name: '执法一中队（城东）' })
    const twice = { type: 'invalid', data: { issues: [{ path: 'name' }] } }
    await expect(
      arranging(house(), (work) => createUnit(work, { name: '执法一中队(城 东)', kind: 'department', parentId: null }))
    ).rejects.toMatchObject(twice)
    await arranging(house(), (work) => saveRoom(work, { name: 'A座〔301〕', unitId: unit.id }))
    await expect(
      arranging(house(), (work) => saveRoom(work, { name: 'ａ座[301]', unitId: unit.id }))
    ).rejects.toMatchObject(twice)
    const supplier = { name: '晨光文具（洞口）', designated: false }
    await arranging(house(), (work) => createSupplier(work, supplier))
    await expect(
      arranging(house(), (work) => createSupplier(work, { ...supplier, name: '晨光文具【洞口】' }))
    ).rejects.toMatchObject(twice)
  })

  it('SUP-01 is one item of the catalogue, found whichever brackets are typed', async () => {
    await aSupplyItem(house(), { name: '复印纸〔A4〕', spec: '70g', measure: '包' })
    const asked = { name: '复印纸(ａ4)', spec: '70 G', measure: '包', category: 'office' } as const
    await refusedBy(house(), 'SUP-01', () => arranging(house(), (work) => createItem(work, asked)))
    const { read } = house().database
    for (const typed of ['复印纸〔A4〕', '复印纸(A4)', '复印纸［a4］', '纸【Ａ4】']) {
      const query = read.createQueryBuilder(SupplyItem, 'i')
      const page = await pageOf(
        query,
        { search: ['i.searchKey'], columns: {}, order: [['i.id', 'ASC']] },
        { search: typed, filters: [], offset: 0, limit: 10 },
        (rows) => Promise.resolve(rows)
      )
      expect(page.rows.map(({ name }) => name)).toEqual(['复印纸〔A4〕'])
    }
    expect(await sameAs(read, SupplyItem, 'name', '复印纸〔A5〕')).toEqual([])
  })
})
