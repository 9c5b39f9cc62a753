import { describe, expect, it } from 'vitest'
import type { Incident } from './incidents'
import type { FlowNode, LogEntry, Ticket, WorkItem } from './types'
import { pathTaken, visitedNodes, type Link } from './visits'

const nodes = ['start', 'review', 'gate', 'check', 'end'].map(id => ({ id, name: id === 'gate' ? null : `名 ${id}`, type: 'userTask', fields: null }) as FlowNode)
/** A moment by its minute; the log knows more digits than the history. */
const at = (minute: number, digits = '') => `2026-05-04T12:0${minute}:00.123456${digits}Z`
const item = (node: string, more: Partial<WorkItem> = {}): WorkItem => ({
  dataId: node, node, name: node, state: 'open', assignee: null, candidateUsers: [], candidateGroups: [], since: at(1),
  dueAt: null, doneAt: null, doneBy: null, ...more
})
const done = (node: string, since: number, until: number) =>
  item(node, { state: 'done', since: at(since), doneAt: at(until), doneBy: 'ann' })
const incident = (node: string, more: Partial<Incident> = {}): Incident =>
  ({ id: '1', apiPath: 'f', flow: 'F', dataNo: '1', node, name: node, message: 'x', code: 'feel', at: at(3), calledBy: null, ...more })
const ticket = (more: Partial<Ticket>) =>
  ({ workItems: [], history: [], incidents: [], waitingAt: [], ...more }) as unknown as Ticket
const entry = (node: string | null, event: LogEntry['event'], minute: number, values = {}): LogEntry =>
  ({ node, event, at: at(minute, '789'), values })

describe('where a ticket has been', () => {
  it('comes from the log, with what went in and out, round by round', () => {
    const log = [
      entry('review', 'entered', 1, { a: 1 }), entry('review', 'left', 2, { b: 2 }), entry(null, 'omitted', 2),
      entry('review', 'entered', 3), entry('check', 'left', 9)
    ]
    const [review, check] = visitedNodes(ticket({ waitingAt: ['review'], workItems: [done('review', 1, 2)] }), log, nodes)
    expect(review.visits).toEqual([
      { enteredAt: at(1, '789'), leftAt: at(2, '789'), end: 'left', by: 'ann', input: { a: 1 }, output: { b: 2 } },
      { enteredAt: at(3, '789'), leftAt: null, end: null, by: null, input: {}, output: null }
    ])
    expect(check.visits).toEqual([{ enteredAt: null, leftAt: at(9, '789'), end: 'left', by: null, input: null, output: {} }])
  })

  it('tells what did not end by itself, and where a migrated ticket goes on', () => {
    const log = [
      entry('review', 'entered', 1), entry('review', 'interrupted', 2), entry('check', 'interrupted', 2),
      entry('gate', 'migrated', 3, { v: 2 }), entry('gate', 'migrated', 4)
    ]
    const found = visitedNodes(ticket({}), log, nodes)
    expect(found.map(node => `${node.id} ${node.visits.map(visit => visit.end)}`)).toEqual(['review interrupted', 'gate '])
    expect(found[1].visits).toMatchObject([{ enteredAt: at(3, '789'), input: { v: 2 } }])
  })

  it('comes from the history where no log was kept', () => {
    const [review] = visitedNodes(ticket({
      workItems: [done('review', 1, 2)],
      history: [{ at: at(2), by: 'ann', event: 'pushed', node: 'review', changes: { n: [1, 2] }, reason: null, message: null }]
    }), [], nodes)
    expect(review).toMatchObject({ name: '名 review', state: 'done' })
    expect(review.visits).toEqual([{ enteredAt: at(1), leftAt: at(2), end: 'left', by: 'ann', input: null, output: { n: 2 } }])
  })

  it('shows first where it failed, there or in a ticket called there, then where it waits', () => {
    const found = visitedNodes(ticket({
      waitingAt: ['check', 'gate', 'end'],
      workItems: [done('review', 1, 2), item('check')],
      incidents: [incident('gate'), incident('inner', { calledBy: { apiPath: 'f', dataNo: '1', node: 'end' } })]
    }), [], nodes)
    expect(found.map(node => `${node.id} ${node.state} ${node.name} ${node.incidents.length}`))
      .toEqual(['gate failed gate 1', 'end failed 名 end 1', 'check waiting 名 check 0', 'review done 名 review 0'])
  })
})

describe('the path that was taken', () => {
  const links: Link[] = ['start review', 'review gate', 'gate check', 'gate end', 'check review'].map(text => {
    const [from, to] = text.split(' ')
    return { id: text, from, to }
  })
  const gates = (node: string) => node === 'gate'
  const path = (log: LogEntry[], more: Partial<Ticket> = {}, open = gates) =>
    [...pathTaken(links, visitedNodes(ticket(more), log, nodes), open)].sort()

  it('is what leads from a node that was left to one that was entered at that moment', () => {
    const log = [
      entry('start', 'entered', 1), entry('start', 'left', 1), entry('review', 'entered', 1), entry('review', 'left', 2),
      entry('gate', 'entered', 2), entry('gate', 'left', 2), entry('check', 'entered', 2), entry('check', 'interrupted', 3)
    ]
    expect(path(log)).toEqual(['gate check', 'review gate', 'start review'])
  })

  it('is not a link between nodes that were visited for another reason', () => {
    const log = [
      entry('review', 'entered', 1), entry('review', 'left', 2), entry('gate', 'entered', 2), entry('gate', 'left', 2),
      entry('check', 'entered', 3), entry('check', 'left', 4)
    ]
    expect(path(log)).toEqual(['review gate'])
  })

  it('leads through gateways of which nothing is told, and not through tasks', () => {
    expect(path([], { workItems: [done('review', 1, 2), item('check', { since: at(2) })], waitingAt: ['check'] }))
      .toEqual(['gate check', 'review gate'])
    expect(path([], { workItems: [done('start', 1, 2), done('check', 2, 3)] })).toEqual([])
  })

  it('ends where gateways lead in circles', () => {
    const circle: Link[] = [
      { id: '1', from: 'a', to: 'g' }, { id: '2', from: 'g', to: 'h' }, { id: '3', from: 'h', to: 'g' }, { id: '4', from: 'h', to: 'b' }
    ]
    const found = visitedNodes(ticket({ workItems: [done('a', 1, 2), item('b', { since: at(2) })] }), [], [])
    expect([...pathTaken(circle, found, node => 'gh'.includes(node))]).toEqual(['1', '2', '4'])
  })
})
