import type { EntityManager } from 'typeorm'
import { invalid } from '../../../kernel/fault'
import { unitNames } from '../../../office/people/names'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Asset, AssetAcceptance, LowValueItem, type AcceptedLine } from '../entities'
import { AST_05, AST_17 } from '../rules/entering'

/** The line of an acceptance things are entered from; refused where it has none such. */
export function lineOf({ lines }: AssetAcceptance, index: number): AcceptedLine {
  const line = lines[index]
  if (!line) throw invalid([{ path: 'line', message: '验收单没有这一行' }])
  return line
}

/**
 * How many of each line stand in the books. What 0.2.0 accepted did not count by line: there a single line has all, of
 * several each has what bears its name.
 */
export async function enteredByLine(
  manager: EntityManager,
  { id, lines, entered }: Pick<AssetAcceptance, 'id' | 'lines' | 'entered'>
): Promise<readonly number[]> {
  if (lines.every((line) => line.entered !== undefined)) return lines.map((line) => line.entered ?? 0)
  if (lines.length === 1) return [entered]
  const made = [
    ...(await manager.findBy(Asset, { acceptanceId: id })),
    ...(await manager.findBy(LowValueItem, { acceptanceId: id }))
  ]
  return lines.map(
    (line) =>
      line.entered ?? made.filter(({ name }) => name === line.name).reduce((sum, { quantity }) => sum + quantity, 0)
  )
}

/** What of a line is about to be entered, and as what. Cents. */
export interface Entry {
  readonly index: number
  readonly quantity: number
  readonly name: string
  readonly cents: number
  readonly unitId: string
}

/** AST-05 bound to what a line has left: only what was accepted goes into the books, and as it was accepted. */
export async function entryRule(unit: UnitOfWork, acceptance: AssetAcceptance, entry: Entry) {
  const line = lineOf(acceptance, entry.index)
  const names = await unitNames(unit.manager, [acceptance.unitId, entry.unitId])
  return AST_05.on({
    of: 'entry',
    accepted: line.quantity,
    before: (await enteredByLine(unit.manager, acceptance))[entry.index] ?? 0,
    asked: entry.quantity,
    line: { ...line, unitName: names.get(acceptance.unitId) ?? '' },
    done: { name: entry.name, cents: entry.cents, unitName: names.get(entry.unitId) ?? '' }
  })
}

/** Moves an acceptance on by so many things of a line; it is over when all of it stands in the books. */
export async function countEntered(
  unit: UnitOfWork,
  acceptance: AssetAcceptance,
  { index, quantity }: Pick<Entry, 'index' | 'quantity'>,
  as: 'card' | 'lowValue'
): Promise<AssetAcceptance> {
  const before = await enteredByLine(unit.manager, acceptance)
  const entered = acceptance.entered + quantity
  if (entered >= acceptance.quantity)
    await noteIfLate(unit, {
      rule: AST_17,
      subject: { type: 'assetAcceptance', id: acceptance.id, number: acceptance.number },
      what: `${acceptance.things}入账`,
      due: { dueOn: acceptance.entryDueOn, dueAt: null }
    })
  const carded = as === 'card' || (await unit.manager.existsBy(Asset, { acceptanceId: acceptance.id }))
  return unit.update(
    AssetAcceptance,
    acceptance,
    {
      lines: acceptance.lines.map((line, at) => ({
        ...line,
        entered: (before[at] ?? 0) + (at === index ? quantity : 0)
      })),
      entered,
      state: entered < acceptance.quantity ? 'open' : carded ? 'carded' : 'closed'
    },
    '验收单'
  )
}
