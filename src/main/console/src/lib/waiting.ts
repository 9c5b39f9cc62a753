import { onBeforeUnmount, onMounted, ref } from 'vue'
import { look } from './call'
import type { TaskSummary } from './types'

const PAUSE = 10_000
const LONGEST_PAUSE = 160_000

/** How much waits for who is signed in; null: not known yet. Its mark is another one whenever the list of tasks has changed. */
export const waiting = ref<TaskSummary | null>(null)

let lookNow: () => Promise<void> = async () => undefined

/** Looks at once, for the reader himself has just changed what waits. */
export const lookForTasks = () => lookNow()

/** How long to rest after a look: longer and longer while nothing comes of it. */
export function rest(before: number, worked: boolean): number {
  return worked ? PAUSE : Math.min(before * 2, LONGEST_PAUSE)
}

/** Keeps looking what waits, every ten seconds while the page is to be seen; for who is signed in. */
export function useTaskNews() {
  let timer: ReturnType<typeof setTimeout> | undefined
  let tag: string | null = null
  let pause = PAUSE
  let over = false

  /** Nothing comes of it while the server cannot be reached, or does not know the reader any more. */
  async function lookOnce() {
    try {
      const answer = await look<TaskSummary>('tasks/summary', tag)
      if (answer && !over) {
        tag = answer.tag
        waiting.value = answer.news
      }
      return true
    } catch {
      return false
    }
  }

  async function next() {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') {
      pause = rest(pause, await lookOnce())
      clearTimeout(timer)
      timer = over ? undefined : setTimeout(next, pause)
    }
  }

  onMounted(() => {
    lookNow = next
    document.addEventListener('visibilitychange', next)
    void next()
  })
  onBeforeUnmount(() => {
    over = true
    lookNow = async () => undefined
    waiting.value = null
    document.removeEventListener('visibilitychange', next)
    clearTimeout(timer)
  })
}
