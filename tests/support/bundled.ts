import { symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { loadedAtStart } from '../../.config/loadedAtStart'
import { contractAlias } from '../../.config/vueBuild'
import { onceInRun } from './onceInRun'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * A program of the tests that runs in a process of its own, bundled once a run: compiling the whole of main anew at
 * every start takes longer than what the program is started for. Give it what it needs of the sources as arguments;
 * `import.meta.url` is that of the bundle.
 */
export async function bundled(program: string): Promise<string> {
  const name = basename(program, '.ts')
  const folder = await onceInRun(`program-${name}`, async (made) => {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      resolve: { alias: [...contractAlias, { find: /^@main\//, replacement: join(root, 'src-main/') }] },
      ssr: { noExternal: [...loadedAtStart] },
      build: { ssr: program, outDir: made, emptyOutDir: false, target: 'node20', sourcemap: true }
    })
    symlinkSync(join(root, 'node_modules'), join(made, 'node_modules'))
  })
  return join(folder, `${name}.js`)
}
