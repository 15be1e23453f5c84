import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * Bundles a bench's own program as the suite is bundled, with the threads of the suite beside it; gives its folder.
 * Run from sources the suite would do its threads' work in the first thread, and compiled otherwise.
 */
export async function builtBeside(name: string, input: Readonly<Record<string, string>>): Promise<string> {
  const outDir = join(root, 'out', 'bench', name)
  const from = ([entry, path]: readonly [string, string]) => [entry, join(root, path)]
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@main': join(root, 'src-main') } },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(from)),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  })
  return outDir
}
