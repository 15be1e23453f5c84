import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { acceptanceDetail } from './detail'
import { formatMoment } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { signatureLines } from '../../../office/records/signatureLines'
import type { FormModel } from '../../../platform/documents/formModel'
import { Acceptance, Purchase } from '../entities/purchase'
import { assertReadable } from '../visibility'
import { acceptanceRoles } from './acts'
import { acceptanceLineRows, acceptanceRows } from './rows'

async function make(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor } = reading
  const acceptance = await manager.findOneBy(Acceptance, { id })
  const [row] = acceptance ? await acceptanceRows(manager, [acceptance]) : []
  if (!acceptance || !row) throw notFound('验收单')
  const purchase = await manager.findOneBy(Purchase, { id: acceptance.purchaseId })
  if (purchase && acceptance.accepterId !== actor.personId) assertReadable(actor, purchase.unitId, '验收单')
  const lines = await acceptanceLineRows(manager, id)
  return {
    title: '办公用品验收单',
    number: row.number,
    bureau: await bureauName(manager),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: '供应商', value: row.supplierName ?? '' },
          { label: '送货单号', value: row.deliveryNote },
          { label: '采购单号', value: row.purchaseNumber },
          { label: '验收时间', value: formatMoment(row.at) }
        ]
      },
      {
        kind: 'lines',
        columns: [
          { key: 'itemName', label: '品名', kind: 'text', weight: 3 },
          { key: 'spec', label: '型号', kind: 'text', weight: 2 },
          { key: 'orderedQuantity', label: '应到', kind: 'quantity' },
          { key: 'deliveredQuantity', label: '实到', kind: 'quantity' },
          { key: 'acceptedQuantity', label: '合格', kind: 'quantity' },
          { key: 'rejectedQuantity', label: '不合格', kind: 'quantity' },
          { key: 'rejectReason', label: '不合格原因', kind: 'text', weight: 2 }
        ],
        rows: lines.map(
          ({
            itemName,
            spec,
            orderedQuantity,
            deliveredQuantity,
            acceptedQuantity,
            rejectedQuantity,
            rejectReason
          }) => ({
            itemName,
            spec,
            orderedQuantity,
            deliveredQuantity,
            acceptedQuantity,
            rejectedQuantity,
            rejectReason
          })
        ),
        minimumRows: 6
      },
      {
        kind: 'signatures',
        lines: await signatureLines(
          reading,
          [id],
          [
            { label: acceptanceRoles.accepter, name: row.accepterName },
            { label: acceptanceRoles.keeper, name: row.keeperName },
            { label: acceptanceRoles.supplierAgent, name: row.supplierAgent }
          ]
        )
      }
    ],
    notes: row.remarks ? [row.remarks] : []
  }
}

/** 验收单. */
export const acceptanceForm: FormDefinition = {
  id: 'supplies.acceptance',
  name: '验收单',
  bears: { acceptance: ownRecord },
  access: recordAccess(contract.supplies.acceptances.get, acceptanceDetail),
  make,
  find: async ({ manager }, number) => (await manager.findOneBy(Acceptance, { number }))?.id
}
