import { call } from '@orpc/server'
import { beforeAll, expect, it } from 'vitest'
import { warehouseRouter } from '@main/ledgers/warehouse/router'
import { loadShippedCalendar } from '@main/office/session/founding'
import type { Person } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { aBureau, anAttachment } from '../../support/people'
import {
  aCompletion,
  anExit,
  anIntake,
  approvedThrough,
  aWarehouseStaff,
  everything,
  type WarehouseStaff
} from '../../support/warehouse'

onBothEngines('warehouse procedures', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
  })
  const as = (person: Pick<Person, 'id'>) => {
    const sessionId = house().sessions.newId()
    house().sessions.set(sessionId, {
      personId: person.id,
      accountId: person.id,
      login: 'test',
      locked: false,
      passwordDays: new Map()
    })
    return { context: { house: house(), sessionId } }
  }
  /** With a file of their own: one belongs to one record. */
  const withFile = async () => ({ ...staff, picture: (await anAttachment(house())).id })
  const page = { filters: [], offset: 0, limit: 50 }

  it('takes goods from the counter to the party through the contract', async () => {
    const made = await call(warehouseRouter.intakes.receive, anIntake(house(), await withFile()), as(staff.keeper))
    const [line] = made.lines
    const intake = await call(warehouseRouter.intakes.get, { id: made.id }, as(staff.officers[0]))
    expect(intake.actions.find((action) => action.action === 'submitExit')).toMatchObject({ enabled: true })
    expect(intake.actions.find((action) => action.action === 'reverse')).toMatchObject({
      enabled: false,
      reason: '由仓库管理员办理'
    })
    const plan = anExit(house(), await withFile(), {
      intakeId: made.id,
      lines: [{ lineId: line?.id ?? '', quantity: 12_000 }]
    })
    const asked = await call(warehouseRouter.exits.submit, plan, as(staff.officers[0]))
    await approvedThrough(house(), asked.approvalId)
    const exit = await call(warehouseRouter.exits.get, { id: asked.id }, as(staff.keeper))
    expect(exit.actions).toContainEqual({ action: 'complete', label: '办理出库', enabled: true })
    await call(warehouseRouter.exits.complete, aCompletion(await withFile(), exit.row), as(staff.keeper))
    const { rows } = await call(
      warehouseRouter.lines.list,
      { ...page, filters: [{ field: 'state', op: 'eq', value: 'gone' }] },
      as(staff.keeper)
    )
    expect(rows.map((row) => row.id)).toEqual([line?.id])
    // A row for each unit of measure: stools are counted, melons weighed.
    expect(await call(warehouseRouter.statistics.squads, {}, as(staff.leader))).toMatchObject([
      { measure: '个', received: 12_000, returned: 12_000, onHand: 0 },
      { measure: '公斤', received: 30_000, returned: 0, onHand: 30_000 }
    ])
  })

  it('refuses the counter to everybody but the keeper, and others’ records to a strange squad, writing nothing', async () => {
    const made = await call(warehouseRouter.intakes.receive, anIntake(house(), await withFile()), as(staff.keeper))
    const before = await everything(house())
    await expect(
      call(warehouseRouter.intakes.receive, anIntake(house(), staff), as(staff.officers[0]))
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(call(warehouseRouter.intakes.list, page, as(staff.temporary))).rejects.toMatchObject({
      code: 'forbidden'
    })
    await expect(call(warehouseRouter.intakes.get, { id: made.id }, as(staff.others[0]))).rejects.toMatchObject({
      code: 'notFound'
    })
    await expect(
      call(warehouseRouter.intakes.receive, { ...anIntake(house(), staff), lines: [] }, as(staff.keeper))
    ).rejects.toMatchObject({
      code: 'invalid'
    })
    expect(await everything(house())).toEqual(before)
  })
})
