import { afterEach, describe, expect, it, vi } from 'vitest'
import { useList } from './useList'

/** Answers each call with the page that its address asks for: so many items in all, two on a page. */
function server(items: string[]) {
  const sent = vi.fn<typeof fetch>(async address => {
    const wanted = new URL(String(address), 'http://server').searchParams
    const from = Number(wanted.get('cursor') ?? 0)
    const found = items.filter(item => item.includes(wanted.get('search') ?? ''))
    return Response.json({ items: found.slice(from, from + 2), next: from + 2 < found.length ? String(from + 2) : null })
  })
  vi.stubGlobal('fetch', sent)
  return sent
}

afterEach(() => vi.unstubAllGlobals())

describe('a list in pages', () => {
  it('goes one page on however often its button is pressed before the answer', async () => {
    server(['a', 'b', 'c', 'd', 'e'])
    const list = useList<string>('letters')
    await list.load()

    await Promise.all([list.go(2), list.go(2)])

    expect(list.items.value).toEqual(['c', 'd'])
    expect(list.steps.value).toEqual({ page: 2, hasNext: true })
  })

  it('stays where it is when a page is refused', async () => {
    server(['a', 'b', 'c'])
    const list = useList<string>('letters')
    await list.load()
    vi.stubGlobal('fetch', async () => new Response('', { status: 503 }))

    await list.go(2)

    expect(list.failure.value).not.toBeNull()
    expect(list.items.value).toEqual(['a', 'b'])
    expect(list.steps.value.page).toBe(1)
  })

  it('goes on with what was searched for, not with what is being typed', async () => {
    server(['a1', 'a2', 'a3', 'b1'])
    const search = { search: 'a' }
    const list = useList<string>('letters', () => search)
    await list.first()
    search.search = 'b'

    await list.go(2)
    expect(list.items.value).toEqual(['a3'])

    await list.first()
    expect(list.items.value).toEqual(['b1'])
  })

  it('shows the page before where the last one has become empty', async () => {
    const items = ['a', 'b', 'c']
    server(items)
    const list = useList<string>('letters')
    await list.load()
    await list.go(2)
    items.pop()

    await list.load()

    expect(list.items.value).toEqual(['a', 'b'])
    expect(list.steps.value).toEqual({ page: 1, hasNext: false })
  })

  it('looks for news with nobody at the keyboard, and says nothing of a refusal', async () => {
    const items = ['a']
    const sent = server(items)
    const list = useList<string>('letters')
    await list.load()
    items.push('b')

    await list.refresh()

    expect(list.items.value).toEqual(['a', 'b'])
    expect(sent.mock.lastCall?.[1]?.headers).toMatchObject({ 'X-Unattended': 'true' })
    vi.stubGlobal('fetch', async () => new Response('', { status: 401 }))
    await list.refresh()
    expect(list.failure.value).toBeNull()
    expect(list.items.value).toEqual(['a', 'b'])
  })
})
