import type { Flow } from './types'

const USUAL = ['title', 'status', 'level']

/** The keys of the columns that the list of tickets shows: those chosen; where none are, title, status and level. */
export function columnsOf(flow: Flow): string[] {
  const chosen = flow.columns.filter(key => flow.fields.some(field => field.key === key))
  return chosen.length > 0
    ? chosen
    : flow.fields.filter(field => USUAL.includes(field.header ?? '')).map(field => field.key)
}
