import { trip } from '@contract/vehicles'
import { typedFields, type FormField, type Option } from '../../../ledger-kit'

/** The fields of a request in the order of the paper form; vehicle and driver from what is free in its window. */
export function tripFields(
  vehicles: readonly Option[],
  drivers: readonly Option[],
  areas: readonly string[]
): FormField[] {
  const section = '车辆与驾驶员（可空着由车管办派）'
  return [
    ...typedFields(trip, {
      dutyOutsideHours: { hint: '经批准的公务' },
      carsOfOccasion: { hint: '同一次活动共用几辆' },
      driverName: { kind: 'reference', options: drivers, section, hint: '只列能驾驶这辆车的人' }
    }).filter(({ name }) => name !== 'driverId'),
    { name: 'vehicleId', label: '车辆', kind: 'reference', options: vehicles, section },
    { name: 'driverId', label: '驾驶员', kind: 'reference', options: drivers, section },
    ...(areas.length > 0
      ? [
          {
            name: 'area',
            label: '活动区域',
            kind: 'choice' as const,
            section: '用车申请',
            choices: [{ value: '', label: '都不在' }, ...areas.map((area) => ({ value: area, label: area }))]
          },
          { name: 'allInside', label: '全部活动都在这里', kind: 'boolean' as const, section: '用车申请' }
        ]
      : [])
  ]
}

export const passengerFields: readonly FormField[] = [
  { name: 'name', label: '同车人', kind: 'text', width: 10 },
  { name: 'duty', label: '在这次公务中的职责', kind: 'text', width: 24 }
]
