import { afterEach, describe, expect, it, vi } from 'vitest'
import { call, onSignedOut, Refusal } from './call'

function answers(status: number, body: string) {
  const sent = vi.fn<typeof fetch>(async () => new Response(status === 204 ? null : body, { status }))
  vi.stubGlobal('fetch', sent)
  return sent
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  return work.then(() => Promise.reject(new Error('it was not refused')), failure => failure)
}

afterEach(() => vi.unstubAllGlobals())

describe('a call', () => {
  it('carries the header without which no change is let in, and the language', async () => {
    const sent = answers(200, '{"a": 1}')

    expect(await call('PATCH', 'flows/x', { log: true })).toEqual({ a: 1 })

    const [address, request] = sent.mock.calls[0]
    expect(address).toBe('/api/v1/flows/x')
    expect(request?.headers).toMatchObject({ 'X-Requested-With': 'kaidan', 'Accept-Language': 'zh-Hant' })
    expect(request?.body).toBe('{"log":true}')
  })

  it('gives null where there is no body', async () => {
    answers(204, '')
    expect(await call('DELETE', 'session')).toBeNull()
  })

  it('tells every cause and the error id', async () => {
    answers(500, '{"detail": "出錯了", "errors": [{"code": "x", "message": "y"}], "errorId": "e-1"}')
    const refusal = await refusalOf(call('GET', 'flows/x'))
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ status: 500, message: '出錯了', errorId: 'e-1', causes: [{ code: 'x' }] })
  })

  it('tells the status where something else answers', async () => {
    answers(502, '<html>Bad Gateway</html>')
    expect((await refusalOf(call('GET', 'flows/x'))).message).toContain('502')
  })

  it('tells what to do where nothing answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    expect((await refusalOf(call('GET', 'flows/x'))).message).toContain('網路')
  })

  it('reports a session that is over, but not a sign-in that failed', async () => {
    const signedOut = vi.fn()
    onSignedOut(signedOut)
    answers(401, '{"detail": "請先登入。"}')

    await refusalOf(call('POST', 'session', {}))
    expect(signedOut).not.toHaveBeenCalled()
    await refusalOf(call('GET', 'applications'))
    expect(signedOut).toHaveBeenCalledOnce()
  })
})
