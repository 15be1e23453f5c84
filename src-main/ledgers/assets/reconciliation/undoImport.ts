import type { UndoImport } from '../../../office/house'
import { AssetReconciliation } from '../entities'

/** Takes finance's list back: the reconciliation stays under its number and asks for nothing any more. */
export const undoReconciliation: UndoImport = async (unit, imported) => {
  for (const reconciliation of await imported.of(AssetReconciliation))
    await unit.update(AssetReconciliation, reconciliation, { state: 'undone', openDifferences: 0 }, '对账')
}
