import type { EntityManager } from 'typeorm'
import type { LedgerModule } from '../../office/ledgerModule'
import { Asset, AssetLoan, EquipmentIssue, LowValueItem } from './entities'
import { Not } from 'typeorm'

type Held = Awaited<ReturnType<LedgerModule['heldBy']>>

/**
 * What of the ledger is in a person's name (K-08): cards used or kept, equipment drawn, low-value things, things
 * borrowed from outside.
 */
export async function assetsHeldBy(manager: EntityManager, personId: string): Promise<Held> {
  const there = Not('gone' as const)
  const cards = await manager.find(Asset, {
    where: [
      { userId: personId, state: there },
      { keeperId: personId, state: there }
    ],
    order: { number: 'ASC' }
  })
  const issues = await manager.find(EquipmentIssue, { where: { personId, state: 'issued' }, order: { number: 'ASC' } })
  const drawn = new Set(issues.flatMap(({ assetId, lowValueId }) => [assetId, lowValueId]))
  const low = await manager.find(LowValueItem, {
    where: { userId: personId, state: 'inUse' },
    order: { number: 'ASC' }
  })
  const loans = await manager.find(AssetLoan, { where: { keeperId: personId, state: 'out' }, order: { number: 'ASC' } })
  return [
    ...issues.map(({ kind, thing, quantity, number, issuedOn }) => ({
      label: `${thing}${quantity > 1 ? `${quantity}件` : ''}`,
      number,
      since: issuedOn,
      todo: kind === 'workCard' ? '由所在部门收回，交办公室' : '交财务审计装备股核对接收'
    })),
    ...cards
      .filter(({ id }) => !drawn.has(id))
      .map(({ name, number, userId, enteredOn, state }) => ({
        label: `${name}（${userId === personId ? '使用' : '保管'}${state === 'missing' ? '，缺失待查' : ''}）`,
        number,
        since: enteredOn,
        todo: state === 'missing' ? '办理损失认定' : '办理使用人、保管人变更并交接'
      })),
    ...low
      .filter(({ id }) => !drawn.has(id))
      .map(({ name, quantity, number, issuedOn }) => ({
        label: `${name}${quantity > 1 ? `${quantity}件` : ''}`,
        number,
        since: issuedOn,
        todo: '交回或转给接手人'
      })),
    ...loans.map(({ thing, number, fromDay }) => ({
      label: `${thing}（借入）`,
      number,
      since: fromDay,
      todo: '归还或换保管人'
    }))
  ]
}
