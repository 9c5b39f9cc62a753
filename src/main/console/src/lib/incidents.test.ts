import { afterEach, describe, expect, it, vi } from 'vitest'
import { mayRetry, retryAll, type Incident } from './incidents'
import type { Me } from './session'

function answers(...parts: object[]) {
  const sent = vi.fn<typeof fetch>(async () => new Response(JSON.stringify(parts.shift()), { status: 200 }))
  vi.stubGlobal('fetch', sent)
  return sent
}

afterEach(() => vi.unstubAllGlobals())

describe('a retry of many', () => {
  const first = { retried: 100, failed: 3, skipped: 1, next: 'x=' }
  const last = { retried: 7, failed: 0, skipped: 0, next: null }

  it('goes on where the part before ended, and adds up', async () => {
    const sent = answers(first, last)
    const seen: number[] = []

    const sum = await retryAll({ apiPath: 'leave' }, so => seen.push(so.retried) > 0)

    expect(sum).toEqual({ retried: 107, failed: 3, skipped: 1 })
    expect(seen).toEqual([100, 107])
    expect(sent.mock.calls.map(([address]) => address)).toEqual([
      '/api/v1/incidents/retry?limit=100',
      '/api/v1/incidents/retry?limit=100&cursor=x%3D'
    ])
    expect(sent.mock.calls[1][1]?.body).toBe('{"apiPath":"leave"}')
  })

  it('stops when it is told to', async () => {
    const sent = answers(first, last)

    expect(await retryAll({ text: 'x' }, () => false)).toEqual({ retried: 100, failed: 3, skipped: 1 })
    expect(sent).toHaveBeenCalledOnce()
  })
})

describe('one incident', () => {
  const clerk: Me = { username: 'mei', displayName: '', admin: false, groups: [], permissions: { leave: ['modify'] } }
  const incident = { apiPath: 'leave', code: 'no_condition_true' } as Incident

  it('is retried by who may modify its ticket', () => {
    expect(mayRetry(clerk, incident)).toBe(true)
    expect(mayRetry({ ...clerk, permissions: { leave: ['view'] } }, incident)).toBe(false)
    expect(mayRetry(null, incident)).toBe(false)
  })

  it('is left to others where the called ticket is not to be seen', () => {
    expect(mayRetry(clerk, { ...incident, code: 'called_incident' })).toBe(false)
  })
})
