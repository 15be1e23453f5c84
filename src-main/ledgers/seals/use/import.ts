import { In, Not, type EntityManager } from 'typeorm'
import type { Field } from '../../../contract/fields'
import { sealKinds, type SealState } from '../../../contract/seals'
import { paper } from '../../../contract/seals/request'
import { sameKey } from '../../../kernel/sameness'
import type {
  ImportDefinition,
  ImportLookup,
  ImportRow,
  ImportRowProblem
} from '../../../office/outputs/importDefinition'
import { officeUnits } from '../../../office/people/theOffice'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsWith } from '../../../platform/database/readRows'
import { knownByContent, whereIs } from '../../../platform/importing'
import { defaultScope, inkFor, kindOfSealName, kindOfTitle, templateOf } from '../documentKinds'
import { Seal, SealUse } from '../entities'
import { blankSeal } from '../seal/acts'
import { useKey } from './entry'
import { undoUses } from './undoImport'

const fields = {
  formerNumber: { label: '原编号', kind: 'code', synonyms: ['用印编号', '登记号', '编号'] },
  day: { label: '日期', kind: 'date', synonyms: ['用印日期', '用印时间', '时间', '盖章日期'], required: true },
  title: {
    label: '文件名称',
    kind: 'text',
    synonyms: ['文件(材料)名称', '材料名称', '用印文件', '文件', '用印内容', '事由'],
    required: true
  },
  documentNumber: { label: '文号', kind: 'code', synonyms: ['文件编号', '发文字号'] },
  sealName: { label: '印章', kind: 'text', synonyms: ['印章名称', '用何印章', '所用印章'], required: true },
  addressee: { label: '发往单位', kind: 'text', synonyms: ['主送单位', '送往单位'] },
  copies: { label: '份数', kind: 'integer', synonyms: ['用印份数', '盖章份数', '数量'], total: true, required: true },
  impressions: { label: '用印次数', kind: 'integer', synonyms: ['盖章次数', '枚数'], total: true },
  purpose: { label: '用途', kind: 'text', synonyms: ['用印事由'] },
  unitName: {
    label: '用印部门',
    kind: 'unit',
    synonyms: ['申请部门', '部门', '科室', '用印单位', '单位'],
    required: true
  },
  applicantName: { label: '经办人', kind: 'person', synonyms: ['用印人', '申请人', '经手人'], required: true },
  approvers: { label: '审批人', kind: 'person', synonyms: ['批准人', '签批人', '审批领导'] },
  custodianName: { label: '监印人', kind: 'text', synonyms: ['盖章人', '用印管理员'] },
  remarks: { label: '备注', kind: 'longText', synonyms: ['说明'] }
} as const satisfies Record<string, Field>

type FieldName = keyof typeof fields

/** Seals no book can mean any more. */
const endedForGood: readonly SealState[] = ['destroyed', 'undone']

const textOf = ({ values }: ImportRow, field: FieldName): string | null => {
  const value = values[field]
  return value === null || value === undefined || value === '' ? null : String(value).trim()
}

/** The register of uses as kept so far (用印登记簿). Seals the register does not know come along as opening entries. */
export const sealUsesImport: ImportDefinition = {
  kind: 'seal-uses',
  name: '用印登记簿',
  ownSheets: ['用印登记'],
  fields,
  access: ['sealCustodian', 'officeDirector', 'administrator'],
  spread: ['day'],
  sums: { copies: 'copies', impressions: 'impressions' },
  unitFields: ['unitName'],
  personFields: ['applicantName'],
  asWritten: ['applicantName'],
  recordField: {
    field: 'sealName',
    what: '印章',
    unknown: async ({ manager }, names) => {
      const register = await manager.find(Seal, { where: { state: Not(In(endedForGood)) }, order: { number: 'ASC' } })
      const known = namesOf(register)
      return new Map(names.filter((name) => !known.has(sameKey(name))).map((name) => [name, adviceOn(name, register)]))
    }
  },
  limits: {
    title: paper.title,
    documentNumber: paper.documentNumber,
    addressee: paper.addressee,
    copies: paper.copies,
    impressions: paper.impressions,
    purpose: paper.purpose
  },
  mayLack: ['applicantName'],
  undo: undoUses,
  // A book that does not count impressions has one for each copy.
  complete: (values) =>
    values['impressions'] === null || values['impressions'] === undefined
      ? { ...values, impressions: values['copies'] ?? null }
      : values,
  check: async ({ manager, today }, rows) => {
    const known = await knownUses(manager, rows)
    const seen = new Map<string, ImportRow>()
    return rows.flatMap((row) => rowProblems(row, today, known.get(row), seen))
  },
  commit: async (unit, rows, lookup) => {
    const seals = await sealsNamed(unit, rows, lookup)
    for (const row of rows) await takeOver(unit, row, seals, lookup)
  }
}

