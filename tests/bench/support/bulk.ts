import { systemActor } from '@main/kernel/actor'
import { canonicalText } from '@main/kernel/canonical'
import { issue, receipt, type StockValue } from '@main/kernel/movingAverage'
import { addDays } from '@main/kernel/localDate'
import { instantAt } from '@main/kernel/instant'
import { searchKey } from '@main/kernel/searchKey'
import { SupplyBalance, SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { Movement } from '@main/ledgers/supplies/entities/stock'
import type { House } from '@main/office/house'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { auditHash } from '@main/platform/database/auditChain'
import { AuditEntry, ChainHead } from '@main/platform/database/auditEntities'
import { plainRow, rowHash } from '@main/platform/database/rows'

const names = ['中性笔', '圆珠笔', '笔记本', '文件盒', '订书机', '固体胶', '打印纸', '垃圾袋', '洗手液', '硒鼓']

/**
 * Fills an empty supplies ledger with movements and the audit chain that covers them, written straight into the tables: the
 * rows are what the services would leave, only faster. Gives the items.
 */
export async function fillMovements(house: House, count: number, perAct = 1): Promise<readonly SupplyItem[]> {
  const { writer } = house.database
  const items = await house.database.write({ chain: 'supplies', act: '新增品目', actor: systemActor }, async (unit) => {
    const made: SupplyItem[] = []
    for (const [index, name] of names.entries()) made.push(await unit.insert(SupplyItem, await anItem(unit, name, index)))
    return made
  })
  const stock = new Map<string, StockValue>(items.map((item) => [item.id, { quantity: 0, value: 0 }]))
  const movements = writer.getMetadata(Movement)
  const head = await writer.getRepository(ChainHead).findOneByOrFail({ chain: 'supplies' })
  let { hash: previousHash, length: seq } = head
  const insert = bulkInserter(house)
  for (let done = 0; done < count; done += perAct) {
    const act = Array.from({ length: Math.min(perAct, count - done) }, (_, index) =>
      plainRow(movements, movementAt(house, items, stock, done + index))
    )
    seq += 1
    const entry: Omit<AuditEntry, 'hash' | 'id'> = {
      chain: 'supplies',
      seq,
      at: String(act[0]?.['at']),
      actorId: null,
      actorName: '系统',
      capacity: '',
      act: '入库',
      subjectType: 'stockIn',
      subjectId: String(act[0]?.['documentId']),
      subjectNumber: String(act[0]?.['documentNumber']),
      changes: [],
      entries: act.map((row) => ({ table: movements.tableName, id: String(row['id']), hash: rowHash(movements, row) })),
      accepted: [],
      previousHash
    }
    previousHash = auditHash(entry)
    await insert(Movement, act)
    await insert(AuditEntry, [
      { ...entry, id: house.newId(), hash: previousHash, changes: '[]', accepted: '[]', entries: canonicalText(entry.entries) }
    ])
  }
  await insert.flush()
  await writer.getRepository(SupplyBalance).insert([...stock].map(([itemId, { quantity, value }]) => ({ itemId, quantity, valueCents: value })))
  await writer.getRepository(ChainHead).update({ chain: 'supplies' }, { length: seq, hash: previousHash })
  return items
}

async function anItem(unit: UnitOfWork, name: string, index: number): Promise<Omit<SupplyItem, 'id' | 'version'>> {
  const number = await unit.nextNumber('PM')
  const kind = { category: 'office', special: false, tradeIn: false, intervalRule: 'none', refillItemId: null } as const
  return {
    number,
    name,
    spec: `规格${index}`,
    measure: '支',
    ...kind,
    location: `A柜-${index}层`,
    safetyStock: null,
    remarks: null,
    active: true,
    searchKey: searchKey(name)
  }
}

function movementAt(house: House, items: readonly SupplyItem[], stock: Map<string, StockValue>, index: number): Movement {
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

/** Gathers rows and writes them many at a time, within one transaction per batch. */
function bulkInserter(house: House) {
  const { writer } = house.database
  const waiting = new Map<new () => object, Record<string, unknown>[]>()
  let held = 0
  const flush = async () => {
    await writer.query('BEGIN')
    for (const [entity, rows] of waiting) {
      const metadata = writer.getMetadata(entity)
      const columns = metadata.columns.map((column) => column.databaseName)
      const size = Math.floor(30_000 / columns.length)
      for (let start = 0; start < rows.length; start += size) {
        const part = rows.slice(start, start + size)
        const postgres = house.database.storage.kind === 'postgres'
        const values = part.map(
          (_, row) => `(${columns.map((_column, index) => (postgres ? `$${row * columns.length + index + 1}` : '?')).join(',')})`
        )
        const parameters = part.flatMap((row) => metadata.columns.map((column) => row[column.propertyName] ?? null))
        await writer.query(
          `INSERT INTO ${metadata.tableName} (${columns.map((name) => `"${name}"`).join(',')}) VALUES ${values.join(',')}`,
          parameters
        )
      }
    }
    await writer.query('COMMIT')
    waiting.clear()
    held = 0
  }
  const insert = async (entity: new () => object, rows: readonly Record<string, unknown>[]) => {
    const rowsOf = waiting.get(entity) ?? []
    rowsOf.push(...rows)
    waiting.set(entity, rowsOf)
    held += rows.length
    if (held >= 4_000) await flush()
  }
  return Object.assign(insert, { flush })
}
