// npm run mutate [-- scope]: changes one token of the code at a time and asks the tests whether they notice, on SQLite.
// A scope is `kernel` (values), `kernel/rules` (rules and approval), a ledger (its rules and clocks) or one of its
// folders (`supplies/issue`). Without a scope: the kernel. Not part of npm test: it takes minutes to hours. Figures and
// survivors are written down in docs/mutation.md.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { Stryker } from '@stryker-mutator/core'
import { giveUp, inRoot, root, setUp } from './setup.mjs'

try {
  setUp()
} catch (error) {
  giveUp(error)
}

const [scope = 'kernel', ...files] = process.argv.slice(2)

/** What is changed in a scope, and which tests are asked. */
function planOf(name) {
  if (name === 'kernel')
    return { mutate: ['src-main/kernel/*.ts', 'src-main/contract/typed*.ts'], tests: ['tests/kernel'] }
  if (name === 'kernel/rules')
    return {
      mutate: ['src-main/kernel/rules/*.ts', 'src-main/kernel/approval/*.ts'],
      tests: ['tests/kernel', 'tests/office']
    }
  const [ledger, ...subject] = name.split('/')
  const folder = `src-main/ledgers/${ledger}`
  if (!ledger || !existsSync(inRoot(folder, ...subject))) giveUp(`no such scope: ${name}`)
  const mutate = subject.length
    ? [`${folder}/${subject.join('/')}/**/*.ts`]
    : [`${folder}/rules/**/*.ts`, `${folder}/clocks/**/*.ts`, `${folder}/due.ts`]
  return { mutate, tests: [`tests/ledgers/${ledger}`] }
}

const { mutate, tests } = planOf(scope)
const kept = inRoot('.cache/mutation')
const report = `${kept}/${scope.replaceAll('/', '-')}.json`
mkdirSync(kept, { recursive: true })
process.chdir(root)
process.env.LEDGER_TEST_ENGINES = 'sqlite'
process.env.LEDGER_MUTATE_TESTS = tests.join(',')

await new Stryker({
  mutate: files.length ? files : mutate,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: '.config/mutate.vitest.ts', related: false },
  // Words are the clerk's affair and seen on paper; what counts here is whether a decision turned round is noticed.
  mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'Regex'] },
  ignoreStatic: true,
  concurrency: Number(process.env.LEDGER_MUTATE_WORKERS ?? 1),
  tempDirName: '.cache/stryker',
  ignorePatterns: ['out', 'docs', 'src-renderer', 'tests/e2e', 'tests/bench', 'tests/frozen', '.cache'],
  // What did not change since the last run is not asked again.
  incremental: true,
  incrementalFile: report.replace('.json', '.known.json'),
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: report },
  disableTypeChecks: false,
  checkers: [],
  allowConsoleColors: false,
  timeoutMS: 20_000,
  logLevel: 'warn'
}).runMutationTest()

const outcome = JSON.parse(readFileSync(report, 'utf8'))
const noticed = { Killed: true, Timeout: true, Survived: false, NoCoverage: false }
const sum = (mutants) => {
  const counted = mutants.filter(({ status }) => status in noticed)
  const seen = counted.filter(({ status }) => noticed[status]).length
  return `${counted.length ? ((100 * seen) / counted.length).toFixed(1) : '100.0'} % noticed (${seen} of ${counted.length})`
}
for (const [file, { mutants, source }] of Object.entries(outcome.files)) {
  console.log(`\n${file}: ${sum(mutants)}`)
  const lines = source.split('\n')
  for (const { status, location, replacement, mutatorName } of mutants)
    if (noticed[status] === false)
      console.log(
        `  ${location.start.line}:${location.start.column} ${status} ${mutatorName} → ${replacement.replaceAll(/\s+/g, ' ').slice(0, 90)}\n    ${lines[location.start.line - 1].trim().slice(0, 110)}`
      )
}
console.log(`\n${scope}: ${sum(Object.values(outcome.files).flatMap(({ mutants }) => mutants))}`)
