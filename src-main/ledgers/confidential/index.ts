import { officerPosts } from '../../contract/confidential/access'
import type { LedgerModule } from '../../office/ledgerModule'
import { confidentialCharts } from './charts'
import { confidentialHeldBy } from './clearance'
import { fillConfidential } from './demo'
import { confidentialDue } from './due'
import {
  Check,
  Classification,
  confidentialAppendOnly,
  confidentialEntities,
  ConfidentialFile,
  CopyRequest,
  Delivery,
  Dispatch,
  Ending,
  Incident,
  Leave,
  Leg,
  Medium,
  OfficerHandover,
  Publication,
  Review,
  ScopeRequest
} from './entities'
import { confidentialRequests } from './flows'
import { Confidential1768000500000 } from './migrations/1768000500000-confidential'
import { ReturnRounds1769330000000 } from './migrations/1769330000000-returnRounds'
import { confidentialImport } from './file/import'
import { confidentialForms } from './outputs/forms'
import { carrierLabels } from './outputs/labels'
import { confidentialSheets } from './outputs/sheets'
import { confidentialProofs } from './proofs'
import { recordOutput } from './reading/log'
import { confidentialRules } from './rules'
import { searchConfidential } from './search'
import { confidentialTables } from './tables'
import { mayKnow } from './visibility'

/** The ledger of confidential files (密级文件): every copy's place at every moment, and nothing of the content anywhere. */
export const confidential: LedgerModule = {
  id: 'confidential',
  keepers: ['confidentialityOfficer'],
  rules: confidentialRules,
  entities: confidentialEntities,
  appendOnly: confidentialAppendOnly,
  tables: confidentialTables,
  migrations: [Confidential1768000500000, ReturnRounds1769330000000],
  requests: confidentialRequests,
  numbered: [
    { prefix: 'MJ', entity: ConfidentialFile },
    { prefix: 'MJS', entity: Delivery },
    { prefix: 'MCY', entity: Leg },
    { prefix: 'MDC', entity: Leave },
    { prefix: 'MZX', entity: ScopeRequest },
    { prefix: 'MFZ', entity: CopyRequest },
    { prefix: 'MQX', entity: Ending },
    { prefix: 'MFW', entity: Dispatch },
    { prefix: 'MHC', entity: Check },
    { prefix: 'MSG', entity: Incident },
    { prefix: 'MJZ', entity: Medium },
    { prefix: 'MDM', entity: Classification },
    { prefix: 'MJM', entity: Review },
    { prefix: 'MGS', entity: Publication },
    { prefix: 'MYJ', entity: OfficerHandover }
  ],
  proofs: confidentialProofs,
  workbooks: [{ id: 'confidential', name: '密级文件', access: officerPosts, sheets: confidentialSheets }],
  forms: confidentialForms,
  labels: [carrierLabels],
  imports: [confidentialImport],
  due: confidentialDue,
  heldBy: confidentialHeldBy,
  search: searchConfidential,
  charts: confidentialCharts,
  demo: fillConfidential,
  confided: mayKnow,
  recordOutput
}
