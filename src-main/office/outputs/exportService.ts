import { formatInstant, notShownHere } from '../../contract/display'
import { notFound } from '../../kernel/fault'
import type { UnitOfWork, Work } from '../../platform/database/unitOfWork'
import { exportWorkbook } from '../../platform/documents/exportWorkbook'
import { ledgerColumns } from '../../platform/documents/ledgerColumns'
import type { SheetModel, WriteOptions, WrittenSheet } from '../../platform/documents/sheetModel'
import type { Bureau } from '../entities'
import type { Reading } from '../house'
import type { ExportScope, SheetDefinition } from './outputDefinitions'
import { theBureau } from '../people/bureau'
import { workbookFor } from './catalogue'
import { keptSealed } from './sealedUploads'
import { exportNote } from './exportNote'
import { filterWords, periodWords, timeWords, type ScopeFields } from './filterWords'

/** What to export: a workbook by id, the sheets wanted of it (all when absent), and how far. */
export interface ExportOrder extends ExportScope {
  readonly output: string
  readonly sheets?: readonly string[] | undefined
  /** 承前页, 本页小计 and 过次页 on every page of the sheets that are bound. */
  readonly pageSums?: boolean | undefined
}

/** Runs an act in one unit of work as the one who asked for the output. */
export type Recorder = (work: Pick<Work, 'chain' | 'act'>, body: (unit: UnitOfWork) => Promise<void>) => Promise<void>

/** A workbook that has been recorded in the audit log and may now be written. */
export interface PreparedExport {
  readonly name: string
  /** 局名-台账[-工作表]-期间-日期.xlsx */
  readonly fileName: string
  /** What of it waits in the data folder is encrypted. */
  readonly sealed: boolean
  readonly write: (path: string, options?: WriteOptions) => Promise<readonly WrittenSheet[]>
}

/**
 * Checks that the reader may have the workbook, records the export in the ledger's chain and makes ready to write it.
 * Every export is recorded before a row is read, so that one that was cancelled or failed is known as well.
 */
export async function prepareExport(reading: Reading, record: Recorder, order: ExportOrder): Promise<PreparedExport> {
  const { house, actor, manager } = reading
  const { ledger, definition } = workbookFor(house, actor, order.output)
  const bureau = await bureauOf(reading)
  const wanted = definition.sheets.filter(({ name }) => order.sheets === undefined || order.sheets.includes(name))
  if (wanted.length === 0) throw notFound('要导出的工作表')
  const made = await Promise.all(
    wanted.map(async (sheet) => ({ name: sheet.name, ...(await sheet.make(reading, order)) }))
  )
  const words = await filterWords(manager, order, fieldsOf(wanted, made))
  const module = house.modules.find(({ id }) => id === ledger)
  await record({ chain: ledger, act: '导出台账' }, async (unit) => {
    // What was searched for may be what is confided.
    unit.about({
      type: 'export',
      id: unit.newId(),
      number: module?.confided ? definition.name : `${definition.name}（${words}）`
    })
    await module?.recordOutput?.(unit, {
      kind: 'export',
      name: wanted.map(({ name }) => name).join('、'),
      number: null,
      count: wanted.length
    })
  })
  const withheld = made.flatMap((sheet) => (sheet.withheld ? [`${sheet.name}：${quoted(sheet.withheld)}`] : []))
  const note = { ...(await exportNote(reading, ledger, bureau, order, words)), withheld }
  const facts = [`单位：${bureau.name}`, `打印人：${actor.name}`, `打印时间：${formatInstant(reading.now)}`]
  const sheets = made.map((sheet, index): SheetModel => {
    const time = sheet.time ?? timeWords(wanted[index]?.shows ?? 'movements', order, reading)
    const states = ofNow(wanted[index], sheet.columns, order, reading)
    const withheld = sheet.withheld ? [`${quoted(sheet.withheld)}${notShownHere}`] : []
    return {
      ...sheet,
      facts: [time, ...facts, ...(sheet.facts ?? []), ...states, ...withheld],
      time,
      columns: ledgerColumns(sheet.columns),
      ...(order.pageSums === true && wanted[index]?.bound === true ? { pageSums: true } : {})
    }
  })
  const [only] = order.sheets !== undefined && wanted.length === 1 ? wanted : []
  const what = [definition.name, ...(only === undefined || only.name === definition.name ? [] : [only.name])]
  const about = { bureau: bureau.name, title: `${what.join('')}（${periodWords(order)}）`, at: reading.now }
  return {
    name: definition.name,
    fileName: fileNameOf(
      bureau,
      [...what, periodWords(order), ...(order.filter ? ['筛选'] : [])].join('-'),
      reading.today,
      'xlsx'
    ),
    sealed: keptSealed(house, ledger),
    write: async (path, options) => (await exportWorkbook({ about, sheets, note }, path, options)).sheets
  }
}

/**
 * What is printed of the bureau. Ledgers taken over by import can be looked at before the bureau is founded; the sheets
 * then say so.
 */
export async function bureauOf({
  manager,
  book
}: Reading): Promise<Pick<Bureau, 'id' | 'name' | 'shortName' | 'profile'>> {
  const bureau = await theBureau(manager)
  return bureau ?? { id: '', name: '（尚未建立单位）', shortName: '台账', profile: book.profile }
}

/** 局名-名称-日期.扩展名, without what no file system allows in names. */
export function fileNameOf(bureau: Pick<Bureau, 'shortName'>, name: string, date: string, extension: string): string {
  return `${[bureau.shortName, name, date].join('-').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}.${extension}`
}

const quoted = (labels: readonly string[]): string => labels.map((label) => `“${label}”`).join('')

// a register of past movements whose records went on changing says of when their states are
function ofNow(
  sheet: SheetDefinition | undefined,
  columns: SheetModel['columns'],
  { to }: ExportScope,
  { today }: Reading
): readonly string[] {
  if (sheet?.shows !== 'movements' || to === undefined || to >= today) return []
  const headings = sheet.ofNow ?? columns.map(({ label }) => label).filter((label) => label === '状态')
  return headings.length > 0 ? [`${quoted(headings)}为打印时的状态`] : []
}

function fieldsOf(sheets: readonly SheetDefinition[], made: readonly Pick<SheetModel, 'columns'>[]): ScopeFields {
  const fromColumns = made.flatMap(({ columns }) =>
    columns.map(({ key, label, kind }) => [key, { label, kind }] as const)
  )
  return { ...Object.fromEntries(fromColumns), ...Object.assign({}, ...sheets.map(({ fields }) => fields ?? {})) }
}
