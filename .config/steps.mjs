// The checks that read the code without running it: each one a command of a tool, run from the project's top level.
import { spawn } from 'node:child_process'
import { inRoot, root } from './setup.mjs'

const tool = (path, ...args) => [inRoot('node_modules', path), ...args]
// What reads components (vue-tsc), and lint, need the compiler's older, scriptable make.
const tsc = (project) => tool('typescript-native/bin/tsc', '--noEmit', '-p', project)
const vueTsc = (project) => tool('vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', project)

export const checkSteps = [
  { name: 'types: main', command: tsc('src-main') },
  { name: 'types: preload', command: tsc('src-main/preload') },
  { name: 'types: build', command: tsc('.config') },
  { name: 'types: renderer and its tests', command: vueTsc('tests/renderer') },
  { name: 'types: tests', command: tsc('tests') },
  {
    name: 'lint',
    command: tool(
      'eslint/bin/eslint.js',
      '--config',
      '.config/eslint.config.js',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '.'
    )
  },
  {
    name: 'import boundaries',
    command: tool(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.config/dependency-cruiser.cjs',
      '--output-type',
      'err',
      'src-main',
      'src-renderer'
    )
  },
  {
    name: 'format',
    command: tool(
      'prettier/bin/prettier.cjs',
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--ignore-path',
      '.config/prettierignore',
      '.'
    )
  },
  // Loads the program's main part.
  { name: 'rule and output coverage', command: [inRoot('.config/coverage.mjs')], native: true }
]

function runStep({ name, command }) {
  const began = Date.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.once('error', (error) => resolve({ name, ok: false, output: error.message }))
    child.once('close', (code) => resolve({ name, ok: code === 0, output, seconds: (Date.now() - began) / 1000 }))
  })
}

/**
 * Runs every check, two at a time, saying each result as it comes; returns the names of those that passed and failed.
 * Those that need the native packages wait for them.
 */
export async function runChecks(compiled = Promise.resolve()) {
  const compiles = compiled.then(
    () => true,
    () => false
  )
  const waiting = [...checkSteps]
  const passed = []
  const failed = []
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const able = !step.native || (await compiles)
      const { name, ok, output, seconds } = able
        ? await runStep(step)
        : { name: step.name, ok: false, output: 'the native packages are missing' }
      ;(ok ? passed : failed).push(name)
      console.log(`${ok ? '✓' : '✗'} ${name}${seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`}`)
      if (!ok) console.log(output.trim())
    }
  }
  await Promise.all([worker(), worker()])
  return { passed, failed }
}
