// npm run bench [-- name …]: each tests/bench/NAME.bench.ts in a process of its own, so that peak memory is its own. A
// bench prints one JSON line {"name","oursMs","referenceMs","ratio","rows","peakRssMb",…} on standard output; what else
// it has to say goes to standard error.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { build } from './build.mjs'
import { giveUp, inRoot, root } from './setup.mjs'

const suffix = '.bench.ts'
const wanted = process.argv.slice(2)
await build().catch(giveUp)

const known = readdirSync(inRoot('tests/bench'))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort()
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length || !known.length) giveUp(`no such bench: ${unknown.join(' ')}\nbenches: ${known.join(' ')}`)

const env = { ...process.env, TSX_TSCONFIG_PATH: inRoot('.config/tsconfig.tsx.json') }
let failures = 0
for (const name of wanted.length ? wanted : known) {
  const args = ['--expose-gc', '--import', 'tsx', inRoot('tests/bench', `${name}${suffix}`)]
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024
  })
  const lines = run.stdout.split('\n').filter((line) => line.startsWith('{'))
  if (lines.length) console.log(lines.join('\n'))
  if (run.status !== 0 || !lines.length) {
    failures += 1
    console.error(`${name}: ended with ${run.status ?? run.signal} and ${lines.length} result lines`)
  }
}
process.exit(failures ? 1 : 0)
