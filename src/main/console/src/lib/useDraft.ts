import { computed, ref } from 'vue'
import { call, Refusal, type Cause } from './call'
import { changes, type Files } from './files'
import type { Deployed, Draft } from './types'
import { useCall } from './useCall'

/** What a check has found. */
export interface Findings {
  errors: Cause[]
  warnings: Cause[]
}

/** A draft that is being edited: what the server has, what the page makes of it, and who has come in between. */
export function useDraft(id: () => string) {
  const { busy, failure, run } = useCall()
  const draft = ref<Draft | null>(null)
  const files = ref<Files>({})
  const findings = ref<Findings | null>(null)
  /** What somebody else has saved meanwhile; deleted where there is nothing any more. */
  const conflict = ref<Draft | 'deleted' | null>(null)
  const dirty = computed(() => draft.value !== null && Object.keys(changes(draft.value.files, files.value)).length > 0)

  function take(newest: Draft) {
    draft.value = newest
    files.value = { ...newest.files }
    conflict.value = null
  }

  async function load() {
    const found = await run(() => call<Draft>('GET', `drafts/${id()}`))
    if (found) {
      take(found)
      findings.value = null
    }
  }

  /** Who comes too late is not refused without a word: the page learns what there is now. */
  async function noticing<T>(work: () => Promise<T>): Promise<T | null> {
    return run(async () => {
      try {
        return await work()
      } catch (refused) {
        if (refused instanceof Refusal && refused.status === 412) {
          conflict.value = await call<Draft>('GET', `drafts/${id()}`)
        } else if (refused instanceof Refusal && refused.status === 404) {
          conflict.value = 'deleted'
        }
        throw refused
      }
    })
  }

  /** True where everything is saved. */
  async function save(): Promise<boolean> {
    const before = draft.value
    if (!before || !dirty.value) {
      return before !== null
    }
    const sent = { ...files.value }
    const saved = await noticing(() =>
      call<Draft>('PATCH', `drafts/${id()}`, { files: changes(before.files, sent) }, before.revision)
    )
    if (saved) {
      draft.value = saved // and whatever has been typed meanwhile stays unsaved
    }
    return saved !== null
  }

  async function check() {
    if (await save()) {
      findings.value = await run(() => call<Findings>('POST', `drafts/${id()}/check`))
    }
  }

  async function deploy(): Promise<Deployed | null> {
    if (!(await save())) {
      return null
    }
    const revision = draft.value?.revision
    const deployed = await noticing(() => call<Deployed>('POST', `drafts/${id()}/deploy`, {}, revision))
    if (deployed) {
      findings.value = { errors: [], warnings: deployed.warnings }
    } else if (failure.value?.status === 422) {
      findings.value = { errors: failure.value.causes, warnings: [] }
    }
    return deployed
  }

  /** Mine, beside theirs. */
  async function saveAsNew(): Promise<Draft | null> {
    return run(() => call<Draft>('POST', 'drafts', { files: files.value }))
  }

  return { busy, failure, draft, files, findings, conflict, dirty, load, take, save, check, deploy, saveAsNew }
}
