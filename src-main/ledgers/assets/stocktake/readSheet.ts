import { countOutcomes } from '../../../contract/assets'
import type { Field } from '../../../contract/fields'
import { invalid } from '../../../kernel/fault'
import { readImport } from '../../../platform/importing'
import { rowsWith } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Attachment } from '../../../office/entities'
import type { House } from '../../../office/house'
import { cardsNumbered } from '../cards/same'
import { CountMark } from '../entities'
import { linesOf, tickLines, type Round, type Tick } from './count'

/** What a filled-in count sheet says of a line; the headings are those of the sheet that was printed. */
const fields: Readonly<Record<string, Field>> = {
  number: { label: '资产编号', kind: 'code', required: true },
  outcome: { label: '结果', kind: 'text', required: true, synonyms: ['实盘结果', '盘点结果'] },
  foundPlace: { label: '实盘地点', kind: 'text', synonyms: ['实际地点', '实盘存放地'] }
}

const words: Readonly<Record<string, Tick['outcome']>> = {
  [countOutcomes.found]: 'found',
  在: 'found',
  '√': 'found',
  有: 'found',
  [countOutcomes.misplaced]: 'misplaced',
  [countOutcomes.missing]: 'missing',
  无: 'missing',
  '×': 'missing',
  盘亏: 'missing'
}

export interface SheetRead {
  readonly read: number
  readonly problems: readonly { readonly row: number; readonly message: string }[]
}

/**
 * Reads a count sheet that was filled in on paper or in Excel back; lines left blank stay uncounted, what cannot be
 * read is told row by row.
 */
export async function readCountSheet(
  unit: UnitOfWork,
  house: House,
  input: { readonly id: string; readonly round: Round; readonly attachmentId: string }
): Promise<SheetRead> {
  const attachment = await unit.load(Attachment, input.attachmentId, '盘点表')
  const result = await readImport(house.attachments.pathOf(attachment.sha256), fields)
  if (!result.ok) throw invalid([{ path: 'attachmentId', message: result.problem.message }])
  const rows = result.reading.sheets.flatMap((sheet) => sheet.rows)
  const numbers = rows.map(({ values }) => String(values['number'] ?? ''))
  const cards = await cardsNumbered(unit.manager, numbers)
  const byCard = await linesOf(unit, input.id, cards)
  const lines = [...byCard.values()]
  const marks = new Map(
    (
      await rowsWith(
        unit.manager,
        CountMark,
        'id',
        lines.map(({ id }) => id)
      )
    ).map((mark) => [mark.id, mark])
  )
  const problems: { row: number; message: string }[] = []
  const ticks: Tick[] = []
  for (const [index, { row, values }] of rows.entries()) {
    const number = numbers[index] ?? ''
    const said = String(values['outcome'] ?? '').trim()
    if (said === '' || said === countOutcomes.pending) continue
    const line = byCard.get(cards.get(number)?.id ?? '')
    const outcome = words[said]
    const place = String(values['foundPlace'] ?? '').trim()
    const mark = line && marks.get(line.id)
    // The sheet was printed with what others had counted by then; that is theirs.
    const printed =
      input.round === 'first' &&
      mark?.outcome === outcome &&
      (outcome === 'missing' || place === (mark?.foundPlace ?? ''))
    if (!line) problems.push({ row, message: `这次盘点没有编号${number}` })
    else if (!outcome) problems.push({ row, message: `“${said}”看不懂，请填相符、错位或缺失` })
    else if (outcome === 'misplaced' && place === '') problems.push({ row, message: '错位的请填实盘地点' })
    else if (!printed) ticks.push({ lineId: line.id, outcome, ...(place ? { place } : {}) })
  }
  if (ticks.length > 0) await tickLines(unit, { id: input.id, round: input.round, lines: ticks }, 'sheet')
  else if (problems.length === 0) throw invalid([{ path: 'attachmentId', message: '表里没有填写盘点结果' }])
  return { read: ticks.length, problems }
}