const formerWords = (number: string): string => `原编号${number}`

/**
 * Uses taken over before, of the rows that hold the same: number where the book has one; day, paper, seal, copies and
 * people.
 */
async function knownUses(manager: EntityManager, rows: readonly ImportRow[]): Promise<ReadonlyMap<ImportRow, SealUse>> {
  const days = rows.map((row) => textOf(row, 'day'))
  const uses = await rowsWith(manager, SealUse, 'day', days, { where: { mode: 'opening' } })
  const reversed = new Set(uses.flatMap(({ reversalOfId }) => reversalOfId ?? []))
  const seals = namesOf(await manager.find(Seal, { where: { state: Not(In(endedForGood)) }, order: { number: 'ASC' } }))
  const entries = new Map<string, SealUse[]>()
  for (const use of uses) {
    if (use.reversalOfId !== null || reversed.has(use.id)) continue
    const key = contentOf({ ...use, seal: use.sealId, former: formerIn(use.remarks) })
    entries.set(key, [...(entries.get(key) ?? []), use])
  }
  return knownByContent(
    rows,
    (row) => {
      const sealName = textOf(row, 'sealName') ?? ''
      return contentOf({
        day: textOf(row, 'day') ?? '',
        title: textOf(row, 'title') ?? '',
        documentNumber: textOf(row, 'documentNumber'),
        copies: Number(row.values['copies'] ?? 0),
        unitName: textOf(row, 'unitName') ?? '',
        applicantName: textOf(row, 'applicantName') ?? '',
        seal: seals.get(sameKey(sealName))?.id ?? sealName,
        former: textOf(row, 'formerNumber')
      })
    },
    entries
  )
}

interface UseContent {
  readonly day: string
  readonly title: string
  readonly documentNumber: string | null
  readonly copies: number
  readonly unitName: string
  readonly applicantName: string
  readonly seal: string
  readonly former: string | null
}

function contentOf({ day, title, documentNumber, copies, unitName, applicantName, seal, former }: UseContent): string {
  return [day, title, documentNumber ?? '', String(copies), unitName, applicantName, seal, former ?? '']
    .map(sameKey)
    .join('\n')
}

/** The number a use had in the old book, as its remarks keep it. */
function formerIn(remarks: string | null): string | null {
  return /^原编号([^；]+)/.exec(remarks ?? '')?.[1] ?? null
}

function rowProblems(
  row: ImportRow,
  today: string,
  known: SealUse | undefined,
  seen: Map<string, ImportRow>
): ImportRowProblem[] {
  const problem = (field: FieldName, message: string): ImportRowProblem => ({
    sheet: row.sheet,
    row: row.row,
    column: fields[field].label,
    message
  })
  if (known) return [{ ...problem('title', `已有相同用印（${known.number}），不再导入`), known: true, blocking: false }]
  const day = textOf(row, 'day')
  const number = textOf(row, 'formerNumber')
  // Books begin to count anew each year; a number that is more than a count says its year itself.
  const year = /^\d+$/.test(number ?? '') ? (day?.slice(0, 4) ?? '') : ''
  const key = `${year} ${sameKey(number ?? '')}`
  const first = number ? seen.get(key) : undefined
  if (number && first === undefined) seen.set(key, row)
  return [
    ...(day !== null && day > today ? [problem('day', `日期${day}晚于今天`)] : []),
    ...(number && first !== undefined ? [problem('formerNumber', `编号${number}与${whereIs(first, row)}重复`)] : [])
  ]
}

