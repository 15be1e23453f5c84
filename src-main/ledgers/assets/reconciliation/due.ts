import type { AnyonesReading } from '../../../office/house'
import type { DueDraft } from '../../../office/ledgerModule'
import { item, on } from '../dueItem'
import { AssetReconciliation } from '../entities'
import { AST_08 } from '../rules/checking'
import { lastReconciliation, reconcileBy, settleBy } from './acts'

/** The next reconciliation with finance, and differences left open. */
export async function reconciliationsDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, book } = reading
  const last = await lastReconciliation(manager)
  const open = await manager.findBy(AssetReconciliation, { state: 'open' })
  return [
    ...(last
      ? [
          item(reading, AST_08, on(reconcileBy(book, last.asOf)), {
            title: '与财务账核对',
            number: null,
            subjectType: 'assetReconciliationDue',
            subjectId: last.id,
            unitId: null
          })
        ]
      : []),
    ...open.map(({ id, number, openDifferences, asOf }) =>
      item(reading, AST_08, settleBy(asOf), {
        title: `对账还有${openDifferences}项差异没有处理`,
        number,
        subjectType: 'assetReconciliation',
        subjectId: id,
        unitId: null,
        count: openDifferences
      })
    )
  ]
}
