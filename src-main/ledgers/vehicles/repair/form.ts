import { contract } from '../../../contract'
import { repairKinds } from '../../../contract/vehicles/words'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { recordAccess } from '../../../office/outputs/access'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { signatureLines } from '../../../office/records/signatureLines'
import { Repair } from '../entities'
import { repairDetail, repairs } from './rows'

/** 车辆保养维修审批单, one copy for the office and one for the garage: what was asked, supplements, what was done. */
export const repairForm: FormDefinition = {
  id: 'vehicles.repair',
  name: '车辆保养维修审批单(两份)',
  access: recordAccess(contract.vehicles.repairs.get, repairDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Repair, { number }))?.id,
  make: async (reading, id) => {
    const { row, items, supplements } = await repairDetail(reading, id)
    const stored = await repairs.one(reading, id)
    const supplementBoxes = []
    for (const each of supplements)
      for (const box of await opinionBoxes(reading, each.approvalId))
        supplementBoxes.push({ ...box, label: `增项${box.label}` })
    const asked = items.filter(({ supplementNumber }) => supplementNumber === null)
    const added = items.filter(({ supplementNumber }) => supplementNumber !== null)
    const done = row.acceptedOn !== null
    return {
      title: '车辆保养维修审批单',
      number: row.number,
      bureau: await bureauName(reading.manager),
      copies: ['办公室登记备案', '修理厂报销附件'],
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '车牌', value: row.plate },
            { label: '里程', value: `${row.km}公里` },
            { label: '类别', value: `${repairKinds[row.kind]}${row.breakdown ? '（途中故障）' : ''}` },
            { label: '申请日期', value: row.submittedOn },
            { label: '使用单位', value: row.unitName },
            { label: '驾驶员', value: row.applicantName },
            { label: '修理厂', value: row.garageName ?? '', span: 3 },
            { label: '事由', value: row.reason, span: 3 },
            ...(row.faultStatement ? [{ label: '情况说明', value: row.faultStatement, span: 3 as const }] : [])
          ]
        },
        {
          kind: 'lines',
          caption: '维修保养项目',
          columns: [
            { key: 'name', label: '项目', kind: 'text', weight: 4 },
            { key: 'amountCents', label: '预计金额', kind: 'money', weight: 2, total: true }
          ],
          rows: asked.map(({ name, amountCents }) => ({ name, amountCents })),
          capitals: 'amountCents',
          minimumRows: 4,
          closed: true
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, stored.approvalId, 'vehicles.repair') },
        ...(added.length > 0
          ? [
              {
                kind: 'lines' as const,
                caption: '增项',
                columns: [
                  { key: 'supplementNumber', label: '增项单号', kind: 'text' as const, weight: 2 },
                  { key: 'name', label: '项目', kind: 'text' as const, weight: 3 },
                  { key: 'amountCents', label: '金额', kind: 'money' as const, weight: 2, total: true }
                ],
                rows: added.map(({ supplementNumber, name, amountCents }) => ({ supplementNumber, name, amountCents })),
                closed: true
              },
              { kind: 'opinions' as const, boxes: supplementBoxes }
            ]
          : []),
        {
          kind: 'lines',
          caption: '验收明细',
          columns: [
            { key: 'name', label: '项目', kind: 'text', weight: 3 },
            { key: 'materialCents', label: '材料费', kind: 'money', weight: 2, total: true },
            { key: 'labourCents', label: '工时费', kind: 'money', weight: 2, total: true },
            { key: 'sumCents', label: '合计', kind: 'money', weight: 2, total: true }
          ],
          rows: done
            ? items
                .filter(({ materialCents, labourCents }) => materialCents + labourCents > 0)
                .map(({ name, materialCents, labourCents }) => ({
                  name,
                  materialCents,
                  labourCents,
                  sumCents: materialCents + labourCents
                }))
            : [],
          ...(done ? { capitals: 'sumCents', closed: true } : { minimumRows: 4 })
        },
        {
          kind: 'signatures',
          lines: await signatureLines(
            reading,
            [id],
            [
              { label: '送修：驾驶员', role: '驾驶员（送修）' },
              { label: '送修：车管办', role: '车管办（送修）' },
              { label: '验收：驾驶员', role: '驾驶员（验收）' },
              { label: '验收：车管办', role: '车管办（验收）' }
            ]
          )
        }
      ],
      notes: [
        ...(row.listReceivedOn === null ? [] : [`维修清单${row.listReceivedOn}交财务装备股备案`]),
        ...(row.remarks === '' ? [] : [row.remarks])
      ]
    }
  }
}
