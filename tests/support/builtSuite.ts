import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The command line as it is shipped, for processes of their own. */
export const builtCommandLine = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

/** Builds the suite from the sources as they are now; nothing to do when it is of them already. */
export function buildSuite(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../.config/build.mjs', import.meta.url))], {
    stdio: 'inherit'
  })
}
