import { beforeAll, expect, it } from 'vitest'
import { standingsOn } from '@main/ledgers/warehouse/clocks/standing'
import { DetainedLine, Keeping, Standing } from '@main/ledgers/warehouse/entities'
import type { KeepingInput } from '@main/ledgers/warehouse/inputs'
import { requestExtension } from '@main/ledgers/warehouse/extension/acts'
import { decideOnGoods, recordTesting } from '@main/ledgers/warehouse/intake/events'
import { beginKeeping, endKeeping } from '@main/ledgers/warehouse/keeping/acts'
import { moveGoods } from '@main/ledgers/warehouse/line/acts'
import { Approval } from '@main/office/approvals/entities'
import { loadShippedCalendar } from '@main/office/session/founding'
import { onBothEngines } from '../../support/house'
import { aBureau } from '../../support/people'
import { anInk } from '../../support/pen'
import {
  actingIn,
  approvedOut,
  approvedThrough,
  aWarehouseStaff,
  detainedOn,
  reads,
  wentOut,
  type WarehouseStaff
} from '../../support/warehouse'

// Every event of goods has a day of its own. What stands at the end of each is kept; later, what stood on that day is
// asked for, and is the same whatever has come since.
onBothEngines('what stood on a past day', (house) => {
  let staff: WarehouseStaff
  beforeAll(async () => {
    house().clock.setDay('2026-03-01')
    await aBureau(house())
    await loadShippedCalendar(house())
    staff = await aWarehouseStaff(house())
  })
  const read = () => house().database.read
  const standing = () => read().find(Standing, { order: { id: 'ASC' } })
  const linesOf = (intakeId: string) => read().find(DetainedLine, { where: { intakeId }, order: { lineNumber: 'ASC' } })
  const asOfficer = <T>(body: Parameters<typeof actingIn<T>>[2]) => actingIn(house(), staff.officers[0], body)
  const asKeeper = <T>(body: Parameters<typeof actingIn<T>>[2]) =>
    actingIn(house(), staff.keeper, body, { 'WH-13': '同库分架' })

  it('is rebuilt as it stood, whatever came since', async () => {
    const then = new Map<string, readonly Standing[]>()
    const on = async (day: string, act: () => Promise<unknown>) => {
      house().clock.setDay(day)
      await act()
      then.set(day, await standing())
    }
    let seized = ''
    let preserved = ''
    let kept = ''
    const goods: string[] = []
    await on('2026-03-02', async () => {
      seized = (await detainedOn(house(), staff, '2026-03-02', { basis: 'seizure' })).id
      goods.push(...(await linesOf(seized)).map(({ id }) => id))
    })
    await on('2026-03-03', async () => {
      preserved = (await detainedOn(house(), staff, '2026-03-03', { basis: 'preservation' })).id
    })
    await on('2026-03-04', () =>
      asKeeper((unit) =>
        moveGoods(unit, house(), {
          id: goods[0] ?? '',
          location: '新架',
          separation: undefined,
          reason: '腾架',
          reasons: undefined
        })
      )
    )
    await on('2026-03-05', () =>
      asOfficer((unit) =>
        decideOnGoods(unit, house(), {
          id: preserved,
          kind: 'seize',
          documentNumber: '扣字〔2026〕8号',
          decidedOn: '2026-03-05'
        })
      )
    )
    await on('2026-03-06', () =>
      asOfficer((unit) =>
        recordTesting(unit, house(), {
          id: seized,
          agency: '质检所',
          from: '2026-03-06',
          to: '2026-03-10',
          noticeNumber: '告字1号',
          noticeAttachmentId: staff.picture
        })
      )
    )
    let extension = ''
    await on('2026-03-09', async () => {
      const asked = await asOfficer((unit) =>
        requestExtension(unit, house(), { intakeId: seized, days: 20, reason: '案情复杂', needsHead: false })
      )
      extension = asked.approvalId
    })
    // Asked for on the 9th, consented to on the 11th.
    await on('2026-03-11', () => approvedThrough(house(), extension))
    await on('2026-03-12', async () => {
      const plan: KeepingInput = {
        lineIds: [goods[0] ?? ''],
        keeper: '停车服务部',
        contact: '0739-1',
        address: '工业园2号',
        fromDay: '2026-03-12',
        toDay: '2026-12-31',
        responsibleId: staff.officers[0].id,
        duties: '遮盖',
        agreementAttachmentId: staff.picture,
        keeperSignature: anInk(),
        signature: undefined
      }
      kept = (await asKeeper((unit) => beginKeeping(unit, house(), plan))).id
    })
    await on('2026-03-16', async () => {
      const { version } = await read().findOneByOrFail(Keeping, { id: kept })
      await asKeeper((unit) =>
        endKeeping(unit, house(), { id: kept, version, location: '回架', separation: undefined, note: undefined })
      )
    })
    await on('2026-03-17', async () => {
      const lines = [{ lineId: goods[0] ?? '', quantity: 5_000 }]
      await wentOut(house(), staff, await approvedOut(house(), staff, { intakeId: seized, lines }))
    })
    await on('2026-03-18', async () => {
      const lines = [{ lineId: goods[1] ?? '', quantity: 30_000 }]
      await wentOut(house(), staff, await approvedOut(house(), staff, { intakeId: seized, lines }))
    })
    let onTheSpot = ''
    await on('2026-03-19', async () => {
      const { id } = await detainedOn(house(), staff, '2026-03-19', { onTheSpot: true })
      onTheSpot = (await read().findOneByOrFail(Approval, { subjectId: id })).id
    })
    await on('2026-03-20', () => approvedThrough(house(), onTheSpot))
    house().clock.setDay('2026-05-06')
    const now = await standing()
    const shown = (rows: readonly Standing[]) => Object.fromEntries(rows.map((row) => [row.id, { ...row }]))
    const reading = await reads(house(), staff.keeper)
    const calendar = await house().calendar(read())
    const asOf = (day: string) => standingsOn({ manager: reading.manager, book: reading.book, calendar }, now, day)
    expect((await asOf('2026-03-01')).map(({ onHand, dueOn }) => [onHand, dueOn])).toEqual(now.map(() => [0, null]))
    for (const [day, stood] of then) {
      const rebuilt = shown(await asOf(day))
      for (const row of stood) expect(rebuilt[row.id], `${row.tag} on ${day}`).toEqual({ ...row })
    }
  })
})
