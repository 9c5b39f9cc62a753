import type { Me, Permission } from './session'

/** A page of the main menu. */
export interface Entry {
  to: string
  /** The key of its text. */
  title: string
  /** Who may use it; for everybody else it is not there. */
  allowed: (me: Me) => boolean
  /** What the paths of its pages begin with, besides its own. */
  under?: string
}

const everybody = () => true
const administrators = (me: Me) => me.admin
/** Who has the permission on any flow at all. */
const who = (permission: Permission) => (me: Me) =>
  me.admin || Object.values(me.permissions).some(granted => granted.includes(permission))

/** The main menu, in its order. A new page of it is a line here. */
export const entries: Entry[] = [
  { to: '/tasks', title: 'tasks.title', allowed: everybody },
  { to: '/submissions', title: 'submissions.title', allowed: everybody },
  { to: '/applications', title: 'nav.applications', allowed: everybody, under: '/flows/' },
  { to: '/design', title: 'design.title', allowed: administrators },
  { to: '/incidents', title: 'incidents.title', allowed: who('modify') },
  { to: '/schedules', title: 'schedules.title', allowed: who('add') },
  { to: '/admin/users', title: 'nav.administration', allowed: administrators, under: '/admin/' },
  { to: '/about', title: 'about.title', allowed: everybody }
]

/** What lies under Administration. */
export const administration: Entry[] = [
  { to: '/admin/users', title: 'users.title', allowed: administrators },
  { to: '/admin/groups', title: 'groups.title', allowed: administrators },
  { to: '/admin/roles', title: 'roles.title', allowed: administrators },
  { to: '/admin/settings', title: 'system.title', allowed: administrators },
  { to: '/admin/audit', title: 'audit.title', allowed: administrators }
]

export function allowed(all: Entry[], me: Me): Entry[] {
  return all.filter(entry => entry.allowed(me))
}

/** Whether the page at this path is the entry's, or lies under it. */
export function isHere(entry: Entry, path: string): boolean {
  return path === entry.to || path.startsWith(`${entry.to}/`) || (entry.under !== undefined && path.startsWith(entry.under))
}
