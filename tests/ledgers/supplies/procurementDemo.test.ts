import { beforeAll, expect, it } from 'vitest'
import { foundDemoBureau } from '@main/office/demo/bureau'
import { readingOf } from '@main/office/procedure'
import { holdersOf } from '@main/office/actors'
import { Acceptance, Holding, Purchase, Requisition, SupplierReturn } from '@main/ledgers/supplies/entities/purchase'
import { acceptanceForm } from '@main/ledgers/supplies/acceptance/form'
import { purchasingDue } from '@main/ledgers/supplies/purchase/due'
import { purchaseForm } from '@main/ledgers/supplies/purchase/form'
import { provePurchases } from '@main/ledgers/supplies/purchase/proof'
import { searchPurchasing } from '@main/ledgers/supplies/purchase/search'
import { purchaseSheet } from '@main/ledgers/supplies/purchase/sheet'
import { supplies } from '@main/ledgers/supplies'
import { requisitionForm } from '@main/ledgers/supplies/requisition/form'
import type { FormModel } from '@main/platform/documents/formModel'
import { ledgerColumns } from '@main/platform/documents/ledgerColumns'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { onBothEngines, type TestHouse } from '../../support/house'
import { acting } from '../../support/people'

/** The demo bureau with supplies alone, so that what another ledger's demo does cannot matter here. */
const foundWithSupplies = (house: TestHouse): Promise<void> => foundDemoBureau({ ...house, modules: [supplies] })

const officeReading = async (house: TestHouse) => {
  const [id] = await holdersOf(house.database.read, 'officeDirector', house.clock.today())
  return readingOf(house, await acting(house, { id: id ?? '' }))
}

const captions = (form: FormModel) =>
  form.blocks.flatMap((block) =>
    block.kind === 'facts'
      ? block.facts.map((fact) => fact.label)
      : block.kind === 'lines'
        ? block.columns.map((column) => column.label)
        : block.kind === 'opinions'
          ? block.boxes.map((box) => box.label)
          : block.kind === 'signatures'
            ? block.lines.map((line) => line.label)
            : []
  )

onBothEngines('demo purchasing and its outputs', (house) => {
  beforeAll(() => foundWithSupplies(house()), 120_000)

  it('shows purchases and requisitions in every state a clerk meets', async () => {
    const purchases = await house().database.read.find(Purchase)
    expect(new Set(purchases.map((purchase) => purchase.state))).toEqual(
      new Set(['closed', 'ordered', 'pending', 'approved'])
    )
    expect(new Set(purchases.map((purchase) => purchase.kind))).toEqual(new Set(['consolidated', 'unit', 'emergency']))
    const requisitions = await house().database.read.find(Requisition)
    expect(new Set(requisitions.map((each) => each.state))).toEqual(new Set(['pending', 'approved', 'purchasing']))
    expect(requisitions.filter((each) => each.urgentReason !== null)).toHaveLength(1)
    expect(await house().database.read.countBy(SupplierReturn, { state: 'open' })).toBe(1)
    expect(await house().database.read.count(Holding)).toBeGreaterThan(0)
    expect(await provePurchases(house().database.read)).toEqual([])
  })

  it("prints 采购台账 with the auditor's columns, sums that match the purchases and exceptions in 备注", async () => {
    const sheet = await purchaseSheet.make(await officeReading(house()), {})
    expect(ledgerColumns(sheet.columns).map((column) => column.label)).toEqual(
      '序号 采购单号 日期 方式 品名 单位 数量 预算金额 成交金额 供应商 比价家数 审批 验收 未订购 未到货 退货 验收数 入库数 待入库 发票号 状态 备注'.split(
        ' '
      )
    )
    const rows: Readonly<Record<string, unknown>>[] = []
    for await (const row of sheet.rows) rows.push(row)
    const purchases = await house().database.read.find(Purchase)
    const sum = (key: string) => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0)
    expect(sum('budgetCents')).toBe(purchases.reduce((total, purchase) => total + purchase.budgetCents, 0))
    expect(sum('dealCents')).toBe(purchases.reduce((total, purchase) => total + (purchase.dealCents ?? 0), 0))
    const remarks = rows.map((row) => String(row['remarks']))
    expect(remarks.filter((remark) => remark.includes('逾期未补手续') && remark.includes('不予报销'))).toHaveLength(1)
    expect(remarks.filter((remark) => remark.includes('待补手续'))).toHaveLength(1)
    expect(remarks.some((remark) => remark.includes('（理由：金额较小且急用，本地仅一家有货）'))).toBe(true)
    // What is bought is what is used up: nothing else in the story asks for a word on it.
    const said = await house().database.read.findBy(ExceptionEntry, { chain: 'supplies', rule: 'SUP-05' })
    expect(said.map(({ reason }) => reason)).toEqual(['金额较小且急用，本地仅一家有货'])
  })

  it('prints a period only when one is asked for', async () => {
    const sheet = await purchaseSheet.make(await officeReading(house()), { from: '2020-01-01', to: '2020-12-31' })
    const rows: unknown[] = []
    for await (const row of sheet.rows) rows.push(row)
    expect(rows).toEqual([])
  })

  it('prints the three forms with their blocks from top to bottom', async () => {
    const reading = await officeReading(house())
    const requisition = await house().database.read.findOneByOrFail(Requisition, { state: 'purchasing' })
    expect(await requisitionForm.find(reading, requisition.number)).toBe(requisition.id)
    expect(captions(await requisitionForm.make(reading, requisition.id))).toEqual(
      '部门 月份 申请人 品名 规格 单位 库存 月均消耗 申购数 预计单价 金额 科室负责人意见 分管领导意见 办公室意见'.split(
        ' '
      )
    )
    const purchase = await house().database.read.findOneByOrFail(Purchase, { state: 'closed' })
    const approval = await purchaseForm.make(reading, purchase.id)
    expect(captions(approval)).toEqual(
      expect.arrayContaining(
        '供应商 报价 推荐及理由 预算 人民币大写 集体决策会议 会议日期 纪要号 办公室主任意见 分管领导意见 主要领导意见'.split(
          ' '
        )
      )
    )
    const opinions = approval.blocks.find((block) => block.kind === 'opinions')
    expect(
      opinions?.kind === 'opinions' && opinions.boxes.every((box) => box.opinion === '同意采购' && box.name && box.date)
    ).toBe(true)
    const acceptance = await house().database.read.findOneByOrFail(Acceptance, { purchaseId: purchase.id })
    expect(captions(await acceptanceForm.make(reading, acceptance.id))).toEqual(
      '供应商 送货单号 采购单号 验收时间 品名 型号 应到 实到 合格 不合格 不合格原因 验收人 保管员 供应商代表'.split(' ')
    )
  })

  it('lists what is due with its rule, and finds goods and papers by initials and number', async () => {
    const reading = await officeReading(house())
    const rules = (await purchasingDue(reading)).map((item) => item.rule)
    expect(new Set(rules)).toEqual(new Set(['SUP-02', 'SUP-03', 'SUP-07', 'SUP-09', 'SUP-10']))
    const [paper] = await searchPurchasing(reading, 'fyz', 5)
    expect(paper).toMatchObject({ subjectType: 'supplyItem', title: '复印纸 A4 70g' })
    const { number } = await house().database.read.findOneByOrFail(Purchase, { state: 'closed' })
    expect((await searchPurchasing(reading, number, 5)).map((hit) => hit.number)).toContain(number)
  })
})
