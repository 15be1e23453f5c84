import { Hide } from '@element-plus/icons-vue'
import type { LedgerWindow } from '../../ledger-kit'
import { help } from './help'

const by = ['confidentialityOfficer', 'matterLeader'] as const

/** The screens of confidential files. What is not the officer's is a matter of main; here it is only not offered. */
export const ledgerWindow: LedgerWindow = {
  rail: {
    ledger: 'confidential',
    label: '密级文件',
    icon: Hide,
    path: '/confidential',
    tabs: [
      { label: '要办的', path: '/confidential/home' },
      { label: '传阅柜台', path: '/confidential/counter', by: ['confidentialityOfficer'] },
      { label: '收文', path: '/confidential/files', by },
      { label: '载体', path: '/confidential/carriers', by },
      { label: '传阅登记', path: '/confidential/legs', by },
      { label: '清退销毁', path: '/confidential/endings', by },
      { label: '核查和事件', path: '/confidential/checks', by },
      { label: '涉密介质', path: '/confidential/media', by },
      { label: '公开审查', path: '/confidential/publications' },
      { label: '保密柜和查阅', path: '/confidential/office', by: ['confidentialityOfficer'] }
    ]
  },
  routes: [
    { path: '/confidential', redirect: '/confidential/home' },
    { path: '/confidential/home', component: () => import('./home/ConfidentialHome.vue'), meta: { title: '密级文件' } },
    {
      path: '/confidential/mine',
      component: () => import('./circulation/MinePage.vue'),
      meta: { title: '在我手里的' }
    },
    {
      path: '/confidential/counter',
      component: () => import('./circulation/CounterPage.vue'),
      meta: { title: '传阅柜台' }
    },

    { path: '/confidential/files', component: () => import('./file/List.vue'), meta: { title: '收文登记' } },
    { path: '/confidential/files/new', component: () => import('./file/Form.vue'), meta: { title: '收文登记' } },
    {
      path: '/confidential/files/deliveries',
      component: () => import('./delivery/List.vue'),
      meta: { title: '代签收和带回' }
    },
    {
      path: '/confidential/files/classifications',
      component: () => import('./classification/List.vue'),
      meta: { title: '本局文件定密' }
    },
    {
      path: '/confidential/files/classifications/new',
      component: () => import('./classification/Form.vue'),
      meta: { title: '申请定密' }
    },
    {
      path: '/confidential/files/classifications/:id',
      component: () => import('./classification/Page.vue'),
      props: true,
      meta: { title: '定密审批' }
    },
    { path: '/confidential/files/reviews', component: () => import('./review/List.vue'), meta: { title: '解密审查' } },
    {
      path: '/confidential/files/reviews/:id',
      component: () => import('./review/Page.vue'),
      props: true,
      meta: { title: '解密审查' }
    },
    {
      path: '/confidential/files/scopes',
      component: () => import('./circulation/ScopeRequestList.vue'),
      meta: { title: '知悉范围申请' }
    },
    {
      path: '/confidential/files/scopes/:id',
      component: () => import('./circulation/ScopeRequestPage.vue'),
      props: true,
      meta: { title: '知悉范围申请' }
    },
    {
      path: '/confidential/files/:id',
      component: () => import('./file/Page.vue'),
      props: true,
      meta: { title: '密级文件' }
    },

    { path: '/confidential/carriers', component: () => import('./carrier/List.vue'), meta: { title: '载体' } },
    { path: '/confidential/carriers/copies', component: () => import('./copy/List.vue'), meta: { title: '复制登记' } },
    {
      path: '/confidential/carriers/copies/:id',
      component: () => import('./copy/Page.vue'),
      props: true,
      meta: { title: '复印申请' }
    },
    {
      path: '/confidential/carriers/leaves',
      component: () => import('./circulation/LeaveList.vue'),
      meta: { title: '带出申请' }
    },
    {
      path: '/confidential/carriers/leaves/:id',
      component: () => import('./circulation/LeavePage.vue'),
      props: true,
      meta: { title: '带出申请' }
    },
    {
      path: '/confidential/carriers/:id',
      component: () => import('./carrier/Page.vue'),
      props: true,
      meta: { title: '载体' }
    },

    { path: '/confidential/legs', component: () => import('./circulation/LegList.vue'), meta: { title: '传阅登记' } },
    {
      path: '/confidential/legs/knowing',
      component: () => import('./circulation/KnowingList.vue'),
      meta: { title: '知悉登记' }
    },
    {
      path: '/confidential/legs/lapses',
      component: () => import('./reading/LapseList.vue'),
      meta: { title: '逾期记录' }
    },
    {
      path: '/confidential/legs/:id',
      component: () => import('./circulation/LegPage.vue'),
      props: true,
      meta: { title: '传阅记录' }
    },

    { path: '/confidential/endings', component: () => import('./ending/List.vue'), meta: { title: '清退销毁' } },
    { path: '/confidential/endings/new', component: () => import('./ending/Form.vue'), meta: { title: '列清册' } },
    {
      path: '/confidential/endings/dispatches',
      component: () => import('./dispatch/List.vue'),
      meta: { title: '发文登记' }
    },
    {
      path: '/confidential/endings/dispatches/new',
      component: () => import('./dispatch/Form.vue'),
      meta: { title: '发文' }
    },
    {
      path: '/confidential/endings/dispatches/:id',
      component: () => import('./dispatch/Page.vue'),
      props: true,
      meta: { title: '发文记录' }
    },
    {
      path: '/confidential/endings/:id',
      component: () => import('./ending/Page.vue'),
      props: true,
      meta: { title: '清册' }
    },

    { path: '/confidential/checks', component: () => import('./check/List.vue'), meta: { title: '核查记录' } },
    { path: '/confidential/checks/new', component: () => import('./check/Form.vue'), meta: { title: '开始核查' } },
    {
      path: '/confidential/checks/incidents',
      component: () => import('./incident/List.vue'),
      meta: { title: '失泄密事件' }
    },
    {
      path: '/confidential/checks/incidents/new',
      component: () => import('./incident/Form.vue'),
      meta: { title: '登记事件' }
    },
    {
      path: '/confidential/checks/incidents/:id',
      component: () => import('./incident/Page.vue'),
      props: true,
      meta: { title: '失泄密事件' }
    },
    {
      path: '/confidential/checks/:id',
      component: () => import('./check/Page.vue'),
      props: true,
      meta: { title: '核查单' }
    },

    { path: '/confidential/media', component: () => import('./medium/List.vue'), meta: { title: '涉密介质' } },
    { path: '/confidential/media/new', component: () => import('./medium/Form.vue'), meta: { title: '登记介质' } },
    {
      path: '/confidential/media/:id',
      component: () => import('./medium/Page.vue'),
      props: true,
      meta: { title: '涉密介质' }
    },

    {
      path: '/confidential/publications',
      component: () => import('./publication/List.vue'),
      meta: { title: '公开保密审查' }
    },
    {
      path: '/confidential/publications/new',
      component: () => import('./publication/Form.vue'),
      meta: { title: '申请公开审查' }
    },
    {
      path: '/confidential/publications/:id',
      component: () => import('./publication/Page.vue'),
      props: true,
      meta: { title: '公开保密审查' }
    },

    { path: '/confidential/office', component: () => import('./cabinet/Page.vue'), meta: { title: '保密柜和交接' } },
    {
      path: '/confidential/office/readings',
      component: () => import('./reading/ReadingList.vue'),
      meta: { title: '查阅记录' }
    },
    {
      path: '/confidential/office/machine',
      component: () => import('./cabinet/MachinePage.vue'),
      meta: { title: '本机设置' }
    }
  ],
  subjects: {
    confidentialFile: (id) => `/confidential/files/${id}`,
    confidentialCarrier: (id) => `/confidential/carriers/${id}`,
    confidentialLeg: (id) => `/confidential/legs/${id}`,
    confidentialMine: () => '/confidential/mine',
    confidentialDelivery: () => '/confidential/files/deliveries',
    confidentialScope: (id) => `/confidential/files/scopes/${id}`,
    confidentialLeave: (id) => `/confidential/carriers/leaves/${id}`,
    confidentialCopy: (id) => `/confidential/carriers/copies/${id}`,
    confidentialEnding: (id) => `/confidential/endings/${id}`,
    confidentialReturns: () => '/confidential/endings',
    confidentialDispatch: (id) => `/confidential/endings/dispatches/${id}`,
    // A check that is due may not have been begun yet, so that it has no page of its own.
    confidentialCheck: () => '/confidential/checks',
    confidentialIncident: (id) => `/confidential/checks/incidents/${id}`,
    confidentialMedium: (id) => `/confidential/media/${id}`,
    confidentialClassification: (id) => `/confidential/files/classifications/${id}`,
    confidentialReview: (id) => `/confidential/files/reviews/${id}`,
    confidentialPublication: (id) => `/confidential/publications/${id}`,
    confidentialUndated: () => '/confidential/files',
    confidentialCabinet: () => '/confidential/office',
    confidentialHandover: () => '/confidential/office'
  },
  help
}
