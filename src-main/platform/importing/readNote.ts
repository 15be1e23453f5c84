import { NOTE_SHEET } from '../documents/noteSheet'
import { readSheet } from './readTables'
import { cellText } from './table'

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
 * Throws `UnreadableFile` where the file is no workbook.
 */
export async function notedHeads(path: string): Promise<readonly NotedHead[]> {
  const note = await readSheet(path, NOTE_SHEET)
  return (note?.rows ?? []).flatMap(({ cells }) => {
    const [said = '', hash = ''] = [cells[0], cells[1]].map((cell) => cellText(cell).replace(/\s/g, ''))
    const [, chain, length] = label.exec(said) ?? []
    return chain && /^[0-9a-f]{64}$/.test(hash) ? [{ chain, length: length ? Number(length) : null, hash }] : []
  })
}
