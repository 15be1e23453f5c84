import { contract } from '../../../contract'
import { damageKinds } from '../../../contract/assets'
import { formatDate, formatMoney } from '../../../contract/display'
import { capitalAmount } from '../../../kernel/capitalAmount'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { AssetDamage } from '../entities'
import { damageDetail } from './rows'

/** 赔偿认定: what happened, who answers, what is paid. */
export const damageForm: FormDefinition = {
  id: 'asset-damage',
  name: '赔偿认定',
  access: recordAccess(contract.assets.damages.get, damageDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(AssetDamage, { number }))?.id,
  make: async (reading, id) => {
    const { row, approval } = await damageDetail(reading, id)
    return {
      title: '资产损失赔偿认定表',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '资产', value: row.assetNumber ?? '', span: 3 },
            { label: '情形', value: damageKinds[row.kind] },
            { label: '发生日期', value: formatDate(row.happenedOn) },
            { label: '责任人', value: row.personName ?? '无' },
            { label: '部门', value: row.unitName ?? '' },
            { label: '经过', value: row.circumstances, span: 3 },
            { label: '责任认定', value: row.finding, span: 3 },
            { label: '原价', value: `${formatMoney(row.originalCents)}元` },
            { label: '维修费', value: row.repairCents === null ? '' : `${formatMoney(row.repairCents)}元` },
            { label: '认定金额', value: `${formatMoney(row.assessedCents)}元` },
            { label: '大写', value: capitalAmount(row.assessedCents) },
            {
              label: '赔付',
              value: row.settledOn ? `${formatDate(row.settledOn)}，收据${row.receiptNumber ?? ''}` : '未登记',
              span: 3
            }
          ]
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, approval?.id ?? null, 'assets.damage') },
        {
          kind: 'signatures',
          lines: [
            { label: '责任人', name: row.personName ?? '' },
            { label: '经办人', name: row.applicantName ?? '' }
          ]
        }
      ]
    }
  }
}
