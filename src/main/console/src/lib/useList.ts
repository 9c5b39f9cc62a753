import { computed, ref } from 'vue'
import { call, look } from './call'
import type { Page } from './types'
import { useCall } from './useCall'

/**
 * Reads a list page by page. The server knows the way forward only, so the cursors of the pages before are kept. A page,
 * its number and what was asked for change together, when the page is there.
 *
 * @param path of the list under /api/v1
 * @param query what is asked for, taken when the first page is; what is empty is left out
 * @param size items of a page
 */
export function useList<T>(path: string, query: () => Record<string, string> = () => ({}), size = 50) {
  const { busy, failure, run } = useCall()
  const found = ref<Page<T> | null>(null)
  const cursors = ref<(string | null)[]>([null])
  const items = computed(() => found.value?.items ?? null)
  const steps = computed(() => ({ page: cursors.value.length, hasNext: !!found.value?.next }))
  let shown: Record<string, string> | null = null
  let asked = 0

  function address(wanted: Record<string, string>, way: (string | null)[]) {
    const given = Object.entries({ ...wanted, limit: String(size), cursor: way.at(-1) ?? '' })
    return `${path}?${new URLSearchParams(given.filter(([, value]) => value.trim() !== ''))}`
  }

  /** Of several answers the one that was asked for last counts. Where the last page has become empty, the one before it. */
  async function read(way: (string | null)[], wanted = shown ?? { ...query() }): Promise<void> {
    const turn = ++asked
    const page = await run(() => call<Page<T>>('GET', address(wanted, way)))
    if (!page || turn !== asked) {
      return
    }
    if (page.items.length === 0 && page.next === null && way.length > 1) {
      await read(way.slice(0, -1), wanted)
    } else {
      show(page, way, wanted)
    }
  }

  function show(page: Page<T>, way: (string | null)[], wanted: Record<string, string>) {
    found.value = page
    cursors.value = way
    shown = wanted
  }

  /** Reads the page again, as it is now. */
  async function load() {
    await read(cursors.value)
  }

  /** The same with nobody at the keyboard: it is no use of the session, gives way to whatever somebody asks for, and says nothing of a refusal. */
  async function refresh() {
    const turn = asked
    const way = cursors.value
    if (shown !== null && !busy.value) {
      const wanted = shown
      const answer = await look<Page<T>>(address(wanted, way), null).catch(() => null)
      if (answer && turn === asked) {
        show(answer.news, way, wanted)
      }
    }
  }

  async function first() {
    await read([null], { ...query() })
  }

  async function go(page: number) {
    await read(page <= cursors.value.length ? cursors.value.slice(0, page) : [...cursors.value, found.value?.next ?? null])
  }

  return { busy, failure, run, found, cursors, items, steps, load, refresh, first, go }
}
