import { describe, expect, it } from 'vitest'
import { changes, differences, free, objection, ordered, without } from './files'

describe('the files of a draft', () => {
  it('stand in the order in which people read them', () => {
    expect(ordered({ 'b.form': '', 'z.bpmn': '', 'application.json': '', 'a.bpmn': '' })).toEqual([
      'application.json', 'a.bpmn', 'z.bpmn', 'b.form'
    ])
  })

  it('are sent where they have changed only; null for those that are gone', () => {
    expect(changes({ 'a.form': '1', 'b.form': '1', 'c.form': '1' }, { 'a.form': '1', 'b.form': '2', 'd.form': '' })).toEqual({
      'b.form': '2', 'c.form': null, 'd.form': ''
    })
    expect(changes({ 'a.form': '1' }, { 'a.form': '1' })).toEqual({})
  })

  it('differ where I or somebody else have changed them since', () => {
    const base = { 'a.form': '1', 'b.form': '1', 'c.form': '1' }
    expect(differences(base, { 'a.form': '2', 'b.form': '1', 'n.form': '' }, { 'a.form': '3', 'b.form': '1', 'c.form': '1' })).toEqual([
      { path: 'a.form', mine: 'changed', theirs: 'changed' },
      { path: 'c.form', mine: 'removed', theirs: 'same' },
      { path: 'n.form', mine: 'added', theirs: 'same' }
    ])
  })

  it('keep their kind when they are renamed, and take no name away', () => {
    const files = { 'a.form': '', 'b.form': '', 'c.bpmn': '' }
    expect(objection(files, 'a.form', 'leave.form')).toBeNull()
    expect(objection(files, 'a.form', 'a.form')).toBeNull()
    expect(objection(files, 'a.form', 'b.form')).toBe('taken')
    for (const wrong of ['a.bpmn', 'a', '.form', ' a.form', '/a.form', 'application.json']) {
      expect(objection(files, 'a.form', wrong)).toBe('kind')
    }
  })

  it('get names that are free', () => {
    expect(free({}, 'leave', '.bpmn')).toBe('leave')
    expect(free({ 'leave.bpmn': '', 'leave-2.bpmn': '' }, 'leave', '.bpmn')).toBe('leave-3')
  })

  it('can be taken away one by one', () => {
    expect(without({ 'a.form': '1', 'b.form': '2' }, 'a.form')).toEqual({ 'b.form': '2' })
  })
})
