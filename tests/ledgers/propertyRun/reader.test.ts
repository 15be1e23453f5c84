import { afterAll, beforeAll, expect, it } from 'vitest'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { UseRequest } from '@main/ledgers/seals/entities'
import { stamp } from '@main/ledgers/seals/use/stamp'
import { StocktakeLine } from '@main/ledgers/supplies/entities/stock'
import {
  countFirst,
  countSecond,
  explain,
  openStocktake,
  submitStocktake
} from '@main/ledgers/supplies/stocktake/count'
import { Approval } from '@main/office/approvals/entities'
import { approveByTelephone } from '@main/office/approvals/telephone'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import type { Person } from '@main/office/entities'
import { anApprovedRequest, applied, approved, aPaper, aSeal, doing, everyone, pen, sealNow } from '../../support/seals'
import { actingIn as actingInStore } from '../../support/supplies'
import { actingIn as actingInRoom, approvedOut, tookIn, wentOut } from '../../support/warehouse'
import { closeCleanup, countGoods, openCleanup } from '@main/ledgers/warehouse/cleanup/acts'
import { settleDifference } from '@main/ledgers/warehouse/cleanup/settle'
import { Cleanup, CleanupCount, CleanupLine, DetainedLine } from '@main/ledgers/warehouse/entities'
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
  // The head's own seal, whose consent came by telephone, and a count with a loss.
  const own = await aSeal(house, bureau, { kind: 'personal', custodianId: bureau.deputy.id })
  const paper = aPaper(own, { documentKind: 'enterpriseReview', copies: 3 })
  const { request: asked, approval } = await applied(house, bureau.clerk, paper)
  await approved(house, approval.id, everyone(bureau), 1)
  const { version: due } = await house.database.read.findOneByOrFail(Approval, { id: approval.id })
  const call = { approvedBy: bureau.head.id, approvedAt: house.clock.now(), takenBy: bureau.custodian.id, pin: '4321' }
  await doing(house, bureau.custodian, (unit) => approveByTelephone(unit, house, approval.id, due, call))
  const ready = await house.database.read.findOneByOrFail(UseRequest, { id: asked.id })
  const use = { requestId: asked.id, version: ready.version, copies: 1, blank: false, place: 'custodyRoom' } as const
  await doing(house, bureau.deputy, (unit) => stamp(unit, use))
  await aLossCounted(house, cast)
  // One more, of which nobody has decided anything yet.
  await applied(house, bureau.clerk, aPaper(seal))
  const { id: intakeId } = await tookIn(house, staff)
  const line = await house.database.read.findOneByOrFail(DetainedLine, { intakeId, lineNumber: 1 })
  await wentOut(
    house,
    staff,
    await approvedOut(house, staff, { intakeId, lines: [{ lineId: line.id, quantity: 5_000 }] })
  )
  await cleanedUp(house, cast)
  record = await recordOf(house.database.read)
})
afterAll(() => closeTestHouse(house))

/** A count of the whole store that finds one piece missing, approved to the end. */
async function aLossCounted(there: TestHouse, { store, bureau }: RunCast): Promise<void> {
  const { read } = there.database
  const stocktake = await actingInStore(there, store.keeper, (unit) =>
    openStocktake(unit, { scope: 'all', blind: true, witnessId: store.finance.id })
  )
  const { id } = stocktake
  const lines = await read.find(StocktakeLine, { where: { stocktakeId: id }, order: { lineNumber: 'ASC' } })
  const short = lines.map((line, index) => ({
    lineId: line.id,
    quantity: line.bookQuantity - (index === 0 ? 1_000 : 0)
  }))
  const after = await actingInStore(there, store.keeper, (unit) => countFirst(unit, id, stocktake.version, short))
  const again = await actingInStore(there, bureau.deputy, (unit) =>
    countSecond(unit, id, after.version, short.slice(0, 1))
  )
  const reasons = short.slice(0, 1).map(({ lineId }) => ({ lineId, reason: '漏记', handling: '盘亏出账' }))
  const told = await actingInStore(there, store.keeper, (unit) =>
    explain(unit, { id, version: again.version, lines: reasons, conclusion: '差异已说明' })
  )
  const { approvalId } = await actingInStore(there, store.keeper, (unit) =>
    submitStocktake(unit, there, id, told.version)
  )
  await approved(there, approvalId, everyone(bureau))
}

