import * as sheets from '@e965/xlsx'
import { damaged } from './unreadableFile'

/**
 * Records of a workbook of before 2007 whose whole content is formulas: names, arrays, formulas several cells share.
 */
const FORMULAS_ALONE = new Set([0x0018, 0x0218, 0x0021, 0x0221, 0x04bc])
/** Cells with a formula, in the three codes its versions gave them. */
const FORMULA_CELL = new Set([0x0006, 0x0206, 0x0406])
/** A record nobody reads: the rule of a data validation. */
const UNREAD = 0x01be
/** What begins a workbook or a sheet, by version. */
const BEGINNINGS: ReadonlyMap<number, 2 | 3 | 5> = new Map([
  [0x0009, 2],
  [0x0209, 3],
  [0x0409, 3],
  [0x0809, 5]
])
/** Where the length of the formula stands in its cell's record, and in how many bytes, by version. */
const FORMULA_LENGTH = { 2: { at: 16, bytes: 1 }, 3: { at: 16, bytes: 2 }, 5: { at: 20, bytes: 2 } } as const
/** The formula 0, as tokens. */
const ZERO = Buffer.from('1e0000', 'hex')

/**
 * Takes the formulas out of a stream of records, in place; a cell keeps its result and that it was calculated. Nobody
 * reads formulas here, and those of a damaged file keep the library busy without end.
 */
export function takeFormulasOut(stream: Buffer): void {
  let version: 2 | 3 | 5 = 5
  for (let at = 0; at + 4 <= stream.length;) {
    const kind = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    const content = stream.subarray(at + 4, at + 4 + length)
    version = BEGINNINGS.get(kind) ?? version
    if (FORMULAS_ALONE.has(kind) || (FORMULA_CELL.has(kind) && !putZero(content, FORMULA_LENGTH[version])))
      stream.writeUInt16LE(UNREAD, at)
    at += 4 + length
  }
}

function putZero(content: Buffer, { at, bytes }: { readonly at: number; readonly bytes: 1 | 2 }): boolean {
  const tokens = at + bytes
  if (content.length < tokens + ZERO.length) return false
  content.writeUIntLE(ZERO.length, at, bytes)
  content.fill(0, tokens)
  ZERO.copy(content, tokens)
  return true
}

/** The stream of records of a workbook of before 2007, out of the container around it if there is one. */
export function recordsOf(bytes: Buffer): Buffer {
  if (bytes[0] !== 0xd0) return Buffer.from(bytes)
  const container: unknown = sheets.CFB.read(bytes, { type: 'buffer' })
  const entry: unknown = sheets.CFB.find(container, '/Workbook') ?? sheets.CFB.find(container, '/Book')
  if (typeof entry !== 'object' || entry === null || !('content' in entry) || !(entry.content instanceof Uint8Array))
    throw damaged()
  return Buffer.from(entry.content)
}
