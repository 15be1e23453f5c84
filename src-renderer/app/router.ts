import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from '../api/session'
import { ledgerWindows } from './ledgerRegistry'

declare module 'vue-router' {
  interface RouteMeta {
    /** Name of the screen, shown in the window's title. */
    readonly title?: string
  }
}

const own: RouteRecordRaw[] = [
  { path: '/', component: () => import('./home/HomePage.vue'), meta: { title: '首页' } },
  { path: '/inbox', component: () => import('./inbox/InboxPage.vue'), meta: { title: '待办' } },
  { path: '/office', component: () => import('./office/PeoplePage.vue'), meta: { title: '单位人员' } },
  { path: '/office/units', component: () => import('./office/UnitsPage.vue'), meta: { title: '科室与中队' } },
  {
    path: '/office/posts',
    component: () => import('./office/ArrangePostsPage.vue'),
    meta: { title: '安排岗位和账号' }
  },
  { path: '/office/people/new', component: () => import('./office/PersonForm.vue'), meta: { title: '新增人员' } },
  {
    path: '/office/people/:id',
    component: () => import('./office/PersonPage.vue'),
    props: true,
    meta: { title: '人员' }
  },
  {
    path: '/office/people/:id/edit',
    component: () => import('./office/PersonForm.vue'),
    props: true,
    meta: { title: '修改人员' }
  },
  {
    path: '/office/people/:id/clearance',
    component: () => import('./office/ClearancePage.vue'),
    props: true,
    meta: { title: '离岗清单' }
  },
  {
    path: '/office/stand-in/:appointmentId',
    component: () => import('./office/StandInPage.vue'),
    props: true,
    meta: { title: '代管交接' }
  },
  { path: '/office/handovers', component: () => import('./office/HandoversPage.vue'), meta: { title: '交接登记' } },
  { path: '/exports', component: () => import('./exports/ExportsPage.vue'), meta: { title: '导出与打印' } },
  { path: '/exceptions', component: () => import('./oversight/ExceptionsPage.vue'), meta: { title: '例外情况' } },
  { path: '/audit', component: () => import('./oversight/AuditPage.vue'), meta: { title: '操作日志' } },
  { path: '/system', redirect: '/system/rules' },
  { path: '/system/:tab', component: () => import('./system/SystemPage.vue'), props: true, meta: { title: '系统' } },
  { path: '/import', component: () => import('./importing/ImportKindsPage.vue'), meta: { title: '导入' } },
  {
    path: '/import/:kind',
    component: () => import('./importing/ImportPage.vue'),
    props: true,
    meta: { title: '导入' }
  },
  { path: '/account', component: () => import('./session/AccountPage.vue'), meta: { title: '我的账号' } },
  { path: '/help', component: () => import('./help/HelpPage.vue'), meta: { title: '帮助' } }
]

/** Every screen behind the sign-in page. Hash addresses work from a file and from a host alike. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...own,
    ...ledgerWindows.flatMap(({ routes }) => routes),
    { path: '/:rest(.*)*', component: () => import('./home/LostPage.vue'), meta: { title: '没有这一页' } }
  ]
})

router.afterEach((to) => {
  document.title = `${to.meta.title ?? '首页'} - 局务台账`
  // The badge follows what the last page may have changed.
  void useSession().refreshCounts()
})
