import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The end-to-end tests drive what was built from the sources as they are now. */
export default function setup(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../../.config/build.mjs', import.meta.url))], {
    stdio: 'inherit'
  })
}
