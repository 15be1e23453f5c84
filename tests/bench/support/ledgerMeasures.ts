import { setTimeout as pause } from 'node:timers/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { PassThrough } from 'node:stream'
import ExcelJS from 'exceljs'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '@main/contract'
import { median, percentile95, report, timed } from './measure'

type Client = ContractRouterClient<Contract>
type Work = () => Promise<unknown>

const short = (milliseconds: number) => Number(milliseconds.toFixed(2))

/**
 * Runs the work and gives the longest time the process answered nothing, in milliseconds. The caller's own decoding
 * counts with it.
 */
export async function longestBlock(work: Work): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await pause(20)
  delay.reset()
  await work()
  await pause(5)
  delay.disable()
  return short(delay.max / 1e6)
}

/**
 * Measures first, middle and last page of 50 of a list against a bare indexed page, and the first look of all, which
 * counts.
 */
export async function reportPages(
  name: string,
  rows: number,
  list: (window: { offset: number; limit: number }) => Promise<{ readonly total: number }>,
  reference: Work
): Promise<void> {
  let total = 0
  const firstLookMs = await timed(async () => ({ total } = await list({ offset: 0, limit: 50 })))
  const page = (offset: number) => median(15, () => list({ offset: Math.max(0, offset), limit: 50 }))
  const referenceMs = await median(15, reference)
  const firstMs = await page(0)
  const middleMs = await page(Math.floor(total / 2))
  const lastMs = await page(total - 50)
  const pages = {
    firstMs: short(firstMs),
    middleMs: short(middleMs),
    lastMs: short(lastMs),
    firstLookMs: short(firstLookMs)
  }
  report({ name, oursMs: Math.max(firstMs, middleMs, lastMs), referenceMs, rows, found: total, ...pages })
}

/** Measures one thing looked at again and again against a bare read. */
export async function reportRead(name: string, rows: number, read: Work, reference: Work): Promise<void> {
  const referenceMs = await median(15, reference)
  const oursMs = await median(15, read)
  report({ name, oursMs, referenceMs, rows, blockMs: await longestBlock(read) })
}

/** Measures words searched for, each also with a digit behind it, so that no remembered total helps. */
export async function reportSearch(
  name: string,
  rows: number,
  words: readonly string[],
  search: (words: string) => Promise<unknown>,
  reference: Work
): Promise<void> {
  const referenceMs = await median(15, reference)
  await search('预热')
  const queries = Array.from(
    { length: 30 },
    (_, index) => () => search(`${words[index % words.length] ?? ''}${index < words.length ? '' : String(index % 10)}`)
  )
  const oursMs = await percentile95(queries)
  report({ name, oursMs, referenceMs, rows, p95Ms: short(oursMs), queries: queries.length })
}

/**
 * Writes sheets of a workbook through the job the window starts, against a bare exceljs stream of as many bordered
 * cells.
 */
export async function reportExport(
  name: string,
  client: Client,
  {
    output,
    sheets,
    rows,
    cells
  }: { output: string; sheets: string[]; rows: number; cells: readonly (string | number)[] }
): Promise<void> {
  const referenceMs = await timed(() => bareWorkbook(rows, cells))
  let seconds = 0
  const blockMs = await longestBlock(async () => {
    seconds = await timed(async () => {
      const { id } = await client.exports.start({ output, sheets })
      for (;;) {
        const job = await client.jobs.get({ id })
        if (job.state === 'done') return
        if (job.state !== 'running') throw new Error(job.message ?? job.state)
        await pause(20)
      }
    })
  })
  report({ name, oursMs: seconds, referenceMs, rows, columns: cells.length, blockMs })
}

async function bareWorkbook(rows: number, cells: readonly (string | number)[]): Promise<void> {
  const stream = new PassThrough()
  stream.resume()
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = workbook.addWorksheet('表')
  const border = { style: 'thin' } as const
  const style = {
    border: { top: border, left: border, bottom: border, right: border },
    font: { name: '宋体', size: 10 }
  }
  for (let row = 0; row < rows; row += 1) {
    // Texts differ from row to row as a register's do.
    const added = sheet.addRow(cells.map((cell, index) => (index === 0 ? `${cell}${row}` : cell)))
    added.eachCell((cell) => Object.assign(cell, style))
    added.commit()
  }
  sheet.commit()
  await workbook.commit()
}
