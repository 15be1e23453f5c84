import { choicesOf, typedOf } from '@contract'
import { paperKinds, vehicle, type VehicleRow } from '@contract/vehicles'
import { client } from '../../../api/client'
import { typedFields, type FormField, type Option } from '../../../ledger-kit'
import { panel, type PanelPlan } from '../parts/panel'

const reason = (label: string): FormField => ({ name: 'reason', label, kind: 'text', required: true })

/** The acts on a vehicle's file, by the names main gives them. */
export function vehiclePanel(
  action: string,
  row: VehicleRow,
  drivers: readonly Option[],
  insurers: readonly Option[]
): PanelPlan | undefined {
  const { id, version } = row
  const { files } = client.vehicles
  switch (action) {
    case 'addPaper':
      return panel(
        'vehicles.files.addPaper',
        '登记',
        files.addPaper,
        { id, version, kind: 'compulsory', amountCents: 0 },
        [
          { name: 'kind', label: '证照', kind: 'choice', choices: choicesOf(paperKinds), required: true },
          { name: 'fromDay', label: '起', kind: 'date' },
          { name: 'untilDay', label: '到期日', kind: 'date', required: true },
          insurers.length > 0
            ? { name: 'issuer', label: '承保公司', kind: 'reference', options: insurers, hint: '年检不用填' }
            : { name: 'issuer', label: '承保公司或检验机构', kind: 'text' },
          { name: 'documentNumber', label: '保单号或凭证号', kind: 'code' },
          { name: 'amountCents', label: '金额', kind: 'money', required: true, hint: '记入车辆费用' },
          { name: 'receiptOn', label: '票据日期', kind: 'date' }
        ],
        { file: { name: 'attachmentId', title: '扫描件' } }
      )
    case 'assignDrivers':
      return panel(
        'vehicles.files.assignDrivers',
        '变更驾驶员',
        files.assignDrivers,
        { id, version, mainDriverId: row.mainDriverId ?? undefined, secondDriverId: row.secondDriverId ?? undefined },
        [
          { name: 'mainDriverId', label: '主驾驶员', kind: 'reference', options: drivers },
          { name: 'secondDriverId', label: '副驾驶员', kind: 'reference', options: drivers },
          reason('变更原因')
        ]
      )
    case 'moveUnit':
      return panel(
        'vehicles.files.moveUnit',
        '变更使用单位',
        files.moveUnit,
        { id, version },
        [
          { name: 'unitId', label: '使用单位', kind: 'unit', required: true },
          { name: 'meeting', label: '会议名称和日期', kind: 'text' },
          { name: 'documentNumber', label: '会议纪要文号', kind: 'code' },
          reason('变更原因')
        ],
        { file: { name: 'minutesId', title: '会议纪要扫描件' } }
      )
    case 'revise':
      return panel('vehicles.files.revise', '更正档案', files.revise, { ...typedOf(vehicle, row), id, version }, [
        ...typedFields(vehicle, {
          unitName: false,
          mainDriverName: false,
          secondDriverName: false,
          openingKm: false,
          tank: { suffix: '升' }
        }),
        reason('更正原因')
      ])
    case 'reportDefect':
      return panel('vehicles.files.reportDefect', '报告', files.reportDefect, { id }, [
        { name: 'description', label: '问题', kind: 'text', required: true, hint: '排除前不能出车' }
      ])
    case 'replaceMeter':
      return panel(
        'vehicles.files.replaceMeter',
        '更换里程表',
        files.replaceMeter,
        { id, version },
        [
          { name: 'at', label: '更换时间', kind: 'instant', required: true },
          { name: 'oldKm', label: '旧表最后读数', kind: 'integer', required: true },
          { name: 'newKm', label: '新表起始读数', kind: 'integer', required: true },
          reason('原因')
        ],
        { file: { name: 'attachmentId', title: '更换凭证、照片' } }
      )
    case 'retire':
      return panel(
        'vehicles.files.retire',
        '更新或报废',
        files.retire,
        { id, version, state: 'replaced' },
        [
          {
            name: 'state',
            label: '去向',
            kind: 'choice',
            choices: choicesOf({ replaced: '更新', scrapped: '报废' }),
            required: true
          },
          { name: 'documentNumber', label: '批准文号', kind: 'code', required: true },
          reason('原因')
        ],
        { file: { name: 'attachmentId', title: '批准文件' } }
      )
    default:
      return undefined
  }
}
