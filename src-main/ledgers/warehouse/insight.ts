import { IsNull, type EntityManager } from 'typeorm'
import type { Chart, ClearanceLine, SearchHit } from '../../contract/office'
import { formatQuantity } from '../../contract/display'
import { exitKinds, exitStates } from '../../contract/warehouse/words'
import { addDays } from '../../kernel/localDate'
import { searchTerm } from '../../kernel/searchKey'
import type { Proof, Reading } from '../../office/house'
import { unitNames } from '../../office/people/names'
import { groupsOf } from './grouping'
import { placing, quantitiesOf } from './clocks/standing'
import { CustodyEntry, DetainedLine, DetainedMovement, ExitRecord, Keeping, Standing, WarehouseKey } from './entities'
import { exitsFor } from './exit/rows'
import { standingsFor } from './line/rows'
import { ageBuckets } from './report/rows'

/** Warehouse keys a person has, and goods with third parties they answer for (K-08). */
export async function warehouseHeldBy(manager: EntityManager, personId: string): Promise<readonly Omit<ClearanceLine, 'ledger'>[]> {
  const keys = await manager.findBy(WarehouseKey, { holderId: personId })
  const keepings = await manager.findBy(Keeping, { responsibleId: personId, endedOn: IsNull() })
  return [
    ...keys.map((key) => ({ label: `仓库钥匙（${key.label}）`, number: key.label, since: key.since, todo: '交接仓库钥匙' })),
    ...keepings.map((keeping) => ({
      label: `委托${keeping.keeper}保管的${keeping.goods}`,
      number: keeping.number,
      since: keeping.fromDay,
      todo: '收回物品或变更责任人'
    }))
  ]
}

/** Goods and exits by name, party, tag, document or pinyin. */
export async function warehouseSearch(reading: Reading, words: string, limit: number): Promise<readonly Omit<SearchHit, 'ledger'>[]> {
  const like = { like: `%${searchTerm(words).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` }
  const goods = await (
    await standingsFor(reading)
  )
    .andWhere("s.searchKey LIKE :like ESCAPE '\\'", like)
    .orderBy('s.tag', 'DESC')
    .limit(limit)
    .getMany()
  const exits = await (await exitsFor(reading)).andWhere("e.searchKey LIKE :like ESCAPE '\\'", like).orderBy('e.id', 'DESC').limit(limit).getMany()
  return [
    ...goods.map((standing) => ({
      subjectType: 'line',
      subjectId: standing.id,
      number: standing.tag,
      title: `${standing.name}（${standing.party}）`,
      detail: standing.onHand > 0 ? `在库${formatQuantity(standing.onHand)}${standing.measure}，${standing.location}` : '已出库'
    })),
    ...exits.map((exit) => ({
      subjectType: 'exit',
      subjectId: exit.id,
      number: exit.number,
      title: `${exitKinds[exit.kind]}${exit.goods}`,
      detail: exitStates[exit.state]
    }))
  ].slice(0, limit)
}

/** Lines on hand by how long they have lain there, and overdue lines per squad (WH-15). */
export async function warehouseCharts(reading: Reading): Promise<readonly Chart[]> {
  const { today } = reading
  const here = { here: ['held', 'partly'] }
  const ages = await Promise.all(
    ageBuckets.map(async ({ label, from, to }) => ({
      label,
      link: `/warehouse/lines?detainedOn.to=${addDays(today, -from)}${to > 10_000 ? '' : `&detainedOn.from=${addDays(today, -to)}`}`,
      value: await (
        await standingsFor(reading)
      )
        .andWhere('s.state IN (:...here) AND s.detainedOn <= :newest AND s.detainedOn >= :oldest', {
          ...here,
          newest: addDays(today, -from),
          oldest: to > 10_000 ? '0000-01-01' : addDays(today, -to)
        })
        .getCount()
    }))
  )
  const overdue = await (
    await standingsFor(reading)
  )
    .select('s.squadId', 'squadId')
    .addSelect('COUNT(*)', 'lines')
    .andWhere('s.dueOn < :today', { today })
    .groupBy('s.squadId')
    .getRawMany<{ squadId: string; lines: number | string }>()
  const squads = await unitNames(
    reading.manager,
    overdue.map((row) => row.squadId)
  )
  const overdueLines = `/warehouse/lines?dueOn.to=${addDays(today, -1)}`
  return [
    { id: 'warehouse.age', title: '暂扣物品在库时间', unit: '项', kind: 'bar', points: ages, link: '/warehouse/lines' },
    {
      id: 'warehouse.overdue',
      title: '各片区逾期物品',
      unit: '项',
      kind: 'bar',
      points: overdue
        .map((row) => ({ label: squads.get(row.squadId) ?? '', value: Number(row.lines) }))
        .map((point) => ({ ...point, link: `${overdueLines}&squadName=${encodeURIComponent(point.label)}` }))
        .sort((a, b) => b.value - a.value),
      link: overdueLines
    }
  ]
}

