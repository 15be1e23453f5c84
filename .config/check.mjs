// npm run check
import { build } from './build.mjs'
import { giveUp } from './setup.mjs'

await build().catch(giveUp)
const { runChecks } = await import('./steps.mjs')
const { failed } = await runChecks()
process.exit(failed.length ? 1 : 0)