/** The quarter's clean-up of the room, which finds one thing short; it turns up again. */
async function cleanedUp(there: TestHouse, { staff }: RunCast): Promise<void> {
  const { read } = there.database
  const { keeper, officers, squad } = staff
  const participants = officers.slice(0, 2).map(({ id: personId }) => ({ squadId: squad.id, personId }))
  const { id } = await actingInRoom(there, keeper, (unit) =>
    openCleanup(unit, there, { quarter: '2026-Q3', participants })
  )
  const lines = await read.find(CleanupLine, { where: { cleanupId: id }, order: { id: 'ASC' } })
  const counts = lines.map(({ lineId, book }, index) => ({
    lineId,
    quantity: book - (index === 0 ? 1_000 : 0),
    ...{ name: undefined, foundLocation: undefined },
    note: index === 0 ? '货架后没有找到' : undefined
  }))
  const { version } = await read.findOneByOrFail(Cleanup, { id })
  const counted = await actingInRoom(there, officers[0], (unit) => countGoods(unit, { id, version, counts }))
  await actingInRoom(there, keeper, (unit) =>
    closeCleanup(unit, { id, version: counted.version, conclusion: '清整完毕' })
  )
  const short = await read.findOneByOrFail(CleanupCount, { cleanupId: id, result: 'missing' })
  const found = { id, countId: short.id, how: 'found', intakeNumber: undefined } as const
  await actingInRoom(there, keeper, (unit) => settleDifference(unit, { ...found, quantity: 1_000, note: '在车上找到' }))
}

/** The last appended row of a table, or the last of those a condition holds for. */
function last(table: string, where: (row: Row) => boolean = () => true): Row {
  const found = record.flatMap(({ appended }) => appended).findLast((each) => each.table === table && where(each.row))
  return found?.row ?? expect.fail(table)
}

const ofSeal = (kind: string): string =>
  record
    .flatMap(({ changes }) => changes)
    .find(({ table, after }) => table === 'seals' && after?.['kind'] === kind && after['ownerId'] !== null)?.id ??
  expect.fail(kind)

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
  const once = (by: Person): Row => ({
    ...last('seal_uses', (row) => row['sealId'] !== ofSeal('personal')),
    id: 'use',
    custodianId: by.id,
    copies: 1
  })
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

it('SEAL-07 SEAL-11 names who stamps a leader’s seal by the post alone, and one stamped without the leader’s word', () => {
  const { custodian, deputy, director } = cast.bureau
  const own = (by: Person): Row => ({
    ...last('seal_uses', (row) => row['sealId'] === ofSeal('personal')),
    id: 'own',
    custodianId: by.id
  })
  expect(planted(custodian, [['seal_uses', own(custodian)]])).toEqual([
    ['栽植', custodian.name, 'SEAL-11', '当时不保管这枚印章，也不代保管人']
  ])
  expect(planted(deputy, [['seal_uses', own(deputy)]])).toEqual([])
  const before = record
  record = record.map((act) => ({
    ...act,
    appended: act.appended.map((each) =>
      each.table === 'approval_decisions' && each.row['takenById'] !== null
        ? { ...each, row: { ...each.row, personId: director.id } }
        : each
    )
  }))
  expect(planted(deputy, [['seal_uses', own(deputy)]]).slice(-1)).toEqual([
    ['栽植', deputy.name, 'SEAL-07', '没有印章所刻领导本人同意']
  ])
  record = before
})

it('K-03 names a call taken down by the applicant or without a PIN, and a late word that left no trace', () => {
  const { clerk, custodian, head } = cast.bureau
  const called = record.findIndex(({ appended }) =>
    appended.some(({ table, row }) => table === 'approval_decisions' && row['takenById'] !== null)
  )
  const before = record
  const call = record[called] ?? expect.fail()
  const telling = (change: (row: Row) => Row): readonly RecordedAct[] =>
    record.slice(0, called).concat({
      ...call,
      appended: call.appended.map((each) =>
        each.table === 'approval_decisions' ? { ...each, row: change(each.row) } : each
      )
    })
  const told = (change: (row: Row) => Row) => unentitledIn(telling(change)).map(({ rule, what }) => `${rule} ${what}`)
  expect(told((row) => row)).toEqual([])
  expect(told((row) => ({ ...row, takenById: clerk.id }))).toEqual([
    'K-03 申请人为自己接听记录',
    'K-03 接听记录人当日不任有权接听的职务',
    'K-03 接听记录人没有用签字码'
  ])
  expect(told((row) => ({ ...row, confirmBy: '2026-10-09' }))).toEqual(['K-03 确认期限不是三日'])

  const late = { ...call, at: '2026-10-20T01:00:00.000Z', changes: [], actorId: head.id, actorName: head.name }
  const answer = (outcome: string, personId: string): Row => ({
    ...last('approval_decisions', (row) => row['takenById'] !== null),
    ...{ id: 'answer', outcome, personId, takenById: null, confirmBy: null },
    detail: { decisionId: last('approval_decisions', (row) => row['takenById'] !== null)['id'] }
  })
  const answeredBy = (person: Person, outcome: string) =>
    unentitledIn([
      ...before,
      { ...late, actorId: person.id, appended: [{ table: 'approval_decisions', row: answer(outcome, person.id) }] }
    ]).map(({ rule, what }) => `${rule} ${what}`)
  expect(answeredBy(head, 'disown')).toEqual([])
  expect(answeredBy(head, 'confirm')).toEqual(['K-03 逾期确认没有留痕'])
  expect(answeredBy(custodian, 'disown')).toEqual(['K-03 不是批准的领导本人确认或否认'])
})

