import { may, type Me } from './session'
import type { WorkItem } from './types'

/** The stops that wait and that somebody may push on. */
export function mine(items: WorkItem[], somebody: Me | null | undefined, apiPath: string): WorkItem[] {
  if (!somebody) {
    return []
  }
  const any = may(somebody, 'modify', apiPath)
  return items.filter(item => item.state === 'open' && (any
    || item.assignee === somebody.username
    || item.candidateUsers.includes(somebody.username)
    || item.candidateGroups.some(group => somebody.groups.includes(group))))
}
