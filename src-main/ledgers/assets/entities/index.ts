import { Asset, AssetBook, AssetEntry, AssetPhase, DepreciationEntry, DepreciationRun } from './asset'
import {
  AssetReconciliation,
  AssetScan,
  AssetStocktake,
  CountBook,
  CountDifference,
  CountMark,
  FinanceRow,
  ReconciliationLine
} from './checking'
import { Acquisition, AssetAcceptance, AssetRoom, LowValueItem, RoomSeat } from './getting'
import {
  AssetDamage,
  AssetLoan,
  AssetRepair,
  AssetTransfer,
  EnforcementCertificate,
  EquipmentIssue,
  EquipmentReport,
  RecorderShift,
  RequestLine,
  Retirement
} from './living'

export * from './asset'
export * from './checking'
export * from './getting'
export * from './living'

export const assetsAppendOnly = [
  AssetEntry,
  AssetPhase,
  DepreciationEntry,
  RequestLine,
  RecorderShift,
  EquipmentReport,
  CountBook,
  AssetScan,
  FinanceRow
]

export const assetsEntities = [
  Asset,
  AssetBook,
  DepreciationRun,
  Acquisition,
  AssetAcceptance,
  LowValueItem,
  AssetRoom,
  RoomSeat,
  AssetTransfer,
  AssetLoan,
  AssetRepair,
  AssetDamage,
  EquipmentIssue,
  EnforcementCertificate,
  Retirement,
  AssetStocktake,
  CountMark,
  CountDifference,
  AssetReconciliation,
  ReconciliationLine,
  ...assetsAppendOnly
]
