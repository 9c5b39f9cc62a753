import type { Refusal } from './call'

/** What was wrong with a member that was sent, for the input it came from. */
export function causeAt(failure: Refusal | null, field: string): string {
  return (failure?.causes ?? [])
    .filter(cause => cause.field === field || cause.field?.startsWith(`${field}.`) || cause.field?.startsWith(`${field}[`))
    .map(cause => cause.message)
    .join(' ')
}
