import { Incident, Settlement, SpotCheck } from './conduct'
import {
  Campaign,
  Driver,
  FuelCard,
  Odometer,
  Provider,
  Vehicle,
  VehicleDefect,
  VehicleEvent,
  VehiclePaper
} from './fleet'
import {
  CardStatement,
  FuelMonth,
  FuelMonthReceipt,
  FuelStretch,
  Refuel,
  StatementLine,
  StatementMatch,
  Suspicion,
  VehicleCost
} from './fuel'
import { Repair, RepairItem, RepairLine, Supplement } from './repair'
import { Distance, DistanceExplanation, DriverConsent, Layup, OdometerReading, Trip, TripChange } from './trip'

/** Entities whose rows are only ever appended. */
export const vehiclesAppendOnly = [
  VehicleEvent,
  VehiclePaper,
  DriverConsent,
  OdometerReading,
  DistanceExplanation,
  Refuel,
  FuelMonth,
  FuelMonthReceipt,
  StatementLine,
  VehicleCost,
  RepairItem,
  RepairLine,
  Settlement
]

/** All entities of the ledger. */
export const vehiclesEntities = [
  ...vehiclesAppendOnly,
  Vehicle,
  Odometer,
  VehicleDefect,
  Driver,
  FuelCard,
  Provider,
  Campaign,
  Trip,
  TripChange,
  Distance,
  Layup,
  FuelStretch,
  CardStatement,
  StatementMatch,
  Suspicion,
  Repair,
  Supplement,
  Incident,
  SpotCheck
]

export * from './conduct'
export * from './fleet'
export * from './fuel'
export * from './repair'
export * from './trip'
