// import: dry run and commit of a stock ledger of many rows, against a bare exceljs stream read of the same file before
// and after it. Each in a process of its own, ours bundled as it is delivered. `beforeMb` is what ours holds before it
// imports, `oursPeakMb` the most it held while it did.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { tempFolder } from '../support/tempFolder'
import { benchSizes } from './support/benchHouse'
import { builtBeside } from './support/built'
import { report } from './support/measure'

type Figures = Readonly<Record<string, number>>

const folder = await builtBeside('import', {
  run: 'tests/bench/import/run.ts',
  importWorker: 'src-main/platform/importing/importWorker.ts'
})
const run = (part: string, path: string, rows: number): string =>
  execFileSync(process.execPath, ['--expose-gc', join(folder, 'run.js'), part, path, String(rows)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit']
  })
const figures = (part: string, path: string, rows: number) => JSON.parse(run(part, path, rows)) as Figures

for (const rows of benchSizes([50_000])) {
  const path = join(tempFolder('import'), 'stock.xlsx')
  run('write', path, rows)
  const { ms: before = 0 } = figures('read', path, rows)
  const { dryRunMs = 0, commitMs = 0, ...more } = figures('import', path, rows)
  const { ms: after = 0 } = figures('read', path, rows)
  report({
    name: 'import',
    oursMs: dryRunMs + commitMs,
    referenceMs: (before + after) / 2,
    rows,
    ...more,
    dryRunMs: Math.round(dryRunMs),
    commitMs: Math.round(commitMs)
  })
}
