import type { TicketState } from './types'

/** What the list of tickets asks for. */
export interface TicketSearch {
  state: TicketState | ''
  field: string
  value: string
  sort: string
}

export const sorts = ['dataNo', 'openedAt', 'updatedAt', 'title', 'status', 'level'] as const

/** The query of the list's address at /api/v1. */
export function ticketQuery(search: TicketSearch, cursor: string | null, limit: number): string {
  const query = new URLSearchParams({ limit: String(limit) })
  if (search.state) {
    query.set('state', search.state)
  }
  if (search.field && search.value.trim()) {
    query.set(`contains.${search.field}`, search.value.trim())
  }
  if (search.sort) {
    query.set('sort', search.sort)
  }
  if (cursor) {
    query.set('cursor', cursor)
  }
  return query.toString()
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
