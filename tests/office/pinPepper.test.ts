import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '@main/kernel/instant'
import { ledgerModules } from '@main/ledgers'
import { verifyHouse } from '@main/office/administration/verify'
import { Account, accountSecrets, type Person } from '@main/office/entities'
import type { House } from '@main/office/house'
import { openHouse } from '@main/office/openHouse'
import { sign } from '@main/office/signatures'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { FieldCipher } from '@main/platform/secrets/fieldCipher'
import { Pins } from '@main/platform/session/pins'
import { hashSecret, verifySecret } from '@main/platform/session/secrets'
import { run } from '../hosts/printed'
import { onBothEngines, openTestHouse } from '../support/house'
import { as, faultOf, windowOf } from '../support/officeCalls'
import { aBureau, acting, aPerson, arranging } from '../support/people'
import { tempFolder } from '../support/tempFolder'

const pin = '258046'
const passphrase = '柳树下第三块青石板向左数'
const peppered = /^pepper1\$[\w-]{16}\$scrypt\$/
const wanting = /没有核对签字码要用的密钥（编号 [\w-]{16}）：请系统管理员在“系统—备份”中导入密钥文件/

const pinsOf = (cipher: FieldCipher) =>
  new Pins({ current: () => cipher.pepper(), of: (check) => cipher.pepperOf(check) })

describe('a PIN as it is kept', () => {
  it('is proven with the key it was peppered with and by nothing else', async () => {
    const cipher = new FieldCipher(tempFolder('pepper'))
    const hash = await pinsOf(cipher).hash(pin)
    expect(hash).toMatch(peppered)
    expect(await pinsOf(cipher).verify(pin, hash)).toBe(true)
    expect(await pinsOf(cipher).verify('258047', hash)).toBe(false)
    const { check } = await cipher.pepper()
    const [, , ...scrypt] = hash.split('$')
    // Whoever has the database and the PIN, but not the key.
    expect(await verifySecret(pin, scrypt.join('$'))).toBe(false)
    const wrong = { check, value: (await new FieldCipher(tempFolder('pepper')).pepper()).value }
    const guessing = new Pins({
      current: () => Promise.resolve(wrong),
      of: () => Promise.resolve(wrong.value)
    })
    expect(await guessing.verify(pin, hash)).toBe(false)
  })

  it('says in words that its key is not here, and makes no other', async () => {
    const hash = await pinsOf(new FieldCipher(tempFolder('pepper'))).hash(pin)
    const folder = tempFolder('pepper')
    await expect(pinsOf(new FieldCipher(folder)).verify(pin, hash)).rejects.toMatchObject({
      type: 'forbidden',
      message: expect.stringMatching(wanting) as string
    })
    expect(existsSync(join(folder, 'field.key'))).toBe(false)
    const other = new FieldCipher(folder)
    await other.seal('别的', 'x')
    await expect(pinsOf(other).verify(pin, hash)).rejects.toMatchObject({ type: 'forbidden' })
  })

  it('made without a pepper is the same PIN with one: the salt stays', async () => {
    const pins = pinsOf(new FieldCipher(tempFolder('pepper')))
    const before = await hashSecret(pin)
    const after = (await pins.renewed(pin, before)) ?? expect.fail('it was not renewed')
    expect(after).toMatch(peppered)
    expect(after.split('$').at(-2)).toBe(before.split('$').at(-2))
    expect(await pins.verify(pin, after)).toBe(true)
    expect(await pins.renewed(pin, after)).toBeUndefined()
  })
})

