import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { expect, it } from 'vitest'
import { ledgerIds } from '@main/contract/ledgers'

const root = fileURLToPath(new URL('../..', import.meta.url))
// The rules that ask the type checker have their own say when the whole project is checked.
const untyped = ['no-floating-promises', 'no-misused-promises', 'await-thenable'].map(
  (rule) => [`@typescript-eslint/${rule}`, 'off'] as const
)
const lint = new ESLint({
  cwd: root,
  overrideConfigFile: join(root, '.config/eslint.config.js'),
  overrideConfig: { languageOptions: { parserOptions: { project: null } }, rules: Object.fromEntries(untyped) }
})

it.each(ledgerIds)('keeps office and platform from knowing %s by name', async (id) => {
  const planted = `export const special = (ledger: string) => ledger === '${id}'\n`
  for (const file of [
    'src-main/office/planted.ts',
    'src-main/office/home/dueClock.ts',
    'src-main/platform/jobs/planted.ts'
  ]) {
    const [result] = await lint.lintText(planted, { filePath: join(root, file) })
    expect(
      result?.messages.filter(({ message }) => message.includes('LedgerModule')),
      file
    ).toHaveLength(1)
  }
})
