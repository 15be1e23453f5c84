import { excelLibrary } from './excelLibrary'
import { NOTE_SHEET } from './noteSheet'

/** What 导出说明 of a workbook says of one chain: its name in words, and number and check value of its last entry. */
export interface NotedHead {
  readonly chain: string
  /** Not stated by versions before 0.3.0. */
  readonly length: number | null
  readonly hash: string
}

// As `headLabel` writes it, and as versions before 0.3.0 did.
const label = /^(.+?)末条(?:（第(\d+)条）)?校验值（SHA-256）$/

/**
 * The heads written on the last sheet of an exported workbook, in its order; none where the workbook has no 导出说明.
 * Throws what the reader throws where the file is no workbook.
 */
export async function notedHeads(path: string): Promise<readonly NotedHead[]> {
  const heads: NotedHead[] = []
  const { stream } = await excelLibrary()
  const reader = new stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'ignore',
    entries: 'emit'
  })
  for await (const sheet of reader) {
    // The reader's types leave the sheet's name out.
    const noted = (sheet as unknown as { readonly name?: string }).name === NOTE_SHEET
    for await (const row of sheet) {
      if (!noted) continue
      const [, chain, length] = label.exec(row.getCell(1).text.replace(/\s/g, '')) ?? []
      const hash = row.getCell(2).text.replace(/\s/g, '')
      if (chain && /^[0-9a-f]{64}$/.test(hash)) heads.push({ chain, length: length ? Number(length) : null, hash })
    }
  }
  return heads
}
