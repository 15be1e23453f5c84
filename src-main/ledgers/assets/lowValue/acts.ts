import { equipmentPosts, lowValue as record, officePosts } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { holds } from '../../../kernel/actor'
import { conflict, invalid } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { inNameOf } from '../../../office/approvals/parties'
import { Person, Unit } from '../../../office/entities'
import { EquipmentIssue, LowValueItem } from '../entities'
import { AST_01 } from '../rules/acquiring'
import { AST_16 } from '../rules/equipment'

type LowValueInput = InputOf<typeof record>

/** Enters things below the threshold; so many alike that they are a large batch are an asset (AST-01). */
export const enterLowValue = (unit: UnitOfWork, input: LowValueInput): Promise<LowValueItem> =>
  keepLowValue(unit, { ...keptOf(record, input), acceptanceId: null })

type Kept = Pick<LowValueItem, 'name' | 'quantity' | 'priceCents' | 'unitId' | 'userId' | 'acquiredOn'> &
  Partial<LowValueItem>

/** Writes a lot that was typed or accepted (AST-01). */
export async function keepLowValue(unit: UnitOfWork, kept: Kept): Promise<LowValueItem> {
  await unit.load(Unit, kept.unitId, '使用部门')
  await mustBeStaff(unit, kept.userId)
  const { quantity, priceCents, name, spec = null, remarks = null } = kept
  const equipmentKind = kept.equipmentKind ?? 'none'
  if (kept.acquiredOn > unit.today) throw invalid([{ path: 'acquiredOn', message: '取得日期不能晚于今天' }])
  const drawing = { toPerson: kept.userId !== null, otherUnit: false }
  if (drawing.toPerson) unit.judge(await lotRule(unit, { equipmentKind }, drawing))
  unit.judge(
    AST_01.on({
      of: 'lowValue',
      name,
      quantity,
      unitPriceCents: priceCents,
      equipment: equipmentKind !== 'none'
    })
  )
  const number = await unit.nextNumber('GP')
  const item = await unit.insert(LowValueItem, {
    acceptanceId: null,
    ...kept,
    number,
    equipmentKind,
    spec,
    remarks,
    amountCents: quantity * priceCents,
    issuedOn: kept.issuedOn ?? (kept.userId ? unit.today : null),
    state: kept.userId ? 'inUse' : 'idle',
    endReason: null,
    endedOn: null,
    searchKey: searchKey(number, name, spec)
  })
  unit.about({ type: 'lowValue', id: item.id, number })
  return item
}

/** Who is to have things is of the staff that day (K-11). */
async function mustBeStaff(unit: UnitOfWork, userId: string | null | undefined): Promise<void> {
  if (userId) unit.judge(inNameOf(await unit.load(Person, userId, '使用人'), 'use', 'userId'))
}

async function itemAt(unit: UnitOfWork, id: string, version: number): Promise<LowValueItem> {
  const item = await unit.load(LowValueItem, id, '低值易耗品')
  if (item.version !== version) throw conflict('低值易耗品')
  if (item.state === 'gone') throw invalid([{ path: 'id', message: '已下账，不能再办理' }])
  return item
}

/** AST-16 bound to a lot about to be dealt with in the register. */
async function lotRule(
  unit: UnitOfWork,
  { id, equipmentKind }: Pick<LowValueItem, 'equipmentKind'> & { readonly id?: string },
  { toPerson, otherUnit }: { readonly toPerson: boolean; readonly otherUnit: boolean }
) {
  const issue = id ? await unit.manager.findOneBy(EquipmentIssue, { lowValueId: id, state: 'issued' }) : null
  const person = issue && (await unit.load(Person, issue.personId, '领用人'))
  return AST_16.on({
    of: 'lot',
    kind: equipmentKind,
    byEquipment: holds(unit.actor, equipmentPosts),
    byOffice: holds(unit.actor, officePosts),
    drawn: issue && person ? `${person.name}（${issue.number}）` : undefined,
    toPerson,
    otherUnit
  })
}

export interface AssignLowValue {
  readonly id: string
  readonly version: number
  readonly quantity: number
  readonly unitId: string
  readonly userId?: string | undefined
}

/** Passes so many to a unit and a user; equipment goes to people by the request to draw it only (AST-16). */
export async function assignLowValue(unit: UnitOfWork, input: AssignLowValue): Promise<LowValueItem> {
  const item = await itemAt(unit, input.id, input.version)
  const otherUnit = input.unitId !== item.unitId
  unit.judge(await lotRule(unit, item, { toPerson: input.userId !== undefined, otherUnit }))
  return moveLot(unit, input)
}

/** Passes so many on to a unit and a user; the rest stay on the line they were on. */
export async function moveLot(unit: UnitOfWork, input: AssignLowValue): Promise<LowValueItem> {
  const item = await itemAt(unit, input.id, input.version)
  await unit.load(Unit, input.unitId, '使用部门')
  await mustBeStaff(unit, input.userId)
  if (input.quantity > item.quantity) throw invalid([{ path: 'quantity', message: `只有${item.quantity}件` }])
  const custody = {
    unitId: input.unitId,
    userId: input.userId ?? null,
    issuedOn: input.userId ? unit.today : null,
    state: input.userId ? ('inUse' as const) : ('idle' as const)
  }
  unit.about({ type: 'lowValue', id: item.id, number: item.number })
  if (input.quantity === item.quantity) return unit.update(LowValueItem, item, custody, '低值易耗品')
  const left = item.quantity - input.quantity
  await unit.update(LowValueItem, item, { quantity: left, amountCents: left * item.priceCents }, '低值易耗品')
  const number = await unit.nextNumber('GP')
  const { id: _id, version: _version, ...facts } = item
  return unit.insert(LowValueItem, {
    ...facts,
    ...custody,
    number,
    quantity: input.quantity,
    amountCents: input.quantity * item.priceCents,
    searchKey: searchKey(number, item.name, item.spec)
  })
}

/** Takes worn-out things off the register with the reason. */
export async function endLowValue(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<LowValueItem> {
  const item = await itemAt(unit, input.id, input.version)
  unit.judge(await lotRule(unit, item, { toPerson: false, otherUnit: false }))
  unit.about({ type: 'lowValue', id: item.id, number: item.number })
  return unit.update(LowValueItem, item, { state: 'gone', endReason: input.reason, endedOn: unit.today }, '低值易耗品')
}
