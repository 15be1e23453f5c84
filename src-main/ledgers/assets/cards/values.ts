import { formatMoney } from '../../../contract/display'
import { invalid } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { catchUp, notClosed } from '../depreciation/charge'
import { monthAfter, monthsLeft, phaseIn, shares } from '../depreciation/schedule'
import { Asset, AssetEntry, type AssetBook } from '../entities'
import { AST_06 } from '../rules/entering'
import { AST_09 } from '../rules/custody'
import { AST_12 } from '../rules/leaving'
import { AST_18 } from '../rules/depreciation'
import { assetAt, beginPhase, deriveBooks, enterChange, entryOf, historiesOf, assetsById } from './book'
import { cardRow, type NewCard } from './make'
import { nextAssetNumbers } from './numbers'

interface Standing {
  readonly id: string
  readonly version: number
}

/** A card about to change its value: caught up to this month, with the months it has left after it. */
interface Ready {
  readonly asset: Asset
  readonly book: AssetBook
  readonly left: number
}

async function ready(unit: UnitOfWork, asset: Asset, what: string): Promise<Ready> {
  if (asset.state === 'gone') throw invalid([{ path: 'id', message: `资产已下账，不能${what}` }])
  unit.judge(
    AST_18.on({ of: 'value', originalCents: 0, accumulatedCents: 0, monthsLeft: 1, unsettled: asset.unsettled, what }),
    await notClosed(unit, unit.today, what)
  )
  const book = await catchUp(unit, asset)
  const month = unit.today.slice(0, 7)
  const phases = (await historiesOf(unit.manager, [asset.id])).get(asset.id)?.phases ?? []
  const phase = phaseIn(phases, month) ?? phases.at(-1)
  return { asset, book, left: phase ? monthsLeft(phase, month) : 0 }
}

/** From the next month on what is left is spread over the months that are left. */
const fromNextMonth = (unit: UnitOfWork, assetId: string, netCents: number, months: number) =>
  beginPhase(unit, assetId, monthAfter(unit.today.slice(0, 7)), netCents, months)

/** Parts a card of many into several by quantity; value and depreciation are shared out to the cent. */
export async function splitCard(
  unit: UnitOfWork,
  input: Standing & { readonly parts: readonly number[]; readonly reason: string }
): Promise<readonly Asset[]> {
  const before = await assetAt(unit, input.id, input.version)
  // A loan, a disposal or a loss is of the card as it was asked for.
  unit.judge(AST_09.on({ of: 'atHand', things: [before] }))
  const { asset, book, left } = await ready(unit, before, '拆分')
  const sum = input.parts.reduce((total, part) => total + part, 0)
  if (sum !== asset.quantity)
    throw invalid([{ path: 'parts', message: `各部分合计${sum}，应等于卡片数量${asset.quantity}` }])
  const originals = shares(asset.originalCents, input.parts)
  const accumulated = shares(book.accumulatedCents, input.parts)
  const { codePattern } = AST_06.values(unit.book)
  const numbers = await nextAssetNumbers(unit.manager, codePattern, {
    year: unit.today.slice(0, 4),
    category: asset.category,
    count: input.parts.length - 1
  })
  const [kept = 0, ...others] = input.parts
  const part = (index: number) => ({ original: originals[index] ?? 0, accumulated: accumulated[index] ?? 0 })
  const first = part(0)
  const stayed = await enterChange(unit, asset, {
    kind: 'split',
    quantityDelta: kept - asset.quantity,
    originalDelta: first.original - asset.originalCents,
    accumulatedDelta: first.accumulated - book.accumulatedCents,
    change: `拆出${numbers.join('、')}`,
    reason: input.reason
  })
  await fromNextMonth(unit, asset.id, first.original - first.accumulated, left)
  const made: Asset[] = []
  for (const [index, quantity] of others.entries()) {
    const { original, accumulated: taken } = part(index + 1)
    const number = numbers[index] ?? ''
    const { id: _id, version: _version, ...facts } = asset
    const card: NewCard = { ...facts, number, quantity, originalCents: original, serial: null }
    const row = await unit.insert(Asset, {
      ...facts,
      ...cardRow(card, {
        acceptanceId: asset.acceptanceId,
        originId: asset.id,
        state: asset.state,
        openingMonth: asset.openingMonth
      }),
      opening: asset.opening
    })
    await unit.append(
      AssetEntry,
      entryOf(unit, row.id, {
        kind: 'split',
        quantityDelta: quantity,
        originalDelta: original,
        accumulatedDelta: taken,
        custody: { unitId: row.unitId, userId: row.userId, keeperId: row.keeperId, place: row.place },
        change: `由${asset.number}拆出`,
        patch: { state: row.state },
        reason: input.reason,
        sourceNumber: asset.number
      })
    )
    await fromNextMonth(unit, row.id, original - taken, left)
    made.push(row)
  }
  await deriveBooks(unit, [stayed, ...made])
  unit.about({ type: 'asset', id: asset.id, number: asset.number })
  return [stayed, ...made]
}

