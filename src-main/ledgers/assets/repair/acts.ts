import { equipmentPosts, officePosts, repair as record } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { holds } from '../../../kernel/actor'
import { conflict, invalid } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { In } from 'typeorm'
import { applicantOf } from '../applying'
import { enterChange, restingState } from '../cards/book'
import { Asset, AssetRepair } from '../entities'
import { AST_10 } from '../rules/custody'

/** Asks for a repair; whether the warranty still runs is kept as of that day (AST-10). */
export async function requestRepair(unit: UnitOfWork, input: InputOf<typeof record>): Promise<AssetRepair> {
  const applicant = await applicantOf(unit)
  const { assetId, fault } = keptOf(record, input)
  const thing = await unit.load(Asset, assetId, '资产')
  const open = await unit.manager.findOneBy(AssetRepair, { assetId, state: In(['requested', 'arranged']) })
  unit.judge(AST_10.on({ of: 'request', thing, open: open?.number }))
  const repair = await unit.insert(AssetRepair, {
    assetId,
    fault,
    number: await unit.nextNumber('GW'),
    unitId: thing.unitId,
    applicantId: applicant.id,
    requestedOn: unit.today,
    inWarranty: await inWarranty(unit, thing),
    vendor: null,
    startedOn: null,
    arrangedById: null,
    costCents: null,
    warrantyUntil: null,
    finishedOn: null,
    result: null,
    damageId: null,
    state: 'requested'
  })
  unit.about({ type: 'assetRepair', id: repair.id, number: repair.number })
  return repair
}

/** Whether the maker's warranty, or that of a repair, runs today. */
async function inWarranty(unit: UnitOfWork, thing: Asset): Promise<boolean> {
  const repaired = await unit.manager.find(AssetRepair, { where: { assetId: thing.id, state: 'done' } })
  return [thing.warrantyUntil, ...repaired.map(({ warrantyUntil }) => warrantyUntil)].some(
    (until) => until !== null && until >= unit.today
  )
}

interface Standing {
  readonly id: string
  readonly version: number
}

async function repairAt(unit: UnitOfWork, { id, version }: Standing, act: 'arrange' | 'finish') {
  const repair = await unit.load(AssetRepair, id, '报修单')
  if (repair.version !== version) throw conflict('报修单')
  const thing = await unit.load(Asset, repair.assetId, '资产')
  unit.judge(
    AST_10.on({
      of: 'arrange',
      equipment: thing.equipmentKind !== 'none',
      byOffice: holds(unit.actor, officePosts),
      byEquipment: holds(unit.actor, equipmentPosts),
      // Lent, lost, asked away or gone meanwhile, it keeps that state until it is dealt with (AST-09, AST-11, AST-12).
      thing: act === 'arrange' && repair.state === 'requested' ? thing : undefined
    })
  )
  unit.about({ type: 'assetRepair', id: repair.id, number: repair.number })
  return { repair, thing }
}

/** The office, or finance and equipment for their things, sends it to be repaired. */
export async function arrangeRepair(
  unit: UnitOfWork,
  input: Standing & { readonly vendor: string }
): Promise<AssetRepair> {
  const { repair, thing } = await repairAt(unit, input, 'arrange')
  if (repair.state !== 'requested') throw invalid([{ path: 'id', message: '报修单已经安排过' }])
  await enterChange(unit, thing, {
    kind: 'stateChanged',
    change: `送${input.vendor}维修`,
    reason: repair.fault,
    sourceNumber: repair.number,
    patch: { state: 'repairing' }
  })
  return unit.update(
    AssetRepair,
    repair,
    { state: 'arranged', vendor: input.vendor, startedOn: unit.today, arrangedById: unit.actor.personId },
    '报修单'
  )
}

export interface FinishRepair extends Standing {
  readonly vendor?: string | undefined
  readonly costCents?: number | undefined
  readonly warrantyUntil?: string | undefined
  readonly result: string
  readonly beyond: boolean
}

/** The repair is over: vendor, cost and new warranty are on record (AST-10). */
export async function finishRepair(unit: UnitOfWork, input: FinishRepair): Promise<AssetRepair> {
  const { repair, thing } = await repairAt(unit, input, 'finish')
  if (repair.state === 'done' || repair.state === 'beyond') throw invalid([{ path: 'id', message: '报修单已经办完' }])
  const vendor = input.vendor ?? repair.vendor
  const costCents = input.costCents ?? null
  unit.judge(AST_10.on({ of: 'finish', vendor, costCents, result: input.result, inWarranty: repair.inWarranty }))
  if (thing.state === 'repairing')
    await enterChange(unit, thing, {
      kind: 'stateChanged',
      change: input.beyond ? '无法修复' : '已修好',
      reason: input.result,
      sourceNumber: repair.number,
      patch: { state: input.beyond ? 'idle' : await restingState(unit.manager, thing.id) }
    })
  return unit.update(
    AssetRepair,
    repair,
    {
      state: input.beyond ? 'beyond' : 'done',
      vendor,
      costCents,
      warrantyUntil: input.warrantyUntil ?? null,
      finishedOn: unit.today,
      result: input.result
    },
    '报修单'
  )
}
