import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { call } from '@orpc/server'
import log from 'electron-log/node'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from '@main/contract/faults'
import { appRouter } from '@main/hosts/appRouter'
import { logInto } from '@main/hosts/logging'
import { Account } from '@main/office/entities'
import type { CallContext } from '@main/office/procedure'
import { parseBackupName } from '@main/platform/backup/naming'
import { ended, signedIn } from '../office/outputs/signedIn'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'
import { aPerson } from '../support/people'

const secrets = {
  first: 'Xuefeng-8842-hui',
  second: 'Zijiang-7719-lan',
  wrong: 'Pingxi-5530-cuo',
  pin: '83719402',
  title: '关于某事项的机密请示'
}

describe('what nobody may read', () => {
  let house: TestHouse
  let key: string
  /** Every file there is afterwards: the data folder's, and what was exported. Parts of archives count as files. */
  const files = new Map<string, Buffer>()

  beforeAll(async () => {
    house = await openTestHouse('sqlite')
    logInto(house.folder)
    const admin: CallContext = { house, sessionId: house.sessions.newId() }
    const founding = {
      name: '测试城市管理局',
      shortName: '测试局',
      profile: 'dongkou',
      adminName: '管系统',
      login: 'guanxitong',
      password: secrets.first
    } as const
    await call(appRouter.session.found, founding, { context: admin })
    await call(appRouter.session.setPin, { password: secrets.first, pin: secrets.pin }, { context: admin })
    await call(appRouter.session.changePassword, { current: secrets.first, next: secrets.second }, { context: admin })
    await call(appRouter.session.signIn, { login: founding.login, password: secrets.wrong }, { context: admin }).catch(
      () => undefined
    )
    await call(appRouter.session.signIn, { login: founding.login, password: secrets.second }, { context: admin })
    const sealed = await house.fields.seal(secrets.title, 'test.title.1')
    expect(await house.fields.open(sealed, 'test.title.1')).toBe(secrets.title)
    await call(appRouter.savedViews.save, { list: 'office.people', name: '常用', view: sealed }, { context: admin })
    log.error('FAULT1', Object.assign(new Error('insert failed'), { parameters: [secrets.second, secrets.title] }))

    const inspector = signedIn(house, await aPerson(house, { posts: ['inspector'] }))
    for (const output of ['office.audit', 'office.exceptions']) {
      const job = await ended(inspector, await call(appRouter.exports.start, { output }, { context: inspector }))
      const file = await call(appRouter.jobs.result, { id: job.id }, { context: inspector })
      const archive = await JSZip.loadAsync(await file.arrayBuffer())
      for (const part of Object.values(archive.files))
        files.set(`${file.name}!${part.name}`, await part.async('nodebuffer'))
    }
    await call(appRouter.administration.backup, {}, { context: admin })
    key = (JSON.parse(readFileSync(join(house.folder, 'field.key'), 'utf8')) as { key: string }).key
    for (const path of readdirSync(house.folder, { recursive: true, withFileTypes: true }))
      if (path.isFile())
        files.set(
          relative(house.folder, join(path.parentPath, path.name)),
          readFileSync(join(path.parentPath, path.name))
        )
  })
  afterAll(async () => {
    log.hooks.length = 0
    log.transports.file.level = false
    await closeTestHouse(house)
  })

  it('stands in no file of the data folder, no log, no backup and no export', () => {
    const names = [...files.keys()]
    for (const sort of [/^ledger\.sqlite$/, /^logs\/ledger\.log$/, /^backups\/.*\.sqlite$/, /sheet1\.xml$/])
      expect(
        names.some((name) => sort.test(name)),
        sort.source
      ).toBe(true)
    const found = Object.entries(secrets).flatMap(([what, secret]) =>
      names.filter((name) => files.get(name)?.includes(secret)).map((name) => `${what} in ${name}`)
    )
    expect(found).toEqual([])
  })

  it('is kept as salted hashes that no log and no export show', async () => {
    const account = await house.database.read.findOneByOrFail(Account, {})
    const hashes = [account.passwordHash, account.pinHash ?? '']
    expect(hashes).toEqual([
      expect.stringMatching(/^scrypt\$\d+,\d+,\d+\$[\w-]{20,}\$[\w-]{40,}$/),
      expect.stringMatching(/^pepper1\$[\w-]{16}\$scrypt\$\d+,\d+,\d+\$[\w-]{20,}\$[\w-]{40,}$/)
    ])
    const shown = [...files].filter(([name]) => name.startsWith('logs/') || name.includes('!'))
    expect(shown.filter(([, content]) => hashes.some((hash) => content.includes(hash))).map(([name]) => name)).toEqual(
      []
    )
  })

  it('opens with a key that only its owner may read and that is in no backup, log or export', () => {
    if (process.platform !== 'win32') expect(statSync(join(house.folder, 'field.key')).mode & 0o777).toBe(0o600)
    expect([...files].filter(([, content]) => content.includes(key)).map(([name]) => name)).toEqual(['field.key'])
  })

  it('is not told by the name of any file', () => {
    const backups = [...files.keys()]
      .filter((name) => name.startsWith('backups/') && name.endsWith('.sqlite'))
      .map((name) => name.slice('backups/'.length))
    expect(backups.length).toBeGreaterThan(0)
    for (const name of backups) expect(parseBackupName(name), name).toBeDefined()
    const own = [...files.keys()].filter((name) => !name.includes('!'))
    expect(own.filter((name) => /\p{Script=Han}|guanxitong/u.test(name))).toEqual([])
  })
})

it.each(Object.entries(faults))('the fault %s is said in Chinese', (_type, { message }) => {
  expect(message).toMatch(/^\p{Script=Han}[\p{Script=Han}，。！、]{3,}$/u)
})
