import type { Cause } from './call'
import type { Sent } from './rhythm'

/** A schedule as /api/v1 has it. */
export interface Schedule extends Sent {
  id: string
  apiPath: string
  /** The name of the flow. */
  flow: string
  name: string
  cron: string | null
  every: string | null
  timeZone: string
  values: Record<string, unknown>
  enabled: boolean
  by: string
  nextRun: string | null
  lastRun: string | null
  lastResult: { state: 'validating' | 'opened' | 'refused'; dataNo: string | null; problems: Cause[] } | null
}

/** The reader's own time zone. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The names of all time zones, the one that is meant among them even where this browser does not know it. */
export function zones(meant: string): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes(meant) ? known : [meant, ...known]
}
