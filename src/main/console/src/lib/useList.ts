import { ref } from 'vue'
import { call } from './call'
import type { Page } from './types'
import { useCall } from './useCall'

const SIZE = 50

/**
 * Reads a list page by page. The server knows the way forward only, so the cursors of the pages before are kept.
 *
 * @param path of the list under /api/v1
 * @param query what is asked for; what is empty is left out
 */
export function useList<T>(path: string, query: () => Record<string, string>) {
  const { busy, failure, run } = useCall()
  const found = ref<Page<T> | null>(null)
  const cursors = ref<(string | null)[]>([null])
  let asked = 0

  /** Reads the page again, as it is now. Of several answers the one that was asked for last counts. */
  async function load() {
    const turn = ++asked
    const wanted = new URLSearchParams(
      Object.entries({ ...query(), limit: String(SIZE), cursor: cursors.value.at(-1) ?? '' }).filter(([, value]) => value !== '')
    )
    const page = await run(() => call<Page<T>>('GET', `${path}?${wanted}`))
    if (page && turn === asked) {
      found.value = page
    }
  }

  async function first() {
    cursors.value = [null]
    await load()
  }

  async function go(page: number) {
    cursors.value = page <= cursors.value.length
      ? cursors.value.slice(0, page)
      : [...cursors.value, found.value?.next ?? null]
    await load()
  }

  return { busy, failure, found, cursors, load, first, go }
}
