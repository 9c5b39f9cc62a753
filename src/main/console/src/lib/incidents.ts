import { call, part } from './call'
import { may, type Me } from './session'
import type { CalledBy } from './types'

/** Where a ticket could not go on. */
export interface Incident {
  id: string
  apiPath: string
  /** The name of the flow. */
  flow: string
  dataNo: string
  node: string
  name: string
  message: string
  code: string
  at: string
  /** Null where it is an incident of the ticket itself. */
  calledBy: CalledBy | null
}

/** Whether somebody may have it tried again. Who may not see the called ticket sees it at the call, and leaves it to others. */
export function mayRetry(somebody: Me | null | undefined, incident: Incident): boolean {
  return incident.code !== 'called_incident' && may(somebody, 'modify', incident.apiPath)
}

/** Which incidents are meant: those of a flow and with a text, or those that are named. */
export type Which = { apiPath?: string; text?: string } | { ids: string[] }

export interface Retried {
  retried: number
  failed: number
  skipped: number
}

/** Has them tried again, part by part, and tells after each what came of it so far; stops where it is told to. */
export async function retryAll(which: Which, progress: (so: Retried) => boolean): Promise<Retried> {
  const sum: Retried = { retried: 0, failed: 0, skipped: 0 }
  let cursor: string | null = null
  do {
    const more: string = cursor ? `&cursor=${part(cursor)}` : ''
    const answer: Retried & { next: string | null } = await call('POST', `incidents/retry?limit=100${more}`, which)
    sum.retried += answer.retried
    sum.failed += answer.failed
    sum.skipped += answer.skipped
    cursor = answer.next
  } while (progress({ ...sum }) && cursor)
  return sum
}
