import type { Me } from './session'
import type { Task } from './types'

/** Who has a task: the reader, somebody else, or nobody yet. */
export type Holder = 'me' | 'other' | 'nobody'

export function holder(task: Task, reader: Me | null | undefined): Holder {
  if (task.assignee === null) {
    return 'nobody'
  }
  return task.assignee === reader?.username ? 'me' : 'other'
}

/** Whether there is somebody to whom a task can be given back. */
export function hasCandidates(task: Task): boolean {
  return task.candidateUsers.length + task.candidateGroups.length > 0
}
