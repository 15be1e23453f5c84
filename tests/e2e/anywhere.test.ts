import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { builtEntry } from '@main/platform/workerEntry'
import { tempFolder } from '../support/tempFolder'

describe('the built command line', () => {
  it.each(['excelWorker', 'importWorker'])(
    'has the thread %s beside it, from wherever in the build it is asked',
    (name) => {
      for (const module of ['cli.js', 'chunks/any.js'])
        expect(builtEntry(new URL(`../../out/main/${module}`, import.meta.url).href, name)?.href).toBe(
          new URL(`../../out/main/${name}.js`, import.meta.url).href
        )
    }
  )

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
