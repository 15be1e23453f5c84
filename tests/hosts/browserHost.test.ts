import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { request, type IncomingHttpHeaders } from 'node:http'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Contract } from '@main/contract'
import { startBrowserHost, type BrowserHost } from '@main/hosts/browser/host'
import { Suite } from '@main/hosts/suite'
import { tempFolder } from '../support/tempFolder'

const founding = {
  name: '测试局',
  shortName: '测试',
  profile: 'dongkou',
  adminName: '管理员',
  login: 'admin',
  password: 'Qinghe-2026'
} as const

let suite: Suite
let host: BrowserHost
let address: URL

beforeAll(async () => {
  const pages = tempFolder('pages')
  mkdirSync(join(pages, 'assets'))
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>局务台账</title>')
  writeFileSync(join(pages, 'assets', 'index-1.js'), 'export {}')
  writeFileSync(join(pages, '..', 'secret.txt'), 'outside the pages')
  suite = await Suite.open({ folder: tempFolder('data') })
  host = await startBrowserHost({ suite, pages })
  address = new URL(host.url)
})
afterAll(async () => {
  await host.close()
  await suite.close()
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = ''
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {}
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: address.port, path, method, headers: { host: address.host, ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString()
          })
        )
      }
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

const rpc = (procedure: string, input: unknown, headers: Record<string, string> = {}) => {
  const body = JSON.stringify({ json: input })
  return ask(`/rpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
    body
  })
}

const cookieOf = ({ headers }: Answer) => headers['set-cookie']?.[0]?.split(';')[0] ?? ''

it('listens on the loopback interface only', () => {
  expect(address.hostname).toBe('127.0.0.1')
})

it('serves the page under a policy without inline scripts, sniffing or framing', async () => {
  const { status, headers, body } = await ask('/')
  expect([status, body]).toEqual([200, '<!doctype html><title>局务台账</title>'])
  const policy = headers['content-security-policy'] as string
  for (const part of [
    "default-src 'self'",
    "script-src 'self';",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "connect-src 'self'"
  ])
    expect(policy).toContain(part)
  expect(/script-src[^;]*unsafe/.test(policy)).toBe(false)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache'
  })
  expect((await ask('/assets/index-1.js')).headers['cache-control']).toContain('immutable')
})

it.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/assets/../../secret.txt',
  '//etc/passwd',
  '/%00'
])('gives nothing outside the pages: %s', async (path) => {
  const { status, body } = await ask(path)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(body).not.toContain('outside')
})

it('refuses a foreign host name, as of a rebound address', async () => {
  for (const name of [
    'evil.example',
    `evil.example:${address.port}`,
    '127.0.0.1',
    `127.0.0.1.evil.example:${address.port}`
  ]) {
    expect((await ask('/', { headers: { host: name } })).status).toBe(421)
    expect((await rpc('session/state', undefined, { host: name })).status).toBe(421)
  }
  expect((await rpc('session/state', undefined, { host: `localhost:${address.port}` })).status).toBe(200)
})

it('refuses calls of a foreign page', async () => {
  const foreign: readonly Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: `http://127.0.0.1:${Number(address.port) + 1}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' }
  ]
  for (const headers of foreign)
    expect((await rpc('session/state', undefined, headers)).status, JSON.stringify(headers)).toBe(403)
  expect(
    (await rpc('session/state', undefined, { origin: `http://${address.host}`, 'sec-fetch-site': 'same-origin' }))
      .status
  ).toBe(200)
})

it('answers calls by POST only, uncached', async () => {
  expect((await ask('/rpc/session/state')).status).toBe(405)
  expect((await ask('/', { method: 'PUT' })).status).toBe(405)
  expect((await rpc('session/nothing', undefined)).status).toBe(404)
  expect((await rpc('session/state', undefined)).headers['cache-control']).toBe('no-store')
})

it('gives a session cookie scripts and other sites cannot use, and another one on signing in', async () => {
  const first = await rpc('session/state', undefined)
  expect(first.headers['set-cookie']?.[0]).toMatch(/^ledger-session-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  const before = cookieOf(first)
  expect((await rpc('session/state', undefined, { cookie: before })).headers['set-cookie']).toBeUndefined()
  const founded = await rpc('session/found', founding, { cookie: before })
  expect(founded.status, founded.body).toBe(200)
  const after = cookieOf(founded)
  expect(after).not.toBe('')
  expect(after).not.toBe(before)
  expect((await rpc('office/units', undefined, { cookie: before })).status).toBe(403)
  expect((await rpc('office/units', undefined, { cookie: after })).status).toBe(200)
})

it('takes no session id it would not have given', async () => {
  const answer = await rpc('session/state', undefined, { cookie: `ledger-session-${address.port}=chosen-by-somebody` })
  expect(cookieOf(answer)).not.toBe('')
})

it('carries files both ways', async () => {
  let cookie = ''
  const client: ContractRouterClient<Contract> = createORPCClient(
    new RPCLink({
      url: `${host.url}rpc`,
      fetch: async (input, init) => {
        const sent = new Request(input, init)
        if (cookie) sent.headers.set('cookie', cookie)
        const response = await fetch(sent)
        cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
        return response
      }
    })
  )
  await client.session.signIn({ login: founding.login, password: founding.password })
  const { id } = await client.files.upload({ file: new File(['名称\n甲\n'], '台账.csv') })
  const file = await client.files.download({ id })
  expect([file.name, await file.text()]).toEqual(['台账.csv', '名称\n甲\n'])
})

it('refuses a body that is too large, or does not say how large it is, before reading it into memory', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(60 * 1024 * 1024) }
  const large = await ask('/rpc/files/upload', { method: 'POST', headers, body: Buffer.alloc(60 * 1024 * 1024) })
  expect([large.status, (JSON.parse(large.body) as { json: { code: string; message: string } }).json]).toMatchObject([
    422,
    { code: 'invalid', message: '文件超过50MB，请压缩或分成几个文件后再上传' }
  ])
  expect((await rpc('session/state', 'x'.repeat(5 * 1024 * 1024))).status).toBe(422)
  expect(
    (
      await ask('/rpc/session/state', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        body: '{}'
      })
    ).status
  ).toBe(411)
})

it.each(['{', '[]', '{"json":', 'null', '{"json":{"login":{"$ne":1}}}', '\u0000'])(
  'answers an unreadable body with a fault, not a failure: %s',
  async (body) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
    const { status, body: answer } = await ask('/rpc/session/signIn', { method: 'POST', headers, body })
    expect(status, answer).toBe(422)
    expect(answer).toContain('"code":"invalid"')
    expect(answer).not.toMatch(/\bat |\.ts|node_modules/)
  }
)

it('lets nobody guess passwords at leisure', async () => {
  const cookie = cookieOf(await rpc('session/state', undefined))
  const answers: Answer[] = []
  for (let attempt = 0; attempt < 8; attempt += 1)
    answers.push(await rpc('session/signIn', { login: founding.login, password: `wrong${attempt}` }, { cookie }))
  expect(answers.at(0)?.body).toContain('登录名或密码不对')
  expect(answers.at(-1)?.body).toContain('forbidden')
  expect((await rpc('session/signIn', { login: founding.login, password: founding.password }, { cookie })).status).toBe(
    403
  )
})
