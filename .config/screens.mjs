// npm run screens -- --out DIR
import { spawnSync } from 'node:child_process'
import { build } from './build.mjs'
import { giveUp, inRoot } from './setup.mjs'

await build().catch(giveUp)
const env = { ...process.env, TSX_TSCONFIG_PATH: inRoot('.config/tsconfig.tsx.json') }
const args = ['--import', 'tsx', inRoot('tests/e2e/screens/draw.ts'), ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { env, stdio: 'inherit' }).status ?? 1)
