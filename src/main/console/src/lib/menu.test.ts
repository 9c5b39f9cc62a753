import { describe, expect, it } from 'vitest'
import { allowed, entries, isHere } from './menu'
import type { Me } from './session'

const clerk: Me = { username: 'mei', displayName: '林美', admin: false, groups: [], permissions: {} }
const paths = (me: Me) => allowed(entries, me).map(entry => entry.to)

describe('the menu', () => {
  it('shows everything to an administrator', () => {
    expect(paths({ ...clerk, admin: true })).toEqual(entries.map(entry => entry.to))
  })

  it('shows what needs no permission to everybody', () => {
    expect(paths(clerk)).toEqual(['/tasks', '/submissions', '/applications', '/about'])
  })

  it('shows schedules to who may open tickets, and incidents to who may modify them, of any flow', () => {
    expect(paths({ ...clerk, permissions: { leave: ['view', 'add'] } })).toContain('/schedules')
    expect(paths({ ...clerk, permissions: { leave: ['view', 'add'] } })).not.toContain('/incidents')
    expect(paths({ ...clerk, permissions: { a: ['view'], b: ['modify'] } })).toContain('/incidents')
  })

  it('knows which of its entries one is at', () => {
    const [tasks] = entries
    const administration = entries.find(entry => entry.to === '/admin/users')!
    expect(isHere(tasks, '/tasks')).toBe(true)
    expect(isHere(tasks, '/tasks-of-others')).toBe(false)
    expect(isHere(administration, '/admin/roles')).toBe(true)
    expect(isHere(entries.find(entry => entry.to === '/applications')!, '/flows/leave/tickets')).toBe(true)
  })
})
