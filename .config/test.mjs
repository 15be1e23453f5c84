// npm test: set-up, build, checks, then every test project. The last line is always the sum of all of them.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { inRoot, root } from './setup.mjs'
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

try {
  const built = await step('set-up and build', build)
  if (built && !wantedFiles.length) {
    const checks = await runChecks()
    passed.push(...checks.passed)
    failed.push(...checks.failed)
  }
  if (built) runTests()
} catch (error) {
  console.log(error)
  failed.push('test command')
}
if (skipped.length) console.log(`\nskipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`)
if (failed.length) console.log(`\nfailed:\n${failed.map((name) => `  ${name}`).join('\n')}`)
process.exitCode = failed.length ? 1 : 0
console.log(`\n${passed.length} passed, ${failed.length} failed`)
