import {
  asset,
  assetEntry,
  equipmentPosts,
  keepingPosts,
  type AssetRow,
  type CardDetail,
  type ClassRow
} from '../../../contract/assets'
import type { ListInput, Page, RecordAction } from '../../../contract/lists'
import { actionsFor } from '../../../office/records/recordActions'
import { rowsOf } from '../../../office/records/recordRows'
import type { Reading } from '../../../office/house'
import { rowsWith } from '../../../platform/database/readRows'
import { classTable, type AssetClass } from '../classes/classTable'
import { dueBy } from '../depreciation/schedule'
import { Asset, AssetAcceptance, AssetBook, AssetEntry } from '../entities'
import { pageParts, readsOf } from '../reads'
import { firstRetirementDay } from '../rules/leaving'
import { booksOf } from './book'
import { cardNumbered } from './same'

/** Cards with what their books come to. */
export const cardReads = readsOf({
  entity: Asset,
  record: asset,
  alias: 'a',
  what: '资产',
  listing: {
    joined: {
      accumulatedCents: 'b.accumulatedCents',
      netCents: 'b.netCents',
      monthlyCents: 'b.monthlyCents',
      monthsTaken: 'b.monthsTaken',
      depreciation: 'b.depreciation'
    },
    filters: { acceptanceId: 'a.acceptanceId' },
    order: [['a.number', 'ASC']]
  },
  own: { units: ['unitId'], people: ['userId', 'keeperId'] },
  join: (query) => query.leftJoin(AssetBook, 'b', 'b.id = a.id'),
  workOut: async (manager, rows) => {
    const books = await booksOf(
      manager,
      rows.map(({ id }) => id)
    )
    return ({ id, originalCents }) => {
      const {
        accumulatedCents = 0,
        netCents = originalCents,
        monthlyCents = 0,
        monthsTaken = 0,
        depreciation = 'none'
      } = books.get(id) ?? {}
      return { accumulatedCents, netCents, monthlyCents, monthsTaken, depreciation }
    }
  }
})

/** A window of the cards; those that have gone only where the state is asked for. */
export function cardPage(reading: Reading, input: ListInput): Promise<Page<AssetRow>> {
  const asksState = input.filters.some(({ field }) => field === 'state' || field === 'exitedOn' || field === 'exitKind')
  return cardReads.page(reading, input, (query) =>
    asksState ? query : query.andWhere('a.state <> :gone', { gone: 'gone' })
  )
}

/** The card of a scanned number; null where the books have none the person may read. */
export async function cardByNumber(reading: Reading, number: string): Promise<AssetRow | null> {
  const card = await cardNumbered(reading.manager, number)
  const found = card ? await cardReads.query(reading).andWhere('a.id = :id', { id: card.id }).getMany() : []
  const [row] = await cardReads.rows(reading.manager, found)
  return row ?? null
}

/** One card with its life and what may be done with it now. */
export async function cardDetail(reading: Reading, id: string): Promise<CardDetail> {
  const { manager, house } = reading
  const { stored, row } = await cardReads.one(reading, id)
  const entries = await rowsWith(manager, AssetEntry, 'assetId', [id], { order: { id: 'ASC' } })
  const acceptance = stored.acceptanceId ? await manager.findOneBy(AssetAcceptance, { id: stored.acceptanceId }) : null
  const known =
    stored.classCode === null ? undefined : (await classTable(house.resources)).classes.get(stored.classCode)
  const lines = await rowsOf(manager, assetEntry, entries, () => ({}))
  const expected =
    stored.lifeMonths === null || stored.openingMonth === null
      ? null
      : dueBy({ ...stored, lifeMonths: stored.lifeMonths }, stored.openingMonth)
  return {
    row,
    lines,
    actions: cardActions(reading, stored),
    ...(await pageParts(reading, { subjects: [id] })),
    deviationCents: stored.opening && expected !== null ? (stored.openingCents ?? 0) - expected : null,
    firstRetirementDay: firstRetirementDay(stored),
    className: stored.classScheme === '2022' ? (known?.name ?? '') : '',
    acceptance: acceptance && { id: acceptance.id, number: acceptance.number }
  }
}

function cardActions({ actor }: Reading, asset: Asset): readonly RecordAction[] {
  const there = asset.state !== 'gone'
  const atHand = asset.state === 'inUse' || asset.state === 'idle'
  const keeping = { by: keepingPosts }
  const unitHead = {
    by: [...keepingPosts, 'unitHead' as const],
    people: [asset.keeperId, asset.userId],
    peopleWord: '使用人、保管人'
  }
  const gone = '资产已下账'
  const notAtHand = '借出、维修、缺失、待处置的资产不能办理'
  return actionsFor(
    [
      {
        action: 'label',
        label: '确认贴标签',
        possible: there && asset.labelledOn === null,
        otherwise: there ? '标签已确认贴好' : gone,
        ...unitHead
      },
      { action: 'assign', label: '换使用人、地点', possible: atHand, otherwise: notAtHand, ...unitHead },
      { action: 'transfer', label: '申请转移', possible: atHand, otherwise: notAtHand, ...unitHead },
      { action: 'repair', label: '报修', possible: there && asset.state !== 'missing', otherwise: gone, ...unitHead },
      { action: 'loan', label: '申请出借', possible: atHand, otherwise: notAtHand, ...unitHead },
      { action: 'damage', label: '丢失、损坏', possible: there, otherwise: gone, ...unitHead },
      {
        action: 'retire',
        label: '申请处置',
        possible: there && asset.state !== 'lent' && asset.state !== 'awaiting',
        otherwise: there ? '借出或已在办处置' : gone,
        ...unitHead
      },
      {
        action: 'split',
        label: '拆分',
        possible: there && asset.quantity > 1,
        otherwise: there ? '只有一件，不能拆分' : gone,
        ...keeping
      },
      { action: 'merge', label: '合并', possible: there, otherwise: gone, ...keeping },
      { action: 'changeValue', label: '价值变动', possible: there, otherwise: gone, ...keeping },
      {
        action: 'changeLife',
        label: '调整年限',
        possible: there && asset.lifeMonths !== null,
        otherwise: there ? '不提折旧' : gone,
        ...keeping
      },
      {
        action: 'settleOpening',
        label: '处理期初折旧偏差',
        possible: asset.unsettled,
        otherwise: '没有待处理的期初偏差',
        by: [...equipmentPosts, 'assetClerk']
      },
      {
        action: 'setIdle',
        label: asset.state === 'idle' ? '恢复使用' : '转为闲置',
        possible: atHand,
        otherwise: notAtHand,
        ...keeping
      },
      { action: 'revise', label: '修改卡片', possible: there, otherwise: gone, ...keeping }
    ],
    actor
  )
}

const classRow = ({ code, name, category, years }: AssetClass): ClassRow => ({
  code,
  name,
  category,
  years: typeof years === 'number' ? years : null,
  undepreciated: years === 'none'
})

/** Classes by words, pinyin or code. */
export const findClasses = async ({ house }: Reading, words: string, limit: number): Promise<readonly ClassRow[]> =>
  (await classTable(house.resources)).find(words, limit).map(classRow)

/** The class proposed for a thing by its name. */
export async function proposedClass({ house }: Reading, name: string): Promise<ClassRow | null> {
  const proposed = (await classTable(house.resources)).proposed(name)
  return proposed ? classRow(proposed) : null
}
