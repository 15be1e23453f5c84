import { contract } from '../../../contract'
import { fundings, procurementWays } from '../../../contract/assets'
import { formatDate } from '../../../contract/display'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { Acquisition } from '../entities'
import { acquisitionDetail } from './rows'

/** 购置审批表: what is asked for beside what the room has, and the chain's opinions. */
export const acquisitionForm: FormDefinition = {
  id: 'asset-acquisition',
  name: '购置审批表',
  access: recordAccess(contract.assets.acquisitions.get, acquisitionDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Acquisition, { number }))?.id,
  make: async (reading, id) => {
    const { row, lines, room, approval } = await acquisitionDetail(reading, id)
    const standing = room
      ? `${room.name}：${room.people.length}人，现有计算机${room.computers}台、打印机${room.printers}台、复印机${room.copiers}台`
      : '使用房间没有登记'
    const collective = approval?.collective
    return {
      title: '固定资产购置审批表',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '申请部门', value: row.unitName ?? '' },
            { label: '申请人', value: row.applicantName ?? '' },
            { label: '现有配置', value: standing, span: 3 },
            { label: '超标准情况', value: row.overStandard ?? '未超标准', span: 3 },
            { label: '购置理由', value: row.reason, span: 3 },
            { label: '预算', value: row.budget },
            { label: '资金来源', value: fundings[row.funding] },
            { label: '采购方式', value: procurementWays[row.procurementWay] },
            { label: '申请日期', value: formatDate(row.submittedOn) }
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'name', label: '名称', kind: 'text', weight: 3 },
            { key: 'spec', label: '规格', kind: 'text', weight: 2 },
            { key: 'quantity', label: '数量', kind: 'integer', total: true },
            { key: 'price', label: '单价', kind: 'money', weight: 2 },
            { key: 'amount', label: '金额', kind: 'money', weight: 2, total: true }
          ],
          rows: lines.map(({ name, spec, quantity, unitPriceCents }) => ({
            name,
            spec,
            quantity,
            price: unitPriceCents,
            amount: quantity * unitPriceCents
          })),
          capitals: 'amount',
          minimumRows: 4
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, approval?.id ?? null, 'assets.acquisition') },
        {
          kind: 'facts',
          facts: [
            {
              label: '集体决策',
              value: collective
                ? `${collective.meeting}，${formatDate(collective.heldOn)}，纪要${collective.minutesNumber}`
                : approval?.needsCollective
                  ? '须集体研究，尚未登记'
                  : '不需要',
              span: 3
            }
          ]
        }
      ],
      notes: ['未经审批不得先行采购；批准后采购的，由办公室和申请部门共同验收后建卡。']
    }
  }
}
