// npm run freeze: keeps a small folder of the version that stands now under tests/frozen, on both engines.
import { spawnSync } from 'node:child_process'
import { giveUp, inRoot, setUp } from './setup.mjs'

try {
  setUp()
} catch (error) {
  giveUp(error)
}
const env = { ...process.env, TSX_TSCONFIG_PATH: inRoot('.config/tsconfig.tsx.json') }
process.exit(
  spawnSync(process.execPath, ['--import', 'tsx', inRoot('tests/frozen/freeze.ts')], { env, stdio: 'inherit' })
    .status ?? 1
)
