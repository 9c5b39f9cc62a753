import type { Page } from './types'

/** How a page comes together: what is there so far, and where it goes on. */
export interface Gathered<T> {
  items: T[]
  next: string | null
  /** Somebody stopped it before the page was full: there may be more that belongs to it. */
  stopped: boolean
}

/**
 * Gathers a full page. A list whose items must be read one by one answers what it has found after a bounded while, which
 * may be nothing yet: then it is asked to go on.
 *
 * @param ask for items after a cursor, at most so many
 * @param going told what is there after each answer; whether to go on
 */
export async function gather<T>(
  ask: (cursor: string | null, limit: number) => Promise<Page<T>>,
  from: string | null,
  size: number,
  going: (so: Gathered<T>) => boolean
): Promise<Gathered<T>> {
  const so: Gathered<T> = { items: [], next: from, stopped: false }
  do {
    const page = await ask(so.next, size - so.items.length)
    so.items.push(...page.items)
    so.next = page.next
    const goOn = going({ ...so, items: [...so.items] })
    so.stopped = !goOn && so.items.length < size && so.next !== null
  } while (!so.stopped && so.items.length < size && so.next !== null)
  return so
}
