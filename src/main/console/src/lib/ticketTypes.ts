/** Tickets and what belongs to them, as /api/v1 answers it. */

import type { Incident } from './incidents'

export type TicketState = 'open' | 'closed' | 'cancelled'

export interface TicketRow {
  dataNo: string
  state: TicketState
  title: string | null
  status: string | null
  level: string | null
  openedBy: string
  openedAt: string
  closedAt: string | null
  values: Record<string, unknown>
}

export interface WorkItem {
  dataId: string
  node: string
  name: string
  state: 'open' | 'done' | 'cancelled'
  assignee: string | null
  candidateUsers: string[]
  candidateGroups: string[]
  since: string
  dueAt: string | null
  doneAt: string | null
  doneBy: string | null
}

export interface Attachment {
  id: string
  name: string
  size: number
  contentType: string
  sha256: string
  field: string | null
}

export interface TicketEvent {
  at: string
  by: string
  event: string
  node: string | null
  changes: Record<string, [unknown, unknown]> | null
  reason: string | null
  /** Why it could not go on, where the event is an incident. */
  message: string | null
}

/** Where a ticket of another flow was called. */
export interface CalledBy {
  apiPath: string
  dataNo: string
  node: string
}

/** Whom a work item can be given to. */
export interface Assignees {
  users: { username: string; displayName: string }[]
  groups: string[]
}

/** One line of the execution log of a ticket. */
export interface LogEntry {
  at: string
  node: string | null
  event: 'entered' | 'left' | 'interrupted' | 'cancelled' | 'moved' | 'migrated' | 'omitted'
  values: Record<string, unknown>
}

/** A note in the work log of a ticket. */
export interface Note {
  id: string
  at: string
  by: string
  content: string
}

/** Which ticket it is, only those learn who may see it. */
export interface ChildTicket {
  apiPath: string | null
  dataNo: string | null
  node: string
  state: TicketState
}

export interface Ticket extends TicketRow {
  updatedAt: string
  /** The nodes where it stands. */
  waitingAt: string[]
  workItems: WorkItem[]
  attachments: Attachment[]
  history: TicketEvent[]
  /** Asks for the lines before these; null where there are none. */
  earlierHistory: string | null
  incidents: Incident[]
  parent: CalledBy | null
  children: ChildTicket[]
  version: number
}
