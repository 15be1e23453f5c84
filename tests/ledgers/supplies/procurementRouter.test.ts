import { call, ORPCError } from '@orpc/server'
import { beforeAll, expect, it } from 'vitest'
import type { Finding } from '@main/contract/faults'
import { suppliesRouter } from '@main/ledgers/supplies/router'
import type { Person } from '@main/office/entities'
import type { CallContext } from '@main/office/procedure'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { PreviewEnd } from '@main/platform/database/unitOfWork'
import { onBothEngines } from '../../support/house'
import { aBureau } from '../../support/people'
import { jointly, approveThrough, aPersonAppointed, aSupplier, aSuppliesStaff } from '../../support/supplies'

onBothEngines('purchasing as the window calls it', (house) => {
  let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
  let buyer: Person
  beforeAll(async () => {
    await aBureau(house())
    staff = await aSuppliesStaff(house())
    buyer = await aPersonAppointed(house(), 'buyer', '2026-07-01', { unitId: staff.office.id })
  })

  const as = ({ id, name }: Pick<Person, 'id' | 'name'>, preview?: Finding[]): { context: CallContext } => {
    const sessionId = house().sessions.newId()
    house().sessions.set(sessionId, {
      personId: id,
      accountId: id,
      login: name,
      locked: false,
      passwordDays: new Map()
    })
    return { context: { house: house(), sessionId, ...(preview ? { preview } : {}) } }
  }
  const failing = async (act: Promise<unknown>): Promise<ORPCError<string, unknown>> => {
    const error: unknown = await act.then(
      () => undefined,
      (fault: unknown) => fault
    )
    if (!(error instanceof ORPCError)) throw new Error(`expected a fault, got ${String(error)}`)
    return error
  }
  const anItem = (name: string) =>
    call(
      suppliesRouter.items.create,
      { name, spec: '标准', measure: '个', category: 'office', location: 'A-1', safetyStock: 0 },
      as(staff.keeper)
    )

  it('runs the whole way from catalogue to closing, each by its post', async () => {
    const item = await anItem('档案袋')
    const supplierIds = [await aSupplier(house()), await aSupplier(house()), await aSupplier(house())].map(
      ({ id }) => id
    )
    const asked = await call(
      suppliesRouter.requisitions.submit,
      { lines: [{ itemId: item.id, quantity: 5_000, unitPriceCents: 120 }] },
      as(staff.clerk)
    )
    expect(asked.month).toBe('2026-10')
    const requisition = await call(suppliesRouter.requisitions.get, { id: asked.id }, as(staff.clerk))
    await approveThrough(house(), requisition.approval?.id ?? '')
    const plan = await call(suppliesRouter.purchases.plan, { month: asked.month }, as(buyer))
    const made = await call(
      suppliesRouter.purchases.submit,
      {
        month: asked.month,
        lines: plan.lines.map(({ itemId, requested, unitPriceCents }) => ({
          itemId,
          quantity: requested,
          unitPriceCents
        })),
        quotes: supplierIds.map((supplierId, index) => ({
          supplierId,
          amountCents: 600 + index,
          quotedOn: '2026-09-30'
        })),
        ...(supplierIds[0] ? { supplierId: supplierIds[0] } : {})
      },
      as(buyer)
    )
    const get = () => call(suppliesRouter.purchases.get, { id: made.id }, as(buyer))
    await approveThrough(house(), (await get()).approval?.id ?? '')
    const approved = await get()
    expect(approved.requisitions).toEqual([expect.objectContaining({ number: asked.number })])
    expect(approved.actions.filter((action) => action.enabled).map((action) => action.action)).toEqual([
      'addQuotes',
      'order'
    ])
    await call(
      suppliesRouter.purchases.order,
      {
        id: made.id,
        version: approved.row.version,
        supplierId: supplierIds[0] ?? '',
        lines: approved.lines.map((line) => ({ lineId: line.id, dealPriceCents: 110 })),
        ...jointly(staff)
      },
      as(buyer)
    )
    const ordered = await get()
    expect(ordered.row).toMatchObject({ state: 'ordered', dealCents: 550, quotes: 3 })
    await call(
      suppliesRouter.acceptances.record,
      {
        purchaseId: made.id,
        version: ordered.row.version,
        deliveryNote: 'S-9',
        keeperId: staff.keeper.id,
        lines: ordered.lines.map((line) => ({
          lineId: line.id,
          deliveredQuantity: 5_000,
          acceptedQuantity: 5_000,
          rejectedQuantity: 0
        }))
      },
      as(staff.officeDirector)
    )
    const delivered = await get()
    expect(delivered.row.state).toBe('delivered')
    expect(delivered.timeline.map((event) => event.title)).toEqual(
      expect.arrayContaining(['汇总采购', '订购', '验收', '主要领导意见：同意'])
    )
    const shown = await call(suppliesRouter.purchases.list, { search: 'dad' }, as(staff.officeDirector))
    expect(shown).toMatchObject({ total: 1, sums: { budgetCents: 600, dealCents: 550 } })
  })

  it('tells those without the post who does it, and whoever is not signed in to sign in', async () => {
    const input = {
      name: '印泥',
      spec: '标准',
      measure: '盒',
      category: 'office' as const,
      location: 'A-1',
      safetyStock: 0
    }
    const forbidden = await failing(call(suppliesRouter.items.create, input, as(staff.clerk)))
    expect(forbidden).toMatchObject({ code: 'forbidden', message: '这项业务由采购员、用品保管员、办公室主任办理' })
    expect(
      await failing(call(suppliesRouter.items.list, {}, { context: { house: house(), sessionId: 'none' } }))
    ).toMatchObject({
      code: 'forbidden'
    })
  })

  it('names the field that is wrong and writes nothing', async () => {
    const item = await anItem('夹子')
    const before = await house().database.read.count(AuditEntry)
    const submit = (lines: readonly { itemId: string; quantity: number; unitPriceCents: number }[]) =>
      failing(call(suppliesRouter.requisitions.submit, { lines: [...lines] }, as(staff.clerk)))
    const line = { itemId: item.id, quantity: 1_000, unitPriceCents: 100 }
    expect((await submit([{ ...line, quantity: 0 }])).data).toMatchObject({
      issues: [{ path: 'lines.0.quantity', message: '申购数应大于零' }]
    })
    expect((await submit([line, line])).data).toMatchObject({ issues: [{ path: 'lines.1.itemId' }] })
    expect(await house().database.read.count(AuditEntry)).toBe(before)
  })

  it('shows everything that is missing in a live check and saves nothing', async () => {
    const item = await anItem('胶带')
    const before = await house().database.read.count(AuditEntry)
    const findings: Finding[] = []
    const check = call(
      suppliesRouter.purchases.submitEmergency,
      { lines: [{ itemId: item.id, quantity: 1_000, unitPriceCents: 100 }], call: {} },
      as(staff.brigadeClerk, findings)
    )
    await expect(check).rejects.toBeInstanceOf(PreviewEnd)
    expect(findings.map((finding) => finding.rule)).toEqual(['SUP-06'])
    expect(await house().database.read.count(AuditEntry)).toBe(before)
  })
})
