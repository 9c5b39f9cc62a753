import { ref } from 'vue'
import { call, Refusal } from './call'

export type Permission = 'view' | 'add' | 'modify' | 'delete'

export interface Me {
  username: string
  displayName: string
  admin: boolean
  groups: string[]
  permissions: Record<string, Permission[]>
}

/** Who is signed in; null: nobody, undefined: not known yet. */
export const me = ref<Me | null | undefined>(undefined)

/** Whether somebody may do this with the tickets of a flow. */
export function may(somebody: Me | null | undefined, permission: Permission, apiPath: string): boolean {
  return somebody?.admin === true || somebody?.permissions[apiPath]?.includes(permission) === true
}

export async function recall() {
  try {
    me.value = await call<Me>('GET', 'session')
  } catch (failure) {
    if (!(failure instanceof Refusal)) {
      throw failure
    }
    me.value = null
  }
}

export async function signIn(username: string, password: string) {
  me.value = await call<Me>('POST', 'session', { username, password })
}

export async function signOut() {
  await call('DELETE', 'session')
  me.value = null
}
