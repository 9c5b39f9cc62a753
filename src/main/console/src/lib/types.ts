/** What /api/v1 answers; openapi.yaml describes it. */

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface FlowRow {
  apiPath: string
  name: string
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

export interface Application extends Omit<ApplicationRow, 'deployedBy' | 'deployedAt'> {
  versions: { version: number; deployedBy: string; deployedAt: string }[]
  open: Record<string, number>
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

/** One line of the execution log of a ticket. */
export interface LogEntry {
  at: string
  node: string | null
  event: 'entered' | 'left' | 'omitted'
  values: Record<string, unknown>
}

/** A note in the work log of a ticket. */
export interface Note {
  id: string
  at: string
  by: string
  content: string
}

export interface Incident {
  id: string
  node: string
  name: string | null
  message: string
  at: string
}

export interface LinkedTicket {
  apiPath: string
  dataNo: string
}

export interface ChildTicket extends LinkedTicket {
  state: TicketState
}

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
  candidateGroups: string[]
  since: string
  dueAt: string | null
}

export interface Ticket extends TicketRow {
  updatedAt: string
  workItems: WorkItem[]
  attachments: Attachment[]
  history: TicketEvent[]
  incidents: Incident[]
  parent: LinkedTicket | null
  children: ChildTicket[]
  version: number
}

/** What stands in a ticket, by the keys of the fields. */
export type Values = Record<string, unknown>

export interface QuickAction {
  name: 'action1' | 'action2'
  label: string
}

/** A form to fill or to read; form is what form-js takes. */
export interface ShownForm {
  name: string
  enabled: boolean
  attachments: boolean
  form: FormSchema
  values: Values
  quickActions: QuickAction[]
}

export interface FormSchema {
  components?: FormComponent[]
  [member: string]: unknown
}

export interface FormComponent {
  type: string
  id?: string
  key?: string
  label?: string
  validate?: Record<string, unknown>
  properties?: Record<string, unknown>
  components?: FormComponent[]
  [member: string]: unknown
}

export interface Submission {
  id: string
  apiPath: string
  at: string
  state: 'validating' | 'opened' | 'refused'
  dataNo: string | null
  messages: string[]
}
