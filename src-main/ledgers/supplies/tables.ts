import { date, money, moment, quantity, reference, unit, whole } from '../../contract/recordField'
import { supplierReturn } from '../../contract/supplies/acceptance'
import { issueRequest, issueRequestLine } from '../../contract/supplies/issue'
import { goods, item, supplier } from '../../contract/supplies/item'
import { purchase, purchaseLine } from '../../contract/supplies/purchase'
import { requisition, requisitionLine } from '../../contract/supplies/requisition'
import { scrap } from '../../contract/supplies/scrap'
import { stockLevel } from '../../contract/supplies/stock'
import { stocktake, stocktakeLine } from '../../contract/supplies/stocktake'
import type { TableWords } from '../../office/ledgerModule'
import { Supplier, SupplyBalance, SupplyItem } from './entities/catalogue'
import { Holding, Purchase, PurchaseLine, Requisition, RequisitionLine, SupplierReturn } from './entities/purchase'
import { IssueRequest, IssueRequestLine, Scrap, Stocktake, StocktakeLine } from './entities/stock'

/** What the tables whose rows change are called, column by column. */
export const suppliesTables: readonly TableWords[] = [
  { entity: SupplyItem, label: '用品', record: item },
  { entity: Supplier, label: '供应商', record: supplier },
  { entity: SupplyBalance, label: '库存', record: stockLevel, also: { itemId: reference('用品', 'itemId') } },
  {
    entity: Requisition,
    label: '申购单',
    record: requisition,
    also: { purchaseId: reference('采购单', 'purchaseId') }
  },
  {
    entity: RequisitionLine,
    label: '申购明细',
    record: requisitionLine,
    also: { requisitionId: reference('申购单', 'id') }
  },
  { entity: Purchase, label: '采购单', record: purchase, also: { invoiceCheckedAt: moment('财务核对时间') } },
  { entity: PurchaseLine, label: '采购明细', record: purchaseLine, also: { purchaseId: reference('采购单', 'id') } },
  {
    entity: Holding,
    label: '待入库物品',
    record: {
      fields: {
        ...goods,
        quantity: quantity('待入库数量'),
        unitPriceCents: money('单价'),
        acceptedOn: date('验收日期')
      }
    },
    also: { acceptanceLineId: reference('验收明细', 'id') }
  },
  {
    entity: SupplierReturn,
    label: '退换单',
    record: supplierReturn,
    also: { acceptanceLineId: reference('验收明细', 'id') }
  },
  { entity: IssueRequest, label: '领用申请', record: issueRequest },
  {
    entity: IssueRequestLine,
    label: '领用申请明细',
    record: issueRequestLine,
    also: { requestId: reference('领用申请', 'id'), lineNumber: whole('行') }
  },
  {
    entity: Scrap,
    label: '报废记录',
    record: scrap,
    also: { formerUnitId: unit('原领用部门', 'id'), issueId: reference('领用单', 'id') }
  },
  { entity: Stocktake, label: '盘点', record: stocktake, also: { frozenAt: moment('冻结时间') } },
  {
    entity: StocktakeLine,
    label: '盘点明细',
    record: stocktakeLine,
    also: {
      stocktakeId: reference('盘点', 'id'),
      bookValueCents: money('账面金额'),
      movedQuantity: quantity('盘点期间收发')
    }
  }
]
