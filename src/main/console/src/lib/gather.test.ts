import { describe, expect, it } from 'vitest'
import { gather } from './gather'
import type { Page } from './types'

/** Answers these pages by turns, and notes what it was asked for. */
function list(...pages: number[][]) {
  const asked: [string | null, number][] = []
  const ask = async (cursor: string | null, limit: number): Promise<Page<number>> => {
    const turn = asked.push([cursor, limit])
    return { items: pages[turn - 1] ?? [], next: turn < pages.length ? String(turn) : null }
  }
  return { asked, ask }
}

describe('a page that is gathered', () => {
  it('goes on while it is not full, and asks for no more than it lacks', async () => {
    const { asked, ask } = list([1], [], [2, 3], [4])
    expect(await gather(ask, null, 3, () => true)).toEqual({ items: [1, 2, 3], next: '3', stopped: false })
    expect(asked).toEqual([[null, 3], ['1', 2], ['2', 2]])
  })

  it('ends with the list', async () => {
    const { ask } = list([], [], [1])
    expect(await gather(ask, 'c', 3, () => true)).toEqual({ items: [1], next: null, stopped: false })
  })

  it('stops when it is told to, and tells where it goes on', async () => {
    const { ask } = list([1], [], [2])
    const seen: number[] = []
    const so = await gather(ask, null, 3, ({ items }) => seen.push(items.length) < 2)
    expect(so).toEqual({ items: [1], next: '2', stopped: true })
    expect(seen).toEqual([1, 1])
  })

  it('is not stopped when it was full already', async () => {
    const { ask } = list([1, 2], [3])
    expect((await gather(ask, null, 2, () => false)).stopped).toBe(false)
  })
})
