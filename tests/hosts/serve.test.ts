import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeAll, expect, it } from 'vitest'
import { buildSuite, builtCommandLine } from '../support/builtSuite'
import { tempFolder } from '../support/tempFolder'

beforeAll(buildSuite)

it('serves until SIGTERM and leaves the data closed', async () => {
  const data = tempFolder('served')
  const child = spawn(process.execPath, [builtCommandLine, 'serve', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
  const ready = JSON.parse(line) as { ready: boolean; url: string }
  expect(ready).toEqual({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/) as string })
  const answer = await fetch(`${ready.url}rpc/session/state`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}'
  })
  expect(answer.status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(existsSync(join(data, 'ledger.sqlite-wal'))).toBe(false)
})
