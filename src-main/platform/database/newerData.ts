import type { DataSource } from 'typeorm'

/**
 * The data was brought to a schema this program does not know; opening it could only do harm. The message is Chinese.
 */
export class NewerData extends Error {
  constructor(appVersion: string) {
    super(
      `数据已由更新版本的软件升级过，本机软件（${appVersion} 版）太旧，打不开；数据没有改动。请在本机装上与数据相同或更新的版本后再打开`
    )
    this.name = 'NewerData'
  }
}

/** Names of the migrations a database has been through. */
export async function appliedMigrations(source: DataSource): Promise<readonly string[]> {
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id')
  return rows.map(({ name }) => name)
}

/** Throws `NewerData` when a database has been through a migration the program does not have. */
export async function refuseNewer(source: DataSource, appVersion: string): Promise<void> {
  const known = new Set(source.migrations.map(({ name, constructor }) => name ?? constructor.name))
  if ((await appliedMigrations(source)).some((name) => !known.has(name))) throw new NewerData(appVersion)
}
