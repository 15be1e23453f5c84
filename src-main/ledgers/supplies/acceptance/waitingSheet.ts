import { amountOf } from '../../../kernel/money'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { stateDay } from '../../../office/outputs/filterWords'
import { rowsById } from '../../../platform/database/readRows'
import type { SheetColumn } from '../../../platform/documents/sheetModel'
import { Supplier } from '../entities/catalogue'
import { Acceptance, Purchase } from '../entities/purchase'
import { acceptedLines } from '../purchase/chain'
import { titled } from '../statement/printing'
import { itemIn, itemsOf } from '../stock/items'

const columns: readonly SheetColumn[] = [
  { key: 'number', label: '验收单号', kind: 'code', width: 16 },
  { key: 'day', label: '验收日期', kind: 'date' },
  { key: 'purchaseNumber', label: '采购单号', kind: 'code', width: 15 },
  { key: 'supplierName', label: '供应商', kind: 'text', width: 18 },
  { key: 'itemName', label: '品名', kind: 'text', width: 14 },
  { key: 'spec', label: '规格', kind: 'text', width: 12 },
  { key: 'measure', label: '单位', kind: 'text', width: 5 },
  { key: 'accepted', label: '验收合格', kind: 'quantity', total: true, per: 'measure' },
  { key: 'stocked', label: '已入库', kind: 'quantity', total: true, per: 'measure' },
  { key: 'waiting', label: '待入库', kind: 'quantity', total: true, per: 'measure' },
  { key: 'unitPriceCents', label: '单价', kind: 'money', width: 9 },
  { key: 'valueCents', label: '待入库金额', kind: 'money', width: 11, total: true }
]

/** 待入库: what was accepted and is not yet in stock (SUP-10), so that purchases, acceptances and stock tie. */
export const waitingSheet: SheetDefinition = {
  name: '待入库',
  shows: 'state',
  make: async (reading, scope) => {
    const { manager } = reading
    const waiting = (await acceptedLines(manager, stateDay(scope, reading))).filter(
      ({ accepted, stocked }) => accepted > stocked
    )
    const acceptances = await rowsById(
      manager,
      Acceptance,
      waiting.map(({ acceptanceId }) => acceptanceId)
    )
    const all = [...acceptances.values()]
    const purchases = await rowsById(
      manager,
      Purchase,
      all.map(({ purchaseId }) => purchaseId)
    )
    const suppliers = await rowsById(
      manager,
      Supplier,
      all.map(({ supplierId }) => supplierId)
    )
    const items = await itemsOf(
      manager,
      waiting.map(({ itemId }) => itemId)
    )
    return {
      title: await titled(reading, '办公用品待入库'),
      columns,
      signatures: ['验收人', '保管员', '负责人'],
      rows: waiting.map(({ acceptanceId, itemId, accepted, stocked, unitPriceCents }) => {
        const acceptance = acceptances.get(acceptanceId)
        const { name, spec, measure } = itemIn(items, itemId)
        return {
          number: acceptance?.number,
          day: acceptance?.day,
          purchaseNumber: purchases.get(acceptance?.purchaseId ?? '')?.number,
          supplierName: suppliers.get(acceptance?.supplierId ?? '')?.name,
          itemName: name,
          spec,
          measure,
          accepted,
          stocked,
          waiting: accepted - stocked,
          unitPriceCents,
          // what the whole costs less what its stocked part cost
          valueCents: amountOf(accepted, unitPriceCents) - amountOf(stocked, unitPriceCents)
        }
      })
    }
  }
}
