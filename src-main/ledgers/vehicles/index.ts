import { overseers } from '../../contract/vehicles/access'
import type { LedgerModule } from '../../office/ledgerModule'
import { vehicleCharts } from './charts'
import { vehiclesHeldBy } from './clearance'
import { demoVehicles } from './demo'
import { vehiclesDue } from './due'
import {
  Campaign,
  CardStatement,
  FuelMonth,
  Incident,
  Layup,
  Refuel,
  Repair,
  Settlement,
  SpotCheck,
  Supplement,
  Trip,
  TripChange,
  Vehicle,
  VehicleCost,
  vehiclesAppendOnly,
  vehiclesEntities
} from './entities'
import { vehicleRequests } from './flows'
import { fuelMonthForm } from './fuelMonth/form'
import { incidentForm } from './incident/form'
import { Vehicles1768000400000 } from './migrations/1768000400000-vehicles'
import { DistanceNeighbours1769400000000 } from './migrations/1769400000000-distanceNeighbours'
import { vehicleProofs } from './proofs'
import { refuelsImport } from './refuel/import'
import { repairForm } from './repair/form'
import { vehicleRules } from './rules'
import { searchVehicles } from './search'
import { settlementForm } from './settlement/form'
import { vehicleSheets } from './sheets'
import { vehicleTables } from './tables'
import { tripForm } from './trip/form'
import { carFiles } from './vehicle/cars'
import { vehiclesImport } from './vehicle/import'
import { seesAll } from './visibility'
import { mergeUnit } from './merging'

/** The vehicles ledger (车辆): from the request to the cost of a kilometre. */
export const vehicles: LedgerModule = {
  id: 'vehicles',
  keepers: ['vehicleOffice'],
  rules: vehicleRules,
  entities: vehiclesEntities,
  appendOnly: vehiclesAppendOnly,
  tables: vehicleTables,
  migrations: [Vehicles1768000400000, DistanceNeighbours1769400000000],
  requests: vehicleRequests,
  seesWhole: seesAll,
  numbered: [
    { prefix: 'CL', entity: Vehicle },
    { prefix: 'JZ', entity: Campaign },
    { prefix: 'PC', entity: Trip },
    { prefix: 'PB', entity: TripChange },
    { prefix: 'CF', entity: Layup },
    { prefix: 'CY', entity: Refuel },
    { prefix: 'YJ', entity: FuelMonth },
    { prefix: 'YD', entity: CardStatement },
    { prefix: 'FY', entity: VehicleCost },
    { prefix: 'CX', entity: Repair },
    { prefix: 'ZX', entity: Supplement },
    { prefix: 'CS', entity: Incident },
    { prefix: 'NJ', entity: Settlement },
    { prefix: 'CC', entity: SpotCheck }
  ],
  proofs: vehicleProofs,
  workbooks: [{ id: 'vehicles', name: '车辆', access: overseers, sheets: vehicleSheets }],
  forms: [tripForm, repairForm, incidentForm, settlementForm, fuelMonthForm],
  labels: [],
  imports: [vehiclesImport, refuelsImport],
  due: vehiclesDue,
  mergeUnit,
  cars: carFiles,
  heldBy: vehiclesHeldBy,
  search: searchVehicles,
  charts: vehicleCharts,
  demo: demoVehicles
}
