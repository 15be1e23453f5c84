import type { VehicleTripRow } from '@contract/vehicles'
import { client } from '../../../api/client'
import type { FormField, Option } from '../../../ledger-kit'
import { panel, type PanelPlan } from '../parts/panel'

const km = (label: string): FormField => ({ name: 'km', label, kind: 'integer', required: true, suffix: '公里' })

/** The acts on a trip, by the names main gives them. */
export function tripPanel(
  action: string,
  row: VehicleTripRow,
  vehicles: readonly Option[],
  drivers: readonly Option[]
): PanelPlan | undefined {
  const { id, version } = row
  const trips = client.vehicles.trips
  switch (action) {
    case 'dispatch':
      return panel(
        'vehicles.trips.dispatch',
        '派车',
        trips.dispatch,
        { id, version, vehicleId: row.vehicleId ?? undefined, driverId: row.driverId ?? undefined },
        [
          { name: 'vehicleId', label: '车辆', kind: 'reference', options: vehicles, required: true },
          { name: 'driverId', label: '驾驶员', kind: 'reference', options: drivers, required: true }
        ]
      )
    case 'consent':
      return panel('vehicles.trips.consent', `同意由${row.driverName ?? ''}驾驶`, trips.consent, { id, version })
    case 'depart':
      return panel('vehicles.trips.depart', '登记出车', trips.depart, { id, version, checked: false }, [
        km('出车里程'),
        {
          name: 'checked',
          label: '已检查车况',
          kind: 'boolean',
          hint: '灯光、轮胎、刹车、油水；有问题的先报告，不能出车'
        },
        { name: 'at', label: '出车时间', kind: 'instant', hint: '不填为现在' }
      ])
    case 'return':
      return panel('vehicles.trips.return', '登记返回', trips.return, { id, version, inYard: true }, [
        km('返回里程'),
        { name: 'inYard', label: '已停回局院内', kind: 'boolean' },
        { name: 'parkedAt', label: '停放地点', kind: 'text', hint: '没停回局院的写明' },
        { name: 'defects', label: '发现的问题', kind: 'text', hint: '写了的，排除前不能再出车' },
        { name: 'at', label: '返回时间', kind: 'instant', hint: '不填为现在' }
      ])
    case 'change':
      return panel('vehicles.trips.change', '提交变更', trips.change, { id }, [
        { name: 'destination', label: '新目的地', kind: 'text' },
        { name: 'route', label: '新路线', kind: 'text' },
        { name: 'untilAt', label: '延至', kind: 'instant' },
        { name: 'reason', label: '原因', kind: 'text', required: true }
      ])
    case 'papers':
      return panel('vehicles.trips.papers', '补办手续', trips.papers, { id, version }, [], {
        file: { name: 'attachmentId', title: '签字的公务用车审批单' }
      })
    case 'cancel':
      return panel('vehicles.trips.cancel', '取消用车', trips.cancel, { id, version }, [
        { name: 'reason', label: '取消原因', kind: 'text', required: true }
      ])
    default:
      return undefined
  }
}
