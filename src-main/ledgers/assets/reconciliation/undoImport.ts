import type { UndoImport } from '../../../office/outputs/importDefinition'
import { AssetReconciliation } from '../entities'
import { takeListBack } from './acts'

/** Takes finance's list back with its import. */
export const undoReconciliation: UndoImport = async (unit, imported) => {
  for (const reconciliation of await imported.of(AssetReconciliation)) await takeListBack(unit, reconciliation)
}
