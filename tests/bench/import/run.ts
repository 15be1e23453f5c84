// One part of the import bench, in a process of its own so that it holds no memory but its own:
// run.js write|read|import FILE ROWS. Prints one JSON line.
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { benchHouse } from '../support/benchHouse'
import { signedInCaller } from '../support/caller'
import { timed } from '../support/measure'
import { readBare, writeStockLedger } from './file'

/** Dry run and commit as the window asks for them. */
async function importFile(path: string, rows: number) {
  const house = await benchHouse()
  const { client } = await signedInCaller(house, ['suppliesKeeper', 'officeDirector'])
  const { id: attachmentId } = await client.files.upload({ file: new File([readFileSync(path)], 'stock.xlsx') })
  globalThis.gc?.()
  const rssMb = () => Math.round(process.memoryUsage().rss / 1024 / 1024)
  const beforeMb = rssMb()
  let oursPeakMb = beforeMb
  const sampling = setInterval(() => (oursPeakMb = Math.max(oursPeakMb, rssMb())), 20)
  const blocks = monitorEventLoopDelay({ resolution: 5 })
  blocks.enable()
  const dryRunMs = await timed(() => client.imports.dryRun({ kind: 'supplies', attachmentId }))
  const dryRunBlockMs = Math.round(blocks.max / 1e6)
  let accepted = 0
  const commitMs = await timed(async () => {
    accepted = (await client.imports.commit({ kind: 'supplies', attachmentId })).accepted
  })
  clearInterval(sampling)
  if (accepted !== rows) throw new Error(`${accepted} of ${rows} rows accepted`)
  await house.database.close()
  return { beforeMb, oursPeakMb, longestBlockMs: Math.round(blocks.max / 1e6), dryRunBlockMs, dryRunMs, commitMs }
}

const [, , part, path = '', rows = '0'] = process.argv
if (part === 'write') await writeStockLedger(path, Number(rows))
else if (part === 'read') console.log(JSON.stringify({ ms: await timed(() => readBare(path)) }))
else console.log(JSON.stringify(await importFile(path, Number(rows))))
