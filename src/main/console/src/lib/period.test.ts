import { describe, expect, it } from 'vitest'
import { lastDays } from './period'

describe('a period', () => {
  it('ends today and has so many days', () => {
    expect(lastDays(7, new Date(2026, 2, 3, 23, 59))).toEqual({ from: '2026-02-25', to: '2026-03-03' })
    expect(lastDays(1, new Date(2026, 0, 1, 0, 0))).toEqual({ from: '2026-01-01', to: '2026-01-01' })
  })
})
