import { describe, expect, it } from 'vitest'
import { hasCandidates, holder } from './claims'
import type { Me } from './session'
import type { Task } from './types'

const reader = { username: 'ann' } as Me

function task(assignee: string | null, groups: string[] = [], users: string[] = []) {
  return { assignee, candidateGroups: groups, candidateUsers: users } as unknown as Task
}

describe('a task', () => {
  it('is the reader\'s, another\'s or nobody\'s', () => {
    expect(holder(task('ann'), reader)).toBe('me')
    expect(holder(task('bob'), reader)).toBe('other')
    expect(holder(task(null), reader)).toBe('nobody')
  })

  it('can be given back to whoever might have claimed it', () => {
    expect(hasCandidates(task('ann'))).toBe(false)
    expect(hasCandidates(task('ann', ['desk']))).toBe(true)
    expect(hasCandidates(task('ann', [], ['bob']))).toBe(true)
  })
})
