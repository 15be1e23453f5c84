import type { EntityManager } from 'typeorm'
import { formsChain } from '../../kernel/balanceChain'
import type { Proof } from '../../office/ledgerModule'
import { groupsOf } from '../../kernel/groups'
import { loadCalendar } from '../../office/loadCalendar'
import { loadBook } from '../../office/ruleBook'
import { saysOtherwise, strayRows } from '../../platform/database/derivedRows'
import { rowsById } from '../../platform/database/readRows'
import { shortagesOf } from './cleanup/differences'
import { quantitiesOf, standingsOf } from './clocks/standing'
import { DetainedLine, DetainedMovement, ExitRecord, Intake, Standing } from './entities'

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

/**
 * Everything else a standing says of its line is what intake, custody, decisions and extensions come to under the rules
 * and holidays in force (WH-04 to WH-07, WH-11), and whether it is missing what the clean-ups found (WH-14).
 */
export const standingsProven: Proof = async (manager) => {
  const wrong: { number: string; why: string }[] = []
  const [book, calendar] = [await loadBook(manager), await loadCalendar(manager)]
  for await (const intakes of intakesInWindows(manager)) {
    const worked = await standingsOf({ manager, book }, calendar, intakes)
    const kept = await rowsById(
      manager,
      Standing,
      worked.map(({ id }) => id)
    )
    const shortages = await shortagesOf(
      manager,
      [...kept.values()].map((standing) => ({ ...standing, missing: standing.onHand > 0 }))
    )
    for (const standing of worked) {
      const { missing = false } = kept.get(standing.id) ?? {}
      if (saysOtherwise(kept.get(standing.id), standing, ['searchKey', 'missing']))
        wrong.push({
          number: standing.tag,
          why: '在库情况、地点或到期时间与登记、流转、决定和现行期限算出的不符（刚调整过规则或节假日的，先重算期限）'
        })
      else if (missing !== (shortages.get(standing.id)?.missing ?? 0) > 0)
        wrong.push({ number: standing.tag, why: '是否短少与清整结果不符' })
    }
  }
  const stray = await strayRows(manager, Standing, DetainedLine)
  return [...wrong, ...stray.map((number) => ({ number, why: '在库台账里有没有登记过的物品' }))]
}

async function* intakesInWindows(manager: EntityManager): AsyncGenerator<readonly Intake[]> {
  for (let after = ''; ;) {
    const intakes = await manager
      .createQueryBuilder(Intake, 'i')
      .where('i.id > :after', { after })
      .orderBy('i.id', 'ASC')
      .limit(window)
      .getMany()
    if (intakes.length > 0) yield intakes
    if (intakes.length < window) return
    after = intakes.at(-1)?.id ?? ''
  }
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
