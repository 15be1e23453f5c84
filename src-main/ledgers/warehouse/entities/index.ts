import { Extension, GoodsDecision, SpotSeizure, Testing } from './clock'
import { Exit, ExitLine, ExitRecord } from './exit'
import { CustodyEntry, DetainedLine, DetainedMovement, Intake, Standing } from './intake'
import { Inspection, Keeping } from './keeping'
import {
  Cleanup,
  CleanupCount,
  CleanupLine,
  KeyHandover,
  MonthlyReport,
  RoomEntry,
  Settlement,
  WarehouseKey
} from './room'

/** Entities whose rows are only ever appended. */
export const warehouseAppendOnly = [
  Intake,
  DetainedLine,
  DetainedMovement,
  CustodyEntry,
  ExitLine,
  ExitRecord,
  GoodsDecision,
  Testing,
  Inspection,
  CleanupLine,
  CleanupCount,
  Settlement,
  KeyHandover,
  RoomEntry,
  MonthlyReport
]

/** All entities of the ledger. */
export const warehouseEntities = [
  ...warehouseAppendOnly,
  Standing,
  Exit,
  Extension,
  SpotSeizure,
  Keeping,
  Cleanup,
  WarehouseKey
]

export * from './clock'
export * from './exit'
export * from './intake'
export * from './keeping'
export * from './room'
