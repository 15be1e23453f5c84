import { retirement as record } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { conflict, invalid } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import { rowsWith } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { Approval } from '../../../office/approvals/entities'
import type { House, RequestDefinition } from '../../../office/house'
import { applicantOf, consentedOn, handIn, thingsWords } from '../applying'
import { assetsById, enterChange } from '../cards/book'
import { exitCard } from '../cards/exit'
import { Asset, AssetDamage, RequestLine, Retirement } from '../entities'
import { retirementFlow } from '../flows'
import { AST_12 } from '../rules/leaving'
import { keepLines } from '../transfer/acts'

export type RetirementInput = InputOf<typeof record> & { readonly assetIds: readonly string[] }

/** Asks for things to be retired or disposed of; before their time only on a finding (AST-12). */
export async function submitRetirement(unit: UnitOfWork, house: House, input: RetirementInput): Promise<{ row: Retirement; approval: Approval }> {
  const applicant = await applicantOf(unit)
  const kept = keptOf(record, input)
  const things = await assetsById(unit, input.assetIds)
  const [first] = things
  if (!first) throw invalid([{ path: 'assetIds', message: '请选择资产' }])
  const damage = kept.damageId ? await unit.load(AssetDamage, kept.damageId, '损失认定') : undefined
  const found = damage ? things.filter(({ id }) => id === damage.assetId) : []
  unit.judge(
    AST_12.on({
      of: 'request',
      kind: kept.kind,
      things: things.map((thing) => ({
        number: thing.number,
        name: thing.name,
        acquiredOn: thing.acquiredOn,
        minimumYears: thing.minimumYears,
        state: thing.state,
        classified: thing.classified,
        vehicle: thing.category === 'vehicle',
        equipment: thing.equipmentKind !== 'none'
      })),
      today: unit.today,
      finding: damage && {
        numbers: found.map(({ number }) => number),
        approved: damage.state === 'approved' || damage.state === 'settled'
      },
      appraisal: kept.appraisal,
      diskAccount: kept.diskAccount,
      recipient: kept.recipient,
      meeting: kept.meeting,
      minutesNumber: kept.minutesNumber
    })
  )
  const number = await unit.nextNumber('GB')
  const words = thingsWords(things.map(({ name }) => name))
  const id = unit.newId()
  const lines = await keepLines(unit, id, things)
  const row = await unit.insert(Retirement, {
    ...kept,
    id,
    number,
    things: words,
    assets: things.length,
    originalCents: lines.reduce((sum, line) => sum + line.originalCents, 0),
    accumulatedCents: lines.reduce((sum, line) => sum + line.accumulatedCents, 0),
    unitId: first.unitId,
    applicantId: applicant.id,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null,
    approvalNumber: null,
    incomeCents: null,
    method: null,
    disposedOn: null,
    searchKey: searchKey(number, ...things.slice(0, 5).flatMap(({ name, number: of }) => [name, of]))
  })
  for (const thing of things)
    if (thing.state !== 'missing')
      await enterChange(unit, thing, {
        kind: 'stateChanged',
        change: '申请处置',
        reason: kept.reason,
        sourceNumber: number,
        patch: { state: 'awaiting' }
      })
  return handIn(unit, house, Retirement, row, '处置申请', {
    kind: retirementFlow.kind,
    subjectType: 'assetRetirement',
    title: `${words}处置：${kept.reason}`,
    unitId: first.unitId,
    amountCents: row.originalCents
  })
}

/** A retirement that is not agreed to or taken back leaves the things where they were; one handed in again takes them along again. */
export const retirementOutcome: RequestDefinition['onOutcome'] = async (unit, approval, outcome) => {
  const row = await unit.load(Retirement, approval.subjectId, '处置申请')
  if (row.state === outcome) return
  if (outcome === 'refused' || outcome === 'withdrawn') await turn(unit, row, 'awaiting', 'inUse')
  if (outcome === 'pending' && row.state === 'withdrawn') await turn(unit, row, 'inUse', 'awaiting')
  await unit.update(Retirement, row, { state: outcome }, '处置申请')
}

async function turn(unit: UnitOfWork, row: Retirement, from: Asset['state'], to: Asset['state']): Promise<void> {
  const lines = await rowsWith(unit.manager, RequestLine, 'ownerId', [row.id])
  for (const { assetId } of lines) {
    const thing = await unit.load(Asset, assetId, '资产')
    if (thing.state === from)
      await enterChange(unit, thing, {
        kind: 'stateChanged',
        change: to === 'inUse' ? '处置申请未获批准或撤回，恢复使用' : '申请处置',
        sourceNumber: row.number,
        patch: { state: to }
      })
  }
}

export interface CarryOutInput {
  readonly id: string
  readonly version: number
  readonly disposedOn: string
  readonly approvalNumber?: string | undefined
  readonly incomeCents?: number | undefined
  readonly method: string
}

/** Disposed of: off the book at once, with the number of the approval and what it brought in (AST-12). */
export async function carryOutRetirement(unit: UnitOfWork, input: CarryOutInput): Promise<Retirement> {
  const row = await unit.load(Retirement, input.id, '处置申请')
  if (row.version !== input.version || row.state === 'done') throw conflict('处置申请')
  unit.judge(
    AST_12.on({
      of: 'carryOut',
      kind: row.kind,
      approved: row.state === 'approved',
      originalCents: row.originalCents,
      approvalNumber: input.approvalNumber ?? null,
      incomeCents: input.incomeCents ?? null,
      disposedOn: input.disposedOn,
      approvedOn: await consentedOn(unit, row.approvalId),
      today: unit.today
    })
  )
  const lines = await rowsWith(unit.manager, RequestLine, 'ownerId', [row.id], { order: { id: 'ASC' } })
  const things = await assetsById(
    unit,
    lines.map(({ assetId }) => assetId)
  )
  for (const thing of things) await exitCard(unit, thing, { kind: row.kind, day: input.disposedOn, number: row.number, reason: row.reason })
  unit.about({ type: 'assetRetirement', id: row.id, number: row.number })
  return unit.update(
    Retirement,
    row,
    {
      state: 'done',
      disposedOn: input.disposedOn,
      approvalNumber: input.approvalNumber ?? null,
      incomeCents: input.incomeCents ?? null,
      method: input.method
    },
    '处置申请'
  )
}
