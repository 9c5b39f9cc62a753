import { expect, it } from 'vitest'
import { urgency } from './urgency'

const now = Date.parse('2026-05-04T12:00:00Z')

it.each([
  [null, 'calm'],
  ['2026-05-04T11:59:59Z', 'overdue'],
  ['2026-05-04T12:00:00Z', 'soon'],
  ['2026-05-05T11:59:59Z', 'soon'],
  ['2026-05-05T12:00:00Z', 'calm']
])('what is due at %s is %s', (due, expected) => {
  expect(urgency(due, now)).toBe(expected)
})
