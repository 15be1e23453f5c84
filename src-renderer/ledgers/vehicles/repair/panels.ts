import { typedOf } from '@contract'
import { repair, type RepairItemRow, type RepairRow } from '@contract/vehicles'
import { client } from '../../../api/client'
import type { FormField, Option } from '../../../ledger-kit'
import { panel, type PanelPlan } from '../parts/panel'
import { itemFields, repairFields } from './fields'

const km = (label: string): FormField => ({ name: 'km', label, kind: 'integer', required: true, suffix: '公里' })
const both = [
  { role: 'driver', label: '驾驶员签字' },
  { role: 'office', label: '车管办签字' }
]

/** The acts on a maintenance sheet, by the names main gives them. */
export function repairPanel(
  action: string,
  row: RepairRow,
  items: readonly RepairItemRow[],
  garages: readonly Option[]
): PanelPlan | undefined {
  const { id, version } = row
  const repairs = client.vehicles.repairs
  const approved = items.filter((item) => item.approved)
  switch (action) {
    case 'amend':
      return panel(
        'vehicles.repairs.amend',
        '补正后重报',
        repairs.amend,
        {
          ...typedOf(repair, row),
          id,
          version,
          garageId: row.garageId ?? undefined,
          items: items.map(({ name, amountCents }) => ({ name, amountCents }))
        },
        repairFields(garages, row.breakdown, row.kind === 'overhaul'),
        { lines: { fields: itemFields, title: '维修保养项目', blank: {}, path: 'items' } }
      )
    case 'handOver':
      return panel('vehicles.repairs.handOver', '送修', repairs.handOver, { id, version }, [km('送修里程')], {
        sign: both
      })
    case 'supplement':
      return panel(
        'vehicles.repairs.supplement',
        '提交增项',
        repairs.supplement,
        { id, items: [{}] },
        [{ name: 'reason', label: '原因', kind: 'text', required: true }],
        { lines: { fields: itemFields, title: '增加的项目', blank: {}, path: 'items' } }
      )
    case 'accept':
      return panel(
        'vehicles.repairs.accept',
        '验收',
        repairs.accept,
        {
          id,
          version,
          lines: approved.map(({ id: itemId, name }) => ({ itemId, name, materialCents: 0, labourCents: 0 }))
        },
        [
          km('修毕里程'),
          { name: 'warrantyUntil', label: '质保期至', kind: 'date' },
          { name: 'warrantyKm', label: '质保公里', kind: 'integer' },
          { name: 'invoiceNumber', label: '发票号', kind: 'code' }
        ],
        {
          sign: both,
          lines: {
            title: '维修清单（每一项不超过批准金额）',
            blank: {},
            fields: [
              {
                name: 'itemId',
                label: '批准的项目',
                kind: 'reference',
                options: approved.map(({ id: value, name: label }) => ({ value, label })),
                width: 14
              },
              { name: 'name', label: '清单上的名称', kind: 'text', width: 14 },
              { name: 'materialCents', label: '材料费', kind: 'money', width: 10, total: true },
              { name: 'labourCents', label: '工时费', kind: 'money', width: 10, total: true }
            ]
          }
        }
      )
    case 'papers':
      return panel('vehicles.repairs.papers', '补办手续', repairs.papers, { id, version }, [], {
        file: { name: 'attachmentId', title: '签字的车辆保养维修审批单' }
      })
    case 'receiveStatement':
      return panel('vehicles.repairs.receiveStatement', '确认收到情况说明', repairs.receiveStatement, { id, version })
    case 'receiveList':
      return panel('vehicles.repairs.receiveList', '确认收到签字的维修清单', repairs.receiveList, { id, version })
    case 'charge':
      return panel('vehicles.repairs.charge', '认定', repairs.charge, { id, version }, [
        { name: 'borneCents', label: '驾驶员自负', kind: 'money', required: true },
        { name: 'reason', label: '认定原因', kind: 'text', required: true }
      ])
    case 'collect':
      return panel('vehicles.repairs.collect', '确认收到自负费用', repairs.collect, { id, version })
    case 'close':
      return panel('vehicles.repairs.close', '办结', repairs.close, { id, version })
    default:
      return undefined
  }
}
