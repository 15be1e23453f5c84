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
      { label: '用印申请', path: '/seals/requests' },
      { label: '用印柜台', path: '/seals/counter' },
      { label: '用印登记', path: '/seals/uses' },
      { label: '拒绝用印', path: '/seals/refusals' },
      { label: '空白用印', path: '/seals/blanks' },
      { label: '印章登记', path: '/seals/register' },
      { label: '交接', path: '/seals/custody' },
      { label: '检查', path: '/seals/inspections' }
    ]
  },
  routes: [
    { path: '/seals', redirect: '/seals/home' },
    { path: '/seals/home', component: () => import('./home/SealsHome.vue'), meta: { title: '印章' } },

    { path: '/seals/requests', component: () => import('./request/UseRequestList.vue'), meta: { title: '用印申请' } },
    { path: '/seals/requests/new', component: () => import('./request/UseRequestForm.vue'), meta: { title: '申请用印' } },
    { path: '/seals/requests/:id', component: () => import('./request/UseRequestPage.vue'), props: true, meta: { title: '用印申请' } },

    { path: '/seals/counter', component: () => import('./counter/CounterPage.vue'), meta: { title: '用印柜台' } },
    { path: '/seals/counter/short', component: () => import('./counter/ShortPage.vue'), meta: { title: '简易登记' } },
    { path: '/seals/counter/refuse', component: () => import('./counter/RefusePage.vue'), meta: { title: '拒绝用印' } },

    { path: '/seals/uses', component: () => import('./uses/UseList.vue'), meta: { title: '用印登记' } },
    { path: '/seals/uses/:id', component: () => import('./uses/UsePage.vue'), props: true, meta: { title: '用印记录' } },

    { path: '/seals/refusals', component: () => import('./refusals/RefusalList.vue'), meta: { title: '拒绝用印登记' } },
    { path: '/seals/refusals/:id', component: () => import('./refusals/RefusalPage.vue'), props: true, meta: { title: '拒绝用印' } },

    { path: '/seals/blanks', component: () => import('./blanks/BlankList.vue'), meta: { title: '空白用印' } },
    { path: '/seals/blanks/new', component: () => import('./blanks/BlankForm.vue'), meta: { title: '申请空白用印' } },
    { path: '/seals/blanks/:id', component: () => import('./blanks/BlankPage.vue'), props: true, meta: { title: '空白用印' } },

    { path: '/seals/register', component: () => import('./register/SealList.vue'), meta: { title: '印章登记' } },
    { path: '/seals/register/enter', component: () => import('./register/EnterForm.vue'), meta: { title: '登记已有印章' } },
    { path: '/seals/register/engravings', component: () => import('./register/EngravingList.vue'), meta: { title: '刻制申请' } },
    { path: '/seals/register/engravings/new', component: () => import('./register/EngravingForm.vue'), meta: { title: '申请刻制' } },
    { path: '/seals/register/engravings/:id', component: () => import('./register/EngravingPage.vue'), props: true, meta: { title: '刻制申请' } },
    { path: '/seals/register/losses', component: () => import('./register/LossList.vue'), meta: { title: '遗失' } },
    { path: '/seals/register/losses/:id', component: () => import('./register/LossPage.vue'), props: true, meta: { title: '遗失报告' } },
    { path: '/seals/register/destructions', component: () => import('./register/DestructionList.vue'), meta: { title: '销毁' } },
    { path: '/seals/register/destructions/:id', component: () => import('./register/DestructionPage.vue'), props: true, meta: { title: '印章销毁' } },
    { path: '/seals/register/:id', component: () => import('./register/SealPage.vue'), props: true, meta: { title: '印章' } },

    { path: '/seals/custody', component: () => import('./custody/CustodyList.vue'), meta: { title: '交接登记' } },
    { path: '/seals/custody/:id', component: () => import('./custody/CustodyPage.vue'), props: true, meta: { title: '印章交接' } },

    { path: '/seals/inspections', component: () => import('./inspections/InspectionList.vue'), meta: { title: '用印检查' } },
    { path: '/seals/inspections/new', component: () => import('./inspections/InspectionForm.vue'), meta: { title: '开始检查' } },
    { path: '/seals/inspections/:id', component: () => import('./inspections/InspectionPage.vue'), props: true, meta: { title: '用印检查' } }
  ],
  subjects: {
    seal: (id) => `/seals/register/${id}`,
    sealEngraving: (id) => `/seals/register/engravings/${id}`,
    sealLoss: (id) => `/seals/register/losses/${id}`,
    sealDestruction: (id) => `/seals/register/destructions/${id}`,
    sealUseRequest: (id) => `/seals/requests/${id}`,
    sealUse: (id) => `/seals/uses/${id}`,
    sealRefusal: (id) => `/seals/refusals/${id}`,
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
