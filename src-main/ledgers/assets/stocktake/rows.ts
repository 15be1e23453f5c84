import {
  assetStocktake,
  countDifference,
  countLine,
  countOutcomes,
  keepingPosts,
  type AssetStocktakeDetail,
  type CountLineRow,
  type CountOutcome
} from '../../../contract/assets'
import { actionsFor } from '../../../office/records/recordActions'
import { rosterOf } from '../../../office/people/roster'
import type { Reading } from '../../../office/house'
import { rowsWith } from '../../../platform/database/readRows'
import { AssetStocktake, CountBook, CountDifference, CountMark } from '../entities'
import { nothing, pageParts, readsOf } from '../reads'

export const stocktakeReads = readsOf({
  entity: AssetStocktake,
  record: assetStocktake,
  alias: 's',
  what: '盘点',
  listing: {
    joined: { differences: 's.differences' },
    search: ['s.number', 's.period'],
    order: [['s.number', 'DESC']]
  },
  workOut: async (manager, rows) => {
    const { people } = await rosterOf(manager)
    const done = await manager
      .createQueryBuilder(CountMark, 'm')
      .select('m.stocktakeId', 'stocktakeId')
      .addSelect('COUNT(*)', 'counted')
      .where('m.stocktakeId IN (:...ids) AND m.outcome <> :pending', {
        ids: ['', ...rows.map(({ id }) => id)],
        pending: 'pending'
      })
      .groupBy('m.stocktakeId')
      .getRawMany<{ stocktakeId: string; counted: number | string }>()
    const counted = new Map(done.map((each) => [each.stocktakeId, Number(each.counted)]))
    return ({ id, counterIds, countedOn, differences }) => ({
      differences: countedOn === null ? null : differences,
      counters: counterIds.map((person) => people.get(person) ?? '').join('、'),
      counted: counted.get(id) ?? 0
    })
  }
})

/** Lines of the frozen book with their marks, as a list and on the sheet. */
export const countReads = readsOf({
  entity: CountBook,
  record: { ...countLine, versioned: false as const },
  alias: 'k',
  what: '盘点明细',
  listing: {
    joined: {
      outcome: 'm.outcome',
      foundPlace: 'm.foundPlace',
      firstByName: 'm.firstById',
      secondByName: 'm.secondById'
    },
    filters: { stocktakeId: 'k.stocktakeId' },
    search: ['k.number', 'k.name'],
    order: [['k.number', 'ASC']]
  },
  join: (query) =>
    query.leftJoin(CountMark, 'm', 'm.id = k.id').leftJoin(AssetStocktake, 'st', 'st.id = k.stocktakeId'),
  workOut: async (manager, rows) => {
    const marks = new Map(
      (
        await rowsWith(
          manager,
          CountMark,
          'id',
          rows.map(({ id }) => id)
        )
      ).map((mark) => [mark.id, mark])
    )
    return ({ id }) => {
      const { outcome = 'pending', foundPlace = null, firstById = null, secondById = null } = marks.get(id) ?? {}
      return { outcome, foundPlace, firstById, secondById }
    }
  }
})

export const differenceReads = readsOf({
  entity: CountDifference,
  record: countDifference,
  alias: 'f',
  what: '盘点差异',
  listing: { joined: {}, search: ['f.number', 'f.name'], order: [['f.id', 'ASC']] },
  workOut: nothing
})

/** The frozen book for the counting window. */
export async function countLines(reading: Reading, id: string): Promise<readonly CountLineRow[]> {
  await stocktakeReads.one(reading, id)
  const lines = await rowsWith(reading.manager, CountBook, 'stocktakeId', [id], { order: { number: 'ASC' } })
  return (await countReads.rows(reading.manager, lines)).map(
    ({
      id: line,
      number,
      name,
      spec,
      unitName,
      userName,
      place,
      quantity,
      outcome,
      foundPlace,
      firstByName,
      secondByName
    }) => ({
      id: line,
      number,
      name,
      spec,
      unitName,
      userName,
      place,
      quantity,
      outcome,
      foundPlace,
      firstByName,
      secondByName
    })
  )
}

/** One stocktake with its differences and counts by result. */
export async function stocktakeDetail(reading: Reading, id: string): Promise<AssetStocktakeDetail> {
  const { manager, actor } = reading
  const { stored, row } = await stocktakeReads.one(reading, id)
  const differences = await rowsWith(manager, CountDifference, 'stocktakeId', [id], { order: { id: 'ASC' } })
  const marks = await manager
    .createQueryBuilder(CountMark, 'm')
    .select('m.outcome', 'outcome')
    .addSelect('COUNT(*)', 'lines')
    .where('m.stocktakeId = :id', { id })
    .groupBy('m.outcome')
    .getRawMany<{ outcome: CountOutcome; lines: number | string }>()
  const counts = Object.fromEntries(
    (Object.keys(countOutcomes) as CountOutcome[]).map((outcome) => [
      outcome,
      Number(marks.find((each) => each.outcome === outcome)?.lines ?? 0)
    ])
  ) as Record<CountOutcome, number>
  const counting = stored.state === 'counting'
  const explaining = stored.state === 'explaining'
  return {
    row,
    lines: (await differenceReads.rows(manager, differences)).map((line, index) => ({
      ...line,
      lineId: differences[index]?.bookId ?? null
    })),
    counts: { ...counts, surplus: differences.filter(({ outcome }) => outcome === 'surplus').length },
    counter: stored.counterIds.includes(actor.personId ?? ''),
    actions: actionsFor(
      [
        {
          action: 'count',
          label: '扫码盘点',
          possible: counting,
          otherwise: '清点已结束',
          by: [],
          people: stored.counterIds,
          peopleWord: '盘点人'
        },
        {
          action: 'sheet',
          label: '读回盘点表',
          possible: counting,
          otherwise: '清点已结束',
          by: [],
          people: stored.counterIds,
          peopleWord: '盘点人'
        },
        {
          action: 'finish',
          label: '结束清点',
          possible: counting,
          otherwise: '清点已结束',
          by: [],
          people: stored.counterIds,
          peopleWord: '盘点人'
        },
        {
          action: 'second',
          label: '复盘差异',
          possible: explaining,
          otherwise: '清点结束后由另一人复盘',
          by: [...keepingPosts, 'unitHead']
        },
        {
          action: 'explain',
          label: '说明差异',
          possible: explaining,
          otherwise: '清点结束后说明',
          by: [...keepingPosts, 'unitHead']
        },
        { action: 'submit', label: '提交盘点结果', possible: explaining, otherwise: '清点结束后提交', by: keepingPosts }
      ],
      actor
    ),
    ...(await pageParts(reading, { subjects: [id], approvalId: stored.approvalId }))
  }
}
