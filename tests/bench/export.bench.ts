// export: a styled workbook of many rows and 12 columns through the worker, against a bare exceljs stream writer of the
// same cells.
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { exportWorkbook } from '@main/platform/documents/exportWorkbook'
import type { SheetColumn, SheetRow } from '@main/platform/documents/sheetModel'
import { sourceThread } from '../support/sourceThread'
import { tempFolder } from '../support/tempFolder'
import { benchSizes } from './support/benchHouse'
import { report, timed } from './support/measure'

const kinds = [
  'code',
  'date',
  'text',
  'text',
  'quantity',
  'money',
  'money',
  'text',
  'code',
  'text',
  'text',
  'text'
] as const
const columns: SheetColumn[] = kinds.map((kind, index) => ({
  key: `c${index}`,
  label: `列${index}`,
  kind,
  total: kind === 'money',
  width: 12
}))

function* lines(count: number): Generator<SheetRow> {
  for (let index = 0; index < count; index += 1)
    yield Object.fromEntries(
      kinds.map((kind, column) => [
        `c${column}`,
        kind === 'date' ? '2026-01-05' : kind === 'money' || kind === 'quantity' ? index * 7 : `中性笔${index % 100}`
      ])
    )
}

async function bare(count: number, path: string): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true })
  const sheet = workbook.addWorksheet('表')
  const border = { style: 'thin' } as const
  const style = {
    border: { top: border, left: border, bottom: border, right: border },
    font: { name: '宋体', size: 10 }
  }
  for (const row of lines(count)) {
    const added = sheet.addRow(
      kinds.map((kind, index) =>
        kind === 'date' ? new Date('2026-01-05') : kind === 'money' ? Number(row[`c${index}`]) / 100 : row[`c${index}`]
      )
    )
    added.eachCell((cell) => Object.assign(cell, style))
    added.commit()
  }
  sheet.commit()
  await workbook.commit()
}

for (const rows of benchSizes([10_000, 100_000])) {
  const folder = tempFolder('export')
  const referenceMs = await timed(() => bare(rows, join(folder, 'bare.xlsx')))
  const bareRssMb = Math.round(process.resourceUsage().maxRSS / 1024)
  const note = {
    filter: '全部',
    profile: '基准',
    appVersion: 'bench',
    heads: [{ chain: '基准', length: 1, hash: '0'.repeat(64) }],
    exceptions: []
  }
  const about = { bureau: '基准局', title: '基准台账', at: '2026-01-01T00:00:00.000Z' }
  const sheet = { name: '表', title: '基准台账', facts: ['单位：基准局'], columns, rows: lines(rows) }
  const thread = sourceThread('platform/documents/excelWorker')
  const oursMs = await timed(() =>
    exportWorkbook({ about, sheets: [sheet], note }, join(folder, 'ours.xlsx'), {}, thread)
  )
  report({ name: 'export', oursMs, referenceMs, rows, rssBeforeOursMb: bareRssMb })
}
