import type { DataSource, EntityManager } from 'typeorm'

/** The role the program works as on the server may not do what has to be done first. The message is Chinese. */
export class OwnerNeeded extends Error {
  constructor(what: string, command = 'migrate') {
    super(`${what}，请服务器管理员用拥有各表的角色运行：ledger ${command} --data 数据文件夹 --owner postgres://…`)
    this.name = 'OwnerNeeded'
  }
}

const onServer = (source: DataSource): boolean => source.options.type === 'postgres'

async function isSo(source: DataSource, condition: string): Promise<boolean> {
  const [row] = await source.query<{ so: boolean | null }[]>(`SELECT ${condition} AS so`)
  return row?.so === true
}

/**
 * Throws `OwnerNeeded` where a server's database is still to be made and the role may not make it, or where it is made
 * and the role was given nothing in it.
 */
export async function mayOpen(source: DataSource): Promise<void> {
  if (!onServer(source)) return
  if (!(await isSo(source, `to_regclass('migrations') IS NOT NULL`))) {
    if (!(await isSo(source, `has_schema_privilege(current_schema(), 'CREATE')`)))
      throw new OwnerNeeded('服务器上的数据库里还没有建立各表，程序用的数据库角色不能建表')
  } else if (!(await isSo(source, `has_table_privilege('migrations', 'SELECT')`)))
    throw new OwnerNeeded('程序用的数据库角色还没有办理业务的权限')
}

const ownsTables = async (source: DataSource): Promise<boolean> =>
  !onServer(source) ||
  isSo(source, `(SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('migrations'))`)

/** Throws `OwnerNeeded` where a server's tables are to be moved to today's schema and belong to another role. */
export async function mayMigrate(source: DataSource): Promise<void> {
  if (!(await ownsTables(source)))
    throw new OwnerNeeded('服务器上的数据要升级到本版软件的结构，程序用的数据库角色不能改表')
}

/** Throws `OwnerNeeded` where a backup is to be put into a server's tables, which belong to another role. */
export async function mayRestore(source: DataSource): Promise<void> {
  if (!(await ownsTables(source)))
    throw new OwnerNeeded('恢复要由拥有各表的角色来做，程序用的数据库角色不能改表', 'restore 备份文件')
}

/**
 * What is to be said of the role a connection works as: that it could take away what keeps rows from being changed.
 * Null where it could not, and where there is no server.
 */
export async function remarkOnRole(manager: EntityManager): Promise<string | null> {
  if (!onServer(manager.connection)) return null
  const [row] = await manager.query<{ role: string; strong: boolean }[]>(
    `SELECT current_user AS role, EXISTS (SELECT 1 FROM pg_class c
       WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
         AND (pg_has_role(c.relowner, 'USAGE') OR has_table_privilege(c.oid, 'TRUNCATE, TRIGGER'))) AS strong`
  )
  return row?.strong === true
    ? `程序以数据库角色“${row.role}”办理业务，这个角色拥有各表（或能清空各表、增减触发器），可以停用防止改动记录的保护；请服务器管理员另建一个只办理业务的角色`
    : null
}

/**
 * Gives a role what the program works with, and nothing that could take the guards of the tables away: rows are read
 * and added, and changed and deleted where a table is not append-only. To be done as the owner, after each migration.
 */
export async function grantWork(owner: DataSource, role: string): Promise<void> {
  const name = (text: string) => owner.driver.escape(text)
  await owner.transaction(async (manager) => {
    if ((await manager.query<unknown[]>('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).length === 0)
      throw new Error(`数据库里没有角色“${role}”，请先建立它（CREATE ROLE … LOGIN PASSWORD …）`)
    const [{ schema } = { schema: '' }] = await manager.query<{ schema: string }[]>('SELECT current_schema() AS schema')
    const tables = await manager.query<{ table: string; kept: boolean }[]>(
      `SELECT c.relname AS "table", EXISTS (
         SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = c.relname || '_keep') AS kept
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace`
    )
    for (const { table, kept } of tables) {
      const rights = table === 'migrations' ? 'SELECT' : kept ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE'
      await manager.query(`REVOKE ALL ON ${name(table)} FROM ${name(role)}`)
      await manager.query(`GRANT ${rights} ON ${name(table)} TO ${name(role)}`)
    }
    await manager.query(`REVOKE CREATE ON SCHEMA ${name(schema)} FROM PUBLIC, ${name(role)}`)
    await manager.query(`GRANT USAGE ON SCHEMA ${name(schema)} TO ${name(role)}`)
  })
}
