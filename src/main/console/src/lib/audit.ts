import { line } from './show'

/** A line of the audit trail as /api/v1 has it. */
export interface AuditLine {
  id: string
  at: string
  /** Null: nobody knows. */
  who: string | null
  address: string | null
  action: string
  object: string | null
  outcome: 'done' | 'refused' | 'locked'
  /** What was before and is after; two nulls for a secret that has changed. */
  changes: Record<string, [unknown, unknown]>
  times: number
}

export const ACTIONS = [
  'sign_in', 'password_change', 'access', 'application_deploy', 'application_undeploy', 'flow_change',
  'user_add', 'user_change', 'user_remove', 'group_add', 'group_change', 'group_remove',
  'role_add', 'role_change', 'role_remove', 'setting_change',
  'schedule_add', 'schedule_change', 'schedule_remove', 'draft_add', 'draft_remove',
  'incidents_retry', 'tickets_migrate', 'tickets_delete'
]
export const OUTCOMES: AuditLine['outcome'][] = ['done', 'refused', 'locked']

/** Of long lists as many are shown. */
const MOST = 20

/** A value in one line, with the names of what is inside of it. */
export function told(value: unknown): string {
  if (Array.isArray(value)) {
    const rest = value.length - MOST
    return value.slice(0, MOST).map(told).join(', ') + (rest > 0 ? ` … (+${rest})` : '')
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, inner]) => `${name}: ${told(inner)}`).join('; ')
    : line(value)
}

/** Whether only that it has changed may be told. */
export function isSecret([before, after]: [unknown, unknown]): boolean {
  return before === null && after === null
}

/** The moment at which a day begins where the reader is, so many days after it; empty for no day. */
export function dayBegins(day: string, later = 0): string {
  const [year, month, date] = day.split('-').map(Number)
  return day === '' ? '' : new Date(year, month - 1, date + later).toISOString()
}
