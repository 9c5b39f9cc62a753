import { describe, expect, it } from 'vitest'
import { ariaSort, nextSort, ticketQuery } from './ticketQuery'

const search = { state: '', field: '', value: '', sort: '-dataNo' } as const

describe('the query of the ticket list', () => {
  it('asks only for what is chosen', () => {
    expect(ticketQuery(search, null, 50)).toBe('limit=50&sort=-dataNo')
  })

  it('escapes what people search for', () => {
    const query = ticketQuery({ ...search, state: 'open', field: '主旨.a', value: ' a&b=c ' }, 'x+y=', 50)
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      limit: '50', state: 'open', 'contains.主旨.a': 'a&b=c', sort: '-dataNo', cursor: 'x+y='
    })
  })

  it('leaves out a field without a value', () => {
    expect(ticketQuery({ ...search, field: 'title', value: '  ' }, null, 50)).not.toContain('contains')
  })

  it('turns the sort around at the second click', () => {
    expect(nextSort('-dataNo', 'title')).toBe('title')
    expect(nextSort('title', 'title')).toBe('-title')
    expect(nextSort('-title', 'title')).toBe('title')
    expect(['title', '-title', 'dataNo'].map(now => ariaSort(now, 'title'))).toEqual(['ascending', 'descending', 'none'])
  })
})
