// npm run mutate [-- scope]: changes one token of the code at a time and asks the tests whether they notice, on SQLite.
// A scope is `kernel` (values), `kernel/rules` (rules and approval), a ledger (its rules and clocks), its acts
// (`supplies/acts`), its due lists (`supplies/due`) or one of its folders (`supplies/issue`). Without a scope: the
// kernel. Not part of npm test: it takes minutes to hours. Figures and survivors are written down in docs/mutation.md.
//
// Asked twice: first the tests that open no database, of every mutant; then, of what those did not notice, the tests on
// databases. LEDGER_MUTATE_SAMPLE=60 asks the second time only of so many, drawn by LEDGER_MUTATE_SEED; 0 of none.
// Acts and due lists, which read and write a database, are asked once, of all tests of their ledger, and by a sample.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { Stryker } from '@stryker-mutator/core'
import { giveUp, inRoot, root, setUp } from './setup.mjs'

try {
  setUp()
} catch (error) {
  giveUp(error)
}

const [scope = 'kernel', ...files] = process.argv.slice(2)

const sourcesOf = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !/^(rules|demo)[/\\]/.test(file))
    .map((file) => `${folder}/${file}`)
const isClock = (file) => /[/\\]clocks[/\\]/.test(file)
const filesOf = (folder) => sourcesOf(folder).filter((file) => !isClock(file))
const readsDatabase = (file) => /\b(UnitOfWork|EntityManager)\b/.test(readFileSync(file, 'utf8'))
const isDueList = (file) => /(^|[/\\])(due|goodsDue)\.ts$/.test(file)

/**
 * Parts of a ledger that go across its folders. Acts: whatever writes, so has the unit of work; not what only shows. Due
 * lists: with the clocks that read a database.
 */
const parts = {
  acts: (folder) =>
    filesOf(folder).filter((file) => !isDueList(file) && /\bUnitOfWork\b/.test(readFileSync(file, 'utf8'))),
  due: (folder) => sourcesOf(folder).filter((file) => isDueList(file) || (isClock(file) && readsDatabase(file)))
}

/** What is changed in a scope, which tests are asked, and whether by a sample only. */
function planOf(name) {
  if (name === 'kernel')
    return {
      mutate: ['src-main/kernel/*.ts', 'src-main/contract/typed*.ts'],
      folders: ['tests/kernel', 'tests/contract']
    }
  if (name === 'kernel/rules')
    return {
      mutate: ['src-main/kernel/rules/*.ts', 'src-main/kernel/approval/*.ts'],
      folders: ['tests/kernel', 'tests/office']
    }
  const [ledger, ...subject] = name.split('/')
  const folder = `src-main/ledgers/${ledger}`
  const part = subject.length === 1 && existsSync(inRoot(folder)) && parts[subject[0]]
  if (part) return { mutate: part(folder), folders: [`tests/ledgers/${ledger}`], sampled: true }
  if (!ledger || !existsSync(inRoot(folder, ...subject))) giveUp(`no such scope: ${name}`)
  const mutate = subject.length
    ? [`${folder}/${subject.join('/')}/**/*.ts`]
    : [`${folder}/rules/**/*.ts`, `${folder}/clocks/**/*.ts`, `${folder}/due.ts`]
  return { mutate, folders: [`tests/ledgers/${ledger}`] }
}

process.chdir(root)
const { mutate, folders, sampled = false } = planOf(scope)
const kept = inRoot('.cache/mutation')
mkdirSync(kept, { recursive: true })
process.env.LEDGER_TEST_ENGINES = 'sqlite'

// The command line within a test does not run in the tool's worker threads.
const asksCommandLine = (test) => /from '(\.\.\/)+hosts\/printed'/.test(readFileSync(test, 'utf8'))
const tests = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => `${folder}/${file}`)
  )
  .filter((test) => !asksCommandLine(test))
// Whatever opens a database takes its house from tests/support.
const opensDatabase = (test) => /from '(\.\.\/)+support\/(?!judged')/.test(readFileSync(test, 'utf8'))
const pure = tests.filter((test) => !opensDatabase(test))
const onDatabases = tests.filter(opensDatabase)

/**
 * Asks some tests of what is to be changed, of a sample only of what was drawn; gives every mutant with what became of it,
 * by its place and replacement.
 */
