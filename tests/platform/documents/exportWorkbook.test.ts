import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { exportWorkbook } from '@main/platform/documents/exportWorkbook'
import type { WorkbookModel, WriteOptions } from '@main/platform/documents/sheetModel'
import { sourceThread } from '../../support/sourceThread'
import { tempFolder } from '../../support/tempFolder'
import { aSheet, aWorkbook, entries, readWorkbook } from './aWorkbook'

let folder: string
let path: string
beforeEach(() => {
  folder = tempFolder('documents')
  path = join(folder, '台账.xlsx')
})

const aside = (model: WorkbookModel, to: string, options?: WriteOptions) =>
  exportWorkbook(model, to, options, sourceThread('platform/documents/excelWorker'))

describe('an export in a thread of its own', () => {
  it('writes every row of every sheet and tells how far it is', async () => {
    const seen: number[] = []
    const model = aWorkbook([aSheet({ rows: entries(20_000) }), aSheet({ name: '出库登记', rows: entries(700) })])
    const { sheets } = await aside(model, path, { onProgress: (done) => seen.push(done) })
    expect(sheets.map((sheet) => sheet.rows)).toEqual([20_000, 700])
    expect(seen.at(-1)).toBe(20_700)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    const workbook = await readWorkbook(path)
    expect(workbook.getWorksheet('入库登记')?.getCell('A20003').value).toBe(20_000)
    expect(await readdir(folder)).toEqual(['台账.xlsx'])
  })

  it('is cancelled: no file, the row source closed, the reason told', async () => {
    const cancel = new AbortController()
    let closed = false
    async function* rows() {
      try {
        for (;;) yield* entries(1000)
      } finally {
        closed = true
      }
    }
    const writing = aside(aWorkbook([aSheet({ rows: rows() })]), path, {
      signal: cancel.signal,
      onProgress: () => cancel.abort(new Error('cancelled by the clerk'))
    })
    await expect(writing).rejects.toThrow('cancelled by the clerk')
    expect(await readdir(folder)).toEqual([])
    await expect.poll(() => closed).toBe(true)
  })

  it('hands on the very fault of its row source', async () => {
    const fault = new Error('database gone')
    async function* broken() {
      yield* entries(900)
      throw fault
    }
    await expect(aside(aWorkbook([aSheet({ rows: broken() })]), path)).rejects.toBe(fault)
    expect(await readdir(folder)).toEqual([])
  })

  it('hands on the fault of the disk with its code', async () => {
    await expect(aside(aWorkbook(), join(folder, '没有', '台账.xlsx'))).rejects.toMatchObject({
      code: 'ENOENT'
    })
  })

  it('is the same where there is no thread to run in', async () => {
    const { sheets } = await exportWorkbook(aWorkbook([aSheet({ rows: entries(700) })]), path, {}, undefined)
    expect(sheets.map((sheet) => sheet.rows)).toEqual([700])
    expect(await readdir(folder)).toEqual(['台账.xlsx'])
  })
})
