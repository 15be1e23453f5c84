import type { EntityManager } from 'typeorm'
import { formatDocumentNumber, parseDocumentNumber } from '../../kernel/documentNumber'
import { NumberSequence } from './auditEntities'
import type { Flaw, NumberRun } from './provable'

const window = 2000

/**
 * Looks for the first number missing, given twice or never given out, per prefix and year (K-10). Prefixes shared by
 * tables are one run.
 */
export async function numberGaps(manager: EntityManager, runs: readonly NumberRun[]): Promise<Flaw | undefined> {
  const sequences = await manager.find(NumberSequence, { order: { prefix: 'ASC', year: 'ASC' } })
  const deleted = await withoutSequence(manager, runs, sequences)
  if (deleted) return deleted
  for (const { prefix, year, last } of sequences) {
    const tables = runs.filter((run) => run.prefix === prefix)
    const [first] = tables
    if (!first) continue
    const given = new Uint8Array(last + 1)
    for (const { ledger, entity } of tables)
      for await (const number of numbersOf(manager, entity, prefix, year)) {
        const sequence = parseDocumentNumber(number)?.sequence ?? 0
        if (sequence < 1 || sequence > last) return { ledger, number, why: '编号不是由程序给出的' }
        if (given[sequence] === 1) return { ledger, number, why: '编号重复' }
        given[sequence] = 1
      }
    const missing = given.indexOf(0, 1)
    if (missing > 0)
      return {
        ledger: first.ledger,
        number: formatDocumentNumber({ prefix, year, sequence: missing }),
        why: '编号不连续，缺这个编号的记录'
      }
  }
  return undefined
}

/** A number whose prefix and year no sequence counts: the sequence was taken away, and would begin anew. */
async function withoutSequence(
  manager: EntityManager,
  runs: readonly NumberRun[],
  sequences: readonly NumberSequence[]
): Promise<Flaw | undefined> {
  for (const { ledger, prefix, entity } of runs) {
    const query = manager
      .createQueryBuilder(entity, 'n')
      .select('n.number', 'number')
      .where('n.number LIKE :like', { like: `${prefix}-%` })
    for (const [index, { year }] of sequences.filter((each) => each.prefix === prefix).entries())
      query.andWhere(`n.number NOT LIKE :year${index}`, { [`year${index}`]: `${prefix}-${year}-%` })
    const stray = await query.limit(1).getRawOne<{ number: string }>()
    if (stray) return { ledger, number: stray.number, why: '这个编号的流水号记录被删除，以后会重号' }
  }
  return undefined
}

async function* numbersOf(
  manager: EntityManager,
  entity: NumberRun['entity'],
  prefix: string,
  year: number
): AsyncGenerator<string> {
  const from = `${prefix}-${year}-`
  for (let after = from, seen = 0; ; seen = 0) {
    const rows = await manager
      .createQueryBuilder(entity, 'n')
      .select('n.number', 'number')
      .where('n.number LIKE :like AND n.number > :after', { like: `${from}%`, after })
      .orderBy('n.number', 'ASC')
      .limit(window)
      .getRawMany<{ number: string }>()
    for (const { number } of rows) {
      seen += 1
      yield number
      after = number
    }
    if (seen < window) return
  }
}
