import { describe, expect, it } from 'vitest'
import { ariaSort, askedIn, emptyCondition, isFiltered, kindOf, nextSort, OWN, searchOf, ticketParameters, type TicketSearch } from './ticketQuery'
import type { Field } from './types'

const field = (key: string, type: string, more: Partial<Field> = {}): Field =>
  ({ key, label: key, type, subtype: null, required: false, header: null, options: [], ...more })

const fields = new Map([
  field('主旨.a', 'textfield'),
  field('level', 'select', { options: [{ label: '高', value: 'high' }] }),
  field('days', 'number'),
  field('since', 'datetime', { subtype: 'date' }),
  field('urgent', 'checkbox'),
  field(OWN.dataNo, 'textfield'),
  field(OWN.openedBy, 'textfield'),
  field(OWN.openedAt, 'datetime')
].map(f => [f.key, f]))

const search = (...conditions: [string, string, string?][]): TicketSearch => ({
  state: '', sort: '-dataNo', conditions: conditions.map(([name, value, to = '']) => ({ field: name, value, to }))
})

const asked = (given: TicketSearch) => Object.fromEntries(ticketParameters(given, fields))

describe('the search of the ticket list', () => {
  it('asks only for what is chosen', () => {
    expect(asked(search())).toEqual({ sort: '-dataNo' })
    expect(asked(search(['主旨.a', '  '], ['days', '']))).toEqual({ sort: '-dataNo' })
    expect(asked({ ...search(), state: 'open' })).toEqual({ sort: '-dataNo', state: 'open' })
  })

  it('asks for each field as its kind can be looked for', () => {
    expect(asked(search(['主旨.a', ' a&b=c '], ['level', 'high'], ['days', '3', '5'], ['since', '', '2026-05-04'], ['urgent', 'true'])))
      .toEqual({
        'contains.主旨.a': 'a&b=c', 'values.level': 'high', 'from.days': '3', 'to.days': '5', 'to.since': '2026-05-04',
        'values.urgent': 'true', sort: '-dataNo'
      })
  })

  it('is the same when it is read from the address', () => {
    const given: TicketSearch = { ...search(['主旨.a', 'x'], ['days', '3', '5'], ['since', '', '2026-05-04']), state: 'closed', sort: 'title' }
    expect(searchOf(asked(given))).toEqual(given)
  })

  it('asks for a number, for who opened it, and for days by the clock of the reader', () => {
    const given = search([OWN.dataNo, '7'], [OWN.openedBy, 'ann'], [OWN.openedAt, '2026-05-04', '2026-05-05'])
    expect(asked(given)).toEqual({
      dataNo: '7', openedBy: 'ann', openedFrom: new Date(2026, 4, 4).toISOString(),
      openedTo: new Date(2026, 4, 5, 23, 59, 59, 999).toISOString(), sort: '-dataNo'
    })
    expect(searchOf(asked(given))).toEqual(given)
    expect(searchOf({ openedFrom: 'yesterday' }).conditions).toEqual([{ field: OWN.openedAt, value: '', to: '' }])
  })

  it('leaves out of an address what there is not', () => {
    const odd = { state: 'gone', sort: 'values', 'contains.': 'x', 'other.a': 'x', 'contains.a': ['x', 'y'] }
    expect(searchOf(odd)).toEqual(search())
    expect([...askedIn({ ...odd, 'from.days': '3' })]).toEqual([['from.days', '3']])
  })

  it('begins another condition with a field that has none', () => {
    const all = [...fields.values()]
    expect(emptyCondition(all, search(['主旨.a', 'x'], ['days', '']).conditions).field).toBe('level')
    expect(emptyCondition(all, all.map(f => ({ field: f.key, value: '', to: '' }))).field).toBe('主旨.a')
    expect(emptyCondition([], []).field).toBe('')
  })

  it('knows when nothing is looked for', () => {
    expect(isFiltered(search(['主旨.a', ' ']))).toBe(false)
    expect(isFiltered(search(['days', '', '5']))).toBe(true)
    expect(isFiltered({ ...search(), state: 'open' })).toBe(true)
  })

  it('takes a time of day for a text', () => {
    expect(kindOf(field('t', 'datetime', { subtype: 'time' }))).toBe('text')
    expect(kindOf(undefined)).toBe('text')
  })

  it('turns the sort around at the second click', () => {
    expect(nextSort('-dataNo', 'title')).toBe('title')
    expect(nextSort('title', 'title')).toBe('-title')
    expect(nextSort('-title', 'title')).toBe('title')
    expect(['title', '-title', 'dataNo'].map(now => ariaSort(now, 'title'))).toEqual(['ascending', 'descending', 'none'])
  })
})
