import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { formatMonth } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { Approval } from '../../../office/approvals/entities'
import { personNames, unitNames } from '../../../office/people/names'
import type { Reading } from '../../../office/house'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import type { FormModel } from '../../../platform/documents/formModel'
import { Purchase, Requisition } from '../entities/purchase'
import { assertReadable } from '../visibility'
import { requisitionDetail, requisitionLineRows } from './rows'

async function make(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor } = reading
  const requisition = await manager.findOneBy(Requisition, { id })
  if (!requisition) throw notFound('申购单')
  if (requisition.applicantId !== actor.personId) assertReadable(actor, requisition.unitId, '申购单')
  const units = await unitNames(manager, [requisition.unitId])
  const people = await personNames(manager, [requisition.applicantId])
  const lines = await requisitionLineRows(manager, id)
  return {
    title: '办公用品申购表',
    number: requisition.number,
    bureau: await bureauName(manager),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: '部门', value: units.get(requisition.unitId) ?? '' },
          { label: '月份', value: formatMonth(requisition.month) },
          { label: '申请人', value: people.get(requisition.applicantId) ?? '' },
          ...(requisition.urgentReason
            ? [{ label: '紧急理由', value: requisition.urgentReason, span: 3 as const }]
            : [])
        ]
      },
      {
        kind: 'lines',
        columns: [
          { key: 'itemName', label: '品名', kind: 'text', weight: 3 },
          { key: 'spec', label: '规格', kind: 'text', weight: 2 },
          { key: 'measure', label: '单位', kind: 'text' },
          { key: 'onHand', label: '库存', kind: 'quantity' },
          { key: 'monthlyUse', label: '月均消耗', kind: 'quantity' },
          { key: 'quantity', label: '申购数', kind: 'quantity' },
          { key: 'unitPriceCents', label: '预计单价', kind: 'money' },
          { key: 'amountCents', label: '金额', kind: 'money', total: true }
        ],
        rows: lines.map(({ itemName, spec, measure, onHand, monthlyUse, quantity, unitPriceCents, amountCents }) => ({
          itemName,
          spec,
          measure,
          onHand,
          monthlyUse,
          quantity,
          unitPriceCents,
          amountCents
        })),
        capitals: 'amountCents',
        minimumRows: 6
      },
      // The office takes the paper up after the chain has ended; its box stands last and is filled by the
      // consolidation.
      {
        kind: 'opinions',
        boxes: [...(await opinionBoxes(reading, requisition.approvalId)), await officeBox(reading, requisition)]
      }
    ]
  }
}

async function officeBox(reading: Reading, requisition: Requisition) {
  const label = '办公室意见'
  const purchase = requisition.purchaseId
    ? await reading.manager.findOneBy(Purchase, { id: requisition.purchaseId })
    : null
  if (!purchase) return { label }
  const approval = purchase.approvalId ? await reading.manager.findOneBy(Approval, { id: purchase.approvalId }) : null
  const people = await personNames(reading.manager, [purchase.applicantId])
  return {
    label,
    opinion: `已汇总列入采购单${purchase.number}`,
    name: people.get(approval?.applicantId ?? purchase.applicantId) ?? '',
    date: purchase.submittedOn
  }
}

/** 申购表. */
export const requisitionForm: FormDefinition = {
  id: 'supplies.requisition',
  name: '申购表',
  access: recordAccess(contract.supplies.requisitions.get, requisitionDetail),
  make,
  find: async ({ manager }, number) => (await manager.findOneBy(Requisition, { number }))?.id
}
