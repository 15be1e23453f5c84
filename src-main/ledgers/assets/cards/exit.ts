import type { DisposalKind } from '../../../contract/assets'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { catchUpBefore, notClosed, takeBackExitMonth } from '../depreciation/charge'
import type { Asset } from '../entities'
import { bookOf, deriveBooks, enterChange, historiesOf } from './book'

/**
 * Takes a card off the book: nothing is depreciated in the month of exit, and the card keeps the figures it went with
 * (AST-12, AST-18).
 */
export async function exitCard(
  unit: UnitOfWork,
  asset: Asset,
  exit: { readonly kind: DisposalKind; readonly day: string; readonly number: string; readonly reason: string }
): Promise<Asset> {
  unit.judge(await notClosed(unit, exit.day, '下账'))
  const month = exit.day.slice(0, 7)
  await takeBackExitMonth(unit, asset, month)
  await catchUpBefore(unit, asset, month)
  const history = (await historiesOf(unit.manager, [asset.id])).get(asset.id)
  const { accumulatedCents } = bookOf(asset, history ?? { phases: [], charges: [], entries: [] })
  const gone = await enterChange(unit, asset, {
    kind: 'exited',
    day: exit.day,
    quantityDelta: -asset.quantity,
    originalDelta: -asset.originalCents,
    accumulatedDelta: -accumulatedCents,
    change: '下账',
    reason: exit.reason,
    sourceNumber: exit.number,
    patch: { state: 'gone', exitedOn: exit.day, exitKind: exit.kind, exitNumber: exit.number, unsettled: false }
  })
  await deriveBooks(unit, [gone])
  return gone
}
