import { describe, expect, it } from 'vitest'
import type { FlowNode, LogEntry, Ticket, WorkItem } from './types'
import { pathTaken, visitedNodes, type Link } from './visits'

const nodes = ['start', 'review', 'gate', 'check', 'end'].map(id => ({ id, name: id === 'gate' ? null : `名 ${id}`, type: 'userTask', fields: null }) as FlowNode)
const item = (node: string, more: Partial<WorkItem> = {}): WorkItem => ({
  dataId: node, node, name: node, state: 'open', assignee: null, candidateUsers: [], candidateGroups: [], since: 't1',
  dueAt: null, doneAt: null, doneBy: null, ...more
})
const ticket = (more: Partial<Ticket>) => ({ workItems: [], history: [], incidents: [], ...more }) as unknown as Ticket
const entry = (node: string | null, event: LogEntry['event'], at: string, values = {}): LogEntry => ({ node, event, at, values })

describe('where a ticket has been', () => {
  it('comes from the log, with what went in and out, round by round', () => {
    const log = [
      entry('review', 'entered', 't1', { a: 1 }), entry('review', 'left', 't2', { b: 2 }), entry(null, 'omitted', 't2'),
      entry('review', 'entered', 't3'), entry('check', 'left', 't9')
    ]
    const [review, check] = visitedNodes(ticket({ workItems: [item('review', { state: 'done', doneAt: 't2', doneBy: 'ann' })] }), log, nodes)
    expect(review.visits).toEqual([
      { enteredAt: 't1', leftAt: 't2', by: 'ann', input: { a: 1 }, output: { b: 2 } },
      { enteredAt: 't3', leftAt: null, by: null, input: {}, output: null }
    ])
    expect(check.visits).toEqual([{ enteredAt: null, leftAt: 't9', by: null, input: null, output: {} }])
  })

  it('comes from the history where no log was kept', () => {
    const [review] = visitedNodes(ticket({
      workItems: [item('review', { state: 'done', doneAt: 't2', doneBy: 'ann' })],
      history: [{ at: 't2', by: 'ann', event: 'pushed', node: 'review', changes: { n: [1, 2] }, reason: null, message: null }]
    }), [], nodes)
    expect(review).toMatchObject({ name: '名 review', state: 'done' })
    expect(review.visits).toEqual([{ enteredAt: 't1', leftAt: 't2', by: 'ann', input: null, output: { n: 2 } }])
  })

  it('shows first where it failed, then where it waits', () => {
    const found = visitedNodes(ticket({
      workItems: [item('review', { state: 'done', doneAt: 't2' }), item('check')],
      incidents: [{ id: '1', node: 'gate', name: null, message: 'x', at: 't3' }]
    }), [], nodes)
    expect(found.map(node => `${node.id} ${node.state} ${node.name}`))
      .toEqual(['gate failed gate', 'check waiting 名 check', 'review done 名 review'])
  })
})

describe('the path that was taken', () => {
  const links: Link[] = ['start review', 'review gate', 'gate check', 'gate end', 'check review'].map(text => {
    const [from, to] = text.split(' ')
    return { id: text, from, to }
  })
  const gates = (node: string) => node === 'gate'

  it('is what connects the nodes that were visited', () => {
    expect([...pathTaken(links, new Set(['start', 'review', 'gate']), () => false)]).toEqual(['start review', 'review gate'])
  })

  it('leads through gateways of which nothing is told, and not through tasks', () => {
    expect([...pathTaken(links, new Set(['review', 'check']), gates)].sort()).toEqual(['check review', 'gate check', 'review gate'])
    expect([...pathTaken(links, new Set(['start', 'check']), gates)]).toEqual([])
  })

  it('ends where gateways lead in circles', () => {
    const circle: Link[] = [{ id: '1', from: 'a', to: 'g' }, { id: '2', from: 'g', to: 'h' }, { id: '3', from: 'h', to: 'g' }, { id: '4', from: 'h', to: 'b' }]
    expect([...pathTaken(circle, new Set(['a', 'b']), node => 'gh'.includes(node))]).toEqual(['1', '2', '4'])
  })
})
