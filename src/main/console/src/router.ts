import { createRouter, createWebHistory } from 'vue-router'
import { onSignedOut } from './lib/call'
import { i18n } from './lib/language'
import { me } from './lib/session'
import SignIn from './pages/SignIn.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of the page's title. */
    title: string
    /** Anyone may see it. */
    open?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/applications' },
    { path: '/sign-in', component: SignIn, meta: { title: 'signIn.title', open: true } },
    { path: '/password', component: () => import('./pages/ChangePassword.vue'), meta: { title: 'password.title' } },
    {
      path: '/applications',
      component: () => import('./pages/ApplicationList.vue'),
      meta: { title: 'applications.title' }
    },
    {
      path: '/applications/:name',
      component: () => import('./pages/FlowList.vue'),
      props: true,
      meta: { title: 'flows.title' }
    },
    {
      path: '/flows/:apiPath/open',
      component: () => import('./pages/OpenTicket.vue'),
      props: true,
      meta: { title: 'fill.open' }
    },
    {
      path: '/flows/:apiPath/tickets',
      component: () => import('./pages/TicketList.vue'),
      props: true,
      meta: { title: 'tickets.title' }
    },
    {
      path: '/flows/:apiPath/statistics',
      component: () => import('./pages/StatisticsPage.vue'),
      props: true,
      meta: { title: 'statistics.title' }
    },
    {
      path: '/flows/:apiPath/tickets/:dataNo',
      component: () => import('./pages/TicketPage.vue'),
      props: true,
      meta: { title: 'ticket.title' }
    },
    { path: '/design', component: () => import('./pages/DraftList.vue'), meta: { title: 'design.title' } },
    {
      path: '/design/:id(\\d+)',
      component: () => import('./pages/DraftPage.vue'),
      props: true,
      meta: { title: 'design.title' }
    },
    { path: '/tasks', component: () => import('./pages/MyTasks.vue'), meta: { title: 'tasks.title' } },
    {
      path: '/submissions',
      component: () => import('./pages/SubmissionList.vue'),
      meta: { title: 'submissions.title' }
    },
    { path: '/incidents', component: () => import('./pages/IncidentList.vue'), meta: { title: 'incidents.title' } },
    { path: '/schedules', component: () => import('./pages/ScheduleList.vue'), meta: { title: 'schedules.title' } },
    { path: '/admin', redirect: '/admin/users' },
    { path: '/admin/users', component: () => import('./pages/UserList.vue'), meta: { title: 'users.title' } },
    { path: '/admin/groups', component: () => import('./pages/GroupList.vue'), meta: { title: 'groups.title' } },
    { path: '/admin/roles', component: () => import('./pages/RoleList.vue'), meta: { title: 'roles.title' } },
    { path: '/admin/settings', component: () => import('./pages/SystemSettings.vue'), meta: { title: 'system.title' } },
    { path: '/admin/audit', component: () => import('./pages/AuditList.vue'), meta: { title: 'audit.title' } },
    { path: '/about', component: () => import('./pages/AboutPage.vue'), meta: { title: 'about.title' } },
    { path: '/:path(.*)*', component: () => import('./pages/NotFound.vue'), meta: { title: 'notFound.title' } }
  ]
})

router.beforeEach(to => {
  if (!to.meta.open && !me.value) {
    return { path: '/sign-in', query: to.fullPath === '/applications' ? {} : { to: to.fullPath } }
  }
  return true
})

router.afterEach(to => {
  document.title = `${i18n.global.t(to.meta.title)} · Kaidan`
})

onSignedOut(() => {
  const from = router.currentRoute.value
  if (me.value && !from.meta.open) {
    me.value = null
    void router.push({ path: '/sign-in', query: { to: from.fullPath, over: '1' } })
  }
})
