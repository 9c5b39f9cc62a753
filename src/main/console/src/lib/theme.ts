import { ref, watchEffect } from 'vue'

const KEPT = 'kaidan.theme'

/** Dark or light: as chosen, else as the system has it. */
export const dark = ref(
  localStorage.getItem(KEPT) === null
    ? matchMedia('(prefers-color-scheme: dark)').matches
    : localStorage.getItem(KEPT) === 'dark'
)

export function chooseTheme(on: boolean) {
  dark.value = on
  localStorage.setItem(KEPT, on ? 'dark' : 'light')
}

watchEffect(() => document.documentElement.classList.toggle('dark', dark.value))
