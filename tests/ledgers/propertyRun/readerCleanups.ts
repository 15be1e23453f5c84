import { lack, type Lacks, type Need } from './readerApprovals'
import { dayOf, daysFrom, sum, text, whole, type RecordedAct, type Row, type World } from './readerWorld'

const movedOf = (world: World, lineId: string): number =>
  sum(
    world.appended('detained_movements').filter((each) => text(each, 'lineId') === lineId),
    'quantity'
  )

const linesOf = (world: World, cleanupId: string): readonly Row[] =>
  world.appended('detained_cleanup_lines').filter((each) => text(each, 'cleanupId') === cleanupId)

/** The count that stands for each line: the last. */
function countOf(world: World, cleanupId: string, lineId: string): Row | undefined {
  return world
    .appended('detained_cleanup_counts')
    .findLast((each) => text(each, 'cleanupId') === cleanupId && text(each, 'lineId') === lineId)
}

interface Sent {
  readonly squadId: string
  readonly personId: string
}
const sentTo = (row: Row | undefined): readonly Sent[] => (row?.['participants'] ?? []) as readonly Sent[]

/** The book is frozen as it stood (DK-04 二 三). */
export const frozen: Need = (world, _act, row) => [
  whole(row, 'book') !== movedOf(world, text(row, 'lineId')) && lack('WH-14', '清整冻结的账面数不是当时的账面数')
]

/** Counted by whoever was sent or keeps the room, while it goes on; what the count says follows from the numbers. */
export const lookedAt: Need = (world, act, row) => {
  const cleanup = world.row('detained_cleanups', text(row, 'cleanupId'))
  const actor = act.actorId ?? ''
  const line = linesOf(world, text(row, 'cleanupId')).find((each) => text(each, 'lineId') === text(row, 'lineId'))
  const off = whole(row, 'counted') - whole(line, 'book')
  const elsewhere = text(row, 'foundLocation') !== '' && text(row, 'foundLocation') !== text(line, 'location')
  const result = off < 0 ? 'missing' : off > 0 ? 'surplus' : elsewhere ? 'misplaced' : 'found'
  return [
    text(cleanup, 'state') !== 'open' && lack('WH-14', '清整没有进行时登记了实盘数'),
    !sentTo(cleanup).some(({ personId }) => personId === actor) &&
      !world.holders('warehouseKeeper', dayOf(act.at)).includes(actor) &&
      lack('WH-14', '没有参加清整的人登记了实盘数'),
    line === undefined && lack('WH-14', '清点了不在清整范围内的物品'),
    text(row, 'result') !== result && lack('WH-14', '清点结果与账面数、实盘数不符')
  ]
}

/** What turned up or was explained is no more than differed, and is told by the keeper of the day. */
export const madeGood: Need = (world, act, row) => {
  const [cleanupId, lineId] = [text(row, 'cleanupId'), text(row, 'lineId')]
  const line = linesOf(world, cleanupId).find((each) => text(each, 'lineId') === lineId)
  const before = world
    .appended('detained_settlements')
    .filter((each) => text(each, 'cleanupId') === cleanupId && text(each, 'lineId') === lineId)
  const off = Math.abs(whole(countOf(world, cleanupId, lineId), 'counted') - whole(line, 'book'))
  return [
    text(world.row('detained_cleanups', cleanupId), 'state') !== 'done' && lack('WH-14', '清整没有完成就处理了差异'),
    sum([...before, row], 'quantity') > off && lack('WH-14', '处理的差异多于清点的差异'),
    !world.holders('warehouseKeeper', dayOf(act.at)).includes(act.actorId ?? '') && lack('WH-01', '当日不任仓库管理员')
  ]
}

/** Begun: once a quarter, over all that stands there, two people of each squad that has goods. */
function begun(world: World, row: Row): Lacks {
  const lines = linesOf(world, text(row, 'id'))
  const standing = new Map<string, number>()
  for (const each of world.appended('detained_movements'))
    standing.set(text(each, 'lineId'), (standing.get(text(each, 'lineId')) ?? 0) + whole(each, 'quantity'))
  const there = [...standing].filter(([, quantity]) => quantity > 0).map(([lineId]) => lineId)
  const squadOf = (lineId: string) => {
    const line = world.appended('detained_lines').find((each) => text(each, 'id') === lineId)
    const intake = world.appended('detained_intakes').find((each) => text(each, 'id') === text(line, 'intakeId'))
    return world.heirOf(text(intake, 'squadId'))
  }
  const sent = (squadId: string) =>
    new Set(
      sentTo(row)
        .map(({ personId }) => personId)
        .filter((id) => text(world.row('people', id), 'unitId') === squadId && world.present(id))
    ).size
  const once = world
    .rows('detained_cleanups')
    .filter((each) => text(each, 'quarter') === text(row, 'quarter') && text(each, 'id') !== text(row, 'id'))
  return [
    once.length > 0 && lack('WH-14', '一个季度清整了两次'),
    there.some((lineId) => !lines.some((line) => text(line, 'lineId') === lineId)) &&
      lack('WH-14', '在库的物品没有列入清整'),
    there.some((lineId) => sent(squadOf(lineId)) < 2) && lack('WH-14', '片区指派的人不足二人')
  ]
}

/** Ended: all counted, what differs explained; after its last day with a missed deadline (K-13), in time with none. */
function ended(world: World, act: RecordedAct, row: Row): Lacks {
  const id = text(row, 'id')
  const counts = linesOf(world, id).map((line) => countOf(world, id, text(line, 'lineId')))
  const late = dayOf(act.at) > text(row, 'lastDay')
  const kept = act.appended.some(
    ({ table, row: each }) => table === 'missed_deadlines' && text(each, 'subjectId') === id
  )
  const [year = '', quarter = ''] = text(row, 'quarter').split('-Q')
  const last = new Date(Date.UTC(Number(year), Number(quarter) * 3, 0)).toISOString().slice(0, 10)
  const after = daysFrom(last, text(row, 'lastDay'))
  return [
    counts.some((count) => count === undefined) && lack('WH-14', '没有清点完就结束了清整'),
    counts.some((count) => ['missing', 'surplus'].includes(text(count, 'result')) && text(count, 'note') === '') &&
      lack('WH-14', '账实不符没有说明'),
    late !== kept && lack('K-13', late ? '逾期清整没有留痕' : '按期清整记了逾期'),
    // Ten days are more than any holiday moves it by.
    (after < 0 || after > 12) && lack('WH-14', '清整日不在季度末')
  ]
}

/** A clean-up as an act of the keeper of that day left it: begun, counted on, or ended. */
export const cleaned = (
  world: World,
  { row, changed, act }: { readonly row: Row; readonly changed: Row; readonly act: RecordedAct }
): Lacks => {
  const begins = 'quarter' in changed
  const ends = !begins && changed['state'] === 'done'
  return [
    (begins || ends) &&
      !world.holders('warehouseKeeper', dayOf(act.at)).includes(act.actorId ?? '') &&
      lack('WH-01', '当日不任仓库管理员'),
    ...(begins ? begun(world, row) : []),
    ...(ends ? ended(world, act, row) : [])
  ]
}
