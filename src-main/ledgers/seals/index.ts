import type { LedgerModule } from '../../office/ledgerModule'
import { sealPosts, seesAll } from './visibility'
import { standInRules } from './custody/acts'
import { demoSeals } from './demo'
import { dueSeals } from './due'
import {
  BlankBatch,
  BlankLoss,
  Destruction,
  Engraving,
  Inspection,
  Letter,
  Loss,
  Refusal,
  Seal,
  sealsAppendOnly,
  sealsEntities,
  SealUse,
  UseRequest
} from './entities'
import { sealRequests } from './flows'
import { sealsImport } from './seal/import'
import { sealUsesImport } from './use/import'
import { sealCharts } from './charts'
import { sealsHeldBy } from './clearance'
import { searchSeals } from './search'
import { Seals1768000200000 } from './migrations/1768000200000-seals'
import { BlankLosses1769390000000 } from './migrations/1769390000000-blankLosses'
import { SealLetters1769391000000 } from './migrations/1769391000000-sealLetters'
import { letterForm } from './letter/form'
import { letterSheet } from './letter/sheet'
import { blankLossForm } from './blankLoss/form'
import { blankSheet } from './blank/sheet'
import { handoverForm } from './custody/form'
import { custodySheet } from './custody/sheet'
import { destructionForm } from './destruction/form'
import { engravingForm } from './engraving/form'
import { inspectionSheet } from './inspection/sheet'
import { lossForm } from './loss/form'
import { refusalForm } from './refusal/form'
import { refusalSheet } from './refusal/sheet'
import { useForm } from './request/form'
import { endedSheet } from './seal/endedSheet'
import { activationForm } from './seal/form'
import { registerSheet } from './seal/sheet'
import { useSheet } from './use/sheet'
import { sealProofs } from './proofs'
import { sealRules } from './rules'
import { sealsTables } from './tables'

/** The seals ledger (印章): the register with each seal's life and custody, and everything stamped. */
export const seals: LedgerModule = {
  id: 'seals',
  keepers: ['sealCustodian'],
  rules: sealRules,
  entities: sealsEntities,
  appendOnly: sealsAppendOnly,
  tables: sealsTables,
  migrations: [Seals1768000200000, BlankLosses1769390000000, SealLetters1769391000000],
  requests: sealRequests,
  seesWhole: seesAll,
  numbered: [
    { prefix: 'YZ', entity: Seal },
    { prefix: 'KZ', entity: Engraving },
    { prefix: 'YZY', entity: Loss },
    { prefix: 'YZH', entity: Letter },
    { prefix: 'YZX', entity: Destruction },
    { prefix: 'YSQ', entity: UseRequest },
    { prefix: 'YY', entity: SealUse },
    { prefix: 'JY', entity: Refusal },
    { prefix: 'KB', entity: BlankBatch },
    { prefix: 'KBY', entity: BlankLoss },
    { prefix: 'JC', entity: Inspection }
  ],
  proofs: sealProofs,
  workbooks: [
    {
      id: 'seals',
      name: '印章',
      access: sealPosts,
      // In the order of the printed catalogue of outputs.
      sheets: [
        registerSheet,
        useSheet,
        custodySheet,
        refusalSheet,
        endedSheet,
        inspectionSheet,
        blankSheet,
        letterSheet
      ]
    }
  ],
  forms: [
    useForm,
    engravingForm,
    activationForm,
    handoverForm,
    refusalForm,
    lossForm,
    blankLossForm,
    letterForm,
    destructionForm
  ],
  labels: [],
  imports: [sealsImport, sealUsesImport],
  due: dueSeals,
  heldBy: sealsHeldBy,
  search: searchSeals,
  charts: sealCharts,
  standInRules,
  demo: demoSeals
}
