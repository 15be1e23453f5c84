import type { Settlement } from '../../../contract/assets'
import { conflict, notNow } from '../../../kernel/fault'
import { addMonths } from '../../../kernel/localDate'
import { calendarDaysFrom, type Deadline } from '../../../kernel/periods'
import type { RuleBook } from '../../../kernel/rules/rule'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Not, type EntityManager } from 'typeorm'
import { cardNumbered } from '../cards/same'
import { rosterOf } from '../../../office/people/roster'
import { noteIfLate } from '../../../office/records/lateness'
import { Asset, AssetBook, AssetReconciliation, FinanceRow, ReconciliationLine } from '../entities'
import { AST_08 } from '../rules/checking'
import { matchBooks, type FinanceAsset, type OfficeAsset } from './match'

/** The office's book as it stands now. */
export async function officeBook(manager: EntityManager): Promise<readonly OfficeAsset[]> {
  const cards = await manager
    .createQueryBuilder(Asset, 'a')
    .select(['a.id', 'a.number', 'a.name', 'a.originalCents', 'a.quantity', 'a.acquiredOn', 'a.unitId', 'a.state'])
    .where('a.state <> :gone', { gone: 'gone' })
    .orderBy('a.number', 'ASC')
    .getMany()
  const books = new Map(
    (await manager.find(AssetBook, { select: { id: true, accumulatedCents: true } })).map((book) => [
      book.id,
      book.accumulatedCents
    ])
  )
  const { units } = await rosterOf(manager)
  return cards.map(({ id, number, name, originalCents, quantity, acquiredOn, unitId, state }) => ({
    id,
    number,
    name,
    originalCents,
    accumulatedCents: books.get(id) ?? 0,
    quantity,
    acquiredOn,
    unitName: units.get(unitId) ?? '',
    missing: state === 'missing'
  }))
}

/** The newest list of finance's that was not taken back. */
export const lastReconciliation = (manager: EntityManager): Promise<AssetReconciliation | null> =>
  manager.findOne(AssetReconciliation, { where: { state: Not('undone') }, order: { asOf: 'DESC' } })

/** The day the next list is due after one of a day (AST-08). */
export const reconcileBy = (book: RuleBook, asOf: string): string => addMonths(asOf, AST_08.values(book).months)

/** The day all differences of a list should be settled by: a month on. */
export const settleBy = (asOf: string): Deadline => calendarDaysFrom(asOf, 30)

export interface FinanceList {
  readonly fileName: string
  readonly asOf: string
  readonly rows: readonly FinanceAsset[]
}

/** Takes finance's list in and holds it against the office's book (AST-08). */
export async function reconcile(unit: UnitOfWork, { fileName, asOf, rows }: FinanceList): Promise<AssetReconciliation> {
  unit.judge(AST_08.on({ of: 'list', rows: rows.length, asOf, today: unit.today }))
  const before = await lastReconciliation(unit.manager)
  const office = await officeBook(unit.manager)
  const { pairs, differences } = matchBooks(office, rows)
  const reconciliation = await unit.insert(AssetReconciliation, {
    number: await unit.nextNumber('GC'),
    asOf,
    fileName,
    officeAssets: office.length,
    financeAssets: rows.length,
    matched: pairs.size,
    officeCents: office.reduce((sum, { originalCents }) => sum + originalCents, 0),
    financeCents: rows.reduce((sum, { originalCents }) => sum + (originalCents ?? 0), 0),
    differences: differences.length,
    openDifferences: differences.length,
    state: differences.length > 0 ? 'open' : 'settled',
    personId: unit.actor.personId,
    settledOn: differences.length > 0 ? null : unit.today
  })
  await unit.appendMany(
    FinanceRow,
    rows.map((row) => ({ ...row, reconciliationId: reconciliation.id, assetId: pairs.get(row)?.id ?? null }))
  )
  await unit.insertMany(
    ReconciliationLine,
    differences.map((difference) => ({
      ...difference,
      reconciliationId: reconciliation.id,
      settlement: null,
      note: null,
      settledOn: null,
      settledById: null
    }))
  )
  const subject = { type: 'assetReconciliation', id: reconciliation.id, number: reconciliation.number }
  if (before)
    await noteIfLate(unit, {
      rule: AST_08,
      subject,
      what: '与财务账核对',
      due: { dueOn: reconcileBy(unit.book, before.asOf), dueAt: null }
    })
  unit.about(subject)
  return reconciliation
}

/** Takes finance's list back: the reconciliation stays under its number and asks for nothing any more. */
export const takeListBack = (unit: UnitOfWork, reconciliation: AssetReconciliation): Promise<AssetReconciliation> =>
  unit.update(AssetReconciliation, reconciliation, { state: 'undone', openDifferences: 0 }, '对账')

export interface SettleInput {
  readonly id: string
  readonly version: number
  readonly settlement: Settlement
  readonly note: string
}

/**
 * Settles one difference; what is said to be corrected in the office's book has to be (AST-08). Gives how many are
 * open.
 */
export async function settleLine(unit: UnitOfWork, input: SettleInput): Promise<number> {
  const line = await unit.load(ReconciliationLine, input.id, '差异')
  if (line.version !== input.version) throw conflict('差异')
  const reconciliation = await unit.load(AssetReconciliation, line.reconciliationId, '对账')
  if (reconciliation.state === 'undone') throw notNow('对账')
  unit.judge(
    AST_08.on({
      of: 'settle',
      kind: line.kind,
      settlement: input.settlement,
      note: input.note,
      done: line.settledOn !== null,
      agrees: await agreesNow(unit, line, input.settlement)
    })
  )
  await unit.update(
    ReconciliationLine,
    line,
    { settlement: input.settlement, note: input.note, settledOn: unit.today, settledById: unit.actor.personId },
    '差异'
  )
  const openDifferences = reconciliation.openDifferences - 1
  const subject = { type: 'assetReconciliation', id: reconciliation.id, number: reconciliation.number }
  if (openDifferences === 0) {
    const due = { dueOn: settleBy(reconciliation.asOf).dueOn, dueAt: null }
    await noteIfLate(unit, { rule: AST_08, subject, what: '处理对账差异', due })
  }
  await unit.update(
    AssetReconciliation,
    reconciliation,
    { openDifferences, ...(openDifferences === 0 ? { state: 'settled' as const, settledOn: unit.today } : {}) },
    '对账'
  )
  unit.about(subject)
  return openDifferences
}

/** Whether the office's book now says what a settlement says it does; absent where it claims nothing about it. */
async function agreesNow(
  unit: UnitOfWork,
  line: ReconciliationLine,
  settlement: Settlement
): Promise<boolean | undefined> {
  if (settlement === 'finance' || settlement === 'explained') return undefined
  const { reconciliationId, assetId, number } = line
  // Finance may write a card's number in its own way; the row found for the card is the one.
  const row = await unit.manager.findOneBy(FinanceRow, { reconciliationId, ...(assetId ? { assetId } : { number }) })
  const asset = assetId
    ? await unit.manager.findOneBy(Asset, { id: assetId })
    : ((await cardNumbered(unit.manager, number)) ?? null)
  if (settlement === 'exit') return asset?.state === 'gone'
  if (settlement === 'card') return asset !== null && asset.state !== 'gone'
  if (!asset || !row) return asset?.state === 'gone'
  const book = await unit.manager.findOneBy(AssetBook, { id: asset.id })
  if (line.kind === 'value') return asset.originalCents === row.originalCents
  if (line.kind === 'depreciation') return book?.accumulatedCents === row.accumulatedCents
  if (line.kind === 'quantity') return asset.quantity === row.quantity
  return undefined
}
