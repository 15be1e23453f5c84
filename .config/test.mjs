// npm test: set-up, build, checks, then every test project. The last line is always the sum of all of them.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildInstalled } from './build.mjs'
import { inRoot, root, setUpAside } from './setup.mjs'
import { runChecks } from './steps.mjs'

const wantedFiles = process.argv.slice(2)
const passed = []
const failed = []
const skipped = []

async function step(name, work) {
  try {
    await work()
    passed.push(name)
    return true
  } catch (error) {
    console.log(`✗ ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    failed.push(name)
    return false
  }
}

function collect(report) {
  for (const file of report.testResults) {
    const name = file.name.slice(root.length)
    for (const test of file.assertionResults) {
      const title = `${name} > ${test.fullName}`
      if (test.status === 'passed') passed.push(title)
      else if (test.status === 'failed') failed.push(title)
      else skipped.push(title)
    }
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'))
      failed.push(`${name} > ${file.message.split('\n')[0]}`)
  }
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-report-'))
  const file = join(folder, 'report.json')
  const args = [
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`
  ]
  try {
    const run = spawnSync(process.execPath, [...args, ...wantedFiles], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit']
    })
    const before = failed.length
    if (existsSync(file)) collect(JSON.parse(readFileSync(file, 'utf8')))
    else failed.push('test runner > gave no report')
    // An error outside any test (a leaked rejection, a teardown that threw) fails the run without failing a test.
    if (run.status !== 0 && failed.length === before) failed.push('test runner > an error outside the tests, see above')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function buildAndCheck(compiled) {
  if (!(await step('build', buildInstalled))) return false
  if (wantedFiles.length) return true
  const checks = await runChecks(compiled)
  passed.push(...checks.passed)
  failed.push(...checks.failed)
  return true
}

try {
  let compiled
  if (await step('packages', () => void (compiled = setUpAside()))) {
    // Neither the build nor most checks need what is compiled meanwhile.
    const [native, built] = await Promise.all([step('native packages', () => compiled), buildAndCheck(compiled)])
    if (native && built) runTests()
  }
} catch (error) {
  console.log(error)
  failed.push('test command')
}
if (skipped.length) console.log(`\nskipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`)
if (failed.length) console.log(`\nfailed:\n${failed.map((name) => `  ${name}`).join('\n')}`)
process.exitCode = failed.length ? 1 : 0
console.log(`\n${passed.length} passed, ${failed.length} failed`)
