import type { LedgerModule } from '../../office/house'
import { Issue, IssueRequest, Scrap, StockIn, Stocktake, StoreroomEntry } from './entities/stock'
import { issueRequestDefinition } from './issue/flow'
import { issueForm } from './issue/form'
import { heldBy } from './clearance'
import { distributionSheet, issueSheet } from './issue/sheet'
import type { SuppliesHalf } from './procurement'
import { storeRules } from './rules/store'
import { scrapDefinition } from './scrap/flow'
import { scrapForm } from './scrap/form'
import { scrapSheet } from './scrap/sheet'
import { storeCharts } from './charts'
import { consumptionSheet, statementSheet } from './statement/sheet'
import { suppliesImport } from './stock/import'
import { shelfLabels } from './stock/labels'
import { storeProofs } from './stock/proofs'
import { stockInSheet } from './stock/sheet'
import { stocktakeDefinition } from './stocktake/flow'
import { stocktakeForm } from './stocktake/form'
import { stocktakeSheet } from './stocktake/sheet'
import { demoStore } from './demo/store'
import { storeDue, storeSearch } from './storeHome'

/** What the storeroom half of the ledger plugs in. */
export const store: SuppliesHalf & Pick<LedgerModule, 'labels' | 'imports' | 'heldBy' | 'charts'> = {
  rules: storeRules,
  requests: [issueRequestDefinition, stocktakeDefinition, scrapDefinition],
  numbered: [
    { prefix: 'RK', entity: StockIn },
    { prefix: 'LQ', entity: IssueRequest },
    { prefix: 'LY', entity: Issue },
    { prefix: 'PD', entity: Stocktake },
    { prefix: 'BF', entity: Scrap },
    { prefix: 'KF', entity: StoreroomEntry }
  ],
  proofs: storeProofs,
  forms: [issueForm, stocktakeForm, scrapForm],
  sheets: [stockInSheet, issueSheet, statementSheet, distributionSheet, stocktakeSheet, scrapSheet, consumptionSheet],
  labels: [shelfLabels],
  imports: [suppliesImport],
  due: storeDue,
  search: storeSearch,
  heldBy,
  charts: storeCharts,
  demo: demoStore
}
