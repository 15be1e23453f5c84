import {
  assetPosts,
  asset,
  acquisition,
  acceptance,
  assetStocktake,
  certificate,
  countDifference,
  damage,
  depreciationRun,
  difference,
  equipmentIssue,
  loan,
  lowValue,
  reconciliation,
  repair,
  retirement,
  transfer
} from '../../contract/assets'
import type { LedgerModule, TableWords } from '../../office/house'
import { acceptanceForm } from './acceptance/form'
import { acquisitionForm } from './acquisition/form'
import { assetLabels, cardForm } from './cards/form'
import { assetsImport } from './cards/import'
import { assetCharts } from './charts'
import { assetsHeldBy } from './clearance'
import { clearanceForm } from './clearanceForm'
import { damageForm } from './damage/form'
import { demoAssets } from './demo'
import { dueAssets } from './due'
import {
  Acquisition,
  Asset,
  AssetAcceptance,
  AssetDamage,
  AssetLoan,
  AssetReconciliation,
  AssetRepair,
  AssetStocktake,
  AssetTransfer,
  assetsAppendOnly,
  assetsEntities,
  CountDifference,
  DepreciationRun,
  EnforcementCertificate,
  EquipmentIssue,
  EquipmentReport,
  LowValueItem,
  ReconciliationLine,
  Retirement
} from './entities'
import { Assets1768000600000 } from './migrations/1768000600000-assets'
import { assetProofs } from './proofs'
import { financeImport } from './reconciliation/import'
import { repairForm } from './repair/form'
import { assetRequests } from './requests'
import { retirementForm } from './retirement/form'
import { assetRules } from './rules'
import { searchAssets } from './search'
import { financeSheets } from './sheets/finance'
import { listSheets } from './sheets/lists'
import { yearlySheets } from './sheets/yearly'
import { stocktakeForm } from './stocktake/form'
import { transferForm } from './transfer/form'

const tables: readonly TableWords[] = [
  { entity: Asset, label: '资产卡片', record: asset },
  { entity: DepreciationRun, label: '折旧计提', record: depreciationRun },
  { entity: Acquisition, label: '购置申请', record: acquisition },
  { entity: AssetAcceptance, label: '资产验收', record: acceptance },
  { entity: LowValueItem, label: '低值易耗品', record: lowValue },
  { entity: AssetTransfer, label: '资产转移', record: transfer },
  { entity: AssetLoan, label: '资产借用', record: loan },
  { entity: AssetRepair, label: '资产报修', record: repair },
  { entity: AssetDamage, label: '损失认定', record: damage },
  { entity: EquipmentIssue, label: '装备领用', record: equipmentIssue },
  { entity: EnforcementCertificate, label: '执法证', record: certificate },
  { entity: Retirement, label: '资产处置', record: retirement },
  { entity: AssetStocktake, label: '资产盘点', record: assetStocktake },
  { entity: CountDifference, label: '盘点差异', record: countDifference },
  { entity: AssetReconciliation, label: '资产对账', record: reconciliation },
  { entity: ReconciliationLine, label: '对账差异', record: difference }
]

/** The ledger of fixed assets and enforcement equipment (固定资产): every thing with a keeper, a place and a value. */
export const assets: LedgerModule = {
  id: 'assets',
  rules: assetRules,
  entities: assetsEntities,
  appendOnly: assetsAppendOnly,
  tables,
  migrations: [Assets1768000600000],
  requests: assetRequests,
  numbered: [
    { prefix: 'GZ', entity: Acquisition },
    { prefix: 'GY', entity: AssetAcceptance },
    { prefix: 'GP', entity: LowValueItem },
    { prefix: 'GT', entity: AssetTransfer },
    { prefix: 'GJ', entity: AssetLoan },
    { prefix: 'GW', entity: AssetRepair },
    { prefix: 'GS', entity: AssetDamage },
    { prefix: 'GL', entity: EquipmentIssue },
    { prefix: 'GB', entity: Retirement },
    { prefix: 'GK', entity: AssetStocktake },
    { prefix: 'GC', entity: AssetReconciliation },
    { prefix: 'GX', entity: DepreciationRun },
    { prefix: 'GR', entity: EquipmentReport }
  ],
  proofs: assetProofs,
  workbooks: [{ id: 'assets', name: '固定资产', access: assetPosts, sheets: [...listSheets, ...yearlySheets, ...financeSheets] }],
  forms: [acquisitionForm, acceptanceForm, cardForm, transferForm, repairForm, retirementForm, damageForm, stocktakeForm, clearanceForm],
  labels: [assetLabels],
  imports: [assetsImport, financeImport],
  due: dueAssets,
  heldBy: assetsHeldBy,
  search: searchAssets,
  charts: assetCharts,
  demo: demoAssets
}
