import { beforeAll, expect, it } from 'vitest'
import { Approval } from '@main/office/approvals/entities'
import { decide, withdraw } from '@main/office/approvals/service'
import { readingOf } from '@main/office/procedure'
import { Requisition, RequisitionLine } from '@main/ledgers/supplies/entities/purchase'
import type { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { reviseRequisition, submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { requisitionDetail, requisitionPage } from '@main/ledgers/supplies/requisition/rows'
import { onBothEngines } from '../../support/house'
import { aBureau, acting, aPerson } from '../../support/people'
import { actingIn, approveThrough, aSupplyItem, aSuppliesStaff, lastException, refusedBy } from '../../support/supplies'

onBothEngines(
  'requisitions',
  (house) => {
    let staff: Awaited<ReturnType<typeof aSuppliesStaff>>
    let item: SupplyItem
    beforeAll(async () => {
      await aBureau(house())
      staff = await aSuppliesStaff(house())
      item = await aSupplyItem(house())
    })
    const submit = (month?: string, reasons = {}) =>
      actingIn(
        house(),
        staff.clerk,
        (unit) =>
          submitRequisition(unit, house(), {
            ...(month ? { month } : {}),
            lines: [{ itemId: item.id, quantity: 3_000, unitPriceCents: 250 }]
          }),
        reasons
      )
    const stored = (id: string) => house().database.read.findOneByOrFail(Requisition, { id })

    it('SUP-02 takes the month up to its 5th and puts later ones to the next round', async () => {
      house().clock.setDay('2026-09-05', '17:00')
      expect(await submit('2026-09')).toMatchObject({ month: '2026-09', urgentReason: null, state: 'pending' })
      house().clock.setDay('2026-09-06')
      const [finding] = await refusedBy(house(), 'SUP-02', () => submit('2026-09'))
      expect(finding).toMatchObject({ act: 'WARN', passableWithReason: true, field: 'month' })
      expect(finding?.message).toContain('2026年10月')
      expect(await submit()).toMatchObject({ month: '2026-10', urgentReason: null })
    })

    it('SUP-02 lets an urgent late one stay in the month, with its reason on record', async () => {
      house().clock.setDay('2026-09-20')
      const urgent = await submit('2026-09', { 'SUP-02': '迎检急需' })
      expect(urgent).toMatchObject({ month: '2026-09', urgentReason: '迎检急需' })
      expect(await lastException(house(), 'SUP-02')).toMatchObject({ reason: '迎检急需', subjectNumber: urgent.number })
      const [past] = await refusedBy(house(), 'SUP-02', () => submit('2026-08', { 'SUP-02': '补报' }))
      expect(past?.act).toBe('BLOCK')
    })

    it('SUP-03 goes unit head, then leader in charge, and shows them stock and monthly use', async () => {
      const requisition = await submit('2026-11')
      const approval = await approveThrough(house(), requisition.approvalId ?? '')
      expect(approval).toMatchObject({ state: 'approved', amountCents: 750 })
      expect(approval.steps.map((step) => step.role)).toEqual(['unitHead', 'leader'])
      expect(await stored(requisition.id)).toMatchObject({ state: 'approved' })
      expect(await house().database.read.findOneBy(RequisitionLine, { requisitionId: requisition.id })).toMatchObject({
        onHand: 0,
        monthlyUse: 0
      })
    })

    it('comes back for completion, is put right by its applicant and goes on', async () => {
      const requisition = await submit('2026-11')
      const approval = await house().database.read.findOneByOrFail(Approval, { id: requisition.approvalId ?? '' })
      await actingIn(house(), staff.unitHead, (unit) =>
        decide(unit, house(), {
          id: approval.id,
          version: approval.version,
          outcome: 'return',
          opinion: '数量偏多，请核减'
        })
      )
      const returned = await stored(requisition.id)
      expect(returned.state).toBe('returned')
      const lines = [{ itemId: item.id, quantity: 1_000, unitPriceCents: 250 }]
      const revision = { id: returned.id, version: returned.version, lines, note: '已核减为1个' }
      await expect(
        actingIn(house(), staff.unitHead, (unit) => reviseRequisition(unit, house(), revision))
      ).rejects.toMatchObject({
        type: 'forbidden'
      })
      await actingIn(house(), staff.clerk, (unit) => reviseRequisition(unit, house(), revision))
      expect(await stored(requisition.id)).toMatchObject({ state: 'pending' })
      const detail = await requisitionDetail(
        await readingOf(house(), await acting(house(), staff.clerk)),
        requisition.id
      )
      expect(detail.lines.map((line) => [line.quantity, line.amountCents])).toEqual([[1_000, 250]])
      expect(detail.timeline.map((event) => event.title)).toEqual(
        expect.arrayContaining(['测试办理', '科室负责人意见：退回补正', '经办人：补正重报'])
      )
    })

    it('is withdrawn by its applicant before the first decision', async () => {
      const requisition = await submit('2026-11')
      const approval = await house().database.read.findOneByOrFail(Approval, { id: requisition.approvalId ?? '' })
      await actingIn(house(), staff.clerk, (unit) => withdraw(unit, house(), approval.id, approval.version))
      expect(await stored(requisition.id)).toMatchObject({ state: 'withdrawn' })
    })

    it('shows ordinary staff their own unit only, the office everything', async () => {
      await submit('2026-12')
      const other = await aPerson(house(), { kind: 'permanent' })
      const window = { filters: [], offset: 0, limit: 50 }
      const mine = await requisitionPage(await readingOf(house(), await acting(house(), staff.clerk)), window)
      const theirs = await requisitionPage(await readingOf(house(), await acting(house(), other)), window)
      const office = await requisitionPage(await readingOf(house(), await acting(house(), staff.officeDirector)), {
        ...window,
        search: item.name
      })
      expect([mine.total > 0, theirs.total, office.total]).toEqual([true, 0, mine.total])
      const [row] = mine.rows
      await expect(
        requisitionDetail(await readingOf(house(), await acting(house(), other)), row?.id ?? '')
      ).rejects.toMatchObject({
        type: 'notFound'
      })
    })
  },
  '2026-09-01T01:00:00.000Z'
)
