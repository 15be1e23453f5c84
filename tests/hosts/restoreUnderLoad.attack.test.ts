import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { startBrowserHost } from '@main/hosts/browser/host'
import { FolderInUse, takeFolder } from '@main/platform/database/folderOwner'
import { Suite } from '@main/hosts/suite'
import { Unit } from '@main/office/entities'
import { backupPlaces, listBackups } from '@main/platform/backup/backup'
import { reading } from '@main/platform/database/sqliteFile'
import { attackRounds, recordAttack } from '../support/attack'
import { tempFolder } from '../support/tempFolder'
import { run } from './printed'

const clients = 20
const founding = {
  name: '测试局',
  shortName: '测试',
  profile: 'dongkou',
  adminName: '管理员',
  login: 'admin',
  password: 'Qinghe-2026'
}

const folder = tempFolder('restoring')
const pages = tempFolder('pages')
const hosts: { close(): Promise<void> }[] = []
afterAll(async () => {
  for (const host of hosts) await host.close()
})

async function served() {
  mkdirSync(pages, { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html>')
  const suite = await Suite.open({ folder }, {}, '浏览器服务')
  const host = await startBrowserHost({ suite, pages })
  hosts.push(host, suite)
  const ask = async (path: string, input: unknown, cookie = '') => {
    const headers = { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) }
    const response = await fetch(`${host.url}rpc/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ json: input })
    })
    const { json } = (await response.json()) as { json: { message?: string; name?: string } }
    return { status: response.status, json, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie }
  }
  return { suite, ask }
}

it(
  'loses no acknowledged act while a backup is restored, under twenty clients: each is in the restored data or in the copy made before',
  { timeout: 300_000 },
  async () => {
    const { suite, ask } = await served()
    await ask('session/found', founding)
    const rounds = Math.min(10, attackRounds(2))
    let lost = 0
    let acknowledgedInAll = 0
    for (let round = 0; round < rounds; round += 1) {
      const { cookie } = await ask('session/signIn', { login: founding.login, password: founding.password })
      const { json: made } = await ask('administration/backup', {}, cookie)
      const acknowledged: string[] = []
      const refusals = new Set<string>()
      let over = false
      const posting = Array.from({ length: clients }, async (_, client) => {
        for (let number = 0; !over; number += 1) {
          const name = `第${round}轮${client}号${number}`
          const { status, json } = await ask('office/createUnit', { name, kind: 'department', parentId: null }, cookie)
          if (status === 200) acknowledged.push(name)
          else {
            refusals.add(json.message ?? '')
            await new Promise((resolve) => setTimeout(resolve, 50))
          }
        }
      })
      await new Promise((resolve) => setTimeout(resolve, 150))
      const restored = await ask('administration/restore', { name: made.name }, cookie)
      expect(restored.status, JSON.stringify(restored.json)).toBe(200)
      over = true
      await Promise.all(posting)

      const now = new Set((await suite.house.database.read.find(Unit)).map(({ name }) => name))
      const [copy] = (await listBackups(backupPlaces(folder).backups)).filter(({ kind }) => kind === 'restore')
      const copied = await reading(join(backupPlaces(folder).backups, copy?.name ?? ''), (source) =>
        source.query<{ name: string }[]>('SELECT name FROM units')
      )
      const before = new Set(copied.map(({ name }) => name))
      lost += acknowledged.filter((name) => !now.has(name) && !before.has(name)).length
      acknowledgedInAll += acknowledged.length
      expect([...refusals].filter((message) => !/正在从备份恢复|请先登录/.test(message))).toEqual([])
    }
    recordAttack('恢复时在办的业务', acknowledgedInAll, lost)
    expect(acknowledgedInAll).toBeGreaterThan(rounds * clients)
    expect(lost).toBe(0)
  }
)

it('has one owner: commands and a second host are told who has the folder since when, and change nothing', async () => {
  for (const command of [
    ['backup'],
    ['restore', 'ledger-20260105-123000-daily.sqlite'],
    ['verify'],
    ['user', 'list'],
    ['rules']
  ]) {
    const { code, errors } = await run(...command, '--data', folder)
    expect([command[0], code]).toEqual([command[0], 1])
    expect(errors).toMatch(/正由浏览器服务（进程 \d+，自\d{4}-\d\d-\d\d \d\d:\d\d起）使用/)
  }
  await expect(Suite.open({ folder }, {}, '第二个')).rejects.toThrow(FolderInUse)
})

it('is free again when its owner is killed', { timeout: 60_000 }, async () => {
  const taken = tempFolder('owned')
  const script = `import { takeFolder } from ${JSON.stringify(fileURLToPath(new URL('../../src-main/platform/database/folderOwner.ts', import.meta.url)))}
await takeFolder(process.argv.at(-1), '另一个程序'); process.stdout.write('taken'); setInterval(() => undefined, 1000)`
  const file = join(tempFolder('owner'), 'owner.mts')
  writeFileSync(file, script)
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, taken], {
    cwd: root,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'src-main/tsconfig.json') }
  })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('close', reject)
  })
  await expect(takeFolder(taken, '我')).rejects.toThrow('另一个程序')
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  await (await takeFolder(taken, '我')).release()
})
