import { IsNull, type EntityManager } from 'typeorm'
import type { ClearanceLine } from '../../contract/office'
import { Keeping, WarehouseKey } from './entities'

/** Warehouse keys a person has, and goods with third parties they answer for (K-08). */
export async function warehouseHeldBy(
  manager: EntityManager,
  personId: string
): Promise<readonly Omit<ClearanceLine, 'ledger'>[]> {
  const keys = await manager.findBy(WarehouseKey, { holderId: personId })
  const keepings = await manager.findBy(Keeping, { responsibleId: personId, endedOn: IsNull() })
  return [
    ...keys.map((key) => ({
      label: `仓库钥匙（${key.label}）`,
      number: key.label,
      since: key.since,
      todo: '交接仓库钥匙'
    })),
    ...keepings.map((keeping) => ({
      label: `委托${keeping.keeper}保管的${keeping.goods}`,
      number: keeping.number,
      since: keeping.fromDay,
      todo: '收回物品或变更责任人'
    }))
  ]
}