/** What becomes of a seal the register does not know, and what to do when it is one under another name. */
function adviceOn(name: string, register: readonly Seal[]): string {
  const kind = kindOfSealName(name) ?? 'bureau'
  const alike = register.filter((seal) => seal.kind === kind).map((seal) => `“${seal.name}”`)
  const other = alike.length > 0 ? `如就是登记里的${alike.join('、')}，请在表里改成同名后重新核对；` : ''
  return `${other}如确是另一枚印章，导入时按${sealKinds[kind]}登记为期初印章，印文、尺寸、保管人随后补齐`
}

/** Seals by what a book may call them: name before imprint. */
function namesOf(register: readonly Seal[]): Map<string, Seal> {
  const seals = new Map<string, Seal>()
  for (const seal of register) seals.set(sameKey(seal.imprintText), seal)
  for (const seal of register) seals.set(sameKey(seal.name), seal)
  return seals
}

/**
 * Seals by the names the book uses: their name or imprint in the register, or a new opening entry of unknown custody.
 */
async function sealsNamed(
  unit: UnitOfWork,
  rows: readonly ImportRow[],
  lookup: ImportLookup
): Promise<ReadonlyMap<string, Seal>> {
  const seals = namesOf(
    await unit.manager.find(Seal, { where: { state: Not(In(endedForGood)) }, order: { number: 'ASC' } })
  )
  const [office] = await officeUnits(unit.manager, unit.today)
  for (const row of rows) {
    const name = textOf(row, 'sealName') ?? ''
    if (seals.has(sameKey(name))) continue
    const kind = kindOfSealName(name) ?? 'bureau'
    const seal = await unit.insert(
      Seal,
      blankSeal({
        number: await unit.nextNumber('YZ'),
        name,
        imprintText: name,
        kind,
        size: '待核',
        material: 'unrecorded',
        ink: inkFor(kind),
        scope: defaultScope(kind),
        unitId: office ?? lookup.unitId(textOf(row, 'unitName') ?? ''),
        state: 'inUse',
        opening: true,
        registeredOn: unit.today,
        remarks: '由用印登记簿导入时新增，请补齐印文、尺寸、存放和保管人'
      })
    )
    seals.set(sameKey(name), seal)
  }
  return seals
}

async function takeOver(
  unit: UnitOfWork,
  row: ImportRow,
  seals: ReadonlyMap<string, Seal>,
  lookup: ImportLookup
): Promise<void> {
  const seal = seals.get(sameKey(textOf(row, 'sealName') ?? ''))
  if (!seal) throw new RangeError('a seal of the file was not looked up')
  const title = textOf(row, 'title') ?? ''
  const documentKind = kindOfTitle(title)
  const copies = Number(row.values['copies'])
  const unitName = textOf(row, 'unitName') ?? ''
  const applicantName = textOf(row, 'applicantName') ?? ''
  const former = textOf(row, 'formerNumber')
  const remarks = [former ? formerWords(former) : null, textOf(row, 'remarks')]
    .filter((words) => words !== null)
    .join('；')
  // The old book tells the day; the hour is not recorded and none is made up.
  const day = textOf(row, 'day') ?? unit.today
  const number = await unit.nextNumber('YY')
  const documentNumber = textOf(row, 'documentNumber')
  await unit.append(SealUse, {
    number,
    at: day,
    day,
    sealId: seal.id,
    sealName: seal.name,
    mode: 'opening',
    requestId: null,
    batchId: null,
    title,
    documentNumber,
    documentKind,
    addressee: textOf(row, 'addressee'),
    copies,
    impressions: typeof row.values['impressions'] === 'number' ? row.values['impressions'] : copies,
    purpose: textOf(row, 'purpose') ?? templateOf(documentKind).purpose,
    signingBody: seal.imprintText,
    onBehalf: false,
    unitId: lookup.unitId(unitName),
    unitName,
    applicantId: lookup.personId(applicantName, unitName) ?? null,
    applicantName,
    approvers: textOf(row, 'approvers') ?? '',
    custodianId: null,
    custodianName: textOf(row, 'custodianName') ?? '',
    reversalOfId: null,
    remarks: remarks || null,
    searchKey: useKey({ number, title, documentNumber, applicantName })
  })
}
