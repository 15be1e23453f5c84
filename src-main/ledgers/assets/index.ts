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
import type { Field } from '../../contract/fields'
import type { LedgerModule, TableWords } from '../../office/ledgerModule'
import { acceptanceForm } from './acceptance/form'
import { acquisitionForm } from './acquisition/form'
import { assetLabels, cardForm } from './cards/form'
import { carCards } from './cards/cars'
import { markedForSecrets } from './cards/marked'
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
  Retirement,
  AssetBook,
  AssetRoom,
  RoomSeat,
  CountMark
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
import { seesAllAssets } from './visibility'
import { assetsGoingOn, mergeUnit } from './merging'

const named = (label: string, kind: Field['kind'] = 'text'): Field => ({ label, kind })
const nothingShown = { fields: {} }

const tables: readonly TableWords[] = [
  {
    entity: AssetBook,
    label: '资产账面',
    record: nothingShown,
    also: {
      netCents: named('净值', 'money'),
      monthsTaken: named('已提月数', 'integer'),
      chargedUntil: named('已计提至', 'month'),
      monthlyCents: named('月折旧额', 'money'),
      depreciation: named('折旧状态')
    }
  },
  { entity: AssetRoom, label: '房间', record: nothingShown, also: { heavyPrinting: named('打印量大', 'boolean') } },
  { entity: RoomSeat, label: '房间座位', record: nothingShown, also: { roomId: named('房间', 'reference') } },
  {
    entity: CountMark,
    label: '盘点记录',
    record: nothingShown,
    also: {
      stocktakeId: named('盘点', 'reference'),
      foundPlace: named('实际地点'),
      firstById: named('初盘人', 'person'),
      secondById: named('复盘人', 'person')
    }
  },
  {
    entity: Asset,
    label: '资产卡片',
    record: asset,
    also: {
      unsettled: named('期初折旧待处理', 'boolean'),
      acceptanceId: named('验收单', 'reference'),
      originId: named('原卡片', 'reference')
    }
  },
  { entity: DepreciationRun, label: '折旧计提', record: depreciationRun },
  {
    entity: Acquisition,
    label: '购置申请',
    record: acquisition,
    also: { lines: named('购置明细'), equipment: named('执法装备', 'boolean') }
  },
  {
    entity: AssetAcceptance,
    label: '资产验收',
    record: acceptance,
    also: {
      acquisitionId: named('购置申请', 'reference'),
      contractFileId: named('合同', 'reference'),
      sheetFileId: named('验收清单', 'reference'),
      invoiceFileId: named('发票', 'reference'),
      lines: named('验收明细')
    }
  },
  { entity: LowValueItem, label: '低值易耗品', record: lowValue, also: { acceptanceId: named('验收单', 'reference') } },
  { entity: AssetTransfer, label: '资产转移', record: transfer },
  { entity: AssetLoan, label: '资产借用', record: loan },
  {
    entity: AssetRepair,
    label: '资产报修',
    record: repair,
    also: { arrangedById: named('安排人', 'person'), damageId: named('损失认定', 'reference') }
  },
  { entity: AssetDamage, label: '损失认定', record: damage },
  {
    entity: EquipmentIssue,
    label: '装备领用',
    record: equipmentIssue,
    also: { issuedById: named('发放人', 'person') }
  },
  { entity: EnforcementCertificate, label: '执法证', record: certificate },
  { entity: Retirement, label: '资产处置', record: retirement },
  {
    entity: AssetStocktake,
    label: '资产盘点',
    record: assetStocktake,
    also: { counterIds: named('盘点人', 'reference') }
  },
  {
    entity: CountDifference,
    label: '盘点差异',
    record: countDifference,
    also: {
      stocktakeId: named('盘点', 'reference'),
      bookId: named('账面记录', 'reference'),
      assetId: named('资产', 'reference')
    }
  },
  { entity: AssetReconciliation, label: '资产对账', record: reconciliation },
  {
    entity: ReconciliationLine,
    label: '对账差异',
    record: difference,
    also: { reconciliationId: named('对账', 'reference'), assetId: named('资产', 'reference') }
  }
]

/** The ledger of fixed assets and enforcement equipment (固定资产): every thing with a keeper, a place and a value. */
export const assets: LedgerModule = {
  id: 'assets',
  keepers: ['assetClerk'],
  spends: 'assets',
  rules: assetRules,
  entities: assetsEntities,
  appendOnly: assetsAppendOnly,
  tables,
  migrations: [Assets1768000600000],
  requests: assetRequests,
  seesWhole: seesAllAssets,
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
  workbooks: [
    { id: 'assets', name: '固定资产', access: assetPosts, sheets: [...listSheets, ...yearlySheets, ...financeSheets] }
  ],
  forms: [
    acquisitionForm,
    acceptanceForm,
    cardForm,
    transferForm,
    repairForm,
    retirementForm,
    damageForm,
    stocktakeForm,
    clearanceForm
  ],
  labels: [assetLabels],
  imports: [assetsImport, financeImport],
  due: dueAssets,
  goesOn: assetsGoingOn,
  mergeUnit,
  heldBy: assetsHeldBy,
  search: searchAssets,
  markedForSecrets,
  cars: carCards,
  charts: assetCharts,
  demo: demoAssets
}
