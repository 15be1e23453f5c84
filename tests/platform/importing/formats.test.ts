import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sheets from '@e965/xlsx'
import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import { readTables, type Table } from '@main/platform/importing'
import { recordsOf } from '@main/platform/importing/biff'
import { cellNumber, cellText, isFaulty, type RawCell } from '@main/platform/importing/table'
import { tempFolder } from '../../support/tempFolder'

const folder = tempFolder('formats')
const samples = fileURLToPath(new URL('../../support/samples/', import.meta.url))
const names = ['花名册', '办公用品库存台账', '用印登记簿', '暂扣罚没物品登记簿', '固定资产台账', '车辆及加油台账']

async function tables(path: string): Promise<readonly Table[]> {
  const reading = await readTables(path)
  if (!reading.ok) throw new Error(reading.problem.message)
  return reading.tables
}

// A formula that was never calculated cannot be written by the library that makes the other formats.
const cellSays = (cell: RawCell | undefined) => (isFaulty(cell) ? '' : (cellNumber(cell) ?? cellText(cell)))
const withoutEnd = (cells: readonly (string | number)[]) =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)

/** What the cells say, sheet by sheet: numbers as numbers, days as days. */
const said = (read: readonly Table[]) =>
  read.map(({ rows, merges }) => ({
    rows: rows.map(({ number, cells }) => [number, withoutEnd(Array.from(cells, cellSays))]),
    merges: merges.length
  }))

it.each(names)(
  '%s says the same as .xlsx, .xls and .ods',
  async (name) => {
    const original = await tables(`${samples}${name}.xlsx`)
    const workbook = sheets.read(await readFile(`${samples}${name}.xlsx`), { cellNF: true, cellStyles: true })
    for (const [ending, bookType] of [
      ['xls', 'biff8'],
      ['et', 'biff8'],
      ['ods', 'ods']
    ] as const) {
      const path = join(folder, `${name}.${ending}`)
      await writeFile(path, sheets.write(workbook, { type: 'buffer', bookType }) as Uint8Array)
      expect(said(await tables(path))).toEqual(said(original))
    }
  },
  60_000
)

it.each(names)(
  '%s says the same as a table of text in GB18030',
  async (name) => {
    for (const table of await tables(`${samples}${name}.xlsx`)) {
      const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
      const last = table.rows.at(-1)?.number ?? 0
      const lines = Array.from({ length: last }, (_, index) => {
        const row = table.rows.find(({ number }) => number === index + 1)
        return Array.from(row?.cells ?? [], (cell) => quoted(cellText(cell))).join(',')
      })
      const path = join(folder, `${name}.csv`)
      await writeFile(path, iconv.encode(`${lines.join('\r\n')}\r\n`, 'gb18030'))
      const [read] = await tables(path)
      const filled = ({ rows }: Table) =>
        rows.map(({ number, cells }) => [
          number,
          Array.from(cells, (cell, column) => [column, cellText(cell)] as const).filter(([, text]) => text !== '')
        ])
      expect(read && filled(read)).toEqual(filled(table))
    }
  },
  60_000
)

it('reads a workbook of before 1997 in the encoding of its days', async () => {
  const sheet = sheets.utils.aoa_to_sheet([
    ['QQQQ', 'RRRR'],
    ['SSSS', 'TTTTTT']
  ])
  const workbook = sheets.utils.book_new()
  sheets.utils.book_append_sheet(workbook, sheet, 'UUUUUU')
  const bytes = Buffer.from(sheets.write(workbook, { type: 'buffer', bookType: 'biff5' }) as Uint8Array)
  // The library writes no Chinese in this format: placeholders of the same length are overwritten with what Excel 5
  // would have put there.
  for (const [place, text] of [
    ['QQQQ', '姓名'],
    ['RRRR', '科室'],
    ['SSSS', '王伟'],
    ['TTTTTT', '办公室'],
    ['UUUUUU', '花名册']
  ] as const)
    iconv.encode(text, 'gbk').copy(bytes, bytes.indexOf(place))
  bytes.writeUInt16LE(936, bytes.indexOf(Buffer.from('420002', 'hex')) + 4)
  const path = join(folder, '旧.xls')
  await writeFile(path, bytes)
  expect((await tables(path)).map(({ name, rows }) => [name, rows.map(({ cells }) => cells)])).toEqual([
    [
      '花名册',
      [
        ['姓名', '科室'],
        ['王伟', '办公室']
      ]
    ]
  ])
})

/** 1+2.25 as tokens of a formula. */
const FORMULA = Buffer.from('1e01001f000000000000024003', 'hex')

/** The records of a workbook with every fraction as what a formula gave: the library that writes them writes none. */
function calculated(records: Buffer, bookType: string): Buffer {
  const parts: Buffer[] = []
  const old = bookType === 'biff2'
  for (let at = 0; at + 4 <= records.length;) {
    const end = at + 4 + records.readUInt16LE(at + 2)
    const number = records.subarray(at + 4, end)
    if (records.readUInt16LE(at) === (old ? 0x0003 : 0x0203)) {
      const flags = Buffer.alloc(old ? 1 : 6)
      const length = Buffer.alloc(old ? 1 : 2)
      length[0] = FORMULA.length
      const content = Buffer.concat([number, flags, length, FORMULA])
      const head = Buffer.alloc(4)
      head.writeUInt16LE(0x0006, 0)
      head.writeUInt16LE(content.length, 2)
      parts.push(head, content)
    } else parts.push(records.subarray(at, end))
    at = end
  }
  return Buffer.concat(parts)
}

it.each(['biff8', 'biff5', 'biff2'] as const)(
  'tells what a formula of a %s workbook gave from what was typed',
  async (bookType) => {
    const workbook = sheets.utils.book_new()
    sheets.utils.book_append_sheet(workbook, sheets.utils.aoa_to_sheet([['a', 3.25, 'b', 0.1 + 0.2]]), 'S')
    const bytes = Buffer.from(sheets.write(workbook, { type: 'buffer', bookType }) as Uint8Array)
    const path = join(folder, `${bookType}.xls`)
    await writeFile(path, calculated(recordsOf(bytes), bookType))
    const [read] = await tables(path)
    expect(read?.rows[0]?.cells).toEqual(['a', { computed: 3.25 }, 'b', { computed: 0.1 + 0.2 }])
  }
)
