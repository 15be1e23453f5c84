import { performance } from 'node:perf_hooks'

/** One result line: times in milliseconds, the reference taken in the same run. */
export interface BenchResult {
  readonly name: string
  readonly oursMs: number
  readonly referenceMs: number
  readonly rows: number
  readonly [more: string]: string | number
}

/** Prints the result as one JSON line with its ratio and the peak memory of this process. */
export function report(result: BenchResult): void {
  const ratio = Number((result.oursMs / result.referenceMs).toFixed(2))
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    JSON.stringify({
      ...result,
      oursMs: rounded(result.oursMs),
      referenceMs: rounded(result.referenceMs),
      ratio,
      peakRssMb
    })
  )
}

/** Milliseconds one run takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Median milliseconds of several runs after one that is not counted. */
export async function median(rounds: number, work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await timed(work))
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

/** The time below which 95 of 100 runs stay. */
export async function percentile95(runs: readonly (() => Promise<unknown>)[]): Promise<number> {
  const times: number[] = []
  for (const run of runs) times.push(await timed(run))
  return times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? 0
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(milliseconds < 10 ? 3 : 1))
}
