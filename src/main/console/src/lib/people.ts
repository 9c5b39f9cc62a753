import type { Permission } from './session'

/** Users, groups and roles as /api/v1 has them. */
export interface User {
  username: string
  displayName: string
  email: string | null
  active: boolean
  groups: string[]
  roles: string[]
  createdAt: string
}

export interface Group {
  name: string
  members: number
}

export type Permissions = Record<string, Permission[]>

export interface Role {
  name: string
  admin: boolean
  permissions: Permissions
}

export const all: Permission[] = ['view', 'add', 'modify', 'delete']

/** With the permission given or taken, on each of the flows; a flow without any is left out. */
export function grant(now: Permissions, flows: string[], names: Permission[], on: boolean): Permissions {
  const changed: Permissions = { ...now }
  for (const flow of flows) {
    const granted = all.filter(name => (names.includes(name) ? on : now[flow]?.includes(name)))
    if (granted.length) {
      changed[flow] = granted
    } else {
      delete changed[flow]
    }
  }
  return changed
}

/** Whether all of it is granted, some, or none. */
export function share(now: Permissions, flows: string[], names: Permission[]): 'all' | 'some' | 'none' {
  const asked = flows.flatMap(flow => names.map(name => now[flow]?.includes(name) ?? false))
  if (asked.length === 0 || !asked.includes(true)) {
    return 'none'
  }
  return asked.includes(false) ? 'some' : 'all'
}
