import { call, part } from './call'
import type { Page } from './types'

/** All pages of a list that is never long. */
export async function whole<T>(path: string): Promise<T[]> {
  const found: T[] = []
  let cursor: string | null = null
  do {
    const more: string = cursor ? `&cursor=${part(cursor)}` : ''
    const page: Page<T> = await call<Page<T>>('GET', `${path}${path.includes('?') ? '&' : '?'}limit=1000${more}`)
    found.push(...page.items)
    cursor = page.next
  } while (cursor)
  return found
}
