import { approvalHolds, chainOf, decided, lack, type Lacks, type Need } from './readerApprovals'
import { cleaned, frozen, lookedAt, madeGood } from './readerCleanups'
import { handedOver, inOneHand, stamped } from './readerSeals'
import { adjusted, counted, countedBy } from './readerStocktakes'
import { dayOf, sum, text, whole, type RecordedAct, type Row, type World } from './readerWorld'

/** Goods let go (DK-04 二 四): an approved exit, the keeper of the day, somebody of the squad. */
const letGo: Need = (world, act, row) => {
  const day = dayOf(act.at)
  const exitId = text(row, 'exitId')
  const exit = world.row('detained_exits', exitId)
  const signer = (role: string) =>
    act.appended
      .filter(({ table, row: each }) => table === 'signatures' && text(each, 'subjectId') === exitId)
      .filter(({ row: each }) => text(each, 'role') === role)
      .map(({ row: each }) => text(each, 'personId'))
  const squad = [text(exit, 'deputyId'), ...world.holders('unitHead', day, { unitId: text(exit, 'squadId') })]
  const keepers = world.holders('warehouseKeeper', day)
  return [
    !approvalHolds(world, exitId, day) && lack('WH-08', '出库没有有效的批准'),
    !keepers.includes(text(row, 'keeperId')) && lack('WH-01', '当日不任仓库管理员'),
    !signer('仓库管理员').some((id) => keepers.includes(id)) && lack('WH-08', '仓库管理员没有签字'),
    !signer('片区负责人或指定人员').some((id) => squad.includes(id)) && lack('WH-08', '片区负责人没有签字')
  ]
}

/** One movement of detained goods: out only under an exit, never more than it says or than stands. */
const goodsMoved: Need = (world, act, row) => {
  const [lineId, exitId] = [text(row, 'lineId'), text(row, 'exitId')]
  const moved = world.appended('detained_movements').filter((each) => text(each, 'lineId') === lineId)
  const left = sum([...moved, row], 'quantity')
  const under = [...moved, row].filter((each) => text(each, 'exitId') === exitId)
  const said = world
    .appended('detained_exit_lines')
    .filter((each) => text(each, 'exitId') === exitId && text(each, 'lineId') === lineId)
  const out = whole(row, 'quantity') < 0 && text(row, 'reversalOfId') === ''
  const recorded = act.appended.some(
    ({ table, row: each }) => table === 'detained_exit_records' && text(each, 'exitId') === exitId
  )
  return [
    left < 0 && lack('WH-10', '出库多于在库'),
    out && !recorded && lack('WH-08', '没有出库记录就出了库'),
    out && -sum(under, 'quantity') > sum(said, 'quantity') && lack('WH-10', '出库多于批准')
  ]
}

/** Supplies handed over the counter (DK-04 一 五): approved, the keeper of the day, both signatures. */
const issued: Need = (world, act, row) => {
  const day = dayOf(act.at)
  const [keeper, claimant] = [text(row, 'keeperId'), text(row, 'claimantId')]
  const signed = act.appended.filter(
    ({ table, row: each }) => table === 'signatures' && text(each, 'subjectId') === text(row, 'id')
  )
  return [
    !approvalHolds(world, text(row, 'requestId'), day) && lack('SUP-11', '发放没有有效的批准'),
    !world.holders('suppliesKeeper', day).includes(keeper) && lack('SUP-15', '当日不任用品保管员'),
    ![keeper, claimant].every((id) => signed.some(({ row: each }) => text(each, 'personId') === id)) &&
      lack('SUP-15', '没有双方签字'),
    keeper === claimant && lack('K-12', '发放人就是领用人')
  ]
}

/** One line of it: never more than approved. */
const issuedLine: Need = (world, _act, row) => {
  const lineId = text(row, 'requestLineId')
  const before = world.appended('supply_issue_lines').filter((each) => text(each, 'requestLineId') === lineId)
  const approved = whole(world.row('supply_issue_request_lines', lineId), 'quantity')
  return [sum([...before, row], 'quantity') > approved && lack('SUP-16', '发放多于批准')]
}

/** Stock never falls below nothing, and follows a count only once that is approved. */
const stockMoved: Need = (world, act, row) => {
  const moved = world.appended('supply_movements').filter((each) => text(each, 'itemId') === text(row, 'itemId'))
  return [
    sum([...moved, row], 'quantity') < 0 && lack('SUP-16', '发放多于库存'),
    ...(['gain', 'loss'].includes(text(row, 'kind')) ? adjusted(world, act, row) : [])
  ]
}

/** What each kind of entry needs at the moment it is appended. */
export const neededOf: Readonly<Record<string, Need>> = {
  approval_decisions: decided,
  seal_uses: stamped,
  handovers: handedOver,
  detained_exit_records: letGo,
  detained_movements: goodsMoved,
  detained_cleanup_lines: frozen,
  detained_cleanup_counts: lookedAt,
  detained_settlements: madeGood,
  supply_issues: issued,
  supply_issue_lines: issuedLine,
  supply_movements: stockMoved
}

const keeping = ['sealCustodian', 'suppliesKeeper', 'warehouseKeeper']

/** A row as an act left it, what of it the act changed, the day and the act. */
export interface Changed {
  readonly row: Row
  readonly changed: Row
  readonly day: string
  readonly act: RecordedAct
}

/** What each kind of changed row needs; looked at once the act is through. */
export const neededAfter: Readonly<Record<string, (world: World, change: Changed) => Lacks>> = {
  approvals: (world, { row, day }) => {
    world.noteChain(text(row, 'id'), () => chainOf(world, row, day))
    return [!world.ownStaff(text(row, 'applicantId')) && lack('K-11', '临时聘用或外来人员申请')]
  },
  appointments: (world, { row, day }) => [
    keeping.includes(text(row, 'post')) &&
      !world.ownStaff(text(row, 'personId')) &&
      lack('K-11', '临时聘用或外来人员保管'),
    ...inOneHand(world, day)
  ],
  seals: (world, { day }) => inOneHand(world, day),
  supply_stocktakes: (world, { row, changed }) => countedBy(world, row, changed),
  detained_cleanups: cleaned,
  supply_stocktake_lines: (world, { row, changed }) => counted(world, row, changed),
  people: (world, { row, day }) => {
    if (text(row, 'status') !== 'departed') return []
    const id = text(row, 'id')
    const inUse = world.rows('seals').filter((seal) => ['inUse', 'suspended'].includes(text(seal, 'state')))
    return [
      inUse.some((seal) => text(world.lastHandover(text(seal, 'id')), 'toPersonId') === id) &&
        lack('K-08', '离岗时还保管着印章'),
      world
        .rows('appointments')
        .some(
          (post) =>
            text(post, 'personId') === id && keeping.includes(text(post, 'post')) && (text(post, 'toDay') || day) > day
        ) && lack('K-08', '离岗时还任着保管职务')
    ]
  }
}
