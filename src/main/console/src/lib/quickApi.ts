import { Refusal } from './call'
import { i18n } from './language'

/** For Try it: the quick API exactly as a client of it would call, without the console's session. */
async function ask(url: string, request: RequestInit): Promise<string> {
  try {
    const answer = await fetch(url, {
      ...request,
      credentials: 'omit',
      headers: { ...request.headers, 'Accept-Language': i18n.global.locale.value }
    })
    return await answer.text()
  } catch {
    throw new Refusal(0, i18n.global.t('error.network'))
  }
}

/** HTTP Basic in UTF-8; btoa knows bytes only. */
function basic(username: string, password: string): string {
  return 'Basic ' + btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))
}

/** The user's own security code. */
export async function getCode(username: string, password: string): Promise<string> {
  const answer = JSON.parse(
    await ask('/accounts/api/security/get/', { headers: { Authorization: basic(username, password) } })
  )
  if (!answer.result?.security) {
    throw new Refusal(401, answer.message)
  }
  return answer.result.security
}

/** The answer as it came, indented where it is JSON. */
export async function send(url: string, body: string): Promise<string> {
  const path = new URL(url).pathname
  const text = await ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
