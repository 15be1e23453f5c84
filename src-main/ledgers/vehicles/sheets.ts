import { incident, settlement } from '../../contract/vehicles/conduct'
import { match, refuel, suspicion } from '../../contract/vehicles/fuel'
import { repair } from '../../contract/vehicles/repair'
import { distance, layup, trip } from '../../contract/vehicles/trip'
import { vehicle } from '../../contract/vehicles/vehicle'
import { tripPurposes } from '../../contract/vehicles/words'
import type { SheetDefinition } from '../../office/outputs/outputDefinitions'
import { distances } from './distance/rows'
import { incidents } from './incident/rows'
import { layups } from './layup/rows'
import { refuels } from './refuel/rows'
import { sheetOf } from './register'
import { repairs } from './repair/rows'
import { settlements } from './settlement/rows'
import { matches } from './statement/rows'
import { suspicions } from './suspicion/rows'
import { trips } from './trip/rows'
import { vehicles } from './vehicle/rows'
import { costSheet, expirySheet, monthSheet, publicSheet } from './workedSheets'

const vehicleSheet = sheetOf(
  '车辆档案',
  '车辆档案',
  vehicles,
  vehicle.fields,
  [
    'plate',
    'model',
    'vin',
    'engineNumber',
    'seats',
    'use',
    'unitName',
    'responsibleName',
    'mainDriverName',
    'secondDriverName',
    'purchasedOn',
    'priceCents',
    'insuredUntil',
    'inspectionUntil',
    'lastKm',
    'parking',
    'state'
  ],
  { remarks: ({ remarks }) => remarks ?? '', shows: 'state' }
)

const tripSheet = sheetOf(
  '派车登记',
  '公务用车派车登记簿',
  trips,
  trip.fields,
  [
    'number',
    'unitName',
    'userName',
    'reason',
    'destination',
    'companions',
    'plate',
    'driverName',
    'fromAt',
    'untilAt',
    'outAt',
    'inAt',
    'outKm',
    'inKm',
    'km',
    'approvers',
    'papersOn',
    'state'
  ],
  {
    labels: { papersOn: '补办' },
    remarks: ({ remarks, purpose }) => [tripPurposes[purpose], remarks].filter((words) => words).join('；')
  }
)

const refuelSheet = sheetOf(
  '加油登记',
  '车辆加油登记簿',
  refuels,
  refuel.fields,
  [
    'day',
    'plate',
    'driverName',
    'station',
    'grade',
    'litres',
    'priceCents',
    'amountCents',
    'km',
    'full',
    'cardNumber',
    'per100',
    'hint'
  ],
  { remarks: ({ remarks }) => remarks ?? '' }
)

const repairSheet = sheetOf(
  '维修保养',
  '车辆维修保养登记簿',
  repairs,
  repair.fields,
  [
    'number',
    'submittedOn',
    'plate',
    'items',
    'garageName',
    'approvedCents',
    'materialCents',
    'labourCents',
    'actualCents',
    'supplements',
    'accepters',
    'warrantyUntil',
    'state'
  ],
  { remarks: ({ remarks }) => remarks }
)

const incidentSheet = sheetOf(
  '违章事故',
  '车辆违章事故登记簿',
  incidents,
  incident.fields,
  [
    'at',
    'place',
    'plate',
    'driverName',
    'kind',
    'share',
    'points',
    'fineCents',
    'lossCents',
    'insuranceCents',
    'borneCents',
    'result'
  ],
  {
    labels: { share: '责任比例(%)' },
    remarks: ({ nature, remarks }) => [nature, remarks].filter((words) => words).join('；')
  }
)

const settlementSheet = sheetOf(
  '驾驶员年终结算',
  '驾驶员年终结算表',
  settlements,
  settlement.fields,
  [
    'year',
    'personName',
    'goodsCents',
    'bonusMonths',
    'bonusCents',
    'deductions',
    'chargeCents',
    'dueCents',
    'signedByName'
  ],
  {
    labels: { dueCents: '应发' },
    remarks: ({ correctionOf }) => (correctionOf === null ? '' : `更正${correctionOf}`),
    signatures: ['制表', '财务', '负责人']
  }
)

const matchSheet = sheetOf(
  '油卡对账',
  '加油卡对账表',
  matches,
  match.fields,
  [
    'cardNumber',
    'plate',
    'at',
    'station',
    'gradeWords',
    'kindWords',
    'lineLitres',
    'lineCents',
    'refuelNumber',
    'refuelLitres',
    'refuelCents',
    'differenceCents',
    'kind',
    'settlement'
  ],
  { remarks: ({ words }) => words }
)

const suspicionSheet = sheetOf('用油疑点', '用油疑点核查表', suspicions, suspicion.fields, [
  'day',
  'plate',
  'driverName',
  'kind',
  'figures',
  'words',
  'settlement',
  'settledBy'
])

const distanceSheet = sheetOf(
  '无派车里程',
  '无派车里程登记簿',
  distances,
  distance.fields,
  ['plate', 'fromAt', 'untilAt', 'fromKm', 'untilKm', 'km', 'trips', 'explanation', 'state'],
  { labels: { state: '处理' }, remarks: ({ settledBy }) => (settledBy === '' ? '' : `说明人${settledBy}`) }
)

const layupSheet = sheetOf(
  '节假日封存',
  '节假日车辆封存登记簿',
  layups,
  layup.fields,
  [
    'holiday',
    'plate',
    'sealedAt',
    'sealedKm',
    'releasedAt',
    'releasedKm',
    'difference',
    'parking',
    'sealedByName',
    'approvedUse'
  ],
  {
    remarks: ({ remarks, state }) => [state === 'sealed' ? '封存中' : null, remarks].filter((words) => words).join('；')
  }
)

/** The sheets of the vehicles workbook in the order of the catalogue of outputs. */
export const vehicleSheets: readonly SheetDefinition[] = [
  vehicleSheet,
  tripSheet,
  refuelSheet,
  monthSheet,
  repairSheet,
  incidentSheet,
  costSheet,
  expirySheet,
  settlementSheet,
  matchSheet,
  suspicionSheet,
  distanceSheet,
  publicSheet,
  layupSheet
]
