import { contract } from '../../../contract'
import { formatDate, formatMoment } from '../../../contract/display'
import { custodyKinds, sealStates } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { Handover } from '../../../office/entities'
import { type FormDefinition, ownRecord } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { signatureLines } from '../../../office/records/signatureLines'
import { Seal } from '../entities'
import { sealRows } from '../seal/rows'
import { custodyDetail } from './rows'

/** 交接单. */
export const handoverForm: FormDefinition = {
  id: 'seal-handover',
  name: '交接单',
  bears: { handover: ownRecord },
  access: recordAccess(contract.seals.custody.get, custodyDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Handover, { number, ledger: 'seals' }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const handover = await manager.findOneBy(Handover, { id, ledger: 'seals' })
    if (!handover) throw notFound('印章交接')
    const seal = handover.subjectId ? await manager.findOneBy(Seal, { id: handover.subjectId }) : null
    const [row] = seal ? await sealRows(manager, [seal]) : []
    return {
      title: '印章交接单',
      number: handover.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '类型', value: custodyKinds[handover.kind] },
            { label: '时间', value: formatMoment(handover.at) },
            {
              label: '起止',
              value: handover.untilDay
                ? `${formatDate(handover.fromDay)}至${formatDate(handover.untilDay)}`
                : `${formatDate(handover.fromDay)}起`
            },
            { label: '原因', value: handover.reason }
          ]
        },
        {
          kind: 'lines',
          caption: '印章清单',
          columns: [
            { key: 'number', label: '编号', kind: 'text', weight: 3 },
            { key: 'name', label: '名称', kind: 'text', weight: 4 },
            { key: 'imprint', label: '印文', kind: 'text', weight: 5 },
            { key: 'state', label: '状态', kind: 'text', weight: 2 }
          ],
          rows: [
            {
              number: row?.number ?? '',
              name: handover.subject,
              imprint: row?.imprintText ?? '',
              state: row ? sealStates[row.state] : ''
            }
          ]
        },
        ...(handover.inventory
          ? [{ kind: 'text' as const, heading: '随同移交', paragraphs: [handover.inventory] }]
          : []),
        {
          kind: 'signatures',
          lines: await signatureLines(
            reading,
            [handover.id],
            [
              { label: '移交人', name: handover.fromName },
              { label: '接收人', name: handover.toName },
              { label: '监交人', name: handover.witnessName }
            ]
          )
        }
      ]
    }
  }
}
