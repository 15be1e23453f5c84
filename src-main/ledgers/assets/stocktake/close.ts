import { In, MoreThanOrEqual } from 'typeorm'
import { countProposals, stocktakeDuties, type CountProposal } from '../../../contract/assets'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import type { RuleBook } from '../../../kernel/rules/rule'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Approval } from '../../../office/approvals/entities'
import type { House } from '../../../office/house'
import type { RequestDefinition } from '../../../office/approvals/requestDefinition'
import { noteIfLate } from '../../../office/records/lateness'
import { applicantOf, handIn } from '../applying'
import { enterChange, restingState } from '../cards/book'
import { cardNumbered } from '../cards/same'
import { Asset, AssetDamage, AssetStocktake, CountDifference, RequestLine, Retirement } from '../entities'
import { stocktakeFlow } from '../flows'
import { AST_14, type CountDuty } from '../rules/counting'
import { periodNamed } from './open'

export interface Explained {
  readonly id: string
  readonly reason: string
  readonly proposal: CountProposal
}

/** Writes down why things differ and what is proposed, one by one. */
export async function explainDifferences(
  unit: UnitOfWork,
  input: { readonly id: string; readonly differences: readonly Explained[] }
): Promise<number> {
  const stocktake = await unit.load(AssetStocktake, input.id, '盘点')
  if (stocktake.state !== 'explaining' && stocktake.state !== 'returned')
    throw invalid([{ path: 'id', message: '现在不能修改差异说明' }])
  for (const { id, reason, proposal } of input.differences) {
    const difference = await unit.load(CountDifference, id, '差异')
    if (difference.stocktakeId !== stocktake.id) throw invalid([{ path: 'differences', message: '差异不属于这次盘点' }])
    const fitting: Readonly<Record<string, readonly CountProposal[]>> = {
      missing: ['finding', 'retire', 'found'],
      misplaced: ['move', 'none'],
      surplus: ['card', 'none'],
      found: ['found', 'none']
    }
    if (!fitting[difference.outcome]?.includes(proposal))
      throw invalid([
        { path: 'differences', message: `${difference.number}的处理意见不能是“${countProposals[proposal]}”` }
      ])
    await unit.update(CountDifference, difference, { reason, proposal }, '差异')
  }
  unit.about({ type: 'assetStocktake', id: stocktake.id, number: stocktake.number })
  return input.differences.length
}

export interface SubmitStocktake {
  readonly id: string
  readonly version: number
  readonly explanation?: string | undefined
  readonly conclusion: string
}

/** Hands the result in: differences go for approval, a count without any is done (AST-14). */
export async function submitStocktake(unit: UnitOfWork, house: House, input: SubmitStocktake): Promise<AssetStocktake> {
  const stocktake = await unit.load(AssetStocktake, input.id, '盘点')
  if (stocktake.version !== input.version) throw conflict('盘点')
  if (stocktake.state !== 'explaining') throw notNow('盘点')
  await applicantOf(unit)
  const all = await unit.manager.find(CountDifference, { where: { stocktakeId: stocktake.id }, order: { id: 'ASC' } })
  const open = all.filter(({ outcome }) => outcome !== 'found')
  const duty = dutyOf(unit.book, stocktake)
  const explanation = input.explanation ?? null
  unit.judge(
    AST_14.on({
      of: 'close',
      notSecond: open
        .filter(({ secondById, firstById }) => secondById === null || secondById === firstById)
        .map(({ number }) => number),
      unexplained: open
        .filter(({ reason, proposal }) => reason === null || proposal === null)
        .map(({ number }) => number),
      explanation,
      differences: open.length,
      late: duty && unit.today > duty.to ? duty : undefined
    })
  )
  unit.about({ type: 'assetStocktake', id: stocktake.id, number: stocktake.number })
  const said = { explanation, conclusion: input.conclusion, differences: open.length }
  if (open.length === 0) {
    await noteIfOverdue(unit, stocktake)
    return unit.update(AssetStocktake, stocktake, { ...said, state: 'done', closedOn: unit.today }, '盘点')
  }
  const pending = await unit.update(AssetStocktake, stocktake, { ...said, state: 'pending' }, '盘点')
  const submission = {
    kind: stocktakeFlow.kind,
    subjectType: 'assetStocktake',
    title: `盘点${stocktake.number}差异${open.length}件的处理`,
    unitId: unit.actor.unitId ?? '',
    apart: [
      ...stocktake.counterIds.map((personId) => ({ role: '盘点人', personId })),
      ...[...new Set(all.flatMap(({ secondById }) => secondById ?? []))].map((personId) => ({
        role: '复盘人',
        personId
      }))
    ]
  }
  // A result that was sent back goes on under the request it was sent back with.
  const former = await unit.manager.findOneBy(Approval, { id: stocktake.approvalId ?? '' })
  const note = former?.state === 'returned' ? (explanation ?? input.conclusion) : undefined
  const { row } = await handIn(unit, house, AssetStocktake, pending, '盘点', submission, note)
  return row
}

/** The duty a count is to fulfil; absent where it is for none. */
const dutyOf = (book: RuleBook, { duty, period }: AssetStocktake): CountDuty | undefined =>
  periodNamed(book, duty, period)

