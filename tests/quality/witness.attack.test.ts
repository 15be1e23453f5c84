import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerModules } from '@main/ledgers'
import { createAccount } from '@main/office/accounts/service'
import { backUpHouse } from '@main/office/administration/backups'
import { verifyHouse } from '@main/office/administration/verify'
import { Handover } from '@main/office/entities'
import { openHouse } from '@main/office/openHouse'
import { backupPlaces } from '@main/platform/backup/backup'
import { setOutsidePlace } from '@main/platform/backup/outside'
import { bearWitness, witnessName, type Heads } from '@main/platform/backup/witness'
import { auditHash } from '@main/platform/database/auditChain'
import { AuditEntry, ChainHead, genesisHash } from '@main/platform/database/auditEntities'
import { FieldCipher } from '@main/platform/secrets/fieldCipher'
import { hashSecret } from '@main/platform/session/secrets'
import { recordAttack } from '../support/attack'
import { workbookPaper } from '../support/papers'
import { closeTestHouse, openTestHouse, type Engine, type TestHouse } from '../support/house'
import { aBureau, aPerson, arranging, aUnit } from '../support/people'
import { postgresEnabled } from '../support/postgres'
import { tempFolder } from '../support/tempFolder'
import { unguarded } from '../support/unguarded'

const ownKeyIn = (text: string): unknown =>
  (JSON.parse(text.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>)['key']

const engines: readonly Engine[] = ['sqlite', 'postgres']

describe.each(engines)('with a witness in another place [%s]', (engine) => {
  let house: TestHouse
  let witness: string
  let paper: string
  const sql = (text: string) => house.database.writer.query(text)
  const untriggered = (text: string) => unguarded(house, 'audit_entries', text)
  const found = async () => {
    const report = await verifyHouse(house)
    recordAttack('改写历史', 1, report.ok ? 1 : 0)
    return report.ok ? 'nothing' : report.firstBad.why
  }

  beforeAll(async () => {
    if (engine === 'postgres' && !postgresEnabled) return
    house = await openTestHouse(engine)
    await aBureau(house)
    await aPerson(house, { name: '张三' })
    witness = join(tempFolder('usb'), '备份')
    mkdirSync(witness)
    await setOutsidePlace(backupPlaces(house.folder), witness)
    await backUpHouse(house, 'daily')
    for (const name of ['一科', '二科', '三科']) await aUnit(house, { name })
    paper = (await workbookPaper(house, { output: 'office.exceptions' })).path
    house.clock.advanceDays(1)
    await backUpHouse(house, 'daily')
  }, 240_000)
  afterAll(() => (engine === 'postgres' && !postgresEnabled ? undefined : closeTestHouse(house)))

  it.skipIf(engine === 'postgres' && !postgresEnabled)('proves itself as long as nothing was forged', async () => {
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
    expect(await verifyHouse(house, join(witness, witnessName))).toMatchObject({ ok: true })
    expect(await verifyHouse(house, paper)).toMatchObject({ ok: true })
    const none = join(tempFolder('usb'), '空白.xlsx')
    await new ExcelJS.Workbook().xlsx.writeFile(none)
    const report = await verifyHouse(house, none)
    expect(report.ok ? '' : report.firstBad.why).toContain('没有“导出说明”的校验值')
  })

  it.skipIf(engine === 'postgres' && !postgresEnabled)('names a planted and a missing trigger', async () => {
    if (engine === 'sqlite') {
      await sql(
        "CREATE TRIGGER planted AFTER INSERT ON units BEGIN UPDATE units SET name = name || '' WHERE id = NEW.id; END"
      )
      expect(await found()).toContain('planted')
      await sql('DROP TRIGGER planted')
      const [{ says = '' } = {}] = (await sql(
        "SELECT sql AS says FROM sqlite_master WHERE name = 'signatures_keep_delete'"
      )) as { says: string }[]
      await sql('DROP TRIGGER signatures_keep_delete')
      expect(await found()).toContain('signatures_keep_delete')
      await sql(says)
    } else {
      await sql('ALTER TABLE signatures DISABLE TRIGGER signatures_keep')
      expect(await found()).toContain('signatures_keep')
      await sql('ALTER TABLE signatures ENABLE TRIGGER signatures_keep')
    }
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
  })

  it.skipIf(engine === 'postgres' && !postgresEnabled)('names a deleted number sequence', async () => {
    const person = await aPerson(house, { name: '王五' })
    await arranging(house, async (unit) =>
      unit.append(Handover, {
        number: await unit.nextNumber('JJ'),
        at: unit.now,
        kind: 'key',
        ledger: 'office',
        post: null,
        subject: '钥匙',
        subjectId: null,
        fromPersonId: person.id,
        fromName: person.name,
        toPersonId: null,
        toName: '赵六',
        witnessPersonId: null,
        witnessName: null,
        fromDay: null,
        untilDay: null,
        reason: '交接',
        inventory: null
      })
    )
    const [sequence] = (await sql('SELECT prefix, year, last FROM number_sequences')) as {
      prefix: string
      year: number
      last: number
    }[]
    await sql('DELETE FROM number_sequences')
    expect(await found()).toContain('流水号')
    await sql(
      `INSERT INTO number_sequences (prefix, year, last) VALUES ('${sequence?.prefix}', ${sequence?.year}, ${sequence?.last})`
    )
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
  })

  it.skipIf(engine === 'postgres' && !postgresEnabled)(
    'names a password hash changed past the program, which no entry shows',
    async () => {
      const person = await aPerson(house, { name: '李四' })
      const { accountId, before } = await arranging(house, async (unit) => {
        const account = await createAccount(unit, {
          personId: person.id,
          login: 'lisi',
          passwordHash: await hashSecret('Qinghe-2026')
        })
        return { accountId: account.id, before: account.passwordHash }
      })
      const entries = JSON.stringify(await house.database.read.find(AuditEntry))
      expect(entries).not.toContain(before)
      await sql(`UPDATE accounts SET password_hash = 'scrypt$1$a$b' WHERE id = '${accountId}'`)
      expect(await found()).toContain('被改动')
      await sql(`UPDATE accounts SET password_hash = '${before}' WHERE id = '${accountId}'`)
      expect(await verifyHouse(house)).toMatchObject({ ok: true })
    }
  )

  it.skipIf(engine === 'postgres' && !postgresEnabled)('names a tail cut off together with its head', async () => {
    const head = await house.database.read.findOneByOrFail(ChainHead, { chain: 'office' })
    const last = await house.database.read.findOneByOrFail(AuditEntry, { chain: 'office', seq: head.length })
    // Past the newest backup, so that only the witness of the backup itself could tell: cut below it.
    const { length } = JSON.parse(readFileSync(join(witness, witnessName), 'utf8').trim().split('\n').at(-1) ?? '{}')
      .heads.office as {
      length: number
    }
    expect(length).toBeLessThanOrEqual(head.length)
    const before = await house.database.read.findOneByOrFail(AuditEntry, { chain: 'office', seq: length - 1 })
    const gone = await house.database.read.query(
      `SELECT * FROM audit_entries WHERE chain = 'office' AND seq >= ${length}`
    )
    await untriggered(`DELETE FROM audit_entries WHERE chain = 'office' AND seq >= ${length}`)
    await sql(`UPDATE chain_heads SET length = ${before.seq}, hash = '${before.hash}' WHERE chain = 'office'`)
    expect(await found()).not.toBe('nothing')
    for (const row of gone as Record<string, unknown>[]) {
      const names = Object.keys(row)
      const places = names.map((_, index) => (engine === 'postgres' ? `$${index + 1}` : '?'))
      await house.database.writer.query(
        `INSERT INTO audit_entries (${names.join(',')}) VALUES (${places.join(',')})`,
        Object.values(row)
      )
    }
    await sql(`UPDATE chain_heads SET length = ${head.length}, hash = '${last.hash}' WHERE chain = 'office'`)
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
  })

  it.skipIf(engine === 'postgres' && !postgresEnabled)(
    'does not take a witness whose heads shrink from one line to the next, but by a restore that says so',
    async () => {
      const signer = await house.fields.headSigner()
      const heads = Object.fromEntries(
        (await house.database.read.find(ChainHead)).map(({ chain, length, hash }) => [chain, { length, hash }])
      )
      const { length = 0 } = heads['office'] ?? {}
      const before = await house.database.read.findOneByOrFail(AuditEntry, { chain: 'office', seq: length - 1 })
      const fewer = { ...heads, office: { length: length - 1, hash: before.hash } }
      const { office: _, ...without } = heads
      const against = async (...lines: readonly (readonly [heads: Heads, restored?: string])[]) => {
        const folder = tempFolder('usb')
        for (const [line, restored] of lines)
          await bearWitness(folder, line, house.clock.now(), signer, restored ?? null)
        const report = await verifyHouse(house, join(folder, witnessName))
        return report.ok ? 'ok' : report.firstBad.why
      }
      expect(await against([fewer], [heads], [heads])).toBe('ok')
      for (const [name, ...lines] of [
        ['fewer entries', [heads], [fewer]],
        ['a chain no more', [heads], [without]]
      ] as const) {
        const why = await against(...lines)
        recordAttack('见证文件条数变少', 1, why === 'ok' ? 1 : 0)
        expect(why, name).toContain('见证文件第2行记载的条数比前一行少')
      }
      // Nor is anything added behind such a line.
      await expect(against([heads], [fewer], [heads])).rejects.toThrow('第2行记载的条数比前一行少')
      expect(await against([heads], [fewer, 'ledger-20260930-090000-daily.sqlite'], [heads])).toBe('ok')
    }
  )

  it.skipIf(engine === 'postgres' && !postgresEnabled)(
    'names a chain rewritten whole, each hash right in itself',
    async () => {
      const entries = await house.database.read.find(AuditEntry, { where: { chain: 'office' }, order: { seq: 'ASC' } })
      let previousHash = genesisHash
      for (const entry of entries) {
        const forged = { ...entry, actorName: entry.seq === 2 ? '别人' : entry.actorName, previousHash }
        const hash = auditHash(forged)
        await untriggered(
          `UPDATE audit_entries SET actor_name = '${forged.actorName}', previous_hash = '${previousHash}', hash = '${hash}' WHERE id = '${entry.id}'`
        )
        previousHash = hash
      }
      await sql(`UPDATE chain_heads SET hash = '${previousHash}' WHERE chain = 'office'`)
      expect(await found()).toContain('整体改写')
      const report = await verifyHouse(house, paper)
      expect(report.ok ? '' : report.firstBad.why).toMatch(/与导出文件.+不符：历史被整体改写过/)
    }
  )

  it.skipIf(engine === 'postgres' && !postgresEnabled)(
    'does not take a witness written anew, each check value right in itself, but for the signatures',
    async () => {
      const own = readFileSync(join(witness, witnessName), 'utf8')
      const other = join(tempFolder('usb'), witnessName)
      const against = async () => {
        const report = await verifyHouse(house, other)
        recordAttack('改写见证文件', 1, report.ok ? 1 : 0)
        return report.ok ? 'nothing' : report.firstBad.why
      }
      const heads = Object.fromEntries(
        (await house.database.read.find(ChainHead)).map(({ chain, length, hash }) => [chain, { length, hash }])
      )
      const stranger = await new FieldCipher(tempFolder('stranger')).headSigner()
      await bearWitness(dirname(other), heads, house.clock.now(), stranger)
      expect(await against()).toContain('不是用这份数据的密钥签名的')
      const { key, signature, ...unsigned } = JSON.parse(readFileSync(other, 'utf8')) as Record<string, unknown>
      expect([key, typeof signature]).toEqual([stranger.key, 'string'])
      writeFileSync(other, `${JSON.stringify(unsigned)}\n`)
      expect(await against()).toContain('里没有签名')
      writeFileSync(other, `${JSON.stringify({ ...unsigned, key: ownKeyIn(own), signature })}\n`)
      expect(await against()).toContain('第1行的签名不对')
      // Signed lines followed by one that is not.
      writeFileSync(other, own)
      await bearWitness(dirname(other), heads, house.clock.now(), await house.fields.headSigner())
      const lines = readFileSync(other, 'utf8').trim().split('\n')
      const bare = { ...(JSON.parse(lines.pop() ?? '{}') as object), key: undefined, signature: undefined }
      writeFileSync(other, [...lines, JSON.stringify(bare)].join('\n'))
      expect(await against()).toContain('没有签名')
    }
  )

  it('does not take a witness whose own lines were changed', async () => {
    if (engine === 'postgres') return
    const other = join(tempFolder('usb'), witnessName)
    const [first = '', ...rest] = readFileSync(join(witness, witnessName), 'utf8').trim().split('\n')
    writeFileSync(other, [first.replace(/"length":\d+/, '"length":1'), ...rest].join('\n'))
    const report = await verifyHouse(house, other)
    expect(report.ok ? '' : report.firstBad.why).toMatch(/见证文件第1行|整体改写/)
  })
})

it('names an older whole file that was put back', async () => {
  const house = await openTestHouse('sqlite')
  await aBureau(house)
  const witness = join(tempFolder('usb'), '备份')
  await setOutsidePlace(backupPlaces(house.folder), witness)
  const { folder, clock, newId, resources, appVersion } = house
  const reopen = () => openHouse({ folder, clock, newId, resources, appVersion, modules: ledgerModules })
  await house.database.close()
  const old = join(tempFolder('old'), 'ledger.sqlite')
  copyFileSync(backupPlaces(folder).file, old)
  const later = await reopen()
  await later.database.write(
    {
      chain: 'office',
      act: '后来',
      actor: { personId: null, name: '系统', unitId: null, kind: 'permanent', posts: [] }
    },
    async () => undefined
  )
  await backUpHouse(later, 'daily')
  await later.database.close()
  copyFileSync(old, backupPlaces(folder).file)
  const back = await reopen()
  const report = await verifyHouse(back)
  recordAttack('改写历史', 1, report.ok ? 1 : 0)
  expect(report.ok ? 'nothing' : report.firstBad.why).toContain('换成了旧的数据')
  await back.database.close()
})
