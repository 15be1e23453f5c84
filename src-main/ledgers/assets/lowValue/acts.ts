import { lowValue as record } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { conflict, invalid } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Person, Unit } from '../../../office/entities'
import { LowValueItem } from '../entities'
import { AST_01, isLargeBatch } from '../rules/acquiring'

/** Enters things below the threshold; so many alike that they are a large batch are an asset (AST-01). */
export async function enterLowValue(unit: UnitOfWork, input: InputOf<typeof record>): Promise<LowValueItem> {
  const kept = keptOf(record, input)
  await unit.load(Unit, kept.unitId, '使用部门')
  if (kept.userId) await unit.load(Person, kept.userId, '使用人')
  const values = AST_01.values(unit.book)
  const { quantity, priceCents, name } = kept
  if (priceCents >= values.threshold * 100)
    throw invalid([{ path: 'priceCents', message: `单价达到${values.threshold}元，应建固定资产卡片` }])
  if (kept.acquiredOn > unit.today) throw invalid([{ path: 'acquiredOn', message: '取得日期不能晚于今天' }])
  const kindless = (kept.equipmentKind ?? 'none') === 'none'
  if (kindless && isLargeBatch(values, { quantity, unitPriceCents: priceCents }) && !unit.work.reasons?.[AST_01.id])
    unit.judge(
      AST_01.on({
        name: `${name}（${quantity}件，属大批量同类物资，可按固定资产建卡）`,
        unitPriceCents: priceCents,
        lifeMonths: null,
        largeBatch: false
      })
    )
  const number = await unit.nextNumber('GP')
  const item = await unit.insert(LowValueItem, {
    ...kept,
    number,
    equipmentKind: kept.equipmentKind ?? 'none',
    amountCents: quantity * priceCents,
    issuedOn: kept.issuedOn ?? (kept.userId ? unit.today : null),
    state: kept.userId ? 'inUse' : 'idle',
    acceptanceId: null,
    endReason: null,
    endedOn: null,
    searchKey: searchKey(number, name, kept.spec)
  })
  unit.about({ type: 'lowValue', id: item.id, number })
  return item
}

async function itemAt(unit: UnitOfWork, id: string, version: number): Promise<LowValueItem> {
  const item = await unit.load(LowValueItem, id, '低值易耗品')
  if (item.version !== version) throw conflict('低值易耗品')
  if (item.state === 'gone') throw invalid([{ path: 'id', message: '已报废，不能再办理' }])
  return item
}

export interface AssignLowValue {
  readonly id: string
  readonly version: number
  readonly quantity: number
  readonly unitId: string
  readonly userId?: string | undefined
}

/** Passes so many to a unit and a user; the rest stay on the line they were on. */
export async function assignLowValue(unit: UnitOfWork, input: AssignLowValue): Promise<LowValueItem> {
  const item = await itemAt(unit, input.id, input.version)
  await unit.load(Unit, input.unitId, '使用部门')
  if (input.userId) await unit.load(Person, input.userId, '使用人')
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
  unit.about({ type: 'lowValue', id: item.id, number: item.number })
  return unit.update(LowValueItem, item, { state: 'gone', endReason: input.reason, endedOn: unit.today }, '低值易耗品')
}
