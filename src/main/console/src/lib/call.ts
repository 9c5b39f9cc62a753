import { i18n } from './language'

/** One cause of a refusal; deploying also tells file and element. */
export interface Cause {
  code: string
  message: string
  field?: string
  file?: string | null
  element?: string | null
}

/** What went wrong with a call, in the reader's language. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly causes: Cause[] = [],
    readonly errorId: string | null = null
  ) {
    super(message)
  }
}

type Listener = () => void
let whenSignedOut: Listener = () => undefined

/** Told when a call finds that nobody is signed in any more. */
export function onSignedOut(listener: Listener) {
  whenSignedOut = listener
}

export function headers(): Record<string, string> {
  // with the first no other site can call, and the browser asks for no password by itself
  return { 'X-Requested-With': 'kaidan', 'Accept-Language': i18n.global.locale.value }
}

export function refusal(status: number, text: string): Refusal {
  try {
    const { detail, title, errors, errorId } = JSON.parse(text)
    return new Refusal(status, detail ?? title, errors ?? [], errorId ?? null)
  } catch {
    return new Refusal(status, i18n.global.t('error.status', { status }))
  }
}

function settle<T>(status: number, text: string, path: string): T {
  if (status >= 200 && status < 300) {
    return (text === '' ? null : JSON.parse(text)) as T
  }
  if (status === 401 && path !== 'session') {
    whenSignedOut()
  }
  throw refusal(status, text)
}

/** Calls /api/v1 and gives its JSON, or throws a Refusal; with a revision only while that is the newest. */
export async function call<T>(method: string, path: string, body?: unknown, revision?: number): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(`/api/v1/${path}`, {
      method,
      headers: {
        ...headers(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(revision === undefined ? {} : { 'If-Match': `"${revision}"` })
      },
      body: body === undefined ? undefined : JSON.stringify(body)
    })
  } catch {
    throw new Refusal(0, i18n.global.t('error.network'))
  }
  return settle<T>(answer.status, await answer.text(), path)
}

/** What a page looks up by itself, with nobody at the keyboard: no use of the session, and nothing is said of a refusal. */
export async function look<T>(path: string, tag: string | null): Promise<{ news: T; tag: string | null } | null> {
  const answer = await fetch(`/api/v1/${path}`, {
    cache: 'no-store',
    headers: { ...headers(), 'X-Unattended': 'true', ...(tag === null ? {} : { 'If-None-Match': tag }) }
  })
  if (answer.status === 304) {
    return null
  }
  return { news: settle<T>(answer.status, await answer.text(), 'session'), tag: answer.headers.get('ETag') }
}

/** Sends files and tells how far it is, from 0 to 1; fetch could not. */
export function upload<T>(path: string, form: FormData, progress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/${path}`)
    Object.entries(headers()).forEach(([name, value]) => request.setRequestHeader(name, value))
    request.upload.onprogress = event => event.lengthComputable && progress(event.loaded / event.total)
    request.onerror = () => reject(new Refusal(0, i18n.global.t('error.network')))
    request.onload = () => {
      try {
        resolve(settle<T>(request.status, request.responseText, path))
      } catch (failure) {
        reject(failure)
      }
    }
    request.send(form)
  })
}

/** Where the zip of a version is; a browser saves what it gets there. */
export function exported(application: string, version: number): string {
  return `/api/v1/applications/${part(application)}/versions/${version}/package`
}

/** A part of a path, as it must stand in one. */
export const part = encodeURIComponent
