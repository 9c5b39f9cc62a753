import { headers, Refusal, refusal } from './call'
import { i18n } from './language'

/**
 * Gets a file from /api/v1 and tells how many bytes have come.
 *
 * @returns null when it was broken off
 */
export async function download(path: string, signal: AbortSignal, progress: (bytes: number) => void): Promise<Blob | null> {
  try {
    const answer = await fetch(`/api/v1/${path}`, { headers: headers(), signal })
    if (!answer.ok) {
      throw refusal(answer.status, await answer.text())
    }
    const reader = answer.body!.getReader()
    const parts: Uint8Array<ArrayBuffer>[] = []
    let bytes = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value)
      bytes += part.value.length
      progress(bytes)
    }
    return new Blob(parts, { type: answer.headers.get('Content-Type') ?? '' })
  } catch (failure) {
    if (signal.aborted) {
      return null
    }
    throw failure instanceof Refusal ? failure : new Refusal(0, i18n.global.t('error.network'))
  }
}

/** Lets the browser keep what is there already. */
export function keep(content: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
