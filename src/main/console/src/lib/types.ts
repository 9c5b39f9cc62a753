/** What /api/v1 answers; openapi.yaml describes it. */

import type { Cause } from './call'
import type { Files } from './files'
import type { Incident } from './incidents'

export * from './formTypes'
export * from './statisticsTypes'
export * from './taskTypes'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface FlowRow {
  apiPath: string
  name: string
  /** What its design says of it; may be empty. */
  description: string
  version: number | null
  enabled: boolean
  api: boolean
  log: boolean
  attachments: boolean
  worklog: boolean
  tasks: boolean
  columns: string[]
}

export interface ApplicationRow {
  name: string
  description: string
  version: number
  deployed: boolean
  deployedBy: string
  deployedAt: string
  flows: FlowRow[]
}

/** What a deploy has made. */
export interface Deployed {
  name: string
  version: number
  flows: FlowRow[]
  warnings: Cause[]
}

export interface DraftRow {
  id: string
  name: string
  revision: number
  madeBy: string
  savedBy: string
  savedAt: string
}

export interface Draft extends DraftRow {
  files: Files
}

export interface Application extends Omit<ApplicationRow, 'deployedBy' | 'deployedAt'> {
  versions: { version: number; deployedBy: string; deployedAt: string }[]
  open: Record<string, number>
  /** Of the flows where the reader may retry them. */
  incidents: Record<string, number>
}

export interface Option {
  label: string
  value: unknown
}

export interface Field {
  key: string
  label: string
  type: string
  subtype: string | null
  required: boolean
  header: string | null
  options: Option[]
}

export interface FlowNode {
  id: string
  name: string | null
  type: string
  fields: Field[] | null
}

export interface Flow extends FlowRow {
  application: string
  fields: Field[]
  nodes: FlowNode[]
  open: number
  closed: number
  bpmn: string | null
}

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

/** Which ticket it is, only those learn who may see it. */
export interface ChildTicket {
  apiPath: string | null
  dataNo: string | null
  node: string
  state: TicketState
}

export interface Ticket extends TicketRow {
  updatedAt: string
  workItems: WorkItem[]
  attachments: Attachment[]
  history: TicketEvent[]
  incidents: Incident[]
  parent: CalledBy | null
  children: ChildTicket[]
  version: number
}
