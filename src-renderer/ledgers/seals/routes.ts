import { Stamp } from '@element-plus/icons-vue'
import type { LedgerWindow } from '../../ledger-kit'
import { help } from './help'

/** The screens of the seals ledger: the register, and everything that is stamped. */
export const ledgerWindow: LedgerWindow = {
  rail: {
    ledger: 'seals',
    label: '印章',
    icon: Stamp,
    path: '/seals',
    tabs: [
      { label: '要办的', path: '/seals/home' },
      { label: '用印申请', path: '/seals/requests', reads: 'seals.requests.list' },
      { label: '用印柜台', path: '/seals/counter', reads: 'seals.uses.stamp' },
      { label: '用印登记', path: '/seals/uses' },
      { label: '拒绝用印', path: '/seals/refusals' },
      { label: '空白用印', path: '/seals/blanks' },
      { label: '印章登记', path: '/seals/register', reads: 'seals.register.list' },
      { label: '交接', path: '/seals/custody' },
      { label: '检查', path: '/seals/inspections' }
    ]
  },
  routes: [
    { path: '/seals', redirect: '/seals/home' },
    { path: '/seals/home', component: () => import('./home/Home.vue'), meta: { title: '印章' } },

    { path: '/seals/requests', component: () => import('./request/List.vue'), meta: { title: '用印申请' } },
    { path: '/seals/requests/new', component: () => import('./request/Form.vue'), meta: { title: '申请用印' } },
    {
      path: '/seals/requests/:id',
      component: () => import('./request/Page.vue'),
      props: true,
      meta: { title: '用印申请' }
    },

    { path: '/seals/counter', component: () => import('./use/CounterPage.vue'), meta: { title: '用印柜台' } },
    { path: '/seals/counter/short', component: () => import('./use/ShortPage.vue'), meta: { title: '简易登记' } },
    { path: '/seals/counter/refuse', component: () => import('./refusal/RefusePage.vue'), meta: { title: '拒绝用印' } },

    { path: '/seals/uses', component: () => import('./use/List.vue'), meta: { title: '用印登记' } },
    { path: '/seals/uses/:id', component: () => import('./use/Page.vue'), props: true, meta: { title: '用印记录' } },

    { path: '/seals/refusals', component: () => import('./refusal/List.vue'), meta: { title: '拒绝用印登记' } },
    {
      path: '/seals/refusals/:id',
      component: () => import('./refusal/Page.vue'),
      props: true,
      meta: { title: '拒绝用印' }
    },

    { path: '/seals/blanks', component: () => import('./blank/List.vue'), meta: { title: '空白用印' } },
    { path: '/seals/blanks/new', component: () => import('./blank/Form.vue'), meta: { title: '申请空白用印' } },
    {
      path: '/seals/blanks/losses',
      component: () => import('./blankLoss/List.vue'),
      meta: { title: '空白用印遗失' }
    },
    {
      path: '/seals/blanks/losses/:id',
      component: () => import('./blankLoss/Page.vue'),
      props: true,
      meta: { title: '空白用印遗失报告' }
    },
    {
      path: '/seals/blanks/:id',
      component: () => import('./blank/Page.vue'),
      props: true,
      meta: { title: '空白用印' }
    },

    { path: '/seals/register', component: () => import('./seal/List.vue'), meta: { title: '印章登记' } },
    { path: '/seals/register/enter', component: () => import('./seal/Form.vue'), meta: { title: '登记已有印章' } },
    {
      path: '/seals/register/engravings',
      component: () => import('./engraving/List.vue'),
      meta: { title: '刻制申请' }
    },
    {
      path: '/seals/register/engravings/new',
      component: () => import('./engraving/Form.vue'),
      meta: { title: '申请刻制' }
    },
    {
      path: '/seals/register/engravings/:id',
      component: () => import('./engraving/Page.vue'),
      props: true,
      meta: { title: '刻制申请' }
    },
    { path: '/seals/register/losses', component: () => import('./loss/List.vue'), meta: { title: '遗失' } },
    {
      path: '/seals/register/losses/:id',
      component: () => import('./loss/Page.vue'),
      props: true,
      meta: { title: '遗失报告' }
    },
    { path: '/seals/register/letters', component: () => import('./letter/List.vue'), meta: { title: '函告证明' } },
    {
      path: '/seals/register/letters/:id',
      component: () => import('./letter/Page.vue'),
      props: true,
      meta: { title: '函告证明' }
    },
    {
      path: '/seals/register/destructions',
      component: () => import('./destruction/List.vue'),
      meta: { title: '销毁' }
    },
    {
      path: '/seals/register/destructions/:id',
      component: () => import('./destruction/Page.vue'),
      props: true,
      meta: { title: '印章销毁' }
    },
    { path: '/seals/register/:id', component: () => import('./seal/Page.vue'), props: true, meta: { title: '印章' } },

    { path: '/seals/custody', component: () => import('./custody/List.vue'), meta: { title: '交接登记' } },
    {
      path: '/seals/custody/:id',
      component: () => import('./custody/Page.vue'),
      props: true,
      meta: { title: '印章交接' }
    },

    { path: '/seals/inspections', component: () => import('./inspection/List.vue'), meta: { title: '用印检查' } },
    { path: '/seals/inspections/new', component: () => import('./inspection/Form.vue'), meta: { title: '开始检查' } },
    {
      path: '/seals/inspections/:id',
      component: () => import('./inspection/Page.vue'),
      props: true,
      meta: { title: '用印检查' }
    }
  ],
  subjects: {
    seal: (id) => `/seals/register/${id}`,
    sealEngraving: (id) => `/seals/register/engravings/${id}`,
    sealLoss: (id) => `/seals/register/losses/${id}`,
    sealLetter: (id) => `/seals/register/letters/${id}`,
    sealDestruction: (id) => `/seals/register/destructions/${id}`,
    sealUseRequest: (id) => `/seals/requests/${id}`,
    sealUse: (id) => `/seals/uses/${id}`,
    sealRefusal: (id) => `/seals/refusals/${id}`,
    sealBlankLoss: (id) => `/seals/blanks/losses/${id}`,
    sealBlanks: (id) => `/seals/blanks/${id}`,
    // A period not inspected yet has no record; what is due names unit and first day, and the form starts with both.
    sealInspectionDue: (id) => {
      const [unit = '', period = ''] = id.split('@')
      return `/seals/inspections/new?${new URLSearchParams({ unit, period }).toString()}`
    },
    sealInspection: (id) => `/seals/inspections/${id}`
  },
  help
}
