/** What /api/v1 answers; openapi.yaml describes it. */

import type { Cause } from './call'
import type { Files } from './files'

export * from './formTypes'
export * from './statisticsTypes'
export * from './taskTypes'
export * from './ticketTypes'

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
  /** Closed tickets are kept for so many days; null: for ever. */
  retentionDays: number | null
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
