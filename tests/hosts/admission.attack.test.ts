import { readdirSync, statSync, mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBrowserHost, type BrowserHost } from '@main/hosts/browser/host'
import { withoutValues } from '@main/hosts/logging'
import { Suite } from '@main/hosts/suite'
import { hashSecret, recommendedCost, useSecretCost, verifySecret } from '@main/platform/session/secrets'
import { attackRounds, recordAttack } from '../support/attack'
import { lowCost } from '../support/house'
import { tempFolder } from '../support/tempFolder'

const founding = {
  name: '测试局',
  shortName: '测试',
  profile: 'dongkou',
  adminName: '管理员',
  login: 'admin',
  password: 'Qinghe-2026'
}
let suite: Suite
let host: BrowserHost
const folder = tempFolder('admission')

beforeAll(async () => {
  useSecretCost(recommendedCost)
  const pages = tempFolder('pages')
  mkdirSync(pages, { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html>')
  suite = await Suite.open({ folder })
  host = await startBrowserHost({ suite, pages })
  await ask('session/found', founding)
})
afterAll(async () => {
  await host.close()
  await suite.close()
  useSecretCost(lowCost)
})

async function ask(path: string, input: unknown) {
  const response = await fetch(`${host.url}rpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ json: input })
  })
  return { status: response.status, text: await response.text() }
}

it(
  'lets a genuine sign-in through within two seconds of work under 200 anonymous ones',
  { timeout: 240_000 },
  async () => {
    const alone = performance.now()
    await verifySecret('x', await hashSecret('y'))
    const hashing = performance.now() - alone
    let answered = 0
    const flood = Array.from({ length: attackRounds(200) }, (_, index) =>
      ask('session/signIn', { login: `nobody${index}`, password: 'Guess-1234' })
        .catch(() => undefined)
        .finally(() => (answered += 1))
    )
    // The flood is in when all but those who are judged or may wait have been turned away.
    await expect.poll(() => answered, { timeout: 60_000 }).toBeGreaterThanOrEqual(flood.length - 42)
    const began = performance.now()
    const genuine = await ask('session/signIn', { login: founding.login, password: founding.password })
    const took = performance.now() - began
    expect(genuine.status).toBe(200)
    // Ratios, not seconds: a hash is a quarter of a second on an idle machine; it waits for the two under way at most.
    recordAttack('匿名登录洪水', flood.length, took > 12 * hashing + 2_000 ? 1 : 0)
    expect(took).toBeLessThan(12 * hashing + 2_000)
    await Promise.all(flood)
  }
)

it('reads no large body of somebody without permission', async () => {
  const size = 40 * 1024 * 1024
  const outcomes = await Promise.all(
    Array.from(
      { length: 15 },
      () =>
        new Promise<{ status: number; sent: number }>((resolve) => {
          const url = new URL(host.url)
          let sent = 0
          const upload = request(
            {
              host: url.hostname,
              port: url.port,
              path: '/rpc/files/upload',
              method: 'POST',
              headers: {
                host: url.host,
                'content-type': 'multipart/form-data; boundary=x',
                'content-length': String(size)
              }
            },
            (response) => {
              response.resume()
              resolve({ status: response.statusCode ?? 0, sent })
              upload.destroy()
            }
          )
          upload.on('error', () => undefined)
          const chunk = Buffer.alloc(64 * 1024)
          const more = () => {
            while (sent < size && upload.write(chunk)) sent += chunk.length
          }
          upload.on('drain', more)
          more()
        })
    )
  )
  recordAttack('匿名大文件', outcomes.length, outcomes.filter(({ status }) => status !== 403).length)
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 403))
  expect(Math.max(...outcomes.map(({ sent }) => sent))).toBeLessThan(size)
})

it('leaves everything in the data folder to its user alone', async () => {
  await ask('administration/backup', {})
  const open: string[] = []
  const look = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inner = join(path, entry.name)
      if ((statSync(inner).mode & 0o077) !== 0) open.push(inner)
      if (entry.isDirectory()) look(inner)
    }
  }
  look(folder)
  expect(open).toEqual([])
  expect(statSync(folder).mode & 0o077).toBe(0)
})

it('keeps what a database quotes of rows and filters out of the log', () => {
  const fault = Object.assign(new Error('invalid input syntax for type bigint: "机密标题"'), {
    name: 'QueryFailedError'
  })
  expect(withoutValues(fault)).not.toContain('机密')
})
