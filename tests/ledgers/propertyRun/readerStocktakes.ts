import { countersOf, lack, type Lacks, type Need } from './readerApprovals'
import { sum, text, whole, type Row, type World } from './readerWorld'

/** What the movements of an item say is there. */
const onShelf = (world: World, itemId: string): number =>
  sum(
    world.appended('supply_movements').filter((each) => text(each, 'itemId') === itemId),
    'quantity'
  )

/** Who counts, counts again and watches (DK-04 一 六4): each another, each of the staff and there. */
export function countedBy(world: World, row: Row, changed: Row): Lacks {
  const hands = countersOf(row)
  const named = countersOf(changed)
  return [
    new Set(hands).size < hands.length && lack('K-12', '初盘、复盘、监盘有一人兼任'),
    named.some((id) => !world.ownStaff(id)) && lack('K-11', '临时聘用或外来人员盘点、监盘'),
    named.some((id) => !world.present(id)) && lack('K-08', '已离岗的人盘点、监盘')
  ]
}

/** The book is frozen as it stood, and what moved until the count is no difference of it (SUP-18). */
export function counted(world: World, row: Row, changed: Row): Lacks {
  const there = onShelf(world, text(row, 'itemId'))
  const count = changed['firstCount'] ?? changed['secondCount'] ?? null
  return [
    'bookQuantity' in changed && whole(row, 'bookQuantity') !== there && lack('SUP-18', '冻结的账面数不是当时的账面数'),
    count !== null &&
      whole(row, 'bookQuantity') + whole(row, 'movedQuantity') !== there &&
      lack('SUP-18', '盘点时的账面数不对')
  ]
}

/** Gains and losses: what the approved count differed by, in the act that approved it to the end. */
export const adjusted: Need = (world, act, row) => {
  const stocktake = act.appended
    .filter(({ table }) => table === 'approval_decisions')
    .map(({ row: decision }) => world.row('approvals', text(decision, 'approvalId')))
    .filter((approval) => text(approval, 'kind') === 'supplies.stocktake')
    .filter((approval) => world.round(text(approval, 'id')).length === world.chain(text(approval, 'id')).length)
    .map((approval) => text(approval, 'subjectId'))
    .at(0)
  if (stocktake === undefined) return [lack('SUP-18', '盈亏没有经过审批就调整了账面')]
  const line = world
    .rows('supply_stocktake_lines')
    .find((each) => text(each, 'stocktakeId') === stocktake && text(each, 'itemId') === text(row, 'itemId'))
  const deciding = line?.['secondCount'] ?? line?.['firstCount'] ?? 0
  const difference = Number(deciding) - whole(line, 'bookQuantity') - whole(line, 'movedQuantity')
  return [
    whole(row, 'quantity') !== difference && lack('SUP-18', '调整的数量不是盘点的差异'),
    line?.['secondCount'] == null && lack('SUP-18', '差异没有复盘')
  ]
}
