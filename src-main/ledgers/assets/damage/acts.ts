import { damage as record } from '../../../contract/assets'
import { keptOf, type InputOf } from '../../../contract/record'
import { conflict, invalid } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { Approval } from '../../../office/approvals/entities'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { loadReturned, type Correction } from '../../../office/approvals/correcting'
import { datedRule, markBackdated } from '../../../office/records/lateness'
import { applicantOf, handIn, notedChanges } from '../applying'
import { enterChange } from '../cards/book'
import { Asset, AssetDamage } from '../entities'
import { damageFlow } from '../flows'
import { AST_13 } from '../rules/liability'
import { damageReads } from './rows'

export type DamageInput = InputOf<typeof record>

/**
 * Reports a loss or damage with what was found and who pays what (AST-13). What is lost counts as missing until it is
 * written off or found.
 */
export async function submitDamage(
  unit: UnitOfWork,
  house: House,
  input: DamageInput,
  correction?: Correction
): Promise<{ row: AssetDamage; approval: Approval }> {
  const returned = correction && (await loadReturned(unit, AssetDamage, correction, '损失认定')).request
  const applicant = await applicantOf(unit)
  const kept = keptOf(record, input)
  const thing = await unit.load(Asset, kept.assetId, '资产')
  if (thing.state === 'gone') throw invalid([{ path: 'assetId', message: '资产已下账' }])
  const person = kept.personId ? await unit.load(Person, kept.personId, '责任人') : null
  const dated = { what: '发生日期', dated: kept.happenedOn, field: 'happenedOn' }
  unit.judge(
    AST_13.on({
      kind: kept.kind,
      equipmentKind: thing.equipmentKind,
      originalCents: thing.originalCents,
      repairCents: kept.repairCents,
      assessedCents: kept.assessedCents,
      person: person !== null,
      finding: kept.finding,
      happenedOn: kept.happenedOn,
      today: unit.today
    }),
    ...(returned ? [] : [datedRule(unit, dated)])
  )
  const number = returned?.number ?? (await unit.nextNumber('GS'))
  if (kept.kind === 'loss' && thing.state !== 'missing')
    await enterChange(unit, thing, {
      kind: 'stateChanged',
      change: '报告丢失',
      reason: kept.circumstances,
      sourceNumber: number,
      patch: { state: 'missing' }
    })
  const row = returned
    ? await unit.update(AssetDamage, returned, kept, '损失认定')
    : await unit.insert(AssetDamage, {
        ...kept,
        number,
        originalCents: thing.originalCents,
        unitId: thing.unitId,
        applicantId: applicant.id,
        submittedOn: unit.today,
        state: 'pending',
        approvalId: null,
        settledOn: null,
        receiptNumber: null
      })
  if (!returned) await markBackdated(unit, { type: 'assetDamage', id: row.id, number }, dated)
  const shown = { fields: record.fields, rows: damageReads.rows }
  const note = returned && correction && (await notedChanges(unit.manager, shown, [returned, row], correction.note))
  return handIn(
    unit,
    house,
    AssetDamage,
    row,
    '损失认定',
    {
      kind: damageFlow.kind,
      subjectType: 'assetDamage',
      title: `${thing.name}（${thing.number}）${kept.circumstances.slice(0, 60)}`,
      unitId: thing.unitId,
      amountCents: kept.assessedCents
    },
    note
  )
}

/** Corrects a returned finding; the thing and whether it was lost or damaged stay as reported. */
export async function amendDamage(unit: UnitOfWork, house: House, input: DamageInput & Correction) {
  const { kind, assetId } = await unit.load(AssetDamage, input.id, '损失认定')
  return submitDamage(unit, house, { ...input, kind, assetId }, input)
}

/** What was assessed has been paid. */
export async function settleDamage(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly settledOn: string; readonly receiptNumber: string }
): Promise<AssetDamage> {
  const damage = await unit.load(AssetDamage, input.id, '损失认定')
  if (damage.version !== input.version) throw conflict('损失认定')
  if (damage.state !== 'approved') throw invalid([{ path: 'id', message: '认定批准后才能登记赔付' }])
  const dated = { what: '赔付日期', dated: input.settledOn, field: 'settledOn' }
  unit.judge(datedRule(unit, dated))
  await markBackdated(unit, { type: 'assetDamage', id: damage.id, number: damage.number }, dated)
  unit.about({ type: 'assetDamage', id: damage.id, number: damage.number })
  return unit.update(
    AssetDamage,
    damage,
    { state: 'settled', settledOn: input.settledOn, receiptNumber: input.receiptNumber },
    '损失认定'
  )
}
