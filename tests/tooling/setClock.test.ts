import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { systemClock } from '@main/kernel/instant'
import { begin, workday } from '../support/setDate.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const soon = 10 * 60_000

describe('the clock of the tests', () => {
  it('stands at ten o’clock of a working day, whatever day the machine has', () => {
    expect(systemClock.today()).toBe(workday)
    expect(Date.parse(systemClock.now()) - begin).toBeLessThan(soon)
    expect(new Date(2026, 1, 3)).toBeInstanceOf(Date)
    expect(Object.prototype.toString.call(new Date(0))).toBe('[object Date]')
  })

  it('runs on', async () => {
    const before = systemClock.now()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(systemClock.now() > before).toBe(true)
  })

  it('is the clock of the Node processes a test starts', () => {
    const said = execFileSync(
      process.execPath,
      ['--print', 'new Date().toISOString() + Date().slice(0, 15) + new Date(0).constructor.now()'],
      {
        encoding: 'utf8'
      }
    )
    expect(said).toContain(workday)
    expect(said).toContain('Tue May 19 2026')
    expect(Number(/\d{13}$/m.exec(said)?.[0]) - begin).toBeLessThan(soon)
  })
})

describe('the machine’s clock', () => {
  const lint = new ESLint({ cwd: root, overrideConfigFile: join(root, '.config/eslint.config.js') })
  const complaints = async (code: string, file: string) => {
    const [result] = await lint.lintText(code, { filePath: join(root, file) })
    return result?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').length
  }

  it.each([
    'new Date()',
    'Date.now()',
    'Date()',
    '+new Date()',
    'Temporal.Now.instant()',
    'performance.timeOrigin',
    'page.evaluate(() => new Date())'
  ])('is kept out of tests: %s', async (read) => {
    for (const file of [
      'tests/e2e/planted.test.ts',
      'tests/office/planted.test.ts',
      'tests/support/planted.ts',
      'tests/bench/support/planted.ts'
    ])
      expect(await complaints(`export const read = ${read}\n`, file), file).toBe(1)
  })

  it('is not what a stated day is', async () => {
    expect(await complaints(`export const day = new Date('2026-01-05')\n`, 'tests/e2e/planted.test.ts')).toBe(0)
  })
})
