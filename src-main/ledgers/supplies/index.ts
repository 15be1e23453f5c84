import type { LedgerModule } from '../../office/house'
import { suppliesAppendOnly, suppliesEntities } from './entities'
import { SupplyItem } from './entities/catalogue'
import { ItemBrand1768001200000 } from './migrations/1768001200000-itemBrand'
import { Supplies1768000100000 } from './migrations/1768000100000-supplies'
import { procurement } from './procurement'
import { store } from './store'
import { suppliesTables } from './tables'

/** The office supplies ledger (办公用品): purchasing up to acceptance, and the store. */
export const supplies: LedgerModule = {
  id: 'supplies',
  keepers: ['suppliesKeeper', 'buyer'],
  entities: suppliesEntities,
  appendOnly: suppliesAppendOnly,
  standing: [SupplyItem],
  tables: suppliesTables,
  migrations: [Supplies1768000100000, ItemBrand1768001200000],
  rules: [...procurement.rules, ...store.rules],
  requests: [...procurement.requests, ...store.requests],
  numbered: [...procurement.numbered, ...store.numbered],
  proofs: [...procurement.proofs, ...store.proofs],
  workbooks: [
    {
      id: 'supplies',
      name: '办公用品',
      access: ['suppliesKeeper', 'buyer', 'officeDirector', 'financeHead', 'finance', 'head', 'inspector'],
      // In the order of the printed catalogue of outputs.
      sheets: [...store.sheets.slice(0, 4), ...procurement.sheets, ...store.sheets.slice(4)]
    }
  ],
  forms: [...procurement.forms, ...store.forms],
  labels: store.labels,
  imports: store.imports,
  due: async (reading) => [...(await procurement.due(reading)), ...(await store.due(reading))],
  heldBy: store.heldBy,
  search: async (reading, words, limit) =>
    [...(await procurement.search(reading, words, limit)), ...(await store.search(reading, words, limit))].slice(0, limit),
  charts: store.charts,
  demo: async (house) => {
    await procurement.demo(house)
    await store.demo(house)
  }
}
