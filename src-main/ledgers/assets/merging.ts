import { In } from 'typeorm'
import type { LedgerModule } from '../../office/ledgerModule'
import { goesOn } from '../../office/units/goingOn'
import { enterChange } from './cards/book'
import {
  Acquisition,
  Asset,
  AssetAcceptance,
  AssetDamage,
  AssetLoan,
  AssetRepair,
  AssetTransfer,
  EquipmentIssue,
  LowValueItem,
  Retirement
} from './entities'

const waiting = ['pending', 'returned', 'approved'] as const

/** What a merged unit asked for and has not had goes on in the name of the other (K-08); what was done stays. */
export const assetsGoingOn = [
  goesOn(Acquisition, '购置申请', 'unitId', { state: In([...waiting]) }),
  goesOn(AssetAcceptance, '资产验收', 'unitId', { state: 'open' }),
  goesOn(AssetTransfer, '资产转移', 'fromUnitId', { state: In([...waiting]) }),
  goesOn(AssetTransfer, '资产转移', 'toUnitId', { state: In([...waiting]) }),
  goesOn(AssetLoan, '资产借用', 'unitId', { state: In([...waiting, 'out']) }),
  goesOn(AssetRepair, '资产报修', 'unitId', { state: In(['requested', 'arranged']) }),
  goesOn(AssetDamage, '损失认定', 'unitId', { state: In([...waiting]) }),
  goesOn(Retirement, '资产处置', 'unitId', { state: In([...waiting]) }),
  goesOn(EquipmentIssue, '装备领用', 'unitId', { state: In([...waiting, 'issued']) })
]

/** Cards and low-value things of a merged unit are the other's from then on, by the document of the merger (K-08). */
export const mergeUnit: NonNullable<LedgerModule['mergeUnit']> = async (
  unit,
  { from, into, documentNumber, reason }
) => {
  for (const asset of await unit.manager.findBy(Asset, { unitId: from.id })) {
    if (asset.state === 'gone') continue
    const { userId, keeperId, place } = asset
    await enterChange(unit, asset, {
      kind: 'transferred',
      custody: { unitId: into.id, userId, keeperId, place },
      change: `${from.name}并入${into.name}`,
      reason,
      sourceNumber: documentNumber
    })
  }
  for (const item of await unit.manager.findBy(LowValueItem, { unitId: from.id }))
    if (item.state !== 'gone') await unit.update(LowValueItem, item, { unitId: into.id }, '低值易耗品')
}
