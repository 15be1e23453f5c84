import { afterAll, beforeAll, expect, it } from 'vitest'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { UseRequest } from '@main/ledgers/seals/entities'
import { stamp } from '@main/ledgers/seals/use/stamp'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import type { Person } from '@main/office/entities'
import { anApprovedRequest, applied, aPaper, aSeal, doing, pen, sealNow } from '../../support/seals'
import { approvedOut, tookIn, wentOut } from '../../support/warehouse'
import { DetainedLine } from '@main/ledgers/warehouse/entities'
import { aRunCast, type RunCast } from './cast'
import { recordOf, unentitledIn } from './reader'
import type { RecordedAct, Row } from './readerWorld'

let house: TestHouse
let cast: RunCast
let record: readonly RecordedAct[]

beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z')
  cast = await aRunCast(house)
  const { bureau, staff } = cast
  const seal = await aSeal(house, bureau)
  const request = await anApprovedRequest(house, bureau, seal, { copies: 3 })
  const stampedBy = async (person: Person, copies: number) => {
    const { version } = await house.database.read.findOneByOrFail(UseRequest, { id: request.id })
    const input = { requestId: request.id, version, copies, blank: false, place: 'custodyRoom' } as const
    return doing(house, person, (unit) => stamp(unit, input))
  }
  await stampedBy(bureau.custodian, 2)
  const { version } = await sealNow(house, seal)
  const signatures = { from: pen(bureau.custodian), to: pen(bureau.deputy) }
  const passing = { id: seal.id, version, kind: 'transfer', toPersonId: bureau.deputy.id, reason: '工作调整' } as const
  await doing(house, bureau.director, (unit) => handOver(unit, { ...passing, keysHandedOver: true, signatures }))
  await stampedBy(bureau.deputy, 1)
  // One more, of which nobody has decided anything yet.
  await applied(house, bureau.clerk, aPaper(seal))
  const { id: intakeId } = await tookIn(house, staff)
  const line = await house.database.read.findOneByOrFail(DetainedLine, { intakeId, lineNumber: 1 })
  await wentOut(
    house,
    staff,
    await approvedOut(house, staff, { intakeId, lines: [{ lineId: line.id, quantity: 5_000 }] })
  )
  record = await recordOf(house.database.read)
})
afterAll(() => closeTestHouse(house))

/** The last appended row of a table. */
function last(table: string): Row {
  const found = record.flatMap(({ appended }) => appended).findLast((each) => each.table === table)
  return found?.row ?? expect.fail(table)
}

/** An act put at the end of a copy of the record. */
const planted = (by: Person, entries: readonly (readonly [string, Row])[], changes: RecordedAct['changes'] = []) => {
  const end = record.at(-1) ?? expect.fail()
  const appended = entries.map(([table, row]) => ({ table, row }))
  const act = { ...end, seq: end.seq + 1, act: '栽植', actorId: by.id, actorName: by.name, changes, appended }
  return unentitledIn([...record, act]).map(({ rule, what, act: name, actor }) => [name, actor, rule, what])
}

it('finds nothing in what was done by those entitled', () => {
  expect(record.length).toBeGreaterThan(30)
  expect(unentitledIn(record)).toEqual([])
})

it('SEAL-11 SEAL-07 names the former keeper who stamps, and a stamping after the approval was used up', () => {
  const { custodian, deputy } = cast.bureau
  const once = (by: Person): Row => ({ ...last('seal_uses'), id: 'use', custodianId: by.id, copies: 1 })
  expect(planted(custodian, [['seal_uses', once(custodian)]])).toEqual([
    ['栽植', custodian.name, 'SEAL-11', '当时不保管这枚印章，也不代保管人'],
    ['栽植', custodian.name, 'SEAL-07', '用印超过批准的份数']
  ])
  expect(planted(deputy, [['seal_uses', once(deputy)]])).toEqual([
    ['栽植', deputy.name, 'SEAL-07', '用印超过批准的份数']
  ])
})

it('K-08 K-01 names who decides after having left, and who decides without the post', () => {
  const { squadHead, director } = cast.bureau
  const mine = record
    .flatMap(({ changes }) => changes)
    .findLast(({ table, after }) => table === 'approvals' && after?.['applicantId'] === cast.bureau.clerk.id)
  const decision = (by: Person): Row => ({
    ...last('approval_decisions'),
    ...{ id: 'decision', approvalId: mine?.id, personId: by.id, outcome: 'approve' }
  })
  expect(planted(squadHead, [['approval_decisions', decision(squadHead)]])).toEqual([])
  const left: RecordedAct = {
    ...(record.at(-1) ?? expect.fail()),
    ...{ actorId: null, appended: [] },
    changes: [{ table: 'people', id: squadHead.id, before: { status: 'active' }, after: { status: 'departed' } }]
  }
  const before = record
  record = [...record, left]
  expect(planted(squadHead, [['approval_decisions', decision(squadHead)]])).toEqual([
    ['栽植', squadHead.name, 'K-08', '已离岗的人办理'],
    ['栽植', squadHead.name, 'K-01', '当日不任这一步要求的职务，也不代班']
  ])
  record = before
  expect(planted(director, [['approval_decisions', decision(director)]])).toEqual([
    ['栽植', director.name, 'K-01', '当日不任这一步要求的职务，也不代班']
  ])
})

it('WH-10 WH-08 names goods that leave beyond what was approved, and without a record of who let them go', () => {
  const { keeper } = cast.staff
  const more: Row = { ...last('detained_movements'), id: 'movement', quantity: -1_000 }
  expect(planted(keeper, [['detained_movements', more]])).toEqual([
    ['栽植', keeper.name, 'WH-08', '没有出库记录就出了库'],
    ['栽植', keeper.name, 'WH-10', '出库多于批准']
  ])
  expect(planted(keeper, [['detained_movements', { ...more, quantity: -8_000 }]])[0]).toEqual([
    ...['栽植', keeper.name, 'WH-10', '出库多于在库']
  ])
})
