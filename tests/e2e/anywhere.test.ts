import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder'

describe('the built command line', () => {
  it('works from any folder and has nothing to complain of', async () => {
    const commandLine = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [commandLine, 'verify', '--data', tempFolder('anywhere'), '--json'],
      {
        cwd: tempFolder('elsewhere')
      }
    )
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, entries: 0 })
    expect(stderr).toBe('')
  })
})
