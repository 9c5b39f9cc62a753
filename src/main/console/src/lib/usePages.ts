import { computed, ref, watch, type Ref } from 'vue'

/** Shows a list that is all here in pages. */
export function usePages<T>(all: Ref<T[]>, size: number) {
  const page = ref(1)
  const last = computed(() => Math.max(1, Math.ceil(all.value.length / size)))
  watch(last, end => (page.value = Math.min(page.value, end)))
  const items = computed(() => all.value.slice((page.value - 1) * size, page.value * size))
  const steps = computed(() => ({ page: page.value, hasNext: page.value < last.value }))
  const go = (to: number) => (page.value = to)
  return { items, steps, go }
}
