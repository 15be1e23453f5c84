import type { EntityManager } from 'typeorm'
import { formsChain } from '../../kernel/balanceChain'
import type { Proof } from '../../office/house'
import { groupsOf } from '../../kernel/groups'
import { placing, quantitiesOf } from './clocks/standing'
import { CustodyEntry, DetainedLine, DetainedMovement, ExitRecord, Standing } from './entities'

const window = 1000

async function* linesInWindows(manager: EntityManager): AsyncGenerator<readonly DetainedLine[]> {
  for (let after = ''; ;) {
    const lines = await manager
      .createQueryBuilder(DetainedLine, 'l')
      .where('l.id > :after', { after })
      .orderBy('l.id', 'ASC')
      .limit(window)
      .getMany()
    if (lines.length > 0) yield lines
    if (lines.length < window) return
    after = lines.at(-1)?.id ?? ''
  }
}

/**
 * In = out + on hand per line: the kept standing is what the movements say, and every movement's balance follows from
 * the one before (WH-10).
 */
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
      (
        await manager.createQueryBuilder(Standing, 's').where('s.id >= :first AND s.id <= :last', between).getMany()
      ).map((standing) => [standing.id, standing])
    )
    for (const line of lines) {
      const own = movements.get(line.id) ?? []
      const sums = quantitiesOf(own)
      const standing = standings.get(line.id)
      const steps = own.map(({ quantity, balance }) => ({ before: String(balance - quantity), after: String(balance) }))
      const broken = !formsChain(steps, '0')
      if (
        !standing ||
        standing.quantityIn !== sums.quantityIn ||
        standing.quantityOut !== sums.quantityOut ||
        standing.onHand !== sums.onHand
      )
        wrong.push({ number: line.tag, why: '在库数与出入库记录不符' })
      else if (
        broken ||
        sums.onHand < 0 ||
        !own.some(
          ({ kind, quantity, reversalOfId }) => kind === 'intake' && reversalOfId === null && quantity === line.quantity
        )
      )
        wrong.push({ number: line.tag, why: '出入库记录前后不符' })
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
      .where('c.lineId >= :first AND c.lineId <= :last AND c.act IN (:...placing)', {
        ...between,
        placing: [...placing]
      })
      .orderBy('c.id', 'ASC')
      .getMany()
    const last = new Map(entries.map((entry) => [entry.lineId, entry.place]))
    const standings = await manager
      .createQueryBuilder(Standing, 's')
      .where('s.id >= :first AND s.id <= :last', between)
      .getMany()
    for (const standing of standings)
      if (standing.onHand > 0 && last.get(standing.id) !== standing.location)
        wrong.push({ number: standing.tag, why: '库位与物品流转的最后地点不符' })
  }
  return wrong
}

/**
 * Destruction batches are numbered without gaps: as many as there are destructions, the last number the highest (K-10).
 */
export const batchesProven: Proof = async (manager) => {
  const rows = await manager
    .createQueryBuilder(ExitRecord, 'r')
    .select('SUBSTR(r.batch, 1, 8)', 'run')
    .addSelect('COUNT(*)', 'count')
    .addSelect('MAX(r.batch)', 'highest')
    .where('r.batch IS NOT NULL')
    .groupBy('SUBSTR(r.batch, 1, 8)')
    .getRawMany<{ run: string; count: number | string; highest: string }>()
  return rows
    .filter((row) => Number(row.highest.slice(8)) !== Number(row.count))
    .map((row) => ({ number: row.highest, why: '销毁批次编号不连续' }))
}
