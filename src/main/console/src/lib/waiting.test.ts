import { describe, expect, it } from 'vitest'
import { rest } from './waiting'

describe('the look for tasks', () => {
  it('comes again after ten seconds', () => {
    expect(rest(10_000, true)).toBe(10_000)
    expect(rest(80_000, true)).toBe(10_000)
  })

  it('comes less and less often while it fails, yet comes', () => {
    expect(rest(10_000, false)).toBe(20_000)
    expect(rest(160_000, false)).toBe(160_000)
  })
})
