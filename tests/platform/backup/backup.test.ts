import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sqlite3 from 'sqlite3'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ledgerModules } from '@main/ledgers'
import { backUpHouse, keepHouse } from '@main/office/administration/backups'
import { backupMeans } from '@main/office/administration/backupMeans'
import { verifyHouse } from '@main/office/administration/verify'
import { Unit } from '@main/office/entities'
import type { House } from '@main/office/house'
import type { LedgerModule } from '@main/office/ledgerModule'
import { knownMigrations, openHouse } from '@main/office/openHouse'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { backupPlaces, listBackups, makeBackup } from '@main/platform/backup/backup'
import { DamagedData, examineData } from '@main/platform/backup/damage'
import { readManifest } from '@main/platform/backup/manifest'
import { outsidePlace, setOutsidePlace } from '@main/platform/backup/outside'
import { finishRestore, prepareRestore } from '@main/platform/backup/restore'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { aBureau, aPerson, aUnit, anAttachment } from '../../support/people'
import { aFakeLedger } from '../../support/fakeLedger'
import { as, faultOf, windowOf } from '../../support/officeCalls'
import { tempFolder } from '../../support/tempFolder'

describe('backup', () => {
  let house: TestHouse
  let open: House
  const places = () => backupPlaces(house.folder)
  const now = () => house.clock.now()
  const means = () => ({
    ...backupMeans(house),
    prove: (file: string) => backupMeans(open).prove?.(file) ?? Promise.resolve(undefined)
  })
  const unitNames = async () => (await open.database.read.find(Unit)).map((unit) => unit.name)
  const reopen = async () => {
    await open.database.close()
    await finishRestore(places())
    await examineData(places())
    const { folder, clock, newId, resources, appVersion } = house
    open = await openHouse({ folder, clock, newId, resources, appVersion, modules: ledgerModules })
  }

  beforeEach(async () => {
    house = await openTestHouse('sqlite')
    open = house
    await aBureau(house)
    await aUnit(house, { name: '备份前' })
    await anAttachment(house, '附件.png')
  })
  afterEach(() => open.database.close())

  it('copies data and attachments while the house is open, and checks the copy', async () => {
    const made = await makeBackup(places(), 'manual', now(), means())
    expect(made).toMatchObject({ name: 'ledger-20260930-090000-manual.sqlite', kind: 'manual', verified: true })
    expect(await listBackups(places().backups)).toEqual([made])
    const [entry] = await open.database.read.find(AuditEntry, { order: { seq: 'DESC' }, take: 1 })
    const said = await readManifest(join(places().backups, made.name))
    expect(said).toMatchObject({ verified: true, why: null })
    expect(said?.manifest).toMatchObject({ appVersion: '0.0.0-test', missing: [] })
    expect(said?.manifest.heads['office']).toEqual({ length: entry?.seq, hash: entry?.hash })
    expect(said?.manifest.files).toHaveLength(1)
    expect(statSync(join(places().backups, made.name)).mode & 0o777).toBe(0o600)
  })

  it('says so when an attachment is gone or a chain is broken, and is then not called proven', async () => {
    rmSync(join(house.folder, 'attachments'), { recursive: true })
    expect(await makeBackup(places(), 'manual', now(), means())).toMatchObject({
      verified: false,
      why: '有1个附件在数据文件夹中已缺失'
    })
    await anAttachment(house, '附件.png')
    house.clock.advanceMinutes(1)
    await open.database.writer.query('DROP TRIGGER audit_entries_keep_update')
    await open.database.writer.query("UPDATE audit_entries SET act = '改过' WHERE seq = 2 AND chain = 'office'")
    const broken = await makeBackup(places(), 'manual', now(), means())
    expect(broken.verified).toBe(false)
    expect((await listBackups(places().backups)).map(({ verified }) => verified)).toEqual([false, false])
  })

  it('is not restored without its manifest, with another content than it says, or without its files', async () => {
    const { name } = await makeBackup(places(), 'manual', now(), means())
    const path = join(places().backups, name)
    const whole = readFileSync(path)
    const harms = {
      'UPDATE backup_manifest SET text = text || 1': '清单',
      'DROP TABLE backup_manifest': '清单',
      "UPDATE units SET name = '改过'": '数据内容',
      'DELETE FROM kept_files': '附件',
      'DROP TABLE people': '数据内容',
      "UPDATE chain_heads SET hash = 'x' WHERE chain = 'seals'": '校验值'
    }
    for (const [sql, words] of Object.entries(harms)) {
      writeFileSync(path, whole)
      await rawly(path, sql)
      await expect(prepareRestore(places(), name, now(), '管理员', means()), sql).rejects.toThrow(words)
      expect(await finishRestore(places())).toBe(false)
    }
    writeFileSync(path, whole)
    await rawly(path, "INSERT INTO migrations (timestamp, name) VALUES (3000000000000, 'Later3000000000000')")
    const { manifest } = (await readManifest(path)) ?? expect.fail('no manifest')
    const text = JSON.stringify({ ...manifest, migrations: [...manifest.migrations, 'Later3000000000000'] })
    await rawly(path, 'UPDATE backup_manifest SET text = ?, sha256 = ?', [
      text,
      createHash('sha256').update(text).digest('hex')
    ])
    await expect(prepareRestore(places(), name, now(), '管理员', means())).rejects.toThrow('更新版本')
    expect(await unitNames()).toContain('备份前')
  })

  it('is not made of an empty house', async () => {
    const empty = await openTestHouse('sqlite')
    const schedule = await keepHouse(empty, () => undefined)
    await schedule.caughtUp
    schedule.stop()
    expect(await listBackups(backupPlaces(empty.folder).backups)).toEqual([])
    await closeTestHouse(empty)
  })

  it('is taken to a second place, proven there, rotated there, and what went wrong is noted', async () => {
    const outside = join(tempFolder('usb'), '备份')
    await expect(setOutsidePlace(places(), join(house.folder, 'backups'))).rejects.toThrow('不能在数据文件夹里面')
    await expect(setOutsidePlace(places(), '备份')).rejects.toThrow('完整的路径')
    await setOutsidePlace(places(), outside)
    const made = await backUpHouse(open, 'daily')
    expect(await outsidePlace(house.folder)).toMatchObject({
      path: outside,
      lastAt: now(),
      lastName: made.name,
      fault: null
    })
    expect(await listBackups(outside)).toEqual([made])
    for (let day = 1; day <= 9; day += 1) {
      house.clock.advanceDays(1)
      await backUpHouse(open, 'daily')
    }
    expect((await listBackups(outside)).length).toBeLessThan(10)
    rmSync(outside, { recursive: true })
    const before = now()
    house.clock.advanceDays(1)
    await backUpHouse(open, 'daily')
    expect(await outsidePlace(house.folder)).toMatchObject({
      lastAt: before,
      fault: expect.stringContaining('写不进去') as string
    })
    expect(existsSync(outside)).toBe(false)
  })

  it('gives two backups of one second names of their own', async () => {
    await makeBackup(places(), 'manual', now(), means())
    expect((await makeBackup(places(), 'manual', now(), means())).name).toBe('ledger-20260930-090001-manual.sqlite')
  })

  it.each(['manual', 'daily', 'migration', 'restore'] as const)(
    'restores a %s backup: same counts, same chains, the present backed up first',
    async (kind) => {
      const { name } = await makeBackup(places(), kind, now(), means())
      const [before] = [await verifyHouse(open)]
      await aUnit(house, { name: '备份后' })
      rmSync(join(house.folder, 'attachments'), { recursive: true })
      house.clock.advanceMinutes(5)
      await prepareRestore(places(), name, now(), '管理员', means())
      expect(await unitNames()).toContain('备份后')
      await reopen()
      expect(await unitNames()).not.toContain('备份后')
      expect(await verifyHouse(open)).toEqual(before)

      const present = (await listBackups(places().backups)).find(
        (each) => each.kind === 'restore' && each.name !== name
      )
      await prepareRestore(places(), present?.name ?? '', now(), '管理员', means())
      await reopen()
      expect(await unitNames()).toContain('备份后')
    }
  )

  it('writes a restore into the audit log of the restored data, once', async () => {
    const { name } = await makeBackup(places(), 'manual', now(), means())
    await prepareRestore(places(), name, now(), '方管理', means())
    await reopen()
    for (const _ of [1, 2]) (await keepHouse(open, () => undefined)).stop()
    const entries = await open.database.read.findBy(AuditEntry, { act: '从备份恢复数据' })
    expect(entries).toMatchObject([{ actorName: '方管理', subjectNumber: name }])
  })

  it('refuses a damaged backup and changes nothing', async () => {
    const { name } = await makeBackup(places(), 'manual', now(), means())
    const path = join(places().backups, name)
    const bytes = readFileSync(path)
    const at = bytes.indexOf('备份前')
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(path, bytes)
    await expect(prepareRestore(places(), name, now(), '管理员', means())).rejects.toThrow('不能用这份备份恢复')
    await expect(prepareRestore(places(), '../ledger.sqlite', now(), '管理员', means())).rejects.toThrow('没有找到')
    expect(await finishRestore(places())).toBe(false)
  })

  it('makes the day’s backup once, however often the house is opened', async () => {
    const failures: unknown[] = []
    for (const _ of [1, 2]) {
      const schedule = await keepHouse(open, (error) => failures.push(error))
      await schedule.caughtUp
      expect((await listBackups(places().backups)).length).toBe(1)
      schedule.stop()
    }
    house.clock.advanceDays(1)
    const schedule = await keepHouse(open, (error) => failures.push(error))
    await schedule.caughtUp
    expect((await listBackups(places().backups)).filter((each) => each.kind === 'daily').length).toBe(2)
    schedule.stop()
    expect(failures).toEqual([])
  })

  it('is made before an older schema is moved, and not otherwise', async () => {
    class Addition2000000000000 implements MigrationInterface {
      async up(runner: QueryRunner) {
        await runner.query('CREATE TABLE addition (id text)')
      }
      async down(runner: QueryRunner) {
        await runner.query('DROP TABLE addition')
      }
    }
    const later = { ...aFakeLedger(), migrations: [Addition2000000000000] }
    const openWith = async (modules: readonly LedgerModule[]) => {
      await open.database.close()
      const { folder, clock, newId, resources, appVersion } = house
      open = await openHouse({
        folder,
        clock,
        newId,
        resources,
        appVersion,
        modules,
        beforeMigration: async () =>
          void (await makeBackup(places(), 'migration', now(), {
            appVersion,
            migrations: knownMigrations(ledgerModules)
          }))
      })
    }
    await openWith(ledgerModules)
    expect(await listBackups(places().backups)).toEqual([])
    await openWith([...ledgerModules, later])
    const [made] = await listBackups(places().backups)
    expect(made).toMatchObject({ kind: 'migration', verified: true })
    await expect(open.database.read.query('SELECT * FROM addition')).resolves.toEqual([])
    await prepareRestore(places(), made?.name ?? '', now(), '管理员', means())
    await reopen()
    await expect(open.database.read.query('SELECT * FROM addition')).rejects.toThrow('addition')
  })

  it('is the administrator’s to make and to restore', async () => {
    const admin = as(open, await aPerson(house, { name: '管理员', posts: ['administrator'] }))
    const { name } = await admin.administration.backup({})
    expect(await admin.administration.backups()).toMatchObject([{ name, kind: '手工', verified: true }])
    // Without a host that can stop acts meanwhile it would lose what is done between the copy and the swap.
    expect((await faultOf(admin.administration.restore({ name }))).message).toContain('这里不能恢复')
    expect((await faultOf(admin.administration.restore({ name: 'ledger-20200101-000000-manual.sqlite' }))).code).toBe(
      'invalid'
    )
    expect((await faultOf(windowOf(open).administration.backups())).code).toBe('forbidden')
  })

  describe('damage', () => {
    const damaged = async () => {
      try {
        await examineData(places())
      } catch (error) {
        if (error instanceof DamagedData) return error
        throw error
      }
      return undefined
    }
    const damages = {
      'cut short': ['truncated', () => truncateSync(places().file, statSync(places().file).size - 5000)],
      emptied: ['truncated', () => truncateSync(places().file, 0)],
      'of another program': ['foreign', () => writeFileSync(places().file, 'PK'.padEnd(4096, 'x'))],
      missing: ['missing', () => rmSync(places().file)],
      'with flipped bytes': [
        'corrupt',
        () => {
          const bytes = readFileSync(places().file)
          for (let at = 8192; at < bytes.length; at += 4096) bytes.fill(0xa5, at, at + 64)
          writeFileSync(places().file, bytes)
        }
      ]
    } as const

    it.each(Object.entries(damages))(
      'finds a file %s, names it, and offers the backup that brings everything back',
      async (_, [kind, harm]) => {
        const { name } = await makeBackup(places(), 'daily', now(), means())
        await open.database.close()
        expect(await damaged()).toBeUndefined()
        harm()
        const error = await damaged()
        expect(error).toMatchObject({ damage: kind, backups: [{ name }], message: expect.stringContaining(name) })
        await prepareRestore(places(), name, now(), '管理员', means())
        await finishRestore(places())
        const { folder, clock, newId, resources, appVersion } = house
        open = await openHouse({ folder, clock, newId, resources, appVersion, modules: ledgerModules })
        expect(await unitNames()).toContain('备份前')
        expect(await verifyHouse(open)).toMatchObject({ ok: true })
      }
    )

    it('takes a file that a power cut left with its log, in the middle of copying it back, for what it is: whole', async () => {
      const left = backupPlaces(tempFolder('power-cut'))
      for (let index = 0; index < 60; index += 1) await aUnit(house, { name: `撑大文件${index}` })
      const before = readFileSync(places().file)
      copyFileSync(`${places().file}-wal`, `${left.file}-wal`)
      await open.database.writer.query('PRAGMA wal_checkpoint(TRUNCATE)')
      const after = readFileSync(places().file)
      expect(after.length).toBeGreaterThan(before.length)
      writeFileSync(left.file, Buffer.concat([after.subarray(0, 4096), before.subarray(4096)]))
      await expect(examineData(left)).resolves.toBeUndefined()
      rmSync(`${left.file}-wal`)
      await expect(examineData(left)).rejects.toMatchObject({ damage: 'truncated' })
    })

    it('takes a key without a database for a loss, not for a new house', async () => {
      const left = backupPlaces(tempFolder('only-key'))
      writeFileSync(join(left.folder, 'field.key'), '{}')
      await expect(examineData(left)).rejects.toMatchObject({ damage: 'missing' })
    })

    it('takes an empty folder for a new house', async () => {
      await expect(examineData(backupPlaces(join(house.folder, 'new')))).resolves.toBeUndefined()
    })
  })
})

/** A change behind the program's back. */
function rawly(file: string, sql: string, values: readonly string[] = []): Promise<void> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file)
    database.run(sql, values, (fault) => database.close(() => (fault ? reject(fault) : resolve())))
  })
}
