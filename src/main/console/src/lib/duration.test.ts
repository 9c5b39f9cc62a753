import { describe, expect, it } from 'vitest'
import { duration, durationRange } from './duration'

describe('a duration', () => {
  it.each([
    [0, '0 sec'],
    [59, '59 sec'],
    [90, '1.5 min'],
    [3 * 3600, '3 hr'],
    [36 * 3600, '36 hr'],
    [3.25 * 86400, '3.3 days']
  ])('of %d seconds is told in the unit that fits', (seconds, text) => {
    expect(duration(seconds, 'en')).toBe(text)
  })

  it('is told in the language of the reader', () => {
    expect(duration(5400, 'zh-Hant')).toBe('1.5 小時')
  })

  it.each([
    [0, 3600, '< 1 hr'],
    [3600, 4 * 3600, '1 – 4 hr'],
    [86400, 3 * 86400, '1 – 3 days'],
    [30 * 86400, null, '> 30 days']
  ])('from %d to %s seconds is told in one unit', (from, to, text) => {
    expect(durationRange(from, to, 'en').replace(/\s*–\s*/, ' – ')).toBe(text)
  })

  it('that is not known is a dash', () => {
    expect(duration(null, 'en')).toBe('—')
  })
})
