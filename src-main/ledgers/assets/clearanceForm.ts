import { contract } from '../../contract'
import { formatDate } from '../../contract/display'
import { personStatuses } from '../../contract/people'
import { clearanceSheet } from '../../office/clearance/router'
import { Person } from '../../office/entities'
import type { FormDefinition } from '../../office/outputs/outputDefinitions'
import { recordAccess } from '../../office/outputs/access'
import { bureauName } from '../../office/people/bureau'
import { EquipmentIssue } from './entities'

/** 离岗清单: everything in a person's name across all ledgers, to be handed in and signed for (K-08). */
export const clearanceForm: FormDefinition = {
  id: 'asset-clearance',
  name: '离岗清单',
  access: recordAccess(contract.office.clearance, (reading, id) => clearanceSheet(reading, id)),
  // By the person's name, or by the number of equipment they drew.
  find: async ({ manager }, typed) => {
    const issue = await manager.findOneBy(EquipmentIssue, { number: typed })
    return issue?.personId ?? (await manager.findOneBy(Person, { name: typed }))?.id
  },
  make: async (reading, id) => {
    const { personName, unitName, status, lines } = await clearanceSheet(reading, id)
    return {
      title: '离岗物品交接清单',
      number: `LG-${reading.today.replaceAll('-', '')}-${id.slice(-6).toUpperCase()}`,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '姓名', value: personName },
            { label: '部门', value: unitName },
            { label: '状态', value: personStatuses[status] },
            { label: '截至', value: formatDate(reading.today) }
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'ledger', label: '台账', kind: 'text', weight: 2 },
            { key: 'label', label: '物品', kind: 'text', weight: 4 },
            { key: 'number', label: '编号', kind: 'text', weight: 3 },
            { key: 'todo', label: '应交', kind: 'text', weight: 4 },
            { key: 'done', label: '已交', kind: 'text', weight: 1 },
            { key: 'receiver', label: '接收人签字', kind: 'text', weight: 2 }
          ],
          rows: lines.map(({ ledger, label, number, todo }) => ({
            ledger,
            label,
            number,
            todo,
            done: '',
            receiver: ''
          })),
          minimumRows: 6,
          closed: true
        },
        { kind: 'signatures', lines: [{ label: '办公室' }, { label: '财务' }, { label: '保密员' }, { label: '人事' }] }
      ],
      notes: [lines.length === 0 ? '名下没有未交清的物品，可以办理离岗。' : '清单上全部交清后才能办理离岗、调动手续。']
    }
  }
}
