import { Like } from 'typeorm'
import type { UndoImport } from '../../../office/outputs/importDefinition'
import { undoneName } from '../../../office/undoing'
import { Asset } from '../entities'
import { assetKey, deriveBooks, enterChange, historiesOf } from './book'

/**
 * Takes imported cards back: each leaves the book on the day it was entered for, so that it stands in no period, and
 * gives its number up.
 */
export const undoCards: UndoImport = async (unit, imported, { reason }) => {
  const cards = await imported.of(Asset)
  const histories = await historiesOf(
    unit.manager,
    cards.map(({ id }) => id)
  )
  const earlier = await unit.manager.countBy(Asset, { number: Like('%（已撤销%') })
  const gone: Asset[] = []
  for (const [index, card] of cards.entries()) {
    const entries = histories.get(card.id)?.entries ?? []
    const number = undoneName(card.number, String(earlier + index + 1))
    gone.push(
      await enterChange(unit, card, {
        kind: 'undone',
        day: card.enteredOn,
        quantityDelta: -card.quantity,
        originalDelta: -card.originalCents,
        accumulatedDelta: -entries.reduce((sum, { accumulatedDelta }) => sum + accumulatedDelta, 0),
        change: '撤销期初转入',
        reason,
        patch: {
          state: 'gone',
          number,
          exitedOn: unit.today,
          unsettled: false,
          searchKey: assetKey({ ...card, number })
        }
      })
    )
  }
  await deriveBooks(unit, gone)
}
