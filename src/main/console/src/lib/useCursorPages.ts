import { computed, ref } from 'vue'
import { call, part } from './call'
import type { Page } from './types'
import { useCall } from './useCall'

/** Shows a list of /api/v1 page by page. The server knows the way forward only, so the way back is remembered here. */
export function useCursorPages<T>(path: () => string, size = 50) {
  const { busy, failure, run } = useCall()
  const items = ref<T[] | null>(null)
  const cursors = ref<(string | null)[]>([null])
  const next = ref<string | null>(null)
  const steps = computed(() => ({ page: cursors.value.length, hasNext: next.value !== null }))

  async function load() {
    const address = path()
    const cursor = cursors.value.at(-1)
    const query = `limit=${size}${cursor ? `&cursor=${part(cursor)}` : ''}`
    const page = await run(() => call<Page<T>>('GET', `${address}${address.includes('?') ? '&' : '?'}${query}`))
    if (page) {
      items.value = page.items
      next.value = page.next
    }
  }

  async function first() {
    cursors.value = [null]
    await load()
  }

  async function go(page: number) {
    cursors.value = page <= cursors.value.length ? cursors.value.slice(0, page) : [...cursors.value, next.value]
    await load()
  }

  return { busy, failure, run, items, steps, load, first, go }
}

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
