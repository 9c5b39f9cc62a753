import { describe, expect, it } from 'vitest'
import { mine } from './mine'
import type { Me } from './session'
import type { WorkItem } from './types'

const item = (given: Partial<WorkItem>) => ({
  dataId: '1', state: 'open', assignee: null, candidateUsers: [], candidateGroups: [], ...given
}) as unknown as WorkItem
const amy: Me = { username: 'amy', displayName: 'Amy', admin: false, groups: ['IT'], permissions: { other: ['modify'], leave: ['view'] } }

describe('the stops that somebody may push', () => {
  it.each([
    [{ assignee: 'amy' }, 1],
    [{ candidateUsers: ['bob', 'amy'] }, 1],
    [{ candidateGroups: ['IT'] }, 1],
    [{ assignee: 'bob', candidateGroups: ['HR'] }, 0],
    [{ assignee: 'amy', state: 'done' as const }, 0]
  ])('are his own: %o', (given, count) => {
    expect(mine([item(given)], amy, 'leave')).toHaveLength(count)
  })

  it('are all with the permission to modify', () => {
    expect(mine([item({})], amy, 'other')).toHaveLength(1)
    expect(mine([item({})], { ...amy, admin: true }, 'leave')).toHaveLength(1)
  })

  it('are none for nobody', () => {
    expect(mine([item({ assignee: 'amy' })], null, 'leave')).toEqual([])
  })
})