async function ask(turn, mutated, asked, drawnOnes) {
  process.env.LEDGER_MUTATE_TESTS = asked.join(',')
  process.env.LEDGER_MUTATE_DRAWN = JSON.stringify(drawnOnes?.map(({ span }) => span) ?? null)
  const report = `${kept}/${scope.replaceAll('/', '-')}.${turn}.json`
  await new Stryker({
    mutate: mutated,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', inRoot('.config/mutateDrawn.mjs')],
    ignorers: ['only-drawn'],
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
  return new Map(
    Object.entries(outcome.files).flatMap(([file, { mutants, source }]) =>
      mutants.map((each) => {
        const { start, end } = each.location
        const span = {
          start: { line: start.line, column: start.column - 1 },
          end: { line: end.line, column: end.column - 1 }
        }
        const place = `${file}:${start.line}:${span.start.column}-${end.line}:${span.end.column}`
        return [
          `${place} ${each.replacement}`,
          { ...each, file, span, place, line: source.split('\n')[start.line - 1].trim() }
        ]
      })
    )
  )
}

const noticed = { Killed: true, Timeout: true, Survived: false, NoCoverage: false }
const unnoticed = ({ status }) => noticed[status] === false

/** So many of a list, drawn by a seed (mulberry32); all of it without a number. */
function sampleOf(list, size, seed) {
  if (size === undefined || size >= list.length) return list
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return list
    .map((each) => ({ each, at: next() }))
    .toSorted((one, other) => one.at - other.at)
    .slice(0, size)
    .map(({ each }) => each)
}

// What there is to draw from is told by a run whose one test reaches none of it, only a small file that stands for it:
// where a test reaches nothing at all, the tool takes everything as reached.
const stand = { file: 'src-main/kernel/quantity.ts', test: 'tests/kernel/quantity.test.ts' }
const mutated = files.length ? files : mutate
const mutants = sampled
  ? await ask('list', [...mutated, stand.file], [stand.test])
  : await ask('pure', mutated, pure.length ? pure : onDatabases)
let counted = [...mutants.values()].filter(({ status, file }) => status in noticed && !(sampled && file === stand.file))
const left = sampled ? counted : counted.filter(unnoticed)
const size = process.env.LEDGER_MUTATE_SAMPLE ?? (sampled ? 60 : undefined)
let drawn =
  pure.length || sampled
    ? sampleOf(left, size === undefined ? undefined : Number(size), Number(process.env.LEDGER_MUTATE_SEED ?? 8))
    : []
if (drawn.length > 0 && onDatabases.length > 0) {
  const places = [...new Set(drawn.map(({ place }) => place))]
  const again = await ask('databases', places, sampled ? tests : onDatabases, drawn)
  for (const each of drawn) each.again = again.get(`${each.place} ${each.replacement}`)?.status ?? 'NoCoverage'
  // What runs once where a file is loaded cannot be switched on by test, so it is no part of the sample.
  drawn = drawn.filter(({ again: status }) => status in noticed)
}
if (sampled) counted = drawn

const share = (part, whole) => `${whole ? ((100 * part) / whole).toFixed(1) : '100.0'} % (${part} of ${whole})`
const survivor = ({ again, status }) => noticed[again ?? status] === false
for (const file of new Set(counted.map((each) => each.file))) {
  const of = counted.filter((each) => each.file === file)
  console.log(`\n${file}: ${share(of.filter((each) => !survivor(each)).length, of.length)} noticed`)
  for (const { location, replacement, mutatorName, line, again, status } of of.filter(survivor))
    console.log(
      `  ${location.start.line}:${location.start.column} ${again ?? `${status}, not asked again`} ${mutatorName} → ${replacement.replaceAll(/\s+/g, ' ').slice(0, 90)}\n    ${line.slice(0, 110)}`
    )
}
const byPure = counted.length - left.length
const byDatabases = drawn.filter((each) => !survivor(each)).length
if (sampled) console.log(`\n${scope}: ${share(byDatabases, drawn.length)} noticed, drawn from ${left.length}`)
else console.log(`\n${scope}: ${share(byPure, counted.length)} noticed without a database`)
if (!sampled && drawn.length > 0) {
  const estimated = byPure + (left.length * byDatabases) / drawn.length
  console.log(
    `of the ${left.length} left, ${drawn.length} asked on databases: ${share(byDatabases, drawn.length)} noticed`
  )
  console.log(`${scope}: ${((100 * estimated) / counted.length).toFixed(1)} % noticed in all`)
}
