import { contract } from '../../../contract'
import { formatDate, formatMoney } from '../../../contract/display'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { AssetRepair } from '../entities'
import { repairDetail } from './rows'

/** 报修单: fault, vendor, cost, warranty, result. */
export const repairForm: FormDefinition = {
  id: 'asset-repair',
  name: '报修单',
  access: recordAccess(contract.assets.repairs.get, repairDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(AssetRepair, { number }))?.id,
  make: async (reading, id) => {
    const { row } = await repairDetail(reading, id)
    return {
      title: '固定资产报修单',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '资产', value: row.assetNumber ?? '', span: 3 },
            { label: '部门', value: row.unitName ?? '' },
            { label: '报修人', value: row.applicantName ?? '' },
            { label: '报修日期', value: formatDate(row.requestedOn) },
            { label: '质保', value: row.inWarranty ? '质保期内' : '质保期外或没有登记' },
            { label: '故障', value: row.fault, span: 3 },
            { label: '厂商', value: row.vendor ?? '' },
            { label: '送修日期', value: formatDate(row.startedOn) },
            { label: '费用', value: row.costCents === null ? '' : `${formatMoney(row.costCents)}元` },
            { label: '维修质保至', value: formatDate(row.warrantyUntil) },
            { label: '结果', value: row.result ?? '', span: 3 }
          ]
        },
        {
          kind: 'signatures',
          lines: [{ label: '报修人', name: row.applicantName ?? '' }, { label: '办理人' }, { label: '验收人' }]
        }
      ]
    }
  }
}
