import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { contractAlias } from './vueBuild.ts'

// How mutation tests run (mutate.mjs): the tests of one scope in one project, on SQLite, small files first, so that a
// mutant ends soon.
const root = fileURLToPath(new URL('..', import.meta.url))
const tests = (process.env['LEDGER_MUTATE_TESTS'] ?? 'tests/kernel/**/*.test.ts').split(',')

class PureFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const pure = (file: TestSpecification) => (file.moduleId.includes('/tests/kernel/') ? 0 : 1)
    return files.toSorted((a, b) => pure(a) - pure(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

export default defineConfig({
  root,
  resolve: { alias: [...contractAlias, { find: /^@main\//, replacement: `${root}src-main/` }] },
  test: {
    include: tests,
    globalSetup: ['tests/support/runFolder.ts', 'tests/support/postgresOnDemand.ts'],
    setupFiles: ['tests/support/setClock.ts'],
    sequence: { sequencer: PureFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
