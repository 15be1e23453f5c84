import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from '@main/kernel/instant'
import { ledgerModules } from '@main/ledgers'
import { backUpHouse } from '@main/office/administration/backups'
import { verifyHouse } from '@main/office/administration/verify'
import { Unit } from '@main/office/entities'
import { openHouse } from '@main/office/openHouse'
import { sign } from '@main/office/signatures'
import { backupPlaces } from '@main/platform/backup/backup'
import { uuidSource } from '@main/platform/ids'
import { run } from '../../hosts/printed'
import { movableClock } from '../../support/clock'
import { resources, type TestHouse } from '../../support/house'
import { aBureau, aPerson, arranging, aUnit } from '../../support/people'
import { describeOnPostgres, freshPostgresDatabase, type ThrowAwayDatabase } from '../../support/postgres'
import { tempFolder } from '../../support/tempFolder'

const owner = `ledger_owner_${randomUUID().slice(0, 8)}`
const worker = `ledger_${randomUUID().slice(0, 8)}`
const stranger = `stranger_${randomUUID().slice(0, 8)}`

describeOnPostgres('a role of PostgreSQL that owns no table', () => {
  const databases: ThrowAwayDatabase[] = []
  let database: ThrowAwayDatabase
  let house: TestHouse
  const folder = tempFolder('workstation')

  const addressOf = ({ host, port, database: name }: ThrowAwayDatabase, role: string) =>
    `postgres://${role}:throw-away@${host}:${port}/${name}`
  const by = async (role: string, ...statements: readonly string[]) => {
    const client = new Client({ connectionString: role === '' ? database.url : addressOf(database, role) })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
  }
  const anEmptyDatabase = async () => {
    database = await freshPostgresDatabase()
    databases.push(database)
    await by('', `ALTER DATABASE "${database.database}" OWNER TO ${owner}`)
    return database
  }
  const openAs = async (role: string, at = database): Promise<TestHouse> => {
    const clock = movableClock(systemClock.now())
    const storage = { kind: 'postgres' as const, url: addressOf(at, role), poolSize: 3 }
    const plan = { folder, modules: ledgerModules, clock, newId: uuidSource, resources, appVersion: '0' }
    return Object.assign(await openHouse({ ...plan, storage }), { clock, engine: 'postgres' as const })
  }
  const command = (name: readonly string[], role: string, owning?: string, data = folder) =>
    run(
      ...[...name, '--data', data, '--storage', addressOf(database, role)],
      ...(owning === undefined ? [] : ['--owner', addressOf(database, owning)])
    )

  beforeAll(async () => {
    database = await freshPostgresDatabase()
    databases.push(database)
    await by('', ...[owner, worker, stranger].map((role) => `CREATE ROLE ${role} LOGIN PASSWORD 'throw-away'`))
    await by('', `ALTER DATABASE "${database.database}" OWNER TO ${owner}`)
  })
  afterAll(async () => {
    for (const each of databases) await each.drop()
  })

  it(
    'makes no tables: the owner does, by the command, and gives it what it works with',
    { timeout: 120_000 },
    async () => {
      expect((await command(['rules'], worker)).errors).toMatch(
        /还没有建立各表，程序用的数据库角色不能建表，请服务器管理员.+ledger migrate .+--owner/
      )
      expect((await command(['migrate'], worker, worker)).errors).toContain(`“${worker}”是办理业务的角色`)
      expect((await command(['migrate'], 'nobody', owner)).errors).toContain('数据库里没有角色“nobody”')
      expect((await command(['rules'], worker)).errors).toContain('还没有办理业务的权限')
      const made = await command(['migrate'], worker, owner)
      expect([made.code, made.errors]).toEqual([0, ''])
      expect((await command(['migrate'], worker)).code).toBe(0)
      expect((await command(['rules'], stranger)).errors).toContain('还没有办理业务的权限')
    }
  )

  it('does the work of the program, and proves it', async () => {
    house = await openAs(worker)
    await aBureau(house)
    const person = await aPerson(house, { name: '经办', pin: '258046', posts: ['administrator'] })
    const unit = await aUnit(house, { name: '一科' })
    await arranging(house, async (act) => {
      await act.update(Unit, unit, { name: '综合科' }, '单位')
      await sign(act, { by: 'pin', personId: person.id, pin: '258046' }, '领用人', { type: 'unit', id: unit.id })
    })
    expect(await verifyHouse(house)).toEqual({ ok: true, entries: 5, chains: expect.anything() as unknown })
  })

  it.each([
    'TRUNCATE units',
    'TRUNCATE audit_entries CASCADE',
    'ALTER TABLE audit_entries DISABLE TRIGGER ALL',
    'ALTER TABLE signatures DISABLE TRIGGER signatures_keep',
    'DROP TRIGGER signatures_keep ON signatures',
    'CREATE TRIGGER planted BEFORE INSERT ON units FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    "UPDATE audit_entries SET act = '别的'",
    'DELETE FROM signatures',
    'DELETE FROM migrations',
    'DROP TABLE units',
    'CREATE TABLE own_table (id integer)',
    "SET session_replication_role = 'replica'",
    `GRANT ALL ON units TO ${stranger}`
  ])('may not %s', async (statement) => {
    // A grant of what one has not is a warning to PostgreSQL, not a fault; then nothing was granted.
    if (statement.startsWith('GRANT')) {
      await by(worker, statement).catch(() => undefined)
      await expect(by(stranger, 'SELECT * FROM units')).rejects.toThrow(/permission denied/)
    } else await expect(by(worker, statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('has changed nothing by trying', async () => {
    expect(await verifyHouse(house)).toMatchObject({ ok: true, entries: 5 })
  })

  it('leaves a newer schema to the owner, in words', async () => {
    const last = 'WHERE id = (SELECT max(id) FROM migrations)'
    await by(owner, `CREATE TABLE kept_aside AS SELECT * FROM migrations ${last}`, `DELETE FROM migrations ${last}`)
    await expect(openAs(worker)).rejects.toThrow(/要升级到本版软件的结构，程序用的数据库角色不能改表/)
    await by(owner, 'INSERT INTO migrations SELECT * FROM kept_aside', 'DROP TABLE kept_aside')
    const again = await openAs(worker)
    await again.database.close()
  })

  it('is what verify asks for where the program works as the owner', async () => {
    const strong = await openAs(owner)
    const report = await verifyHouse(strong)
    await strong.database.close()
    expect(report).toMatchObject({
      ok: true,
      remark: expect.stringContaining(`“${owner}”办理业务，这个角色拥有各表`) as string
    })
  })

  it('has a backup restored by the owner, too, and goes on from there', { timeout: 120_000 }, async () => {
    const { name } = await backUpHouse(house, 'manual')
    const file = join(backupPlaces(folder).backups, name)
    await house.database.close()
    await anEmptyDatabase()
    expect((await command(['restore', file], worker)).errors).toContain('还没有建立各表')
    expect((await command(['migrate'], worker, owner, tempFolder('fresh'))).code).toBe(0)
    expect((await command(['restore', file], worker)).errors).toContain('恢复要由拥有各表的角色来做')
    const restored = await command(['restore', file, '--json'], worker, owner)
    expect([restored.code, restored.errors]).toEqual([0, ''])
    const later = await openAs(worker)
    expect(await later.database.read.countBy(Unit, { name: '综合科' })).toBe(1)
    await aUnit(later, { name: '恢复以后' })
    const report = await verifyHouse(later)
    expect(report).toMatchObject({ ok: true })
    expect(report).not.toHaveProperty('remark')
    await later.database.close()
  })
})
