import { onBeforeUnmount, ref } from 'vue'

/** Whether the window is wide enough to draw in. */
export function useWide() {
  const query = matchMedia('(min-width: 900px)')
  const wide = ref(query.matches)
  const follow = () => (wide.value = query.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return wide
}
