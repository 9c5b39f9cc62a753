import type { TicketState } from './types'

/** A stop that waits for the reader or for one of his groups. */
export interface Task {
  dataId: string
  apiPath: string
  flow: string
  dataNo: string
  title: string | null
  status: string | null
  level: string | null
  node: string
  name: string
  assignee: string | null
  candidateUsers: string[]
  candidateGroups: string[]
  since: string
  dueAt: string | null
  actions: { name: string; label: string }[]
}

/** How much waits; of more than 1,000 only those are counted. */
export interface TaskSummary {
  open: number
  overdue: number
  soon: number
  more: boolean
  mark: string
}

interface OwnTicket {
  apiPath: string
  flow: string
  dataNo: string
  /** Whether the reader may see the ticket; else title, status and level are null. */
  visible: boolean
  title: string | null
  status: string | null
  level: string | null
  state: TicketState
  closedAt: string | null
}

/** A stop that the reader pushed on. */
export interface DoneTask extends OwnTicket {
  dataId: string
  node: string
  name: string
  since: string
  doneAt: string
}

/** A ticket that the reader opened. */
export interface OpenedTicket extends OwnTicket {
  id: string
  openedAt: string
}
