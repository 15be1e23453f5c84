import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { contractAlias, vuePlugins } from '../.config/vueBuild.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

// What is neither on databases nor in Chromium is unit, so that no test file can fall between the projects.
const onDatabases = ['office', 'ledgers', 'platform', 'hosts', 'quality'].map(
  (folder) => `tests/${folder}/**/*.test.ts`
)
const inChromium = ['tests/e2e/**/*.test.ts']

export default defineConfig({
  root,
  plugins: vuePlugins(),
  resolve: {
    alias: [
      ...contractAlias,
      { find: /^@main\//, replacement: `${root}src-main/` },
      { find: /^@renderer\//, replacement: `${root}src-renderer/` }
    ]
  },
  test: {
    maxWorkers: 2,
    globalSetup: ['tests/support/runFolder.ts'],
    setupFiles: ['tests/support/setClock.ts'],
    server: { deps: { inline: ['element-plus'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...onDatabases, ...inChromium],
          testTimeout: 20_000
        }
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: onDatabases,
          globalSetup: ['tests/support/runFolder.ts', 'tests/support/postgresOnDemand.ts'],
          // A worker loads the program, and migrates its first database, once for all its files: half the run's time
          // was that.
          isolate: false,
          // Founding the demo bureau on either engine is the longest of what a hook waits for.
          testTimeout: 120_000,
          hookTimeout: 300_000
        }
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: inChromium,
          setupFiles: ['tests/e2e/support/failureNotes.ts'],
          globalSetup: ['tests/support/runFolder.ts', 'tests/e2e/support/built.ts'],
          // A worker loads what drives the browser once for all its files.
          isolate: false,
          // After everything else, which would take the time of the browsers and their hosts.
          // A slow machine may miss the moment of a page; what is broken is so a second time.
          retry: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // How soon a page shows something is the machine's affair.
          expect: { poll: { timeout: 20_000 } }
        }
      }
    ]
  }
})
