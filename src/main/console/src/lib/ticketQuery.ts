import type { Field, TicketState } from './types'

/** How a field can be looked for: by a part of its text or all of it, by one of its choices, or by the least and the most. */
export type Kind = 'text' | 'exact' | 'choice' | 'number' | 'date' | 'flag'

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
/** Fields that every ticket has, whatever its forms ask for; no key of a form begins so. */
export const OWN = { dataNo: '#dataNo', openedBy: '#openedBy', openedAt: '#openedAt' }
const OWN_NAMES = /^(dataNo|openedBy|openedFrom|openedTo)$/
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
  if (field?.key === OWN.dataNo || field?.key === OWN.openedBy) {
    return 'exact'
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

/** The first moment of a day on the reader's clock, or of one some days later. */
function dawn(day: string, later = 0): Date {
  const date = new Date(`${day}T00:00`)
  date.setDate(date.getDate() + later)
  return date
}

/** The day of a moment on the reader's clock. */
function dayOf(moment: string): string {
  const date = new Date(moment)
  return Number.isNaN(date.getTime())
    ? ''
    : [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}

/** The parameters that stand for a condition, by name. */
function asked({ field, value, to }: Condition, kind: Kind): [string, string][] {
  if (field === OWN.openedAt) {
    return [
      ['openedFrom', value && dawn(value).toISOString()],
      ['openedTo', to && new Date(dawn(to, 1).getTime() - 1).toISOString()]
    ]
  }
  if (kind === 'exact') {
    return [[field.slice(1), value]]
  }
  return RANGES.includes(kind) ? [[`from.${field}`, value], [`to.${field}`, to]] : [[`${kind === 'text' ? 'contains' : 'values'}.${field}`, value]]
}

/** The parameters of the list, and of its export, at /api/v1; they also stand in the address of the page. */
export function ticketParameters(search: TicketSearch, fields: Map<string, Field>): URLSearchParams {
  const query = new URLSearchParams()
  if (search.state) {
    query.set('state', search.state)
  }
  for (const { field, value, to } of search.conditions) {
    asked({ field, value: value.trim(), to: to.trim() }, kindOf(fields.get(field)))
      .filter(([, text]) => field && text)
      .forEach(([name, text]) => query.set(name, text))
  }
  if (search.sort) {
    query.set('sort', search.sort)
  }
  return query
}

/** What an address asks of the list; what the list does not know is left out. */
export function askedIn(query: Record<string, unknown>): URLSearchParams {
  const found = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const known = name === 'state' ? STATES.test(String(value)) : name === 'sort' ? SORT.test(String(value)) : OWN_NAMES.test(name) || CONDITION.test(name)
    if (typeof value === 'string' && known) {
      found.set(name, value)
    }
  }
  return found
}

/** The search that an address stands for. */
export function searchOf(query: Record<string, unknown>): TicketSearch {
  const conditions = new Map<string, Condition>()
  const add = (field: string, part: Partial<Condition>) =>
    conditions.set(field, { ...(conditions.get(field) ?? { field, value: '', to: '' }), ...part })
  const found = askedIn(query)
  for (const [name, value] of found) {
    const [, prefix, field] = CONDITION.exec(name) ?? []
    if (field) {
      add(field, prefix === 'to' ? { to: value } : { value })
    } else if (name === 'openedFrom' || name === 'openedTo') {
      add(OWN.openedAt, name === 'openedTo' ? { to: dayOf(value) } : { value: dayOf(value) })
    } else if (OWN_NAMES.test(name)) {
      add(`#${name}`, { value })
    }
  }
  return {
    state: (found.get('state') ?? '') as TicketState | '',
    conditions: [...conditions.values()],
    sort: found.get('sort') ?? NEWEST
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