const window = 1000

async function* linesInWindows(manager: EntityManager): AsyncGenerator<readonly DetainedLine[]> {
  for (let after = ''; ;) {
    const lines = await manager.createQueryBuilder(DetainedLine, 'l').where('l.id > :after', { after }).orderBy('l.id', 'ASC').limit(window).getMany()
    if (lines.length > 0) yield lines
    if (lines.length < window) return
    after = lines.at(-1)?.id ?? ''
  }
}

/** In = out + on hand per line: the kept standing is what the movements say, and every movement's balance follows from the one before (WH-10). */
export const balancesProven: Proof = async (manager) => {
  const wrong: { number: string; why: string }[] = []
  for await (const lines of linesInWindows(manager)) {
    const between = { first: lines[0]?.id ?? '', last: lines.at(-1)?.id ?? '' }
    const movements = groupsOf(
      await manager
        .createQueryBuilder(DetainedMovement, 'm')
        .where('m.lineId >= :first AND m.lineId <= :last', between)
        .orderBy('m.id', 'ASC')
        .getMany(),
      (movement) => movement.lineId
    )
    const standings = new Map(
      (await manager.createQueryBuilder(Standing, 's').where('s.id >= :first AND s.id <= :last', between).getMany()).map((standing) => [
        standing.id,
        standing
      ])
    )
    for (const line of lines) {
      const own = movements.get(line.id) ?? []
      const sums = quantitiesOf(own)
      const standing = standings.get(line.id)
      let balance = 0
      const broken = own.some((movement) => (balance += movement.quantity) !== movement.balance)
      if (!standing || standing.quantityIn !== sums.quantityIn || standing.quantityOut !== sums.quantityOut || standing.onHand !== sums.onHand)
        wrong.push({ number: line.tag, why: '在库数与出入库记录不符' })
      else if (broken || sums.onHand < 0 || (own[0]?.quantity ?? 0) !== line.quantity) wrong.push({ number: line.tag, why: '出入库记录前后不符' })
    }
  }
  return wrong
}

/** The kept location of every line on hand is the last place of its custody chain (WH-11). */
export const placesProven: Proof = async (manager) => {
  const wrong: { number: string; why: string }[] = []
  for await (const lines of linesInWindows(manager)) {
    const between = { first: lines[0]?.id ?? '', last: lines.at(-1)?.id ?? '' }
    const entries = await manager
      .createQueryBuilder(CustodyEntry, 'c')
      .where('c.lineId >= :first AND c.lineId <= :last AND c.act IN (:...placing)', { ...between, placing: [...placing] })
      .orderBy('c.id', 'ASC')
      .getMany()
    const last = new Map(entries.map((entry) => [entry.lineId, entry.place]))
    const standings = await manager.createQueryBuilder(Standing, 's').where('s.id >= :first AND s.id <= :last', between).getMany()
    for (const standing of standings)
      if (standing.onHand > 0 && last.get(standing.id) !== standing.location)
        wrong.push({ number: standing.tag, why: '库位与物品流转的最后地点不符' })
  }
  return wrong
}

/** Destruction batches are numbered without gaps: as many as there are destructions, the last number the highest (K-10). */
export const batchesProven: Proof = async (manager) => {
  const rows = await manager
    .createQueryBuilder(ExitRecord, 'r')
    .select('SUBSTR(r.batch, 1, 8)', 'run')
    .addSelect('COUNT(*)', 'count')
    .addSelect('MAX(r.batch)', 'highest')
    .where('r.batch IS NOT NULL')
    .groupBy('SUBSTR(r.batch, 1, 8)')
    .getRawMany<{ run: string; count: number | string; highest: string }>()
  return rows.filter((row) => Number(row.highest.slice(8)) !== Number(row.count)).map((row) => ({ number: row.highest, why: '销毁批次编号不连续' }))
}
