import { contract } from '../../../contract'
import { formatDate } from '../../../contract/display'
import { recordAccess } from '../../../office/outputs/access'
import { Approval } from '../../../office/approvals/entities'
import { notFound } from '../../../kernel/fault'
import { bureauName } from '../../../office/people/bureau'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { Scrap } from '../entities/stock'
import { scrapCard, scrapRows } from './rows'

/** 报废审批单: everything scrapped under one approval with the reasons and the chain's opinions. */
export const scrapForm: FormDefinition = {
  id: 'supplies.scrap',
  name: '报废审批单',
  access: recordAccess(contract.supplies.scraps.get, scrapCard),
  sharedBy: async (manager, id) => {
    const entry = await manager.findOneBy(Scrap, { id })
    const approval = entry?.approvalId ? await manager.findOneBy(Approval, { id: entry.approvalId }) : null
    return approval?.subjectId ?? id
  },
  find: async ({ manager }, number) => (await manager.findOneBy(Scrap, { number }))?.id,
  make: async (reading, subjectId) => {
    const { manager } = reading
    const entry = await manager.findOneBy(Scrap, { id: subjectId })
    if (!entry) throw notFound('报废记录')
    const together = entry.approvalId
      ? await manager.find(Scrap, { where: { approvalId: entry.approvalId }, order: { id: 'ASC' } })
      : [entry]
    const rows = await scrapRows(reading, together)
    const filled = await opinionBoxes(reading, entry.approvalId)
    return {
      title: '办公用品报废审批单',
      number: entry.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '经办人', value: rows[0]?.handlerName ?? '' },
            { label: '日期', value: formatDate(entry.day) }
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'number', label: '报废单号', kind: 'text', weight: 2 },
            { key: 'itemName', label: '品名', kind: 'text', weight: 3 },
            { key: 'spec', label: '规格', kind: 'text', weight: 2 },
            { key: 'quantity', label: '数量', kind: 'quantity', weight: 1 },
            { key: 'unitPriceCents', label: '单价', kind: 'money', weight: 2 },
            { key: 'valueCents', label: '金额', kind: 'money', weight: 2, total: true },
            { key: 'formerUserName', label: '原领用人', kind: 'text', weight: 2 },
            { key: 'reason', label: '报废原因', kind: 'text', weight: 3 },
            { key: 'disposal', label: '处置方式', kind: 'text', weight: 3 }
          ],
          rows: rows.map(
            ({ number, itemName, spec, quantity, unitPriceCents, valueCents, formerUserName, reason, disposal }) => ({
              number,
              itemName,
              spec,
              quantity,
              unitPriceCents,
              valueCents,
              formerUserName,
              reason,
              disposal
            })
          ),
          minimumRows: 5
        },
        {
          kind: 'opinions',
          boxes:
            filled.length > 0 ? filled : [{ label: '办公室意见' }, { label: '财务意见' }, { label: '分管领导意见' }]
        }
      ]
    }
  }
}