onBothEngines('peppered PINs', (house) => {
  let clerk: Person
  let admin: Person
  beforeAll(async () => {
    await aBureau(house())
    clerk = await aPerson(house(), { name: '经办' })
    admin = await aPerson(house(), { posts: ['administrator'] })
  })
  const accountOf = (person: Person) => house().database.read.findOneByOrFail(Account, { personId: person.id })
  const pinOf = async (person: Person) => (await accountOf(person)).pinHash ?? ''
  const signs = async (person: Person, at: House = house(), typed = pin) =>
    at.database.write({ chain: 'supplies', act: '签字', actor: await acting(house(), clerk) }, (unit) =>
      sign(unit, { by: 'pin', personId: person.id, pin: typed }, '领用人', { type: 'issue', id: unit.newId() })
    )
  /** Somebody whose PIN was stored by an earlier version. */
  const withOldPin = async (name: string) => {
    const person = await aPerson(house(), { name, pin })
    const pinHash = await hashSecret(pin)
    await arranging(house(), async (unit) =>
      unit.update(Account, await accountOf(person), { pinHash }, '账号', accountSecrets)
    )
    return person
  }

  it('are what a person sets, and no entry shows them', async () => {
    const person = await aPerson(house(), { pin: '739152' })
    const { login } = await accountOf(person)
    const window = windowOf(house())
    await window.session.signIn({ login, password: '739152' })
    await window.session.setPin({ password: '739152', pin })
    const hash = await pinOf(person)
    expect(hash).toMatch(peppered)
    await signs(person)
    await expect(signs(person, house(), '739152')).rejects.toMatchObject({ type: 'invalid' })
    expect(await pinOf(person)).toBe(hash)
    const entries = JSON.stringify(await house().database.read.find(AuditEntry))
    for (const part of [hash, 'pepper1', 'scrypt']) expect(entries).not.toContain(part)
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('take the place of one stored before at its next good entry at the counter, whose sign-ins go on', async () => {
    const person = await withOldPin('老签字码')
    const window = windowOf(house())
    await window.session.signIn({ login: (await accountOf(person)).login, password: pin })
    const before = await pinOf(person)
    await expect(signs(person, house(), '000111')).rejects.toMatchObject({ type: 'invalid' })
    expect(await pinOf(person)).toBe(before)
    await signs(person)
    expect(await pinOf(person)).toMatch(peppered)
    await signs(person)
    expect((await window.session.state({})).user?.name).toBe('老签字码')
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('take the place of one stored before when a window is handed over by it', async () => {
    const person = await withOldPin('换人')
    const { login } = await accountOf(person)
    const window = windowOf(house())
    await window.session.signIn({ login, password: pin })
    await window.session.lock({})
    expect((await window.session.unlock({ pin })).locked).toBe(false)
    expect(await pinOf(person)).toMatch(peppered)
    expect((await window.session.state({})).user?.name).toBe('换人')
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('changed past the program are named', async () => {
    const person = await aPerson(house(), { pin })
    const before = await pinOf(person)
    const put = (hash: string) =>
      house().database.writer.query(`UPDATE accounts SET pin_hash = '${hash}' WHERE person_id = '${person.id}'`)
    await put(await hashSecret('000111'))
    expect(await verifyHouse(house())).toMatchObject({
      ok: false,
      firstBad: { why: expect.stringContaining('被改动') as string }
    })
    await put(before)
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('cannot be told while the key is away: nobody is counted, one can set another, all hold when it is back', async () => {
    const person = await aPerson(house(), { name: '待核', pin })
    const stuck = await aPerson(house(), { name: '重设', pin: '739152' })
    const key = join(house().folder, 'field.key')
    const system = as(house(), admin)
    renameSync(key, `${key}.away`)
    await expect(signs(person)).rejects.toMatchObject({
      type: 'forbidden',
      message: expect.stringMatching(wanting) as string
    })
    expect(await accountOf(person)).toMatchObject({ pinFailures: null, pinLockedUntil: null })
    expect(await system.administration.fieldKey()).toMatchObject({ standing: 'missing' })
    const window = windowOf(house())
    await window.session.signIn({ login: (await accountOf(stuck)).login, password: '739152' })
    await window.session.setPin({ password: '739152', pin })
    expect(await pinOf(stuck)).toMatch(/^scrypt\$/)
    await signs(stuck)
    expect(existsSync(key)).toBe(false)
    renameSync(`${key}.away`, key)
    expect(await system.administration.fieldKey()).toMatchObject({ standing: 'fits' })
    await signs(person)
    await signs(stuck)
    expect(await pinOf(stuck)).toMatch(peppered)
  })

  it('ask the key of the first workstation of a second one, which makes none of its own', async () => {
    const person = await aPerson(house(), { name: '两台', pin })
    const { clock, newId, resources, appVersion, database } = house()
    const folder = tempFolder('second')
    mkdirSync(folder, { recursive: true })
    const open = () =>
      openHouse({ folder, clock, newId, resources, appVersion, modules: ledgerModules, storage: database.storage })
    const second = await open()
    const there = as(second, admin)
    expect(await there.administration.fieldKey()).toMatchObject({ standing: 'missing' })
    await expect(signs(person, second)).rejects.toMatchObject({ message: expect.stringMatching(wanting) as string })
    await expect(second.fields.seal('题名', 'x')).rejects.toMatchObject({ type: 'forbidden' })
    expect(existsSync(join(folder, 'field.key'))).toBe(false)
    const foreign = new FieldCipher(tempFolder('foreign'))
    await foreign.seal('别的', 'x')
    const wrong = new File([await foreign.exportKey(passphrase)], '密钥.json')
    expect((await faultOf(there.administration.importFieldKey({ file: wrong, passphrase }))).code).toBe('invalid')
    const file = await as(house(), admin).administration.exportFieldKey({ passphrase })
    await there.administration.importFieldKey({ file, passphrase })
    await signs(person, second)
    await signs(person)
    await second.database.close()
  })
})

it('are not reached by the command line without the key, and stay what they are when it resets a password', async () => {
  const house = await openTestHouse('sqlite', systemClock.now())
  await aBureau(house)
  const person = await aPerson(house, { name: '忘了密码', pin })
  const { login, pinHash } = await house.database.read.findOneByOrFail(Account, { personId: person.id })
  const folder = tempFolder('recovering')
  await house.database.close()
  cpSync(house.folder, folder, { recursive: true })
  const key = join(folder, 'field.key')
  renameSync(key, `${key}.away`)
  const reset = () => run('user', 'password', login, '--recover', '--data', folder, '--json')
  const keyless = await reset()
  expect([keyless.code, keyless.errors]).toEqual([1, expect.stringContaining('没有这份数据的密钥') as string])
  renameSync(`${key}.away`, key)
  const done = await reset()
  expect([done.code, done.errors]).toEqual([0, ''])
  const { clock, newId, resources, appVersion } = house
  const again = await openHouse({ folder, clock, newId, resources, appVersion, modules: ledgerModules })
  const after = await again.database.read.findOneByOrFail(Account, { personId: person.id })
  expect([after.pinHash, after.codeAt !== null]).toEqual([pinHash, true])
  expect(await again.pins.verify(pin, after.pinHash ?? '')).toBe(true)
  expect(await verifyHouse(again)).toMatchObject({ ok: true })
  await again.database.close()
})
