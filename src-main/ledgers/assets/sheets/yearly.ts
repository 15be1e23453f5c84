import { categories, type AssetCategory, type AssetState, type DisposalKind, type Way } from '../../../contract/assets'
import { formatDate } from '../../../contract/display'
import { addDays } from '../../../kernel/localDate'
import { groupsOf } from '../../../kernel/groups'
import type { EntityManager } from 'typeorm'
import type { Reading } from '../../../office/house'
import type { ExportScope, SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { ownPeriod } from '../../../office/outputs/filterWords'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import { Asset, AssetEntry, DepreciationEntry } from '../entities'
import { standingOn, takenOverLater, type Life, type Standing } from './asOf'
import { titled } from './parts'

/** First and last day a yearly sheet is about: those asked for, else this year up to today. */
export function yearOf(
  { today }: Pick<Reading, 'today'>,
  { from, to }: ExportScope
): { readonly from: string; readonly to: string } {
  const last = to ?? today
  return { from: from ?? `${last.slice(0, 4)}-01-01`, to: last }
}

/** A card with its life, to be asked for any day. */
interface CardLife extends Life {
  readonly asset: Pick<Asset, 'id' | 'category' | 'way' | 'exitKind'>
}

/** Every card with its entries and charges. */
export async function lifeOfCards(manager: EntityManager): Promise<readonly CardLife[]> {
  const assets = await manager.find(Asset, { select: { id: true, category: true, way: true, exitKind: true } })
  const entries = groupsOf(await manager.find(AssetEntry, { order: { id: 'ASC' } }), ({ assetId }) => assetId)
  const charges = groupsOf(await manager.find(DepreciationEntry), ({ assetId }) => assetId)
  return assets.map((asset) => ({ asset, entries: entries.get(asset.id) ?? [], charges: charges.get(asset.id) ?? [] }))
}

const waysIn: readonly (readonly [key: string, label: string, ways: readonly Way[]])[] = [
  ['purchase', '购置', ['purchase', 'selfBuilt']],
  ['allocation', '调入', ['allocation']],
  ['donation', '捐赠', ['donation']],
  ['surplus', '盘盈', ['surplus']]
]
const waysOut: readonly (readonly [key: string, label: string, kinds: readonly DisposalKind[]])[] = [
  ['scrap', '报废', ['scrap']],
  ['allocationOut', '调出', ['allocation', 'transfer', 'exchange']],
  ['donationOut', '捐赠', ['donation']],
  ['writeOff', '盘亏', ['writeOff']]
]

const pair = (key: string, label: string, group: string): readonly SheetColumn[] => [
  { key: `${key}Quantity`, label: `${label}数量`, kind: 'integer', total: true, group },
  { key: `${key}Cents`, label: `${label}原值`, kind: 'money', total: true, group }
]

const changeColumns: readonly SheetColumn[] = [
  { key: 'category', label: '类别', kind: 'text', width: 10 },
  { key: 'openQuantity', label: '年初数量', kind: 'integer', total: true, group: '年初' },
  { key: 'openCents', label: '年初原值', kind: 'money', total: true, group: '年初' },
  ...waysIn.flatMap(([key, label]) => pair(key, label, '本年增加')),
  ...pair('otherIn', '其他', '本年增加'),
  ...waysOut.flatMap(([key, label]) => pair(key, label, '本年减少')),
  ...pair('otherOut', '其他', '本年减少'),
  { key: 'closeQuantity', label: '年末数量', kind: 'integer', total: true, group: '年末' },
  { key: 'closeCents', label: '年末原值', kind: 'money', total: true, group: '年末' },
  { key: 'accumulatedCents', label: '累计折旧', kind: 'money', total: true, group: '年末' },
  { key: 'netCents', label: '净值', kind: 'money', total: true, group: '年末' }
]

interface Moved {
  quantity: number
  cents: number
}

/**
 * Ways in and out of a category within a period; opening + in − out = closing by construction, what fits no named way
 * is 其他.
 */
export function changesOf(all: readonly CardLife[], from: string, to: string): readonly SheetRow[] {
  const before = addDays(from, -1)
  return (Object.keys(categories) as AssetCategory[]).flatMap((category): SheetRow[] => {
    const own = all.filter(({ asset }) => asset.category === category)
    const moved = new Map<string, Moved>()
    // Cards parted or put together bring nothing in; something is left only where the parts were classed anew.
    const regrouped: Moved = { quantity: 0, cents: 0 }
    const add = (key: string, quantity: number, cents: number) => {
      const sum = moved.get(key) ?? { quantity: 0, cents: 0 }
      moved.set(key, { quantity: sum.quantity + quantity, cents: sum.cents + cents })
    }
    for (const { asset, entries } of own)
      for (const { kind, day, quantityDelta, originalDelta } of entries) {
        if (day < from || day > to || (quantityDelta === 0 && originalDelta === 0)) continue
        if (kind === 'split' || kind === 'merged') {
          regrouped.quantity += quantityDelta
          regrouped.cents += originalDelta
        } else if (kind === 'entered')
          add(waysIn.find(([, , ways]) => ways.includes(asset.way))?.[0] ?? 'otherIn', quantityDelta, originalDelta)
        else if (kind === 'exited')
          add(
            waysOut.find(([, , kinds]) => kinds.some((each) => each === asset.exitKind))?.[0] ?? 'otherOut',
            -quantityDelta,
            -originalDelta
          )
        else if (originalDelta > 0 || (originalDelta === 0 && quantityDelta > 0))
          add('otherIn', quantityDelta, originalDelta)
        else add('otherOut', -quantityDelta, -originalDelta)
      }
    if (regrouped.cents > 0 || (regrouped.cents === 0 && regrouped.quantity > 0))
      add('otherIn', regrouped.quantity, regrouped.cents)
    else if (regrouped.cents < 0 || regrouped.quantity < 0) add('otherOut', -regrouped.quantity, -regrouped.cents)
    const at = (day: string) =>
      own
        .map((life) => standingOn(life, day))
        .reduce(
          (sum, each) => ({
            quantity: sum.quantity + each.quantity,
            cents: sum.cents + each.original,
            taken: sum.taken + each.accumulated
          }),
          {
            quantity: 0,
            cents: 0,
            taken: 0
          }
        )
    const open = at(before)
    const close = at(to)
    if (open.quantity === 0 && close.quantity === 0 && moved.size === 0) return []
    return [
      {
        category: categories[category],
        openQuantity: open.quantity,
        openCents: open.cents,
        ...Object.fromEntries(
          [...waysIn.map(([key]) => key), 'otherIn', ...waysOut.map(([key]) => key), 'otherOut'].flatMap((key) => [
            [`${key}Quantity`, moved.get(key)?.quantity ?? 0],
            [`${key}Cents`, moved.get(key)?.cents ?? 0]
          ])
        ),
        closeQuantity: close.quantity,
        closeCents: close.cents,
        accumulatedCents: close.taken,
        netCents: close.cents - close.taken
      }
    ]
  })
}

/** What stood in a category at the beginning and at the end, by use state. */
const holdingStates: readonly (readonly [key: string, label: string, states: readonly AssetState[]])[] = [
  ['inUse', '在用', ['inUse', 'repairing']],
  ['lent', '出租借', ['lent']],
  ['idle', '闲置', ['idle']],
  ['awaiting', '待处置', ['awaiting', 'missing']]
]

const holdingColumns: readonly SheetColumn[] = [
  { key: 'category', label: '资产类别', kind: 'text', width: 10 },
  { key: 'moment', label: '时点', kind: 'text', width: 12 },
  ...holdingStates.flatMap(([key, label]): readonly SheetColumn[] => [
    // what stood at the beginning is not added to what stood at the end
    { key: `${key}Quantity`, label: '数量', kind: 'integer', total: true, per: 'moment', group: label },
    { key: `${key}Cents`, label: '原值', kind: 'money', total: true, per: 'moment', group: label },
    { key: `${key}Net`, label: '净值', kind: 'money', total: true, per: 'moment', group: label }
  ])
]

export function holdingsOf(all: readonly CardLife[], from: string, to: string): readonly SheetRow[] {
  const moments = [
    ['期初', addDays(from, -1)],
    ['期末', to]
  ] as const
  return (Object.keys(categories) as AssetCategory[]).flatMap((category) => {
    const own = all.filter(({ asset }) => asset.category === category)
    if (own.length === 0) return []
    return moments.map(([word, day]): SheetRow => {
      const standing = own.map((life) => standingOn(life, day)).filter(({ quantity }) => quantity > 0)
      return {
        category: categories[category],
        moment: `${word}（${formatDate(day)}）`,
        ...Object.fromEntries(
          holdingStates.flatMap(([key, , states]) => {
            const those = standing.filter(({ state }) => states.includes(state))
            const sum = (pick: (each: Standing) => number) => those.reduce((total, each) => total + pick(each), 0)
            return [
              [`${key}Quantity`, sum(({ quantity }) => quantity)],
              [`${key}Cents`, sum(({ original }) => original)],
              [`${key}Net`, sum(({ original, accumulated }) => original - accumulated)]
            ]
          })
        )
      }
    })
  })
}

const summaryColumns: readonly SheetColumn[] = [
  { key: 'category', label: '类别', kind: 'text', width: 12 },
  { key: 'quantity', label: '数量', kind: 'integer', total: true },
  { key: 'originalCents', label: '原值', kind: 'money', total: true },
  { key: 'accumulatedCents', label: '累计折旧', kind: 'money', total: true },
  { key: 'netCents', label: '净值', kind: 'money', total: true },
  { key: 'share', label: '占比', kind: 'share' }
]

/** Value by class at the end of a day, with each class's share of the whole. */
export function summaryOf(all: readonly CardLife[], day: string): readonly SheetRow[] {
  const rows = (Object.keys(categories) as AssetCategory[]).map((category) => {
    const standing = all.filter(({ asset }) => asset.category === category).map((life) => standingOn(life, day))
    const sum = (pick: (each: Standing) => number) => standing.reduce((total, each) => total + pick(each), 0)
    const originalCents = sum(({ original }) => original)
    const accumulatedCents = sum(({ accumulated }) => accumulated)
    return {
      category: categories[category],
      quantity: sum(({ quantity }) => quantity),
      originalCents,
      accumulatedCents,
      netCents: originalCents - accumulatedCents
    }
  })
  const whole = rows.reduce((total, { originalCents }) => total + originalCents, 0)
  return rows
    .filter(({ quantity }) => quantity > 0)
    .map((row) => ({ ...row, share: whole === 0 ? null : Math.round((row.originalCents * 10_000) / whole) }))
}

/** Sheets worked out from entries, as of a day or over a year. */
export const yearlySheets: readonly SheetDefinition[] = [
  {
    name: '分类汇总',
    shows: 'state',
    make: async (reading, scope) => {
      const day = scope.to ?? reading.today
      return {
        title: await titled(reading, '固定资产分类汇总表'),
        facts: await takenOverLater(reading, day),
        columns: summaryColumns,
        rows: summaryOf(await lifeOfCards(reading.manager), day)
      }
    }
  },
  {
    name: '增减变动',
    shows: 'movements',
    make: async (reading, scope) => {
      const { from, to } = yearOf(reading, scope)
      return {
        title: await titled(reading, '固定资产增减变动表'),
        ...ownPeriod(scope, { from, to }),
        facts: [`本表为${formatDate(from)}至${formatDate(to)}`, ...(await takenOverLater(reading, to))],
        columns: changeColumns,
        rows: changesOf(await lifeOfCards(reading.manager), from, to)
      }
    }
  },
  {
    name: '存量情况',
    shows: 'movements',
    make: async (reading, scope) => {
      const { from, to } = yearOf(reading, scope)
      return {
        title: await titled(reading, '固定资产存量情况表'),
        ...ownPeriod(scope, { from, to }),
        facts: [
          `本表为${formatDate(from)}至${formatDate(to)}`,
          ...(await takenOverLater(reading, addDays(from, -1), to))
        ],
        columns: holdingColumns,
        rows: holdingsOf(await lifeOfCards(reading.manager), from, to)
      }
    }
  }
]
