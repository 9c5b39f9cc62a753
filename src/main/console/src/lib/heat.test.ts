import { describe, expect, it } from 'vitest'
import { heat, steps } from './heat'

describe('the heat of a node', () => {
  it.each([
    [0, 0],
    [1, 0],
    [20, 0],
    [21, 1],
    [60, 2],
    [99, 4],
    [100, 4]
  ])('of %d in 100 is step %d', (value, step) => {
    expect(heat(value, 100)).toBe(step)
  })

  it('is none where nothing is known, or nothing happened anywhere', () => {
    expect(heat(null, 100)).toBeNull()
    expect(heat(0, 0)).toBeNull()
  })

  it('grows up to the most there is', () => {
    expect(steps(100)).toEqual([20, 40, 60, 80, 100])
  })
})
