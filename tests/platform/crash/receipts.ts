import { systemActor } from '@main/kernel/actor'
import { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { StockIn } from '@main/ledgers/supplies/entities/stock'
import { postMovement } from '@main/ledgers/supplies/stock/post'
import type { House } from '@main/office/house'
import { itemRow } from '../../support/itemRow'

/** Stocks three of the one item there is and gives the stock-in's number. */
export async function postReceipt(house: House): Promise<string> {
  return house.database.write({ chain: 'supplies', act: '入库', actor: systemActor }, async (unit) => {
    const item = await unit.manager.findOneByOrFail(SupplyItem, { name: '打印纸' })
    const number = await unit.nextNumber('RK')
    const document = await unit.append(StockIn, {
      number,
      source: 'transferIn',
      at: unit.now,
      day: unit.today,
      acceptanceId: null,
      supplierId: null,
      unitId: null,
      personId: null,
      handlerId: null,
      keeperId: null,
      remarks: null
    })
    unit.about({ type: 'stockIn', id: document.id, number })
    await postMovement(unit, { kind: 'transferIn', document, lineNumber: 1, item, quantity: 3_000, valueCents: 1_000 })
    return number
  })
}

/** The item that is stocked. */
export async function makeItem(house: House): Promise<SupplyItem> {
  return house.database.write({ chain: 'supplies', act: '新增品目', actor: systemActor }, async (unit) =>
    unit.insert(SupplyItem, itemRow({ number: await unit.nextNumber('PM'), name: '打印纸', spec: 'A4', measure: '包' }))
  )
}
