import type { LedgerModule } from '../../office/ledgerModule'
import { cleanupSheet } from './cleanup/sheet'
import { destructionForm, exitForm, ownerlessForm, returnForm } from './exit/form'
import { destructionSheet, exitSheet } from './exit/sheet'
import { extensionForm } from './extension/form'
import { intakeForm } from './intake/form'
import { intakeSheet } from './intake/sheet'
import { keepingForm } from './keeping/form'
import { custodySheet, dueSheet, onHandSheet } from './line/sheet'
import { detainedTags } from './line/tags'
import { fillWarehouse } from './demo/fill'
import { warehouseDue } from './due'
import {
  Cleanup,
  Exit,
  Extension,
  Intake,
  Keeping,
  KeyHandover,
  RoomEntry,
  warehouseAppendOnly,
  warehouseEntities
} from './entities'
import { warehouseRequests } from './flows'
import { detainedGoodsImport } from './intake/import'
import { warehouseCharts } from './charts'
import { warehouseHeldBy } from './clearance'
import { balancesProven, batchesProven, standingsProven } from './proofs'
import { warehouseSearch } from './search'
import { warehouseGoingOn } from './merging'
import { AuctionPrice1769221000000 } from './migrations/1769221000000-auctionPrice'
import { PriorApproval1769382000000 } from './migrations/1769382000000-priorApproval'
import { Warehouse1768000300000 } from './migrations/1768000300000-warehouse'
import { warehouseRules } from './rules'
import { recountClocks } from './intake/events'
import { squadSheet } from './report/sheet'
import { warehouseTables } from './tables'
import { seesAllGoods } from './visibility'

/** The ledger of detained and confiscated goods (暂扣（罚没）物品). */
export const warehouse: LedgerModule = {
  id: 'warehouse',
  keepers: ['warehouseKeeper'],
  entities: warehouseEntities,
  appendOnly: warehouseAppendOnly,
  tables: warehouseTables,
  migrations: [Warehouse1768000300000, AuctionPrice1769221000000, PriorApproval1769382000000],
  rules: warehouseRules,
  requests: warehouseRequests,
  seesWhole: seesAllGoods,
  goesOn: warehouseGoingOn,
  numbered: [
    { prefix: 'ZK', entity: Intake },
    { prefix: 'ZC', entity: Exit },
    { prefix: 'YQ', entity: Extension },
    { prefix: 'WT', entity: Keeping },
    { prefix: 'QZ', entity: Cleanup },
    { prefix: 'YS', entity: KeyHandover },
    { prefix: 'JK', entity: RoomEntry }
  ],
  proofs: [balancesProven, standingsProven, batchesProven],
  workbooks: [
    {
      id: 'warehouse',
      name: '暂扣(罚没)物品',
      access: ['warehouseKeeper', 'unitHead', 'leader', 'matterLeader', 'legalReviewer', 'officeDirector', 'head'],
      // In the order of the printed catalogue of outputs.
      sheets: [intakeSheet, exitSheet, onHandSheet, dueSheet, destructionSheet, cleanupSheet, squadSheet, custodySheet]
    }
  ],
  forms: [intakeForm, exitForm, extensionForm, returnForm, ownerlessForm, destructionForm, keepingForm],
  labels: [detainedTags],
  imports: [detainedGoodsImport],
  due: warehouseDue,
  heldBy: warehouseHeldBy,
  search: warehouseSearch,
  charts: warehouseCharts,
  recountClocks,
  demo: fillWarehouse
}
