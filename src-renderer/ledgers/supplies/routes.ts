import { Box } from '@element-plus/icons-vue'
import type { LedgerWindow } from '../../ledger-kit'
import { help } from './help'

/** The screens of the office supplies ledger, in the order goods go through them. */
export const ledgerWindow: LedgerWindow = {
  rail: {
    ledger: 'supplies',
    label: '办公用品',
    icon: Box,
    path: '/supplies',
    tabs: [
      { label: '要办的', path: '/supplies/home' },
      { label: '申购', path: '/supplies/requisitions', reads: 'supplies.requisitions.list' },
      { label: '采购', path: '/supplies/purchases', reads: 'supplies.purchases.list' },
      { label: '验收', path: '/supplies/acceptances', reads: 'supplies.acceptances.list' },
      { label: '入库', path: '/supplies/stock-ins', reads: 'supplies.stockIns.waiting' },
      { label: '库存', path: '/supplies/stock', reads: 'supplies.stock.list' },
      { label: '领用申请', path: '/supplies/requests', reads: 'supplies.issueRequests.list' },
      { label: '领用柜台', path: '/supplies/counter', reads: 'supplies.issues.counter' },
      { label: '领用登记', path: '/supplies/issues', reads: 'supplies.issues.list' },
      { label: '盘点', path: '/supplies/stocktakes', reads: 'supplies.stocktakes.list' },
      { label: '报废', path: '/supplies/scrap', reads: 'supplies.scraps.list' },
      { label: '分发与月报', path: '/supplies/statements', reads: 'supplies.statements.monthly' },
      { label: '目录', path: '/supplies/catalogue' }
    ]
  },
  routes: [
    { path: '/supplies', redirect: '/supplies/home' },
    { path: '/supplies/home', component: () => import('./home/Home.vue'), meta: { title: '办公用品' } },

    { path: '/supplies/requisitions', component: () => import('./requisition/List.vue'), meta: { title: '申购' } },
    {
      path: '/supplies/requisitions/new',
      component: () => import('./requisition/Form.vue'),
      meta: { title: '填申购表' }
    },
    {
      path: '/supplies/requisitions/:id',
      component: () => import('./requisition/Page.vue'),
      props: true,
      meta: { title: '申购表' }
    },

    { path: '/supplies/purchases', component: () => import('./purchase/List.vue'), meta: { title: '采购台账' } },
    {
      path: '/supplies/purchases/new',
      component: () => import('./purchase/ConsolidationForm.vue'),
      meta: { title: '汇总采购' }
    },
    {
      path: '/supplies/purchases/unit',
      component: () => import('./purchase/UnitPurchaseForm.vue'),
      meta: { title: '单位采购' }
    },
    {
      path: '/supplies/purchases/emergency',
      component: () => import('./purchase/EmergencyForm.vue'),
      meta: { title: '紧急采购' }
    },
    {
      path: '/supplies/purchases/:id',
      component: () => import('./purchase/Page.vue'),
      props: true,
      meta: { title: '采购单' }
    },

    { path: '/supplies/acceptances', component: () => import('./acceptance/List.vue'), meta: { title: '验收登记' } },
    {
      path: '/supplies/acceptances/new',
      component: () => import('./acceptance/Form.vue'),
      meta: { title: '到货验收' }
    },
    {
      path: '/supplies/acceptances/returns',
      component: () => import('./acceptance/ReturnList.vue'),
      meta: { title: '退换货' }
    },
    {
      path: '/supplies/acceptances/returns/:id',
      component: () => import('./acceptance/ReturnPage.vue'),
      props: true,
      meta: { title: '退换单' }
    },
    {
      path: '/supplies/acceptances/:id',
      component: () => import('./acceptance/Page.vue'),
      props: true,
      meta: { title: '验收单' }
    },

    { path: '/supplies/stock-ins', component: () => import('./stock/HoldingPage.vue'), meta: { title: '待入库' } },
    {
      path: '/supplies/stock-ins/register',
      component: () => import('./stock/StockInList.vue'),
      meta: { title: '入库登记' }
    },
    {
      path: '/supplies/stock-ins/opening',
      component: () => import('./stock/StockInForm.vue'),
      props: { kind: 'opening' },
      meta: { title: '期初登记' }
    },
    {
      path: '/supplies/stock-ins/transfer',
      component: () => import('./stock/StockInForm.vue'),
      props: { kind: 'transfer' },
      meta: { title: '调入登记' }
    },
    {
      path: '/supplies/stock-ins/:id',
      component: () => import('./stock/StockInPage.vue'),
      props: true,
      meta: { title: '入库单' }
    },

    { path: '/supplies/stock', component: () => import('./stock/List.vue'), meta: { title: '现有库存' } },
    {
      path: '/supplies/stock/replenishment',
      component: () => import('./stock/ReplenishmentPage.vue'),
      meta: { title: '补货建议' }
    },
    {
      path: '/supplies/stock/movements',
      component: () => import('./stock/MovementList.vue'),
      meta: { title: '收发明细' }
    },
    {
      path: '/supplies/stock/storeroom',
      component: () => import('./stock/StoreroomList.vue'),
      meta: { title: '库房出入登记' }
    },
    {
      path: '/supplies/stock/:id',
      component: () => import('./stock/Page.vue'),
      props: true,
      meta: { title: '库存卡片' }
    },

    { path: '/supplies/requests', component: () => import('./issue/RequestList.vue'), meta: { title: '领用申请' } },
    { path: '/supplies/requests/new', component: () => import('./issue/RequestForm.vue'), meta: { title: '申请领用' } },
    {
      path: '/supplies/requests/:id',
      component: () => import('./issue/RequestPage.vue'),
      props: true,
      meta: { title: '领用申请' }
    },
    { path: '/supplies/counter', component: () => import('./issue/CounterPage.vue'), meta: { title: '领用柜台' } },
    { path: '/supplies/issues', component: () => import('./issue/List.vue'), meta: { title: '领用登记' } },
    {
      path: '/supplies/issues/:id',
      component: () => import('./issue/Page.vue'),
      props: true,
      meta: { title: '领用单' }
    },

    { path: '/supplies/stocktakes', component: () => import('./stocktake/List.vue'), meta: { title: '盘点' } },
    { path: '/supplies/stocktakes/new', component: () => import('./stocktake/Form.vue'), meta: { title: '发起盘点' } },
    {
      path: '/supplies/stocktakes/:id',
      component: () => import('./stocktake/Page.vue'),
      props: true,
      meta: { title: '盘点单' }
    },
    {
      path: '/supplies/stocktakes/:id/:round(count|recount)',
      component: () => import('./stocktake/CountSheet.vue'),
      props: true,
      meta: { title: '盘点表' }
    },

    { path: '/supplies/scrap', component: () => import('./scrap/List.vue'), meta: { title: '报废登记' } },
    { path: '/supplies/scrap/new', component: () => import('./scrap/Form.vue'), meta: { title: '报废报批' } },
    { path: '/supplies/scrap/:id', component: () => import('./scrap/Page.vue'), props: true, meta: { title: '报废' } },

    {
      path: '/supplies/statements',
      component: () => import('./statement/MonthlyPage.vue'),
      meta: { title: '收发存月报' }
    },
    {
      path: '/supplies/statements/distribution',
      component: () => import('./statement/DistributionList.vue'),
      meta: { title: '物资分发' }
    },
    {
      path: '/supplies/statements/consumption',
      component: () => import('./statement/ConsumptionPage.vue'),
      meta: { title: '科室消耗' }
    },

    { path: '/supplies/catalogue', component: () => import('./item/List.vue'), meta: { title: '品目目录' } },
    { path: '/supplies/catalogue/new', component: () => import('./item/Form.vue'), meta: { title: '新增用品' } },
    {
      path: '/supplies/catalogue/suppliers',
      component: () => import('./supplier/List.vue'),
      meta: { title: '供应商' }
    },
    {
      path: '/supplies/catalogue/suppliers/new',
      component: () => import('./supplier/Form.vue'),
      meta: { title: '新增供应商' }
    },
    {
      path: '/supplies/catalogue/suppliers/:id',
      component: () => import('./supplier/Page.vue'),
      props: true,
      meta: { title: '供应商' }
    },
    {
      path: '/supplies/catalogue/suppliers/:id/edit',
      component: () => import('./supplier/Form.vue'),
      props: true,
      meta: { title: '修改供应商' }
    },
    {
      path: '/supplies/catalogue/:id',
      component: () => import('./item/Page.vue'),
      props: true,
      meta: { title: '用品' }
    },
    {
      path: '/supplies/catalogue/:id/edit',
      component: () => import('./item/Form.vue'),
      props: true,
      meta: { title: '修改用品' }
    }
  ],
  subjects: {
    supplyItem: (id) => `/supplies/catalogue/${id}`,
    supplier: (id) => `/supplies/catalogue/suppliers/${id}`,
    requisition: (id) => `/supplies/requisitions/${id}`,
    purchase: (id) => `/supplies/purchases/${id}`,
    acceptance: (id) => `/supplies/acceptances/${id}`,
    supplierReturn: (id) => `/supplies/acceptances/returns/${id}`,
    stockIn: (id) => `/supplies/stock-ins/${id}`,
    issueRequest: (id) => `/supplies/requests/${id}`,
    issue: (id) => `/supplies/issues/${id}`,
    stocktake: (id) => `/supplies/stocktakes/${id}`,
    scrap: (id) => `/supplies/scrap/${id}`,
    storeroomEntry: () => '/supplies/stock/storeroom'
  },
  help
}
