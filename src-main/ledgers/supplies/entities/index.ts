import { SupplyBalance, SupplyItem, Supplier } from './catalogue'
import {
  Acceptance,
  AcceptanceLine,
  Holding,
  Purchase,
  PurchaseLine,
  Quote,
  Requisition,
  RequisitionLine,
  SupplierReturn
} from './purchase'
import {
  Issue,
  IssueLine,
  IssueOverride,
  IssueRequest,
  IssueRequestLine,
  Movement,
  Scrap,
  StockIn,
  Stocktake,
  StocktakeLine,
  StoreroomEntry
} from './stock'

export const suppliesAppendOnly = [
  Quote,
  Acceptance,
  AcceptanceLine,
  Movement,
  StockIn,
  Issue,
  IssueLine,
  IssueOverride,
  StoreroomEntry
]

export const suppliesEntities = [
  SupplyItem,
  Supplier,
  SupplyBalance,
  Requisition,
  RequisitionLine,
  Purchase,
  PurchaseLine,
  Holding,
  SupplierReturn,
  IssueRequest,
  IssueRequestLine,
  Scrap,
  Stocktake,
  StocktakeLine,
  ...suppliesAppendOnly
]
