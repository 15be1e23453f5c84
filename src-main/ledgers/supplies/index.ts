import type { LedgerModule } from '../../office/ledgerModule'
import { acceptanceForm } from './acceptance/form'
import { waitingSheet } from './acceptance/waitingSheet'
import { suppliesCharts } from './charts'
import { heldBy } from './clearance'
import { demoSupplies } from './demo'
import { suppliesDue } from './due'
import { suppliesAppendOnly, suppliesEntities } from './entities'
import { SupplyItem } from './entities/catalogue'
import { Acceptance, Purchase, Requisition, SupplierReturn } from './entities/purchase'
import { Issue, IssueRequest, Scrap, StockIn, Stocktake, StoreroomEntry, Movement } from './entities/stock'
import { suppliesRequests } from './flows'
import { issueForm } from './issue/form'
import { distributionSheet, issueSheet } from './issue/sheet'
import { ItemBrand1768001200000 } from './migrations/1768001200000-itemBrand'
import { ReversalNumber1769220000000 } from './migrations/1769220000000-reversalNumber'
import { SupplyRounds1769381000000 } from './migrations/1769381000000-supplyRounds'
import { Supplies1768000100000 } from './migrations/1768000100000-supplies'
import { purchaseForm } from './purchase/form'
import { provePurchases } from './purchase/proof'
import { purchaseSheet } from './purchase/sheet'
import { requisitionForm } from './requisition/form'
import { suppliesRules } from './rules'
import { scrapForm } from './scrap/form'
import { scrapSheet } from './scrap/sheet'
import { searchSupplies } from './search'
import { consumptionSheet, statementSheet } from './statement/sheet'
import { suppliesImport } from './stock/import'
import { shelfLabels } from './stock/labels'
import { storeProofs } from './stock/proofs'
import { stockInSheet } from './stock/sheet'
import { stocktakeForm } from './stocktake/form'
import { stocktakeSheet } from './stocktake/sheet'
import { suppliesTables } from './tables'
import { seesWholeLedger } from './visibility'
import { suppliesGoingOn } from './merging'
import { noteOverTerm } from './purchase/buyer'

/** The office supplies ledger (办公用品): purchasing up to acceptance, and the store. */
export const supplies: LedgerModule = {
  id: 'supplies',
  keepers: ['suppliesKeeper', 'buyer'],
  rules: suppliesRules,
  entities: suppliesEntities,
  appendOnly: suppliesAppendOnly,
  standing: [SupplyItem],
  tables: suppliesTables,
  migrations: [Supplies1768000100000, ItemBrand1768001200000, ReversalNumber1769220000000, SupplyRounds1769381000000],
  requests: suppliesRequests,
  seesWhole: seesWholeLedger,
  numbered: [
    { prefix: 'PM', entity: SupplyItem },
    { prefix: 'SG', entity: Requisition },
    { prefix: 'CG', entity: Purchase },
    { prefix: 'CYS', entity: Acceptance },
    { prefix: 'CTH', entity: SupplierReturn },
    { prefix: 'RK', entity: StockIn },
    { prefix: 'LQ', entity: IssueRequest },
    { prefix: 'LY', entity: Issue },
    // reversals stand in the run of what they reverse
    { prefix: 'RK', entity: Movement },
    { prefix: 'LY', entity: Movement },
    { prefix: 'PD', entity: Stocktake },
    { prefix: 'BF', entity: Scrap },
    { prefix: 'KF', entity: StoreroomEntry }
  ],
  proofs: [provePurchases, ...storeProofs],
  workbooks: [
    {
      id: 'supplies',
      name: '办公用品',
      access: ['suppliesKeeper', 'buyer', 'officeDirector', 'financeHead', 'finance', 'head', 'inspector'],
      // In the order of the printed catalogue of outputs.
      sheets: [
        stockInSheet,
        issueSheet,
        statementSheet,
        distributionSheet,
        purchaseSheet,
        waitingSheet,
        stocktakeSheet,
        scrapSheet,
        consumptionSheet
      ]
    }
  ],
  forms: [requisitionForm, purchaseForm, acceptanceForm, issueForm, stocktakeForm, scrapForm],
  labels: [shelfLabels],
  imports: [suppliesImport],
  due: suppliesDue,
  goesOn: suppliesGoingOn,
  heldBy,
  search: searchSupplies,
  postEnded: noteOverTerm,
  charts: suppliesCharts,
  demo: demoSupplies
}
