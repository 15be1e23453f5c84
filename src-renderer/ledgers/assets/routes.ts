import { OfficeBuilding } from '@element-plus/icons-vue'
import type { LedgerWindow } from '../../ledger-kit'
import { keepingPosts } from '@contract/assets'
import { help } from './help'
import { cardTabs, checkingTabs, equipmentTabs, gettingTabs, livingTabs } from './parts/tabs'

const pathsOf = (tabs: readonly { readonly path: string }[]) => tabs.map(({ path }) => path)

/** The screens of the fixed-assets ledger. */
export const ledgerWindow: LedgerWindow = {
  rail: {
    ledger: 'assets',
    label: '固定资产',
    icon: OfficeBuilding,
    path: '/assets',
    tabs: [
      { label: '要办的', path: '/assets/home' },
      { label: '资产卡片', path: '/assets/cards', also: pathsOf(cardTabs) },
      { label: '购置验收', path: '/assets/acquisitions', also: pathsOf(gettingTabs) },
      { label: '转移借修', path: '/assets/transfers', also: pathsOf(livingTabs) },
      { label: '执法装备', path: '/assets/equipment', also: pathsOf(equipmentTabs) },
      { label: '处置', path: '/assets/retirements' },
      { label: '盘点', path: '/assets/stocktakes' },
      { label: '对账折旧', path: '/assets/reconciliations', also: pathsOf(checkingTabs), by: keepingPosts }
    ]
  },
  routes: [
    { path: '/assets', redirect: '/assets/home' },
    { path: '/assets/home', component: () => import('./home/Home.vue'), meta: { title: '固定资产' } },
    { path: '/assets/cards', component: () => import('./card/List.vue'), meta: { title: '资产' } },
    { path: '/assets/cards/:id', component: () => import('./card/Page.vue'), props: true, meta: { title: '资产' } },
    { path: '/assets/labels', component: () => import('./label/Page.vue'), meta: { title: '贴标签' } },
    { path: '/assets/acquisitions', component: () => import('./acquisition/List.vue'), meta: { title: '购置申请' } },
    {
      path: '/assets/acquisitions/new',
      component: () => import('./acquisition/Form.vue'),
      meta: { title: '申请购置' }
    },
    {
      path: '/assets/acquisitions/:id',
      component: () => import('./acquisition/Page.vue'),
      props: true,
      meta: { title: '购置申请' }
    },
    { path: '/assets/acceptances', component: () => import('./acceptance/List.vue'), meta: { title: '资产验收' } },
    { path: '/assets/acceptances/new', component: () => import('./acceptance/Form.vue'), meta: { title: '资产验收' } },
    {
      path: '/assets/acceptances/:acceptanceId/card',
      component: () => import('./card/Form.vue'),
      props: true,
      meta: { title: '建卡入账' }
    },
    {
      path: '/assets/acceptances/:id',
      component: () => import('./acceptance/Page.vue'),
      props: true,
      meta: { title: '资产验收' }
    },
    { path: '/assets/lowValues', component: () => import('./lowValue/List.vue'), meta: { title: '低值易耗品' } },
    {
      path: '/assets/lowValues/new',
      component: () => import('./lowValue/Form.vue'),
      meta: { title: '登记低值易耗品' }
    },
    {
      path: '/assets/lowValues/:id',
      component: () => import('./lowValue/Page.vue'),
      props: true,
      meta: { title: '低值易耗品' }
    },
    { path: '/assets/transfers', component: () => import('./transfer/List.vue'), meta: { title: '资产转移' } },
    { path: '/assets/transfers/new', component: () => import('./transfer/Form.vue'), meta: { title: '申请转移' } },
    {
      path: '/assets/transfers/:id',
      component: () => import('./transfer/Page.vue'),
      props: true,
      meta: { title: '资产转移' }
    },
    { path: '/assets/loans', component: () => import('./loan/List.vue'), meta: { title: '出借借入' } },
    { path: '/assets/loans/new', component: () => import('./loan/Form.vue'), meta: { title: '登记出借、借入' } },
    { path: '/assets/loans/:id', component: () => import('./loan/Page.vue'), props: true, meta: { title: '出借借入' } },
    { path: '/assets/repairs', component: () => import('./repair/List.vue'), meta: { title: '报修' } },
    { path: '/assets/repairs/new', component: () => import('./repair/Form.vue'), meta: { title: '报修' } },
    { path: '/assets/repairs/:id', component: () => import('./repair/Page.vue'), props: true, meta: { title: '报修' } },
    { path: '/assets/damages', component: () => import('./damage/List.vue'), meta: { title: '丢失损坏' } },
    { path: '/assets/damages/new', component: () => import('./damage/Form.vue'), meta: { title: '申报丢失、损坏' } },
    {
      path: '/assets/damages/:id',
      component: () => import('./damage/Page.vue'),
      props: true,
      meta: { title: '丢失损坏' }
    },
    { path: '/assets/retirements', component: () => import('./retirement/List.vue'), meta: { title: '资产处置' } },
    { path: '/assets/retirements/new', component: () => import('./retirement/Form.vue'), meta: { title: '申请处置' } },
    {
      path: '/assets/retirements/:id',
      component: () => import('./retirement/Page.vue'),
      props: true,
      meta: { title: '资产处置' }
    },
    { path: '/assets/equipment', component: () => import('./equipment/List.vue'), meta: { title: '装备领用' } },
    { path: '/assets/equipment/new', component: () => import('./equipment/Form.vue'), meta: { title: '申请领用' } },
    {
      path: '/assets/equipment/:id',
      component: () => import('./equipment/Page.vue'),
      props: true,
      meta: { title: '装备领用' }
    },
    { path: '/assets/stocktakes', component: () => import('./stocktake/List.vue'), meta: { title: '资产盘点' } },
    { path: '/assets/stocktakes/new', component: () => import('./stocktake/Form.vue'), meta: { title: '开始盘点' } },
    {
      path: '/assets/stocktakes/:id/count',
      component: () => import('./stocktake/CountPage.vue'),
      props: true,
      meta: { title: '扫码盘点' }
    },
    {
      path: '/assets/stocktakes/:id',
      component: () => import('./stocktake/Page.vue'),
      props: true,
      meta: { title: '资产盘点' }
    },
    {
      path: '/assets/reconciliations',
      component: () => import('./reconciliation/List.vue'),
      meta: { title: '财务对账' }
    },
    {
      path: '/assets/reconciliations/:id',
      component: () => import('./reconciliation/Page.vue'),
      props: true,
      meta: { title: '财务对账' }
    },
    { path: '/assets/depreciation', component: () => import('./depreciation/List.vue'), meta: { title: '折旧' } },
    {
      path: '/assets/depreciation/:id',
      component: () => import('./depreciation/Page.vue'),
      props: true,
      meta: { title: '折旧' }
    },
    { path: '/assets/rooms', component: () => import('./room/List.vue'), meta: { title: '房间配备' } },
    { path: '/assets/standards', component: () => import('./equipment/StandardPage.vue'), meta: { title: '配备标准' } },
    {
      path: '/assets/certificates',
      component: () => import('./equipment/CertificateList.vue'),
      meta: { title: '执法证' }
    },
    { path: '/assets/shifts', component: () => import('./equipment/ShiftList.vue'), meta: { title: '班次领还' } },
    { path: '/assets/reports', component: () => import('./equipment/ReportList.vue'), meta: { title: '装备半年报告' } },
    {
      path: '/assets/reports/new',
      component: () => import('./equipment/ReportForm.vue'),
      meta: { title: '报告装备情况' }
    },
    {
      path: '/assets/reports/:id',
      component: () => import('./equipment/ReportPage.vue'),
      props: true,
      meta: { title: '装备半年报告' }
    }
  ],
  subjects: {
    asset: (id) => `/assets/cards/${id}`,
    // Labels owed are one item a unit and day.
    assetUnlabelled: (id) => {
      const [unitId = '', day = ''] = id.split('@')
      return `/assets/cards?${new URLSearchParams({ unitId, 'enteredOn.from': day, 'enteredOn.to': day }).toString()}`
    },
    assetRoom: () => '/assets/rooms',
    assetAcquisition: (id) => `/assets/acquisitions/${id}`,
    assetAcceptance: (id) => `/assets/acceptances/${id}`,
    lowValue: (id) => `/assets/lowValues/${id}`,
    assetTransfer: (id) => `/assets/transfers/${id}`,
    assetLoan: (id) => `/assets/loans/${id}`,
    assetRepair: (id) => `/assets/repairs/${id}`,
    assetDamage: (id) => `/assets/damages/${id}`,
    assetRetirement: (id) => `/assets/retirements/${id}`,
    equipmentIssue: (id) => `/assets/equipment/${id}`,
    enforcementCertificate: () => '/assets/certificates',
    equipmentReport: (id) => `/assets/reports/${id}`,
    equipmentReportDue: (half) => `/assets/reports/new?half=${half}`,
    assetStocktake: (id) => `/assets/stocktakes/${id}`,
    // A duty not begun has no record; what is due names duty, period and unit, and the form starts with them.
    assetStocktakeDue: (id) => `/assets/stocktakes/new?${new URLSearchParams({ due: id }).toString()}`,
    assetReconciliation: (id) => `/assets/reconciliations/${id}`,
    assetReconciliationDue: () => '/assets/reconciliations',
    depreciationRun: (id) => `/assets/depreciation/${id}`
  },
  help
}
