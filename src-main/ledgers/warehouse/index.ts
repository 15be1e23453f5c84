import type { LedgerModule } from '../../office/house'
import { exitForms } from './exit/form'
import { exitSheets } from './exit/sheet'
import { intakeForms } from './intake/form'
import { intakeSheets } from './intake/sheet'
import { detainedTags } from './line/tags'
import { fillWarehouse } from './demo/fill'
import { warehouseDue } from './due'
import { Cleanup, Exit, Extension, Intake, Keeping, KeyHandover, RoomEntry, warehouseAppendOnly, warehouseEntities } from './entities'
import { warehouseRequests } from './flows'
import { detainedGoodsImport } from './intake/import'
import { warehouseCharts } from './charts'
import { warehouseHeldBy } from './clearance'
import { balancesProven, batchesProven, placesProven } from './proofs'
import { warehouseSearch } from './search'
import { Warehouse1768000300000 } from './migrations/1768000300000-warehouse'
import { warehouseRules } from './rules'
import { recountClocks } from './intake/events'
import { warehouseTables } from './tables'

const [intakeForm, extensionForm, keepingForm] = intakeForms
const [exitForm, returnForm, ownerlessForm, destructionForm] = exitForms

/** The ledger of detained and confiscated goods (暂扣（罚没）物品). */
export const warehouse: LedgerModule = {
  id: 'warehouse',
  keepers: ['warehouseKeeper'],
  entities: warehouseEntities,
  appendOnly: warehouseAppendOnly,
  tables: warehouseTables,
  migrations: [Warehouse1768000300000],
  rules: warehouseRules,
  requests: warehouseRequests,
  numbered: [
    { prefix: 'ZK', entity: Intake },
    { prefix: 'ZC', entity: Exit },
    { prefix: 'YQ', entity: Extension },
    { prefix: 'WT', entity: Keeping },
    { prefix: 'QZ', entity: Cleanup },
    { prefix: 'YS', entity: KeyHandover },
    { prefix: 'JK', entity: RoomEntry }
  ],
  proofs: [balancesProven, placesProven, batchesProven],
  workbooks: [
    {
      id: 'warehouse',
      name: '暂扣(罚没)物品',
      access: ['warehouseKeeper', 'unitHead', 'leader', 'matterLeader', 'legalReviewer', 'officeDirector', 'head'],
      // In the order of the printed catalogue of outputs.
      sheets: [
        intakeSheets.intakes,
        exitSheets.exits,
        intakeSheets.onHand,
        intakeSheets.due,
        exitSheets.destructions,
        exitSheets.cleanups,
        exitSheets.squads,
        intakeSheets.custody
      ]
    }
  ],
  forms: [intakeForm, exitForm, extensionForm, returnForm, ownerlessForm, destructionForm, keepingForm].filter((form) => form !== undefined),
  labels: [detainedTags],
  imports: [detainedGoodsImport],
  due: warehouseDue,
  heldBy: warehouseHeldBy,
  search: warehouseSearch,
  charts: warehouseCharts,
  recountClocks,
  demo: fillWarehouse
}
