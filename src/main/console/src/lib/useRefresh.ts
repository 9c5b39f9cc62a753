import { onBeforeUnmount, onMounted } from 'vue'

const PAUSE = 20_000

/** Looks for news every 20 seconds while the page is to be seen. */
export function useRefresh(look: () => Promise<unknown>) {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => document.visibilityState === 'visible' && void look(), PAUSE)
  })
  onBeforeUnmount(() => clearInterval(timer))
}
