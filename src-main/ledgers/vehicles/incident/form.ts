import { contract } from '../../../contract'
import { formatInstant, formatMoney } from '../../../contract/display'
import { incidentKinds } from '../../../contract/vehicles/words'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { recordAccess } from '../../../office/outputs/access'
import { Incident } from '../entities'
import { incidentDetail } from './rows'

const yuan = (cents: number) => `${formatMoney(cents)}元`

/** 事故(故障)情况说明: time, place, course, loss, responsibility, insurance, what is proposed. */
export const incidentForm: FormDefinition = {
  id: 'vehicles.incident',
  name: '事故(故障)情况说明',
  access: recordAccess(contract.vehicles.incidents.get, incidentDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Incident, { number }))?.id,
  make: async (reading, id) => {
    const { row } = await incidentDetail(reading, id)
    return {
      title: '车辆事故（故障）情况说明',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '时间', value: formatInstant(row.at) },
            { label: '地点', value: row.place },
            { label: '车牌', value: row.plate },
            { label: '驾驶员', value: row.driverName },
            { label: '用车单位', value: row.unitName },
            { label: '性质', value: incidentKinds[row.kind] },
            { label: '经过', value: row.nature, span: 3 },
            { label: '直接损失', value: yuan(row.lossCents) },
            { label: '人员伤亡', value: row.casualties ? '有' : '无' },
            { label: '责任比例', value: row.share === null ? '未认定' : `${row.share}%` },
            { label: '保险赔付', value: yuan(row.insuranceCents) },
            {
              label: '报告分管领导',
              value: row.leaderToldAt ? `${row.leaderToldName ?? ''} ${formatInstant(row.leaderToldAt)}` : ''
            },
            { label: '报告主要领导', value: formatInstant(row.headToldAt) },
            { label: '个人承担', value: yuan(row.borneCents), span: 3 },
            { label: '处理意见', value: row.result ?? '', span: 3 }
          ]
        },
        {
          kind: 'signatures',
          lines: [{ label: '驾驶员签字', name: row.driverName }, { label: '单位负责人' }, { label: '财务装备股收' }]
        }
      ]
    }
  }
}
