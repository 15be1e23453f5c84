import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ledgerModules } from '@main/ledgers'
import { keepHouse } from '@main/office/administration/backups'
import { verifyHouse } from '@main/office/administration/verify'
import { Unit } from '@main/office/entities'
import type { House, LedgerModule } from '@main/office/house'
import { openHouse } from '@main/office/openHouse'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { backupPlaces, listBackups, makeBackup } from '@main/platform/backup/backup'
import { DamagedData, examineData } from '@main/platform/backup/damage'
import { finishRestore, prepareRestore } from '@main/platform/backup/restore'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { aBureau, aPerson, aUnit, anAttachment } from '../../support/people'
import { aFakeLedger } from '../../support/fakeLedger'
import { as, faultOf, windowOf } from '../../support/officeCalls'
import { describeOnPostgres } from '../../support/postgres'
import { tempFolder } from '../../support/tempFolder'

describe('backup', () => {
  let house: TestHouse
  let open: House
  const places = () => backupPlaces(house.folder)
  const now = () => house.clock.now()
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
    const made = await makeBackup(places(), 'manual', now())
    expect(made).toMatchObject({ name: 'ledger-20260930-090000-manual.sqlite', kind: 'manual', verified: true })
    expect(await listBackups(places().backups)).toEqual([made])
    const [entry] = await open.database.read.find(AuditEntry, { order: { seq: 'DESC' }, take: 1 })
    const manifest = JSON.parse(readFileSync(join(places().backups, made.name.replace('.sqlite', '.json')), 'utf8')) as {
      heads: Record<string, unknown>
      attachments: string[]
    }
    expect(manifest.heads['office']).toEqual({ length: entry?.seq, hash: entry?.hash })
    for (const sha256 of manifest.attachments) expect(existsSync(join(places().backups, 'attachments', sha256.slice(0, 2), sha256))).toBe(true)
    expect(manifest.attachments).toHaveLength(1)
  })

  it('gives two backups of one second names of their own', async () => {
    await makeBackup(places(), 'manual', now())
    expect((await makeBackup(places(), 'manual', now())).name).toBe('ledger-20260930-090001-manual.sqlite')
  })

  it.each(['manual', 'daily', 'migration', 'restore'] as const)(
    'restores a %s backup: same counts, same chains, the present backed up first',
    async (kind) => {
      const { name } = await makeBackup(places(), kind, now())
      const [before] = [await verifyHouse(open)]
      await aUnit(house, { name: '备份后' })
      rmSync(join(house.folder, 'attachments'), { recursive: true })
      house.clock.advanceMinutes(5)
      await prepareRestore(places(), name, now(), '管理员')
      expect(await unitNames()).toContain('备份后')
      await reopen()
      expect(await unitNames()).not.toContain('备份后')
      expect(await verifyHouse(open)).toEqual(before)

      const present = (await listBackups(places().backups)).find((each) => each.kind === 'restore' && each.name !== name)
      await prepareRestore(places(), present?.name ?? '', now(), '管理员')
      await reopen()
      expect(await unitNames()).toContain('备份后')
    }
  )

  it('writes a restore into the audit log of the restored data, once', async () => {
    const { name } = await makeBackup(places(), 'manual', now())
    await prepareRestore(places(), name, now(), '方管理')
    await reopen()
    for (const _ of [1, 2]) (await keepHouse(open, () => undefined)).stop()
    const entries = await open.database.read.findBy(AuditEntry, { act: '从备份恢复数据' })
    expect(entries).toMatchObject([{ actorName: '方管理', subjectNumber: name }])
  })

  it('refuses a damaged backup and changes nothing', async () => {
    const { name } = await makeBackup(places(), 'manual', now())
    const path = join(places().backups, name)
    const bytes = readFileSync(path)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff
    writeFileSync(path, bytes)
    await expect(prepareRestore(places(), name, now(), '管理员')).rejects.toThrow('已损坏')
    await expect(prepareRestore(places(), '../ledger.sqlite', now(), '管理员')).rejects.toThrow('没有找到')
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
        beforeMigration: async () => void (await makeBackup(places(), 'migration', now()))
      })
    }
    await openWith(ledgerModules)
    expect(await listBackups(places().backups)).toEqual([])
    await openWith([...ledgerModules, later])
    const [made] = await listBackups(places().backups)
    expect(made).toMatchObject({ kind: 'migration', verified: true })
    await expect(open.database.read.query('SELECT * FROM addition')).resolves.toEqual([])
    await prepareRestore(places(), made?.name ?? '', now(), '管理员')
    await reopen()
    await expect(open.database.read.query('SELECT * FROM addition')).rejects.toThrow('addition')
  })

  it('is the administrator’s to make and to restore', async () => {
    const admin = as(open, await aPerson(house, { name: '管理员', posts: ['administrator'] }))
    const { name } = await admin.administration.backup({})
    expect(await admin.administration.backups()).toMatchObject([{ name, kind: '手工', verified: true }])
    expect(await admin.administration.restore({ name })).toEqual({ restored: false, key: 'none' })
    expect((await faultOf(admin.administration.restore({ name: 'ledger-20200101-000000-manual.sqlite' }))).code).toBe('invalid')
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

    it.each(Object.entries(damages))('finds a file %s, names it, and offers the backup that brings everything back', async (_, [kind, harm]) => {
      const { name } = await makeBackup(places(), 'daily', now())
      await open.database.close()
      expect(await damaged()).toBeUndefined()
      harm()
      const error = await damaged()
      expect(error).toMatchObject({ damage: kind, backups: [{ name }], message: expect.stringContaining(name) })
      await prepareRestore(places(), name, now(), '管理员')
      await finishRestore(places())
      const { folder, clock, newId, resources, appVersion } = house
      open = await openHouse({ folder, clock, newId, resources, appVersion, modules: ledgerModules })
      expect(await unitNames()).toContain('备份前')
      expect(await verifyHouse(open)).toMatchObject({ ok: true })
    })

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

    it('takes an empty folder for a new house', async () => {
      await expect(examineData(backupPlaces(join(house.folder, 'new')))).resolves.toBeUndefined()
    })
  })
})

describeOnPostgres('backup on PostgreSQL', () => {
  it('says whose job it is instead of pretending', async () => {
    const house = await openTestHouse('postgres')
    await aBureau(house)
    const admin = as(house, await aPerson(house, { posts: ['administrator'] }))
    expect((await faultOf(admin.administration.backup({}))).message).toContain('pg_dump')
    expect(await admin.administration.backups()).toEqual([])
    await closeTestHouse(house)
  })
})
