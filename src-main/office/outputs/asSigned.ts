import { printedCell } from '../../platform/documents/formLines'
import type { FormBlock, FormFact, FormModel, OpinionBox } from '../../platform/documents/formModel'

/**
 * A signed form and what became of it: everything signed stays as it is; places that were blank when it was signed are
 * filled in; what says something else by now is told as a change, to stand below (K-14).
 */
export interface SignedPaper {
  readonly form: FormModel
  readonly changes: readonly string[]
}

type Block<Kind extends FormBlock['kind']> = Extract<FormBlock, { readonly kind: Kind }>
type Told = string[]

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''

/** The signed form with what a later state of it fills in, and what that state says otherwise. */
export function asSigned(signed: FormModel, later: FormModel): SignedPaper {
  const told: Told = []
  if (later.bureau !== signed.bureau) told.push(`单位名称现为“${later.bureau}”`)
  if (later.title !== signed.title) told.push(`标题现为“${later.title}”`)
  for (const note of later.notes ?? []) if (!(signed.notes ?? []).includes(note)) told.push(note)
  return { form: { ...signed, blocks: mergedBlocks(signed.blocks, later.blocks, told) }, changes: told }
}

/** What a block is known by in another state of the form: its kind and heading, or what it begins with. */
function nameOf(block: FormBlock): string {
  switch (block.kind) {
    case 'facts':
      return `facts ${block.facts[0]?.label ?? ''}`
    case 'lines':
      return `lines ${block.caption ?? block.columns[0]?.label ?? ''}`
    case 'text':
      return `text ${block.heading ?? (block.closing ? 'closing' : '')}`
    case 'image':
    case 'photos':
      return `${block.kind} ${block.caption}`
    default:
      return block.kind
  }
}

function mergedBlocks(signed: readonly FormBlock[], later: readonly FormBlock[], told: Told): readonly FormBlock[] {
  const left = [...later]
  const take = (name: string): FormBlock | undefined => {
    const index = left.findIndex((block) => nameOf(block) === name)
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  const merged = signed.map((block) => {
    const next = take(nameOf(block))
    return next === undefined ? block : mergedBlock(block, next, told)
  })
  // what the form has come to have since, e.g. a page of photographs
  return [...merged, ...left]
}

function mergedBlock(signed: FormBlock, later: FormBlock, told: Told): FormBlock {
  if (signed.kind === 'facts' && later.kind === 'facts') return mergedFacts(signed, later, told)
  if (signed.kind === 'lines' && later.kind === 'lines') return mergedLines(signed, later, told)
  if (signed.kind === 'opinions' && later.kind === 'opinions')
    return { ...signed, boxes: mergedOpinions(signed.boxes, later.boxes, told) }
  if (signed.kind === 'signatures' && later.kind === 'signatures') return mergedSignatures(signed, later, told)
  if (signed.kind === 'text' && later.kind === 'text') return mergedText(signed, later, told)
  if (signed.kind === 'image' && later.kind === 'image') return signed.picture === undefined ? later : signed
  if (signed.kind === 'photos' && later.kind === 'photos')
    return { ...signed, pictures: [...signed.pictures, ...later.pictures.slice(signed.pictures.length)] }
  return signed
}

function mergedFacts(signed: Block<'facts'>, later: Block<'facts'>, told: Told): Block<'facts'> {
  const facts = signed.facts.map((fact): FormFact => {
    const next = later.facts.find(({ label }) => label === fact.label)
    if (next === undefined || next.value === fact.value) return fact
    if (isBlank(fact.value) || fact.open === true) return next
    told.push(`${fact.label}现为“${next.value}”`)
    return fact
  })
  return {
    ...signed,
    facts: [...facts, ...later.facts.filter(({ label }) => !signed.facts.some((fact) => fact.label === label))]
  }
}

function mergedLines(signed: Block<'lines'>, later: Block<'lines'>, told: Told): Block<'lines'> {
  if (signed.rows.length === 0) return later
  const rows = signed.rows.map((row, index) => {
    const next = later.rows[index]
    if (next === undefined) {
      told.push(`${signed.caption ?? '明细'}第${index + 1}行已不在内`)
      return row
    }
    const filled: Record<string, string | number | null | undefined> = { ...row }
    for (const column of signed.columns) {
      const [was, is] = [row[column.key], next[column.key]]
      if (was === is || (isBlank(was) && isBlank(is))) continue
      if (isBlank(was) || column.open === true) filled[column.key] = is
      else told.push(`${signed.caption ?? '明细'}第${index + 1}行${column.label}现为“${printedCell(column, is)}”`)
    }
    return filled
  })
  const more = later.rows.slice(signed.rows.length)
  if (signed.closed !== true) return { ...signed, rows: [...rows, ...more] }
  for (const row of more)
    told.push(
      `增加：${signed.columns
        .map((column) => printedCell(column, row[column.key]))
        .filter(Boolean)
        .join(' ')}`
    )
  return { ...signed, rows }
}

// who gave an opinion may complete it: consent by telephone that is confirmed is still the same person's
function mergedOpinions(
  signed: readonly OpinionBox[],
  later: readonly OpinionBox[],
  told: Told
): readonly OpinionBox[] {
  return signed.map((box, index) => {
    const next = later[index]
    if (next === undefined || box.date === undefined || (next.name === box.name && next.date !== undefined))
      return next ?? box
    if (next.opinion !== box.opinion) told.push(`${box.label}现为：${next.opinion ?? ''}（${next.name ?? ''}）`)
    return box
  })
}

function mergedSignatures(signed: Block<'signatures'>, later: Block<'signatures'>, told: Told): Block<'signatures'> {
  const lines = signed.lines.map((line, index) => {
    const next = later.lines[index]
    if (next === undefined) return line
    if (line.date === undefined) {
      // who is named to sign stays named until somebody has
      if (isBlank(line.name) || next.name === line.name || next.date !== undefined) return next
      told.push(`${line.label}现为“${next.name ?? ''}”`)
      return line
    }
    if (next.date !== undefined && (next.name !== line.name || next.date !== line.date))
      told.push(`${line.label}又签：${next.name ?? ''}`)
    return line
  })
  return { ...signed, lines: [...lines, ...later.lines.slice(signed.lines.length)] }
}

function mergedText(signed: Block<'text'>, later: Block<'text'>, told: Told): Block<'text'> {
  const said = signed.paragraphs.join('').trim()
  if (signed.closing !== undefined && later.closing !== undefined && later.closing.name !== signed.closing.name)
    told.push(`落款现为“${later.closing.name}”`)
  if (said === '') return { ...later, ...(signed.closing === undefined ? {} : { closing: signed.closing }) }
  if (later.paragraphs.join('\n') !== signed.paragraphs.join('\n'))
    told.push(`${signed.heading ?? '正文'}现为：${later.paragraphs.join('')}`)
  return signed
}