/** Puts cards of like things together on one; those put in leave the book with the reason. */
export async function mergeCards(
  unit: UnitOfWork,
  input: Standing & { readonly otherIds: readonly string[]; readonly reason: string }
): Promise<Asset> {
  const kept = await assetAt(unit, input.id, input.version)
  const putIn = await assetsById(unit, input.otherIds)
  unit.judge(AST_09.on({ of: 'atHand', things: [kept, ...putIn] }))
  const main = await ready(unit, kept, '合并')
  const others: Ready[] = []
  for (const other of putIn) {
    if (other.id === main.asset.id || !alike(main.asset, other))
      throw invalid([
        {
          path: 'otherIds',
          message: `${other.number}的名称、规格、部门、取得和入账日期、使用年限不完全相同，不能并到一张卡上`
        }
      ])
    others.push(await ready(unit, other, '合并'))
  }
  const moved = others.reduce(
    (sum, { asset, book }) => ({
      quantity: sum.quantity + asset.quantity,
      original: sum.original + asset.originalCents,
      accumulated: sum.accumulated + book.accumulatedCents
    }),
    { quantity: 0, original: 0, accumulated: 0 }
  )
  const gone: Asset[] = []
  for (const { asset, book } of others)
    gone.push(
      await enterChange(unit, asset, {
        kind: 'merged',
        quantityDelta: -asset.quantity,
        originalDelta: -asset.originalCents,
        accumulatedDelta: -book.accumulatedCents,
        change: `并入${main.asset.number}`,
        reason: input.reason,
        sourceNumber: main.asset.number,
        patch: { state: 'gone', exitedOn: unit.today, exitKind: 'merged', exitNumber: main.asset.number }
      })
    )
  const merged = await enterChange(unit, main.asset, {
    kind: 'merged',
    quantityDelta: moved.quantity,
    originalDelta: moved.original,
    accumulatedDelta: moved.accumulated,
    change: `并入${gone.map(({ number }) => number).join('、')}`,
    reason: input.reason
  })
  await fromNextMonth(unit, merged.id, merged.originalCents - main.book.accumulatedCents - moved.accumulated, main.left)
  await deriveBooks(unit, [merged, ...gone])
  unit.about({ type: 'asset', id: merged.id, number: merged.number })
  return merged
}

const alike = (one: Asset, other: Asset): boolean =>
  (
    [
      'name',
      'spec',
      'unitId',
      'acquiredOn',
      'enteredOn',
      'lifeMonths',
      'classCode',
      'category',
      'state',
      'unsettled'
    ] as const
  ).every((name) => one[name] === other[name])

export interface ChangeValueInput extends Standing {
  readonly kind: 'improved' | 'partlyRetired' | 'revalued'
  readonly amountCents: number
  readonly less: boolean
  readonly monthsLeft?: number | undefined
  readonly document: string
  readonly reason: string
}

/** Improvement, partial retirement, correction of the value; depreciation follows from the next month on (AST-18). */
export async function changeValue(unit: UnitOfWork, input: ChangeValueInput): Promise<Asset> {
  if (input.amountCents === 0) throw invalid([{ path: 'amountCents', message: '变动金额不能为零' }])
  const words = { improved: '改良增值', partlyRetired: '部分报废', revalued: '价值更正' } as const
  const { asset, book, left } = await ready(unit, await assetAt(unit, input.id, input.version), words[input.kind])
  const sign = input.kind === 'partlyRetired' || (input.kind === 'revalued' && input.less) ? -1 : 1
  const originalCents = asset.originalCents + sign * input.amountCents
  if (originalCents < 0)
    throw invalid([{ path: 'amountCents', message: `变动金额超过原值${formatMoney(asset.originalCents)}元` }])
  unit.judge(AST_12.on({ of: 'part', whole: input.kind === 'partlyRetired' && originalCents === 0 }))
  // What leaves with a part takes its share of the depreciation with it.
  const [share = 0] =
    input.kind === 'partlyRetired' ? shares(book.accumulatedCents, [input.amountCents, originalCents]) : [0]
  const accumulatedCents = book.accumulatedCents - share
  const months = input.monthsLeft ?? left
  unit.judge(
    AST_18.on({
      of: 'value',
      originalCents,
      accumulatedCents,
      monthsLeft: asset.lifeMonths === null ? 1 : months,
      unsettled: false,
      what: words[input.kind]
    })
  )
  const changed = await enterChange(unit, asset, {
    kind: input.kind,
    originalDelta: originalCents - asset.originalCents,
    accumulatedDelta: -share,
    change: `原值${formatMoney(asset.originalCents)}元变为${formatMoney(originalCents)}元（${input.document}）`,
    reason: input.reason,
    patch:
      asset.lifeMonths !== null && input.monthsLeft !== undefined
        ? { lifeMonths: asset.lifeMonths + input.monthsLeft - left }
        : {}
  })
  if (asset.lifeMonths !== null) await fromNextMonth(unit, asset.id, originalCents - accumulatedCents, months)
  await deriveBooks(unit, [changed])
  unit.about({ type: 'asset', id: asset.id, number: asset.number })
  return changed
}

/** Another life in months; what is left is spread over what is left of it from the next month on. */
export async function changeLife(
  unit: UnitOfWork,
  input: Standing & { readonly lifeMonths: number; readonly reason: string }
): Promise<Asset> {
  const { asset, book, left } = await ready(unit, await assetAt(unit, input.id, input.version), '年限调整')
  if (asset.lifeMonths === null) throw invalid([{ path: 'lifeMonths', message: '不提折旧的资产没有折旧年限' }])
  if (asset.lifeMonths === input.lifeMonths) throw invalid([{ path: 'lifeMonths', message: '年限没有变' }])
  const months = left + input.lifeMonths - asset.lifeMonths
  unit.judge(
    AST_18.on({
      of: 'value',
      originalCents: asset.originalCents,
      accumulatedCents: book.accumulatedCents,
      monthsLeft: months,
      unsettled: false,
      what: '年限调整'
    })
  )
  const changed = await enterChange(unit, asset, {
    kind: 'lifeChanged',
    change: `使用年限${asset.lifeMonths}个月变为${input.lifeMonths}个月`,
    reason: input.reason,
    patch: { lifeMonths: input.lifeMonths }
  })
  await fromNextMonth(unit, asset.id, book.netCents, months)
  await deriveBooks(unit, [changed])
  unit.about({ type: 'asset', id: asset.id, number: asset.number })
  return changed
}
