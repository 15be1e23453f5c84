// npm run test:attack: the attacks of the suite (tests/**/*.attack.test.ts) with ten times the rounds, and a table of
// what was tried and what got through.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { giveUp, inRoot, root, setUp } from './setup.mjs'

await setUp()
const folder = mkdtempSync(join(tmpdir(), 'ledger-attack-'))
const table = join(folder, 'table.jsonl')
const env = { LEDGER_ATTACK: '10', ...process.env, LEDGER_ATTACK_TABLE: table }
const args = [
  inRoot('node_modules/vitest/vitest.mjs'),
  'run',
  '--config',
  inRoot('tests/vitest.config.ts'),
  'attack.test',
  ...process.argv.slice(2)
]
const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
if (!existsSync(table)) giveUp('no attack was recorded')

const sums = new Map()
for (const line of readFileSync(table, 'utf8').trim().split('\n')) {
  const { what, tries, gotThrough } = JSON.parse(line)
  const sum = sums.get(what) ?? { tries: 0, gotThrough: 0 }
  sums.set(what, { tries: sum.tries + tries, gotThrough: sum.gotThrough + gotThrough })
}
rmSync(folder, { recursive: true, force: true })
console.table([...sums].map(([what, sum]) => ({ what, ...sum, result: sum.gotThrough === 0 ? 'held' : 'got through' })))
process.exit(status ?? 1)
