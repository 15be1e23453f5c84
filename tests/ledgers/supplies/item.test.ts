import { beforeAll, describe, expect, it } from 'vitest'
import { listInput } from '@main/contract/lists'
import { auditDetail, auditPage } from '@main/office/administration/audit'
import { createItem, setItemActive, updateItem } from '@main/ledgers/supplies/item/acts'
import { itemPage } from '@main/ledgers/supplies/item/rows'
import { stockPage } from '@main/ledgers/supplies/stock/rows'
import type { ItemInput } from '@main/contract/supplies/item'
import { createSupplier, isDesignated } from '@main/ledgers/supplies/supplier/acts'
import { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { listedAs } from '@main/ledgers/supplies/rules/catalogue'
import type { Person } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'
import { aBureau, aPerson } from '../../support/people'
import { actingIn, lastException, refusedBy } from '../../support/supplies'

const plain: ItemInput = {
  name: '回形针',
  spec: '29mm',
  measure: '盒',
  category: 'office',
  location: 'A-1',
  safetyStock: 5_000
}

onBothEngines('supplies catalogue', (house) => {
  let keeper: Person
  beforeAll(async () => {
    await aBureau(house())
    keeper = await aPerson(house(), { posts: ['suppliesKeeper'] })
  })
  const create = (input: ItemInput, reasons = {}) =>
    actingIn(house(), keeper, (unit) => createItem(unit, input), reasons)

  it('SUP-01 refuses an incomplete item and keeps a complete one under the next number', async () => {
    const findings = await refusedBy(house(), 'SUP-01', () =>
      create({ ...plain, location: undefined, safetyStock: undefined })
    )
    expect(findings[0]).toMatchObject({ act: 'NEED', missing: ['货位', '安全库存（不设的填0）'] })
    const item = await create(plain)
    expect(item).toMatchObject({
      number: expect.stringMatching(/^PM-2026-\d{6}$/),
      special: false,
      tradeIn: false,
      intervalRule: 'none'
    })
    expect(item.searchKey).toContain('hxz')
  })

  it('SUP-01 refuses the same goods twice', async () => {
    const first = await create({ ...plain, name: '长尾夹' })
    const [finding] = await refusedBy(house(), 'SUP-01', () => create({ ...plain, name: '长尾夹' }))
    expect(finding?.message).toContain(first.number)
    await expect(create({ ...plain, name: '长尾夹', spec: '41mm' })).resolves.toMatchObject({ name: '长尾夹' })
  })

  it('SUP-01 enters listed goods as special, issued against the old one', async () => {
    const item = await create({ ...plain, name: '无线鼠标', goodsGroup: '鼠标' })
    expect(item).toMatchObject({ special: true, tradeIn: true })
    const [asGeneral] = await refusedBy(house(), 'SUP-01', () =>
      create({ ...plain, name: '机械键盘', goodsGroup: '键盘', special: false })
    )
    expect(asGeneral).toMatchObject({ passableWithReason: true })
    const general = await create(
      { ...plain, name: '机械键盘', goodsGroup: '键盘', special: false },
      { 'SUP-01': '键盘膜配件，不属设备' }
    )
    expect(general.special).toBe(false)
    expect(await lastException(house(), 'SUP-01')).toMatchObject({
      reason: '键盘膜配件，不属设备',
      subjectNumber: general.number
    })
    const [blocked] = await refusedBy(house(), 'SUP-01', () =>
      create({ ...plain, name: '打印机硒鼓', goodsGroup: '硒鼓', tradeIn: false })
    )
    expect(blocked?.act).toBe('BLOCK')
  })

  it.each([
    ['圆珠笔', '笔'],
    ['舒肤佳香皂', '香皂'],
    ['搪瓷脸盆', '脸盆']
  ])('SUP-01 asks for the group of %s and proposes %s', async (name, group) => {
    const refill = await create({ ...plain, name: `${name}的替换芯`, goodsGroup: group })
    const input = { ...plain, name, refillItemId: refill.id }
    const [finding] = await refusedBy(house(), 'SUP-01', () => create(input))
    expect(finding).toMatchObject({
      act: 'NEED',
      missing: ['用品组'],
      field: 'goodsGroup',
      message: `“${name}”的领用间隔和以旧换新按组计算，不分规格，请填用品组（制度所列为“${group}”）`
    })
    expect(await create({ ...input, goodsGroup: group })).toMatchObject({ goodsGroup: group })
  })

  it('SUP-01 wants the refill of a pen, which is not the pen itself', async () => {
    await refusedBy(house(), 'SUP-01', () => create({ ...plain, name: '水性笔', goodsGroup: '笔' }))
    const refill = await create({ ...plain, name: '水性笔芯' })
    const pen = await create({ ...plain, name: '水性笔', goodsGroup: '笔', refillItemId: refill.id })
    expect(pen).toMatchObject({ intervalRule: 'pen', refillItemId: refill.id })
    await refusedBy(house(), 'SUP-01', () =>
      actingIn(house(), keeper, (unit) =>
        updateItem(unit, pen.id, pen.version, { ...plain, name: '水性笔', goodsGroup: '笔', refillItemId: pen.id })
      )
    )
  })

  it('keeps the brand, finds the item by it, and tells in the audit log what it was before', async () => {
    const item = await create({ ...plain, name: '订书机', brand: '得力' })
    await actingIn(house(), keeper, (unit) =>
      updateItem(unit, item.id, item.version, { ...plain, name: '订书机', brand: '晨光' })
    )
    const reading = await readingAs(house(), keeper)
    const asked = listInput.parse({
      filters: [{ field: 'brand', op: 'contains', value: '晨光' }],
      sort: { field: 'brand', direction: 'asc' }
    })
    expect((await itemPage(reading, asked)).rows).toMatchObject([{ number: item.number, brand: '晨光' }])
    expect((await stockPage(reading, asked)).rows).toMatchObject([{ number: item.number, brand: '晨光' }])
    const [last] = (await auditPage(reading, listInput.parse({ search: item.number, limit: 1 }))).rows
    const auditor = await readingAs(house(), await aPerson(house(), { posts: ['inspector'] }))
    const { changes } = await auditDetail(auditor, last?.id ?? '')
    expect(changes).toContainEqual({ table: '用品', field: '品牌', before: '得力', after: '晨光' })
  })

  it('takes an item out of use without losing it, and gives a conflict to whoever saw an older version', async () => {
    const item = await create({ ...plain, name: '印台' })
    const after = await actingIn(house(), keeper, (unit) => setItemActive(unit, item.id, item.version, false))
    expect(after).toMatchObject({ active: false, version: 2 })
    await expect(
      actingIn(house(), keeper, (unit) => setItemActive(unit, item.id, item.version, true))
    ).rejects.toMatchObject({ type: 'conflict' })
    expect(await house().database.read.findOneBy(SupplyItem, { id: item.id })).toMatchObject({ active: false })
  })

  it('refuses a second supplier of the same name and a period that ends before it begins', async () => {
    const plan = { name: '文具一店', designated: true, designatedFrom: '2026-01-01', designatedTo: '2026-12-31' }
    const supplier = await actingIn(house(), keeper, (unit) => createSupplier(unit, plan))
    expect([
      isDesignated(supplier, '2025-12-31'),
      isDesignated(supplier, '2026-01-01'),
      isDesignated(supplier, '2026-12-31'),
      isDesignated(supplier, '2027-01-01')
    ]).toEqual([false, true, true, false])
    await expect(actingIn(house(), keeper, (unit) => createSupplier(unit, plan))).rejects.toMatchObject({
      type: 'invalid'
    })
    await expect(
      actingIn(house(), keeper, (unit) =>
        createSupplier(unit, { ...plan, name: '文具二店', designatedTo: '2025-01-01' })
      )
    ).rejects.toMatchObject({ type: 'invalid' })
  })
})

describe('what the regulations list by name', () => {
  it.each([
    ['中性笔', { special: false, tradeIn: false, intervalRule: 'pen' }],
    ['中性笔芯', { special: false, tradeIn: false, intervalRule: 'none' }],
    ['香皂', { special: false, tradeIn: false, intervalRule: 'interval' }],
    ['计算器', { special: false, tradeIn: true, intervalRule: 'none' }],
    ['u盘 32G', { special: true, tradeIn: true, intervalRule: 'none' }],
    ['电水壶', { special: true, tradeIn: true, intervalRule: 'none' }]
  ])('%s', (name, expected) => {
    expect(listedAs(name)).toEqual(expected)
  })
})
