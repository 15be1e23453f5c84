import { contract } from '../../../contract'
import { formatInstant } from '../../../contract/display'
import { tripPurposes } from '../../../contract/vehicles/words'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { recordAccess } from '../../../office/outputs/access'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { Trip } from '../entities'
import { tripDetail, trips } from './rows'

/** 公务用车审批单: what is asked, the chain's opinions, odometer out and back. */
export const tripForm: FormDefinition = {
  id: 'vehicles.trip',
  name: '公务用车审批单',
  access: recordAccess(contract.vehicles.trips.get, tripDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Trip, { number }))?.id,
  make: async (reading, id) => {
    const { row, passengers, changes } = await tripDetail(reading, id)
    const stored = await trips.one(reading, id)
    const km = (value: number | null) => (value === null ? '' : `${value}公里`)
    return {
      title: '公务用车审批单',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '用车单位', value: row.unitName },
            { label: '用车人', value: row.userName },
            { label: '用途', value: tripPurposes[row.purpose] },
            { label: '人数', value: String(passengers.length + 1) },
            { label: '事由', value: row.reason, span: 3 },
            { label: '目的地', value: row.destination },
            { label: '路线', value: row.route ?? '' },
            { label: '起', value: formatInstant(row.fromAt) },
            { label: '止', value: formatInstant(row.untilAt) },
            { label: '车辆', value: row.plate ?? '' },
            { label: '驾驶员', value: row.driverName ?? '' },
            ...(stored.areas.length > 0
              ? [{ label: '活动区域', value: stored.areas.join('、'), span: 3 as const }]
              : [])
          ]
        },
        ...(passengers.length > 0
          ? [
              {
                kind: 'lines' as const,
                caption: '同车人',
                columns: [
                  { key: 'name', label: '姓名', kind: 'text' as const, weight: 1 },
                  { key: 'duty', label: '职责', kind: 'text' as const, weight: 3 }
                ],
                rows: passengers.map(({ name, duty }) => ({ name, duty })),
                closed: true
              }
            ]
          : []),
        { kind: 'opinions', boxes: await opinionBoxes(reading, stored.approvalId, 'vehicles.trip') },
        ...(changes.length > 0
          ? [
              {
                kind: 'lines' as const,
                caption: '变更',
                columns: [
                  { key: 'number', label: '变更单号', kind: 'text' as const, weight: 2 },
                  { key: 'what', label: '变更内容', kind: 'text' as const, weight: 3 },
                  { key: 'reason', label: '原因', kind: 'text' as const, weight: 3 }
                ],
                rows: changes.map(({ number, destination, route, untilAt, reason }) => ({
                  number,
                  what: [destination, route, untilAt ? `延至${formatInstant(untilAt)}` : null]
                    .filter((words) => words)
                    .join('；'),
                  reason
                })),
                closed: true
              }
            ]
          : []),
        {
          kind: 'facts',
          facts: [
            { label: '出车时间', value: formatInstant(row.outAt) },
            { label: '出车里程', value: km(row.outKm) },
            { label: '回车时间', value: formatInstant(row.inAt) },
            { label: '回车里程', value: km(row.inKm) },
            { label: '行驶公里', value: km(row.km) },
            { label: '停放', value: row.parkedAt ?? '' }
          ]
        },
        {
          kind: 'signatures',
          lines: [
            { label: '驾驶员签字', ...(row.driverName ? { name: row.driverName } : {}) },
            { label: '用车人签字', name: row.userName }
          ]
        }
      ],
      notes: row.remarks === '' ? [] : [row.remarks]
    }
  }
}
