import type { Cause, Refusal } from './call'

/** What was wrong with a member that was sent, for the input it came from. */
export function causeAt(failure: Refusal | null, field: string): string {
  return (failure?.causes ?? []).filter(cause => isAt(cause, field)).map(cause => cause.message).join(' ')
}

/** What was wrong besides what is told at the inputs of these fields. */
export function causesBeside(failure: Refusal, fields: string[]): Cause[] {
  return failure.causes.filter(cause => !fields.some(field => isAt(cause, field)))
}

function isAt(cause: Cause, field: string): boolean {
  return cause.field === field || cause.field?.startsWith(`${field}.`) === true || cause.field?.startsWith(`${field}[`) === true
}
