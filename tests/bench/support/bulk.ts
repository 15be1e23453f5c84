import { systemActor } from '@main/kernel/actor'
import { issue, receipt, type StockValue } from '@main/kernel/movingAverage'
import { addDays } from '@main/kernel/localDate'
import { instantAt } from '@main/kernel/instant'
import { SupplyBalance, SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { Movement } from '@main/ledgers/supplies/entities/stock'
import type { House } from '@main/office/house'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { actRecorder } from './bulkActs'
import { bulkInserter } from './bulkInserter'
import { itemRow } from '../../support/itemRow'

const names = ['中性笔', '圆珠笔', '笔记本', '文件盒', '订书机', '固体胶', '打印纸', '垃圾袋', '洗手液', '硒鼓']

/**
 * Fills an empty supplies ledger with movements and the audit chain that covers them, written straight into the tables:
 * the rows are what the services would leave, only faster. Gives the items.
 */
export async function fillMovements(house: House, count: number, perAct = 1): Promise<readonly SupplyItem[]> {
  const { writer } = house.database
  const items = await house.database.write({ chain: 'supplies', act: '新增品目', actor: systemActor }, async (unit) => {
    const made: SupplyItem[] = []
    for (const [index, name] of names.entries())
      made.push(await unit.insert(SupplyItem, await anItem(unit, name, index)))
    return made
  })
  const stock = new Map<string, StockValue>(items.map((item) => [item.id, { quantity: 0, value: 0 }]))
  const record = await actRecorder(house, 'supplies', bulkInserter(house))
  for (let done = 0; done < count; done += perAct) {
    const act = Array.from({ length: Math.min(perAct, count - done) }, (_, index) =>
      movementAt(house, items, stock, done + index)
    )
    const [{ at = '', documentId = '', documentNumber = '' } = {}] = act
    await record({
      at,
      act: '入库',
      subject: { type: 'stockIn', id: documentId, number: documentNumber },
      appended: [[Movement, act]]
    })
  }
  await record.finish()
  await writer
    .getRepository(SupplyBalance)
    .insert([...stock].map(([itemId, { quantity, value }]) => ({ itemId, quantity, valueCents: value })))
  return items
}

async function anItem(unit: UnitOfWork, name: string, index: number): Promise<Omit<SupplyItem, 'id' | 'version'>> {
  const number = await unit.nextNumber('PM')
  return itemRow({ number, name, spec: `规格${index}`, measure: '支', location: `A柜-${index}层` })
}

function movementAt(
  house: House,
  items: readonly SupplyItem[],
  stock: Map<string, StockValue>,
  index: number
): Movement {
  const item = items[index % items.length]
  if (!item) throw new Error('no items')
  const before = stock.get(item.id) ?? { quantity: 0, value: 0 }
  const incoming = index % 20 < 10
  const moved = incoming ? receipt(10_000, 1_250 + (index % 7)) : issue(before, 5_000)
  const after = { quantity: before.quantity + moved.quantity, value: before.value + moved.value }
  stock.set(item.id, after)
  const day = addDays('2020-01-01', index % 2_000)
  const number = `${incoming ? 'RK' : 'LY'}-${day.slice(0, 4)}-${String((index % 999_999) + 1).padStart(6, '0')}`
  return {
    id: house.newId(),
    kind: incoming ? 'opening' : 'issue',
    documentNumber: number,
    number: null,
    documentId: house.newId(),
    lineNumber: 1,
    at: instantAt(day, '10:00'),
    day,
    itemId: item.id,
    quantity: moved.quantity,
    valueCents: moved.value,
    unitId: null,
    personId: null,
    balanceQuantity: after.quantity,
    balanceValueCents: after.value,
    reversalOfId: null,
    reason: null,
    issueLineId: null,
    searchKey: `${item.searchKey} ${number.toLowerCase()}`
  }
}