/** A duty fulfilled after its period leaves a missed deadline (K-13). */
async function noteIfOverdue(unit: UnitOfWork, stocktake: AssetStocktake): Promise<void> {
  const duty = dutyOf(unit.book, stocktake)
  if (!duty) return
  await noteIfLate(unit, {
    rule: AST_14,
    subject: { type: 'assetStocktake', id: stocktake.id, number: stocktake.number },
    what: `${stocktakeDuties[duty.duty]}（${duty.period}）`,
    due: { dueOn: duty.to, dueAt: null }
  })
}

/** Once the report is approved, what was not found is missing in the books too. */
export const stocktakeOutcome: RequestDefinition['onOutcome'] = async (unit, approval, outcome) => {
  const stocktake = await unit.load(AssetStocktake, approval.subjectId, '盘点')
  if (stocktake.state === outcome) return
  if (outcome === 'approved') await noteIfOverdue(unit, stocktake)
  if (outcome === 'approved')
    for (const { assetId, reason } of await unit.manager.findBy(CountDifference, {
      stocktakeId: stocktake.id,
      outcome: 'missing'
    })) {
      const asset = assetId ? await unit.load(Asset, assetId, '资产') : undefined
      if (asset?.state === 'inUse' || asset?.state === 'idle')
        await enterChange(unit, asset, {
          kind: 'stateChanged',
          change: '盘点缺失',
          reason,
          sourceNumber: stocktake.number,
          patch: { state: 'missing' }
        })
    }
  await unit.update(
    AssetStocktake,
    stocktake,
    { state: outcome === 'returned' || outcome === 'withdrawn' ? 'explaining' : outcome },
    '盘点'
  )
}

interface SettleInput {
  readonly id: string
  readonly differenceId: string
  readonly note?: string | undefined
}

/** Carries an approved proposal out, or shows that it has been; gives how many are left. */
export async function settleDifference(unit: UnitOfWork, input: SettleInput): Promise<number> {
  const stocktake = await unit.load(AssetStocktake, input.id, '盘点')
  const difference = await unit.load(CountDifference, input.differenceId, '差异')
  const asset = difference.assetId ? await unit.load(Asset, difference.assetId, '资产') : undefined
  const evidence = await evidenceOf(unit, { ...difference, baseDay: stocktake.baseDay }, asset, input.note)
  unit.judge(
    AST_14.on({
      of: 'settle',
      approved: stocktake.state === 'approved',
      done: difference.settledOn !== null,
      evidence: evidence !== undefined,
      needed: neededFor(difference.proposal)
    })
  )
  if (difference.proposal === 'move' && asset && asset.state !== 'gone' && difference.foundPlace)
    await enterChange(unit, asset, {
      kind: 'assigned',
      custody: { unitId: asset.unitId, userId: asset.userId, keeperId: asset.keeperId, place: difference.foundPlace },
      change: `盘点更正存放地：${difference.foundPlace}`,
      reason: difference.reason,
      sourceNumber: stocktake.number
    })
  if (difference.proposal === 'found' && asset?.state === 'missing')
    await enterChange(unit, asset, {
      kind: 'stateChanged',
      change: '已找到',
      reason: input.note ?? null,
      sourceNumber: stocktake.number,
      patch: { state: await restingState(unit.manager, asset.id) }
    })
  await unit.update(CountDifference, difference, { settledOn: unit.today, settledAs: evidence ?? '' }, '差异')
  const all = await unit.manager.findBy(CountDifference, { stocktakeId: stocktake.id })
  const left = all.filter(({ outcome, settledOn }) => outcome !== 'found' && settledOn === null).length
  if (left === 0) await unit.update(AssetStocktake, stocktake, { state: 'done', closedOn: unit.today }, '盘点')
  unit.about({ type: 'assetStocktake', id: stocktake.id, number: stocktake.number })
  return left
}

const neededFor = (proposal: CountProposal | null): string =>
  ({
    finding: '损失认定',
    retire: '报废处置申请',
    card: '为盘盈物品建卡，并填写新卡片编号',
    move: '',
    found: '',
    none: ''
  })[proposal ?? 'none']

/** What shows that a proposal was carried out, since the day of the count; absent while nothing does. */
async function evidenceOf(
  unit: UnitOfWork,
  { baseDay, ...difference }: CountDifference & Pick<AssetStocktake, 'baseDay'>,
  asset: Asset | undefined,
  note: string | undefined
): Promise<string | undefined> {
  const { manager } = unit
  if (difference.proposal === 'finding' && asset) {
    const damage = await manager.findOne(AssetDamage, {
      where: { assetId: asset.id, state: In(['approved', 'settled']), submittedOn: MoreThanOrEqual(baseDay) },
      order: { id: 'DESC' }
    })
    return damage ? `损失认定${damage.number}` : undefined
  }
  if (difference.proposal === 'retire' && asset) {
    const lines = await manager.findBy(RequestLine, { assetId: asset.id })
    const retirement = await manager.findOne(Retirement, {
      where: { id: In(lines.map(({ ownerId }) => ownerId)), state: In(['pending', 'returned', 'approved', 'done']) },
      order: { id: 'DESC' }
    })
    return retirement ? `处置申请${retirement.number}` : undefined
  }
  if (difference.proposal === 'card') {
    const card = note ? await cardNumbered(manager, note) : undefined
    return card?.way === 'surplus' ? `新卡片${card.number}` : undefined
  }
  if (difference.proposal === 'move') return '存放地已更正'
  return note ?? (difference.proposal === 'found' ? '已找到' : '不需处理')
}
