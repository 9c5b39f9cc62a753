import { call, part } from './call'
import type { Incident } from './types'

/** An incident of whatever ticket. */
export interface AnyIncident extends Incident {
  apiPath: string
  flow: string
  dataNo: string
  code: string
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
