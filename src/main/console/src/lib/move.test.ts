import { expect, it } from 'vitest'
import { move } from './move'

it.each([
  ['a', 2, 'bca'],
  ['c', 0, 'cab'],
  ['b', 1, 'abc'],
  ['a', -1, 'abc'],
  ['c', 9, 'abc']
])('puts %s at place %i: %s', (element, to, expected) => {
  expect(move(['a', 'b', 'c'], element, to).join('')).toBe(expected)
})
