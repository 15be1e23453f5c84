import type { Field } from '../../contract/fields'
import { incident, spotCheck } from '../../contract/vehicles/conduct'
import { campaign, card, driver, provider } from '../../contract/vehicles/driver'
import { match, statement, suspicion } from '../../contract/vehicles/fuel'
import { repair, supplement } from '../../contract/vehicles/repair'
import { layup, trip, tripChange } from '../../contract/vehicles/trip'
import { vehicle, vehicleDefect } from '../../contract/vehicles/vehicle'
import type { TableWords } from '../../office/ledgerModule'
import {
  Campaign,
  CardStatement,
  Distance,
  Driver,
  FuelCard,
  FuelStretch,
  Incident,
  Layup,
  Odometer,
  Provider,
  Repair,
  SpotCheck,
  StatementMatch,
  Supplement,
  Suspicion,
  Trip,
  TripChange,
  Vehicle,
  VehicleDefect
} from './entities'

const named = (label: string, kind: Field['kind'] = 'text'): Field => ({ label, kind })
const vehicleId = named('车辆', 'reference')
const approvalId = named('审批', 'reference')
const day = named('日期', 'date')

/** The tables whose rows change, in words for the audit log. */
export const vehicleTables: readonly TableWords[] = [
  { entity: Vehicle, label: '车辆', record: vehicle, also: { opening: named('期初转入', 'boolean') } },
  { entity: VehicleDefect, label: '车况问题', record: vehicleDefect, also: { vehicleId } },
  { entity: Driver, label: '驾驶员', record: driver },
  { entity: FuelCard, label: '卡', record: card, also: { vehicleId } },
  { entity: Provider, label: '定点单位', record: provider },
  { entity: Campaign, label: '集中整治', record: campaign },
  {
    entity: Trip,
    label: '派车单',
    record: trip,
    also: {
      vehicleId,
      approvalId,
      fromDay: named('用车日期', 'date'),
      inDay: named('返回日期', 'date'),
      campaignId: named('集中整治', 'reference'),
      areas: named('活动区域'),
      allInside: named('活动全部在区域内', 'boolean'),
      passengers: named('同车人'),
      backInYard: named('停回局院', 'boolean'),
      papersId: named('补办的手续', 'reference'),
      endReason: named('取消原因')
    }
  },
  {
    entity: TripChange,
    label: '用车变更',
    record: tripChange,
    also: { tripId: named('派车单', 'reference'), approvalId }
  },
  {
    entity: Layup,
    label: '封存单',
    record: layup,
    also: {
      vehicleId,
      holidayFrom: named('放假首日', 'date'),
      sealedOn: named('封存日期', 'date'),
      releasedById: named('启封人', 'person')
    }
  },
  { entity: CardStatement, label: '对账单', record: statement, also: { sha256: named('文件校验值', 'code') } },
  {
    entity: StatementMatch,
    label: '对账情况',
    record: match,
    also: {
      vehicleId,
      statementId: named('对账单', 'reference'),
      lineId: named('对账单明细', 'reference'),
      refuelId: named('加油记录', 'reference'),
      settledAt: named('处理时间', 'instant')
    }
  },
  {
    entity: Suspicion,
    label: '用油疑点',
    record: suspicion,
    also: {
      vehicleId,
      mark: named('核查标记', 'code'),
      refuelId: named('加油记录', 'reference'),
      settledAt: named('处理时间', 'instant')
    }
  },
  {
    entity: Repair,
    label: '维修单',
    record: repair,
    also: {
      vehicleId,
      approvalId,
      incidentId: named('事故记录', 'reference'),
      handedAt: named('送修时间', 'instant'),
      handedByDriverId: named('送修驾驶员', 'person'),
      handedByOfficeId: named('送修车管办', 'person'),
      acceptedAt: named('验收时间', 'instant'),
      outKm: named('修毕里程', 'integer'),
      listReceivedBy: named('清单接收人')
    }
  },
  {
    entity: Supplement,
    label: '维修增项',
    record: supplement,
    also: { repairId: named('维修单', 'reference'), approvalId, at: named('申请时间', 'instant') }
  },
  {
    entity: Incident,
    label: '违章事故',
    record: incident,
    also: {
      vehicleId,
      day,
      tripId: named('派车单', 'reference'),
      recordedById: named('登记人', 'person'),
      recordedAt: named('登记时间', 'instant')
    }
  },
  {
    entity: SpotCheck,
    label: '抽查记录',
    record: spotCheck,
    also: { vehicleId, day, photoId: named('照片', 'reference') }
  },
  {
    entity: Odometer,
    label: '里程',
    record: { fields: {} },
    also: { vehicleId, totalKm: named('累计里程', 'integer') }
  },
  {
    entity: Distance,
    label: '无派车里程',
    record: { fields: {} },
    also: {
      vehicleId,
      fromReadingId: named('起始读数', 'reference'),
      fromAt: named('起始时间', 'instant'),
      untilAt: named('截止时间', 'instant'),
      untilDay: named('截止日期', 'date'),
      fromKm: named('起始里程', 'integer'),
      untilKm: named('截止里程', 'integer'),
      explanationId: named('说明', 'reference')
    }
  },
  {
    entity: FuelStretch,
    label: '油耗区间',
    record: { fields: {} },
    also: {
      vehicleId,
      per100: named('百公里油耗', 'quantity'),
      beforeLitres: named('此前十二个月升数', 'quantity'),
      beforeKm: named('此前十二个月公里', 'integer'),
      beforeCount: named('此前十二个月区间数', 'integer')
    }
  }
]