it('SUP-18 K-12 names stock adjusted without an approved count, and a second count by the first counter', () => {
  const { keeper } = cast.store
  const loss = last('supply_movements', (row) => row['kind'] === 'loss')
  expect(planted(keeper, [['supply_movements', { ...loss, id: 'loss' }]])).toEqual([
    ['栽植', keeper.name, 'SUP-18', '盈亏没有经过审批就调整了账面']
  ])
  const counted = record.flatMap(({ changes }) => changes).findLast(({ table }) => table === 'supply_stocktakes')
  const again = { ...(counted ?? expect.fail()), after: { secondCounterId: keeper.id } }
  expect(planted(keeper, [], [again])).toEqual([['栽植', keeper.name, 'K-12', '初盘、复盘、监盘有一人兼任']])
})

it('WH-14 names a count by a stranger after the end, a book that was not so, more made good than was short', () => {
  const { keeper, temporary } = cast.staff
  const said = (by: Person, table: string, change: Row) =>
    planted(by, [[table, { ...last(table), id: 'planted', ...change }]]).map(([, , rule, what]) => [rule, what])
  expect(said(temporary, 'detained_cleanup_counts', {})).toEqual([
    ['WH-14', '清整没有进行时登记了实盘数'],
    ['WH-14', '没有参加清整的人登记了实盘数']
  ])
  expect(said(keeper, 'detained_cleanup_counts', { counted: 0 })).toEqual([
    ['WH-14', '清整没有进行时登记了实盘数'],
    ['WH-14', '清点结果与账面数、实盘数不符']
  ])
  expect(said(keeper, 'detained_cleanup_lines', { book: 1 })).toEqual([['WH-14', '清整冻结的账面数不是当时的账面数']])
  expect(said(keeper, 'detained_settlements', { quantity: 1 })).toEqual([['WH-14', '处理的差异多于清点的差异']])
})

it('WH-14 WH-01 K-13 names a clean-up begun with one of a squad, one begun twice, one ended late without a trace', () => {
  const { keeper, temporary } = cast.staff
  const cleanups = record.flatMap(({ changes }) => changes).filter(({ table }) => table === 'detained_cleanups')
  const begun = cleanups.find(({ before }) => before === null) ?? expect.fail()
  const said = (by: Person, change: RecordedAct['changes'][number]) =>
    planted(by, [], [change]).map(([, , rule, what]) => [rule, what])
  const [first] = (begun.after?.['participants'] ?? []) as readonly object[]
  const alone = { ...begun, id: 'again', after: { ...begun.after, id: 'again', participants: [first] } }
  expect(said(keeper, alone)).toEqual([
    ['WH-14', '一个季度清整了两次'],
    ['WH-14', '在库的物品没有列入清整'],
    ['WH-14', '片区指派的人不足二人']
  ])
  const ended = { ...begun, before: {}, after: { state: 'done', lastDay: '2026-09-29' } }
  expect(said(temporary, ended)).toEqual([
    ['WH-01', '当日不任仓库管理员'],
    ['K-13', '逾期清整没有留痕'],
    ['WH-14', '清整日不在季度末']
  ])
})

it('SEAL-20 names the finance seal and a leader’s seal in one hand', () => {
  const { director } = cast.bureau
  const seal = record.flatMap(({ changes }) => changes).find(({ id }) => id === ofSeal('personal')) ?? expect.fail()
  const finance = { ...seal, id: 'finance', after: { ...seal.after, id: 'finance', kind: 'finance', ownerId: null } }
  const passed = { ...last('handovers', (row) => row['subjectId'] === seal.id), id: 'passed', subjectId: 'finance' }
  expect(planted(director, [['handovers', passed]], [finance])).toEqual([
    ['栽植', director.name, 'SEAL-20', '财务专用章与个人印章在一人手中']
  ])
  expect(planted(director, [['handovers', { ...passed, toPersonId: cast.bureau.cashier.id }]], [finance])).toEqual([])
})
