import type { EntityManager } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import type { Flaw } from './provable'
import { replaceGuardOf, replaceGuardSql } from './replaceGuard'

/** What keeps a table append-only in the database itself, by engine: names of its triggers. */
const guardsOf = { sqlite: ['keep_update', 'keep_delete', 'keep_insert'], postgres: ['keep', 'keep_all'] } as const

interface Trigger {
  readonly name: string
  readonly table: string
  readonly says: string
}

/**
 * Compares the triggers of the database with what the migrations make: each append-only table has its own, switched on
 * and refusing, and there is no other. Gives what is wrong: whoever changes rows past the program has to take them away
 * or plant one first.
 */
export async function triggerFlaw(
  manager: EntityManager,
  tables: readonly { readonly ledger: ChainId; readonly table: string }[]
): Promise<Flaw | undefined> {
  const postgres = manager.connection.options.type === 'postgres'
  const refuses = async ({ name, table, says }: Trigger): Promise<boolean> => {
    if (postgres) return says === 'refuse_change O'
    if (name === replaceGuardOf(table)) return says === (await replaceGuardSql(manager, table))
    return /RAISE\(ABORT/.test(says) && !/\bWHEN\b/i.test(says)
  }
  const found = postgres ? await onServer(manager) : await inFile(manager)
  const wanted = new Map<string, { readonly ledger: ChainId; readonly table: string }>(
    tables.flatMap(({ ledger, table }) =>
      guardsOf[postgres ? 'postgres' : 'sqlite'].map((guard) => [`${table}_${guard}`, { ledger, table }] as const)
    )
  )
  for (const [name, { ledger, table }] of wanted) {
    const guard = found.find((each) => each.name === name && each.table === table)
    if (!guard)
      return { ledger, number: '—', why: `防止改动记录的保护被拿掉了（${name}），请系统管理员查明，并从备份恢复` }
    if (!(await refuses(guard))) return { ledger, number: '—', why: `防止改动记录的保护被改动或停用（${name}）` }
  }
  const planted = found.find(({ name }) => !wanted.has(name))
  return (
    planted && {
      ledger: 'office',
      number: '—',
      why: `数据库里多出一个不是本软件建立的触发器（${planted.name}），可能暗中改动数据`
    }
  )
}

async function inFile(manager: EntityManager): Promise<readonly Trigger[]> {
  return manager.query<Trigger[]>(
    `SELECT name, tbl_name AS "table", sql AS says FROM sqlite_master WHERE type = 'trigger'`
  )
}

async function onServer(manager: EntityManager): Promise<readonly Trigger[]> {
  return manager.query<Trigger[]>(
    `SELECT t.tgname::text AS name, c.relname::text AS "table", p.proname::text || ' ' || t.tgenabled::text AS says FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace`
  )
}
