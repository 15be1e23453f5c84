import { conflict } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { beginPhase, deriveBooks, enterChange } from '../cards/book'
import { Asset, AssetBook, DepreciationEntry, DepreciationRun } from '../entities'
import { AST_18 } from '../rules/depreciation'
import { closedUntil, monthCharges } from './charge'
import { dueBy, monthAfter, monthIndex } from './schedule'

/**
 * Posts a month's depreciation; posted again it only adds what came since. Earlier months nobody took come with it
 * (AST-18).
 */
export async function postMonth(
  unit: UnitOfWork,
  month: string
): Promise<{ run: DepreciationRun; assets: number; amountCents: number }> {
  const { manager } = unit
  const last = await manager.findOne(DepreciationRun, { where: {}, order: { month: 'DESC' } })
  const existing = await manager.findOneBy(DepreciationRun, { month })
  const id = existing?.id ?? unit.newId()
  const due = await monthCharges(manager, month, { runId: id, at: unit.now })
  unit.judge(
    AST_18.on({
      of: 'run',
      month,
      thisMonth: unit.today.slice(0, 7),
      lastRun: last?.month,
      nothing: existing !== null && due.charges.length === 0
    }),
    AST_18.on({ of: 'date', month, closedUntil: await closedUntil(manager), what: '计提' })
  )
  const run = existing
    ? await unit.update(
        DepreciationRun,
        existing,
        { assets: existing.assets + due.assets, amountCents: existing.amountCents + due.amountCents },
        '计提'
      )
    : await unit.insert(DepreciationRun, {
        id,
        number: await unit.nextNumber('GX'),
        month,
        assets: due.assets,
        amountCents: due.amountCents,
        state: 'posted',
        postedOn: unit.today,
        postedById: unit.actor.personId,
        lockedOn: null,
        lockedById: null
      })
  await unit.appendMany(DepreciationEntry, due.charges)
  if (due.books.length > 0) await unit.deriveMany(AssetBook, due.books)
  unit.about({ type: 'depreciationRun', id: run.id, number: run.number })
  return { run, assets: due.assets, amountCents: due.amountCents }
}

/** Closes a month that is over: nothing is dated into it any more (AST-18). */
export async function lockMonth(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number }
): Promise<DepreciationRun> {
  const run = await unit.load(DepreciationRun, input.id, '计提')
  if (run.version !== input.version) throw conflict('计提')
  const unsettled = await unit.manager.countBy(Asset, { unsettled: true })
  unit.judge(
    AST_18.on({
      of: 'lock',
      month: run.month,
      thisMonth: unit.today.slice(0, 7),
      locked: run.state === 'locked',
      unsettled
    })
  )
  unit.about({ type: 'depreciationRun', id: run.id, number: run.number })
  return unit.update(
    DepreciationRun,
    run,
    { state: 'locked', lockedOn: unit.today, lockedById: unit.actor.personId },
    '计提'
  )
}

export interface SettleOpeningInput {
  readonly ids: readonly string[]
  readonly how: 'once' | 'spread'
  readonly reason?: string | undefined
}

/**
 * Settles what the old ledger's accumulated depreciation deviates by: by one entry, or over the months that remain
 * (AST-18).
 */
export async function settleOpening(unit: UnitOfWork, { ids, how, reason }: SettleOpeningInput): Promise<number> {
  const closed = await closedUntil(unit.manager)
  const settled: Asset[] = []
  for (const id of new Set(ids)) {
    const asset = await unit.load(Asset, id, '资产')
    const life = asset.lifeMonths ?? 0
    const from = openingStart(asset, closed)
    const left = life - Math.max(0, monthIndex(from) - monthIndex(asset.enteredOn.slice(0, 7)))
    unit.judge(AST_18.on({ of: 'settle', unsettled: asset.unsettled, monthsLeft: left, how, name: asset.name }))
    const given = asset.openingCents ?? 0
    const straight = dueBy({ ...asset, lifeMonths: life }, monthAfter(from, -1))
    const delta = how === 'once' ? straight - given : 0
    settled.push(
      await enterChange(unit, asset, {
        kind: 'settled',
        accumulatedDelta: delta,
        change: how === 'once' ? '期初累计折旧一次调整到应提数' : '期初偏差在剩余月份内分摊',
        reason: reason ?? null,
        patch: { unsettled: false }
      })
    )
    // Brought to straight line, the card goes on as if it had been here from the beginning.
    if (how === 'once' && from === ownStart(asset))
      await beginPhase(unit, id, asset.enteredOn.slice(0, 7), asset.originalCents, life)
    else await beginPhase(unit, id, from, asset.originalCents - given - delta, left)
  }
  await deriveBooks(unit, settled)
  const [first] = settled
  if (first) unit.about({ type: 'asset', id: first.id, number: first.number })
  return settled.length
}

/** First month a card taken over is depreciated in here: after its opening month, never a closed one. */
export function openingStart(
  { openingMonth, enteredOn }: Pick<Asset, 'openingMonth' | 'enteredOn'>,
  closed: string | undefined
): string {
  const own = ownStart({ openingMonth, enteredOn })
  return closed !== undefined && own <= closed ? monthAfter(closed) : own
}

const ownStart = ({ openingMonth, enteredOn }: Pick<Asset, 'openingMonth' | 'enteredOn'>): string =>
  openingMonth === null ? enteredOn.slice(0, 7) : monthAfter(openingMonth)
