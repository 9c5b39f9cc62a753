import type { Field, TicketState } from './types'

/** How a field can be looked for: by a part of its text, by one of its choices, or by the least and the most. */
export type Kind = 'text' | 'choice' | 'number' | 'date' | 'flag'

/** What one field is to be. */
export interface Condition {
  field: string
  /** Its text, or its choice; the least of a range. */
  value: string
  /** The most of a range. */
  to: string
}

/** What the list of tickets asks for. */
export interface TicketSearch {
  state: TicketState | ''
  conditions: Condition[]
  sort: string
}

export const NEWEST = '-dataNo'
const STATES = /^(open|closed|cancelled)$/
const RANGES: Kind[] = ['number', 'date']
const CONDITION = /^(contains|values|from|to)\.(.+)$/s
const SORT = /^-?(dataNo|openedAt|updatedAt|title|status|level)$/

export function kindOf(field: Field | undefined): Kind {
  if (field?.type === 'number') {
    return 'number'
  }
  if (field?.type === 'datetime' && field.subtype !== 'time') {
    return 'date'
  }
  if (field?.type === 'checkbox') {
    return 'flag'
  }
  return field?.options.length ? 'choice' : 'text'
}

/** A condition for the first field that has none yet. */
export function emptyCondition(fields: Field[], others: Condition[]): Condition {
  const field = fields.find(one => !others.some(other => other.field === one.key)) ?? fields[0]
  return { field: field?.key ?? '', value: '', to: '' }
}

/** Whether anything is looked for. */
export function isFiltered(search: TicketSearch): boolean {
  return search.state !== '' || search.conditions.some(condition => condition.value.trim() !== '' || condition.to.trim() !== '')
}

/** The parameters of the list, and of its export, at /api/v1; they also stand in the address of the page. */
export function ticketParameters(search: TicketSearch, fields: Map<string, Field>): URLSearchParams {
  const query = new URLSearchParams()
  if (search.state) {
    query.set('state', search.state)
  }
  for (const { field, value, to } of search.conditions) {
    const kind = kindOf(fields.get(field))
    const prefix = RANGES.includes(kind) ? 'from' : kind === 'text' ? 'contains' : 'values'
    if (field && value.trim()) {
      query.set(`${prefix}.${field}`, value.trim())
    }
    if (field && prefix === 'from' && to.trim()) {
      query.set(`to.${field}`, to.trim())
    }
  }
  if (search.sort) {
    query.set('sort', search.sort)
  }
  return query
}

/** What an address asks of the list; what the list does not know is left out. */
export function askedIn(query: Record<string, unknown>): URLSearchParams {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const known = name === 'state' ? STATES : name === 'sort' ? SORT : CONDITION
    if (typeof value === 'string' && known.test(known === CONDITION ? name : value)) {
      asked.set(name, value)
    }
  }
  return asked
}

/** The search that an address stands for. */
export function searchOf(query: Record<string, unknown>): TicketSearch {
  const conditions = new Map<string, Condition>()
  const asked = askedIn(query)
  for (const [name, value] of asked) {
    const [, prefix, field] = CONDITION.exec(name) ?? []
    if (field) {
      const condition = conditions.get(field) ?? { field, value: '', to: '' }
      conditions.set(field, prefix === 'to' ? { ...condition, to: value } : { ...condition, value })
    }
  }
  return {
    state: (asked.get('state') ?? '') as TicketState | '',
    conditions: [...conditions.values()],
    sort: asked.get('sort') ?? NEWEST
  }
}

/** The sort after a click on a column: first up, then down. */
export function nextSort(now: string, column: string): string {
  return now === column ? `-${column}` : column
}

/** What a screen reader tells of a column. */
export function ariaSort(now: string, column: string): 'ascending' | 'descending' | 'none' {
  if (now === column) {
    return 'ascending'
  }
  return now === `-${column}` ? 'descending' : 'none'
}
