import { Lock } from '@element-plus/icons-vue'
import type { LedgerWindow } from '../../ledger-kit'
import { help } from './help'

/** The screens of the detained goods ledger, in the order goods go through the warehouse. */
export const ledgerWindow: LedgerWindow = {
  rail: {
    ledger: 'warehouse',
    label: '暂扣物品',
    icon: Lock,
    path: '/warehouse',
    tabs: [
      { label: '要办的', path: '/warehouse/home' },
      { label: '入库柜台', path: '/warehouse/counter', reads: 'warehouse.intakes.receive' },
      { label: '入库登记', path: '/warehouse/intakes' },
      { label: '在库台账', path: '/warehouse/lines' },
      { label: '到期处理', path: '/warehouse/due' },
      { label: '出库', path: '/warehouse/exits' },
      { label: '第三方保管', path: '/warehouse/keepings' },
      { label: '清整盘点', path: '/warehouse/cleanups' },
      { label: '钥匙与进出', path: '/warehouse/keys' },
      { label: '片区统计', path: '/warehouse/squads' }
    ]
  },
  routes: [
    { path: '/warehouse', redirect: '/warehouse/home' },
    { path: '/warehouse/home', component: () => import('./home/Home.vue'), meta: { title: '暂扣物品' } },

    { path: '/warehouse/counter', component: () => import('./intake/CounterPage.vue'), meta: { title: '入库柜台' } },
    { path: '/warehouse/intakes', component: () => import('./intake/List.vue'), meta: { title: '入库登记' } },
    {
      path: '/warehouse/intakes/:id',
      component: () => import('./intake/Page.vue'),
      props: true,
      meta: { title: '入库单' }
    },

    { path: '/warehouse/lines', component: () => import('./line/List.vue'), meta: { title: '在库台账' } },
    {
      path: '/warehouse/lines/custody',
      component: () => import('./line/CustodyList.vue'),
      meta: { title: '物品流转' }
    },
    { path: '/warehouse/lines/:id', component: () => import('./line/Page.vue'), props: true, meta: { title: '物品' } },

    { path: '/warehouse/due', component: () => import('./line/DueList.vue'), meta: { title: '到期处理' } },
    { path: '/warehouse/due/extensions', component: () => import('./extension/List.vue'), meta: { title: '延期' } },
    {
      path: '/warehouse/due/extensions/:id',
      component: () => import('./extension/Page.vue'),
      props: true,
      meta: { title: '延期申请' }
    },

    { path: '/warehouse/exits', component: () => import('./exit/List.vue'), meta: { title: '出库登记' } },
    {
      path: '/warehouse/exits/ownerless',
      component: () => import('./exit/List.vue'),
      props: { ownerless: true },
      meta: { title: '无主物品' }
    },
    { path: '/warehouse/exits/new', component: () => import('./exit/Form.vue'), meta: { title: '申请出库' } },
    {
      path: '/warehouse/exits/:id',
      component: () => import('./exit/Page.vue'),
      props: true,
      meta: { title: '出库单' }
    },

    { path: '/warehouse/keepings', component: () => import('./keeping/List.vue'), meta: { title: '第三方保管' } },
    { path: '/warehouse/keepings/new', component: () => import('./keeping/Form.vue'), meta: { title: '委托保管' } },
    {
      path: '/warehouse/keepings/:id',
      component: () => import('./keeping/Page.vue'),
      props: true,
      meta: { title: '委托保管' }
    },

    { path: '/warehouse/cleanups', component: () => import('./cleanup/List.vue'), meta: { title: '清整盘点' } },
    { path: '/warehouse/cleanups/new', component: () => import('./cleanup/Form.vue'), meta: { title: '开始清整' } },
    {
      path: '/warehouse/cleanups/:id',
      component: () => import('./cleanup/Page.vue'),
      props: true,
      meta: { title: '清整单' }
    },
    {
      path: '/warehouse/cleanups/:id/count',
      component: () => import('./cleanup/CountSheet.vue'),
      props: true,
      meta: { title: '清整清点' }
    },

    { path: '/warehouse/keys', component: () => import('./room/KeyPage.vue'), meta: { title: '仓库钥匙' } },
    { path: '/warehouse/keys/entries', component: () => import('./room/EntryList.vue'), meta: { title: '进出登记' } },

    { path: '/warehouse/squads', component: () => import('./report/SquadPage.vue'), meta: { title: '片区统计' } },
    { path: '/warehouse/squads/reports', component: () => import('./report/List.vue'), meta: { title: '逾期月报' } }
  ],
  subjects: {
    intake: (id) => `/warehouse/intakes/${id}`,
    line: (id) => `/warehouse/lines/${id}`,
    extension: (id) => `/warehouse/due/extensions/${id}`,
    exit: (id) => `/warehouse/exits/${id}`,
    keeping: (id) => `/warehouse/keepings/${id}`,
    // A clean-up that is due may not have been begun yet, so that it has no page of its own.
    cleanup: () => '/warehouse/cleanups',
    overdue: () => '/warehouse/due',
    cleanupDifferences: (id) => `/warehouse/cleanups/${id}`,
    report: () => '/warehouse/squads/reports',
    key: () => '/warehouse/keys',
    entry: () => '/warehouse/keys/entries'
  },
  help
}
