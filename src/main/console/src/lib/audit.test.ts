import { describe, expect, it } from 'vitest'
import words from '@/locales/zh-Hant.json'
import { ACTIONS, dayBegins, isSecret, told } from './audit'

describe('what an audit line tells', () => {
  it('is one line, whatever it is made of', () => {
    expect(told(null)).toBe('')
    expect(told(['a', 'b'])).toBe('a, b')
    expect(told({ leave: ['view', 'add'], repair: [] })).toBe('leave: view, add; repair: ')
  })

  it('is cut where a list is long, and says by how much', () => {
    expect(told(Array.from({ length: 23 }, (_, i) => i))).toMatch(/^0, 1, .*, 19 … \(\+3\)$/)
  })

  it('says of a secret only that it has changed', () => {
    expect(isSecret([null, null])).toBe(true)
    expect(isSecret([null, 'x'])).toBe(false)
  })
})

describe('the actions to choose from', () => {
  it('are those that have a name', () => {
    expect(Object.keys(words.audit.actions).sort()).toEqual([...ACTIONS].sort())
  })
})

describe('a day', () => {
  it('begins at midnight where the reader is, and ends when the next one begins', () => {
    expect(dayBegins('2026-02-28')).toBe(new Date(2026, 1, 28).toISOString())
    expect(dayBegins('2026-02-28', 1)).toBe(new Date(2026, 2, 1).toISOString())
    expect(dayBegins('')).toBe('')
    expect(dayBegins('', 1)).toBe('')
  })
})
