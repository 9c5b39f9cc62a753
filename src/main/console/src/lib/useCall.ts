import { ref } from 'vue'
import { Refusal } from './call'

/** Runs calls for a component: whether one is under way, and what went wrong with the last. */
export function useCall() {
  const busy = ref(false)
  const failure = ref<Refusal | null>(null)

  /** Gives what the work gives, or null where it was refused; then failure tells why. */
  async function run<T>(work: () => Promise<T>): Promise<T | null> {
    busy.value = true
    failure.value = null
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) {
        throw thrown
      }
      failure.value = thrown
      return null
    } finally {
      busy.value = false
    }
  }

  return { busy, failure, run }
}
