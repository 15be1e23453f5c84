import { Van } from '@element-plus/icons-vue'
import type { LedgerWindow } from '../../ledger-kit'
import { help } from './help'

/**
 * The screens of the vehicles ledger, in the order of a trip: asked for, dispatched, out and back, fuelled, mended,
 * paid for.
 */
export const ledgerWindow: LedgerWindow = {
  rail: {
    ledger: 'vehicles',
    label: '车辆',
    icon: Van,
    path: '/vehicles',
    tabs: [
      { label: '要办的', path: '/vehicles/home' },
      { label: '派车板', path: '/vehicles/board' },
      { label: '出车回车柜台', path: '/vehicles/gate' },
      { label: '用车', path: '/vehicles/trips' },
      { label: '加油', path: '/vehicles/refuels' },
      { label: '维修保养', path: '/vehicles/repairs' },
      { label: '违章与驾驶员', path: '/vehicles/incidents' },
      { label: '里程与封存', path: '/vehicles/distances' },
      { label: '费用', path: '/vehicles/costs/summary' },
      { label: '档案', path: '/vehicles/files' }
    ]
  },
  routes: [
    { path: '/vehicles', redirect: '/vehicles/home' },
    { path: '/vehicles/home', component: () => import('./home/VehiclesHome.vue'), meta: { title: '车辆' } },
    { path: '/vehicles/board', component: () => import('./trip/Board.vue'), meta: { title: '派车板' } },
    { path: '/vehicles/gate', component: () => import('./trip/Gate.vue'), meta: { title: '出车回车柜台' } },
    { path: '/vehicles/trips', component: () => import('./trip/List.vue'), meta: { title: '派车登记' } },
    { path: '/vehicles/trips/new', component: () => import('./trip/Form.vue'), meta: { title: '申请用车' } },
    { path: '/vehicles/trips/:id', component: () => import('./trip/Page.vue'), props: true, meta: { title: '派车单' } },

    { path: '/vehicles/refuels', component: () => import('./refuel/List.vue'), meta: { title: '加油登记' } },
    { path: '/vehicles/refuels/new', component: () => import('./refuel/Form.vue'), meta: { title: '登记加油' } },
    {
      path: '/vehicles/refuels/:id',
      component: () => import('./refuel/Page.vue'),
      props: true,
      meta: { title: '加油记录' }
    },
    { path: '/vehicles/months', component: () => import('./fuelMonth/Page.vue'), meta: { title: '油料月结' } },
    { path: '/vehicles/statements', component: () => import('./statement/List.vue'), meta: { title: '油卡对账' } },
    {
      path: '/vehicles/statements/:id',
      component: () => import('./statement/Page.vue'),
      props: true,
      meta: { title: '对账单' }
    },
    { path: '/vehicles/suspicions', component: () => import('./suspicion/List.vue'), meta: { title: '用油疑点' } },

    { path: '/vehicles/repairs', component: () => import('./repair/List.vue'), meta: { title: '维修保养' } },
    { path: '/vehicles/repairs/new', component: () => import('./repair/Form.vue'), meta: { title: '申请维修保养' } },
    {
      path: '/vehicles/repairs/:id',
      component: () => import('./repair/Page.vue'),
      props: true,
      meta: { title: '维修单' }
    },

    { path: '/vehicles/incidents', component: () => import('./incident/List.vue'), meta: { title: '违章事故' } },
    {
      path: '/vehicles/incidents/new',
      component: () => import('./incident/Form.vue'),
      meta: { title: '登记违章事故' }
    },
    {
      path: '/vehicles/incidents/:id',
      component: () => import('./incident/Page.vue'),
      props: true,
      meta: { title: '违章事故' }
    },
    { path: '/vehicles/checks', component: () => import('./check/List.vue'), meta: { title: '安全抽查' } },
    { path: '/vehicles/checks/new', component: () => import('./check/Form.vue'), meta: { title: '登记抽查' } },
    {
      path: '/vehicles/checks/:id',
      component: () => import('./check/Page.vue'),
      props: true,
      meta: { title: '抽查记录' }
    },
    { path: '/vehicles/settlements', component: () => import('./settlement/List.vue'), meta: { title: '年终结算' } },
    {
      path: '/vehicles/settlements/:id',
      component: () => import('./settlement/Page.vue'),
      props: true,
      meta: { title: '年终结算表' }
    },

    { path: '/vehicles/distances', component: () => import('./distance/List.vue'), meta: { title: '无派车里程' } },
    { path: '/vehicles/layups', component: () => import('./layup/List.vue'), meta: { title: '节假日封存' } },
    { path: '/vehicles/layups/new', component: () => import('./layup/Form.vue'), meta: { title: '封存车辆' } },
    {
      path: '/vehicles/layups/:id',
      component: () => import('./layup/Page.vue'),
      props: true,
      meta: { title: '封存单' }
    },

    { path: '/vehicles/costs/summary', component: () => import('./cost/Summary.vue'), meta: { title: '单车费用汇总' } },
    { path: '/vehicles/costs', component: () => import('./cost/List.vue'), meta: { title: '费用登记' } },

    { path: '/vehicles/files', component: () => import('./vehicle/List.vue'), meta: { title: '车辆档案' } },
    { path: '/vehicles/files/new', component: () => import('./vehicle/Form.vue'), meta: { title: '建立车辆档案' } },
    {
      path: '/vehicles/files/:id',
      component: () => import('./vehicle/Page.vue'),
      props: true,
      meta: { title: '车辆档案' }
    },
    { path: '/vehicles/drivers', component: () => import('./driver/List.vue'), meta: { title: '驾驶员' } },
    { path: '/vehicles/drivers/new', component: () => import('./driver/Form.vue'), meta: { title: '登记驾驶员' } },
    {
      path: '/vehicles/drivers/:id',
      component: () => import('./driver/Page.vue'),
      props: true,
      meta: { title: '驾驶员' }
    },
    { path: '/vehicles/cards', component: () => import('./driver/Cards.vue'), meta: { title: '加油卡、通行卡' } },
    { path: '/vehicles/providers', component: () => import('./driver/Providers.vue'), meta: { title: '定点单位' } },
    { path: '/vehicles/campaigns', component: () => import('./driver/Campaigns.vue'), meta: { title: '集中整治' } },
    { path: '/vehicles/expiries', component: () => import('./vehicle/Expiries.vue'), meta: { title: '证照到期' } }
  ],
  subjects: {
    vehicle: (id) => `/vehicles/files/${id}`,
    vehicleDriver: (id) => `/vehicles/drivers/${id}`,
    vehicleTrip: (id) => `/vehicles/trips/${id}`,
    // A change and a supplement are decided in the inbox; their records are the trip's and the repair's.
    vehicleTripChange: () => '/vehicles/trips',
    vehicleSupplement: () => '/vehicles/repairs',
    vehicleRefuel: (id) => `/vehicles/refuels/${id}`,
    fuelMonth: () => '/vehicles/months',
    fuelMonthDue: (month) => `/vehicles/months?month=${month}`,
    cardStatement: (id) => `/vehicles/statements/${id}`,
    vehicleSuspicion: () => '/vehicles/suspicions',
    vehicleRepair: (id) => `/vehicles/repairs/${id}`,
    vehicleIncident: (id) => `/vehicles/incidents/${id}`,
    vehicleCheck: (id) => `/vehicles/checks/${id}`,
    driverSettlement: (id) => `/vehicles/settlements/${id}`,
    vehicleDistance: () => '/vehicles/distances',
    vehicleLayup: (id) => `/vehicles/layups/${id}`,
    vehicleLayupDue: () => '/vehicles/layups/new',
    vehicleCost: () => '/vehicles/costs',
    fuelCard: () => '/vehicles/cards',
    vehicleProvider: () => '/vehicles/providers',
    vehicleCampaign: () => '/vehicles/campaigns'
  },
  help
}
