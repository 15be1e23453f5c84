import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { backupMeans } from '@main/office/administration/backupMeans'
import { readManifest } from '@main/platform/backup/manifest'
import { backupPlaces, makeBackup } from '@main/platform/backup/backup'
import { prepareRestore } from '@main/platform/backup/restore'
import { FieldCipher } from '@main/platform/secrets/fieldCipher'
import { closeTestHouse, openTestHouse, type TestHouse } from '../../support/house'
import { aBureau, aPerson } from '../../support/people'
import { as, faultOf, type OfficeClient } from '../../support/officeCalls'

const passphrase = '柳树下第三块青石板向左数'
const title = '关于某项工作的通知'
const place = 'files.title:1'

describe('the key of encrypted fields', () => {
  let house: TestHouse
  let admin: OfficeClient
  let sealed: string
  const places = () => backupPlaces(house.folder)
  const state = () => admin.administration.fieldKey()
  const folderHas = (name: string) => existsSync(join(house.folder, name))

  beforeEach(async () => {
    house = await openTestHouse('sqlite')
    await aBureau(house)
    admin = as(house, await aPerson(house, { posts: ['administrator'] }))
    expect(await state()).toEqual({ standing: 'none', check: null, exportedAt: null })
    expect(await faultOf(admin.administration.exportFieldKey({ passphrase }))).toMatchObject({ code: 'invalid' })
    sealed = await house.fields.seal(title, place)
  })
  afterEach(() => closeTestHouse(house))

  it('is in no backup, whose manifest only tells which key it was', async () => {
    const { name } = await makeBackup(places(), 'manual', house.clock.now(), backupMeans(house))
    const { key, check } = JSON.parse(readFileSync(join(house.folder, 'field.key'), 'utf8')) as {
      key: string
      check: string
    }
    expect((await readManifest(join(places().backups, name)))?.manifest.keyCheck).toBe(check)
    for (const entry of readdirSync(places().backups, { withFileTypes: true, recursive: true }).filter((each) =>
      each.isFile()
    ))
      expect(readFileSync(join(entry.parentPath, entry.name)).includes(key), entry.name).toBe(false)
  })

  it('is exported only sealed, told in the audit log, and counted as put away from then on', async () => {
    expect(await state()).toMatchObject({ standing: 'fits', exportedAt: null })
    expect(await faultOf(admin.administration.exportFieldKey({ passphrase: '短口令' }))).toMatchObject({
      code: 'invalid'
    })
    const file = await admin.administration.exportFieldKey({ passphrase })
    const { check, exportedAt } = await state()
    expect(exportedAt).toBe(house.clock.now())
    const { key } = JSON.parse(readFileSync(join(house.folder, 'field.key'), 'utf8')) as { key: string }
    const text = await file.text()
    expect(text).toContain(check)
    for (const secret of [key, Buffer.from(key, 'base64').toString('base64url'), passphrase])
      expect(text).not.toContain(secret)
    expect(await house.database.read.findOneByOrFail(AuditEntry, { act: '导出加密密钥' })).toMatchObject({
      subjectNumber: check
    })
  })

  it('restored without it is named, seals nothing under a new key, and reads again once the file is supplied', async () => {
    const file = await admin.administration.exportFieldKey({ passphrase })
    const { name } = await makeBackup(places(), 'manual', house.clock.now(), backupMeans(house))
    const { check } = await state()
    rmSync(join(house.folder, 'field.key'))

    expect(await prepareRestore(places(), name, house.clock.now(), '管理员', backupMeans(house))).toBe('missing')
    const there = new FieldCipher(house.folder)
    await expect(there.seal('新的', place)).rejects.toMatchObject({
      type: 'forbidden',
      message: expect.stringContaining('导入密钥文件') as string
    })
    expect(folderHas('field.key')).toBe(false)
    expect(await state()).toMatchObject({ standing: 'missing', check })
    // A backup made meanwhile still asks for the key its fields need.
    const later = await makeBackup(places(), 'manual', house.clock.now(), backupMeans(house))
    expect((await readManifest(join(places().backups, later.name)))?.manifest.keyCheck).toBe(check)

    expect(await faultOf(admin.administration.importFieldKey({ file, passphrase: `${passphrase}。` }))).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('口令不对') as string
    })
    expect(await admin.administration.importFieldKey({ file, passphrase })).toEqual({ check })
    expect(await state()).toMatchObject({ standing: 'fits', check })
    expect(await there.open(sealed, place)).toBe(title)
    expect(await prepareRestore(places(), name, house.clock.now(), '管理员', backupMeans(house))).toBe('fits')
  })

  it('restored beside another key is named; that key is set aside, not lost, and a foreign file is refused', async () => {
    const file = await admin.administration.exportFieldKey({ passphrase })
    const { name } = await makeBackup(places(), 'manual', house.clock.now(), backupMeans(house))
    rmSync(join(house.folder, 'field.key'))
    const other = new FieldCipher(house.folder)
    await other.seal('别的', place)
    const foreign = new File([await other.exportKey(passphrase)], '别的密钥.json')
    const foreignCheck = await other.check()

    expect(await prepareRestore(places(), name, house.clock.now(), '管理员', backupMeans(house))).toBe('other')
    await expect(new FieldCipher(house.folder).open(sealed, place)).rejects.toMatchObject({ type: 'forbidden' })
    for (const wrong of [foreign, new File(['{}'], '空.json'), new File(['不是'], '不是.json')])
      expect(await faultOf(admin.administration.importFieldKey({ file: wrong, passphrase }))).toMatchObject({
        code: 'invalid'
      })

    await admin.administration.importFieldKey({ file, passphrase })
    expect(await new FieldCipher(house.folder).open(sealed, place)).toBe(title)
    expect(folderHas(`field.key.${foreignCheck}`)).toBe(true)
  })
})
