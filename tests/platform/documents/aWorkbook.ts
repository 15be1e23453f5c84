import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import { ledgerColumns } from '@main/platform/documents/ledgerColumns'
import type { SheetColumn, SheetModel, SheetRow, WorkbookModel } from '@main/platform/documents/sheetModel'

const STOCK_IN: readonly SheetColumn[] = [
  { key: 'number', label: '入库单号', kind: 'code' },
  { key: 'date', label: '日期', kind: 'date' },
  { key: 'name', label: '品名', kind: 'text' },
  { key: 'quantity', label: '数量', kind: 'quantity', total: true },
  { key: 'amount', label: '金额', kind: 'money', total: true },
  { key: 'recordedAt', label: '登记时间', kind: 'instant' }
]

/** Stock-in entries with amounts that do not come out even. */
export function entries(count: number): SheetRow[] {
  return Array.from({ length: count }, (_, index) => ({
    number: `0012026${String(index).padStart(6, '0')}`,
    date: '2026-01-05',
    name: `A4复印纸 ${index}`,
    quantity: 1500 + index,
    amount: 2035 + index,
    recordedAt: '2026-01-05T17:30:00.000Z'
  }))
}

export function aSheet(sheet: Partial<SheetModel> = {}): SheetModel {
  return {
    name: '入库登记',
    title: '江城市城市管理局办公用品入库登记台账',
    facts: ['单位：江城市城市管理局', '期间：2026年1月'],
    columns: ledgerColumns(STOCK_IN),
    rows: entries(3),
    ...sheet
  }
}

export function aWorkbook(sheets: readonly SheetModel[] = [aSheet()]): WorkbookModel {
  return {
    about: {
      bureau: '江城市城市管理局',
      title: '办公用品（2026年1月1日至2026年1月31日）',
      at: '2026-01-31T02:00:00.000Z'
    },
    sheets,
    note: {
      filter: '2026年1月',
      profile: '标准方案',
      appVersion: '1.2.3',
      heads: [{ chain: '办公用品', length: 12, hash: 'ab'.repeat(32) }],
      code: 'TZ1-0123456789AB-SUPPLIES-12-ABABABAB',
      exceptions: ['SUP-16 超库存；张晓明；防汛急用']
    }
  }
}

export async function readWorkbook(path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook
}

export async function sheetOf(path: string, name: string): Promise<ExcelJS.Worksheet> {
  const sheet = (await readWorkbook(path)).getWorksheet(name)
  if (sheet === undefined) throw new Error(`${name} is not in the workbook`)
  return sheet
}

/** A part of a zipped office document as text. */
export async function partOf(document: string | Uint8Array, part: string): Promise<string> {
  const zip = await JSZip.loadAsync(typeof document === 'string' ? await readFile(document) : document)
  const file = zip.file(part)
  if (file === null) throw new Error(`${part} is not in the document; it has ${Object.keys(zip.files).join(', ')}`)
  return file.async('string')
}
