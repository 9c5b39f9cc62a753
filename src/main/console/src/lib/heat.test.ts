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
    expect(steps(100, false).map(({ reach }) => reach)).toEqual([20, 40, 60, 80, 100])
  })

  it('of whole numbers has only the steps that hold one', () => {
    expect(steps(3, true)).toEqual([{ step: 1, reach: 1 }, { step: 3, reach: 2 }, { step: 4, reach: 3 }])
    expect(steps(3, true).map(({ reach }) => heat(reach, 3))).toEqual([1, 3, 4])
  })
})
