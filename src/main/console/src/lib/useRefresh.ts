import { onBeforeUnmount, onMounted } from 'vue'

const PAUSE = 20_000

/** Looks for news every 20 seconds, or as often as the page likes, while it is to be seen. */
export function useRefresh(look: () => Promise<unknown>, pause = PAUSE) {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => document.visibilityState === 'visible' && void look(), pause)
  })
  onBeforeUnmount(() => clearInterval(timer))
}
