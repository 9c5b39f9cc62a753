import type { Incident } from './incidents'
import type { FlowNode, LogEntry, Ticket, TicketEvent } from './types'

/** How a visit ended; null while the ticket is there. */
export type End = 'left' | 'interrupted' | 'cancelled' | 'moved'

/** One time that a ticket was at a node. */
export interface Visit {
  enteredAt: string | null
  leftAt: string | null
  end: End | null
  by: string | null
  /** What the node got, by name; null where no log was kept. */
  input: Record<string, unknown> | null
  /** What it gave; where no log was kept, what the history tells that changed. */
  output: Record<string, unknown> | null
}

export type NodeState = 'failed' | 'waiting' | 'done'

/** A node that the ticket has come to. */
export interface Visited {
  id: string
  name: string
  state: NodeState
  visits: Visit[]
  incidents: Incident[]
}

/** A link of the flow, by the nodes that it connects. */
export interface Link {
  id: string
  from: string
  to: string
}

const NEVER: Visit = { enteredAt: null, leftAt: null, end: null, by: null, input: null, output: null }

/** What the log tells: each entering and the next end at the same node belong together. */
function logged(log: LogEntry[]): Map<string, Visit[]> {
  const visits = new Map<string, Visit[]>()
  for (const { node, event, at, values } of log) {
    if (node === null || event === 'omitted') {
      continue
    }
    const here = visits.get(node) ?? []
    const inside = here.find(visit => visit.end === null)
    if (event === 'entered' || event === 'migrated') {
      if (event === 'entered' || !inside) {
        here.push({ ...NEVER, enteredAt: at, input: values })
      }
    } else {
      const ended = { leftAt: at, end: event, output: event === 'left' ? values : null }
      if (inside) {
        Object.assign(inside, ended)
      } else if (event === 'left') {
        here.push({ ...NEVER, ...ended }) // the log was switched on while the ticket was here
      }
    }
    if (here.length) {
      visits.set(node, here)
    }
  }
  return visits
}

const after = (event: TicketEvent) =>
  event.changes && Object.fromEntries(Object.entries(event.changes).map(([key, [, value]]) => [key, value]))

/** What the history tells of nodes, of which the log may know nothing: it can be switched off. */
function remembered(ticket: Ticket): Map<string, Visit[]> {
  const visits = new Map<string, Visit[]>()
  const at = (node: string) => visits.get(node) ?? visits.set(node, []).get(node)!
  for (const item of ticket.workItems) {
    const push = ticket.history.find(event => event.event === 'pushed' && event.node === item.node && event.at === item.doneAt)
    at(item.node).push({
      ...NEVER, enteredAt: item.since, leftAt: item.doneAt, end: item.state === 'open' ? null : item.state === 'done' ? 'left' : 'cancelled',
      by: item.doneBy, output: push ? after(push) : null
    })
  }
  for (const event of ticket.history) {
    if (event.node && !visits.has(event.node) && event.event !== 'incident') {
      at(event.node).push({ ...NEVER, enteredAt: event.at, leftAt: event.at, end: 'left', by: event.by, output: after(event) })
    }
  }
  return visits
}

/** The log counts in finer parts of a second than the history. */
const same = (one: string | null, other: string | null) =>
  one !== null && other !== null && Date.parse(one) === Date.parse(other)

/** Who did what the log tells only the time of. */
function named(visits: Visit[], known: Visit[] = []): Visit[] {
  return visits.map(visit => ({ ...visit, by: known.find(other => same(other.leftAt, visit.leftAt))?.by ?? null }))
}

/** The nodes that a ticket has come to, those where it stands first, the others in the order in which it came to them. */
export function visitedNodes(ticket: Ticket, log: LogEntry[], nodes: FlowNode[]): Visited[] {
  const fromLog = logged(log)
  const fromHistory = remembered(ticket)
  const at = (incident: Incident) => incident.calledBy?.node ?? incident.node
  const names = new Map(nodes.map(node => [node.id, node.name]))
  const ids = new Set([...fromLog.keys(), ...fromHistory.keys(), ...ticket.waitingAt, ...ticket.incidents.map(at)])
  const rank = { failed: 0, waiting: 1, done: 2 }
  const start = ({ visits }: Visited) => Date.parse(visits[0]?.enteredAt ?? visits[0]?.leftAt ?? '') || 0
  return [...ids]
    .map((id): Visited => {
      const incidents = ticket.incidents.filter(incident => at(incident) === id)
      return {
        id,
        name: names.get(id) || id,
        state: incidents.length ? 'failed' : ticket.waitingAt.includes(id) ? 'waiting' : 'done',
        visits: fromLog.has(id) ? named(fromLog.get(id)!, fromHistory.get(id)) : (fromHistory.get(id) ?? []),
        incidents
      }
    })
    .sort((a, b) => rank[a.state] - rank[b.state] || start(a) - start(b))
}

/**
 * The links that the ticket has taken: from a node that it left to one that it entered at that moment, also through nodes
 * of which nothing is told, such as gateways where no log was kept.
 *
 * @param open whether a node can be passed without a trace
 */
export function pathTaken(links: Link[], nodes: Visited[], open: (node: string) => boolean): Set<string> {
  const taken = new Set<string>()
  const leading = new Map<string, Link[]>()
  links.forEach(link => leading.set(link.from, [...(leading.get(link.from) ?? []), link]))
  const visited = new Map(nodes.map(node => [node.id, node.visits]))
  const walk = (node: string, moment: string, way: Link[]) => {
    for (const link of leading.get(node) ?? []) {
      const there = visited.get(link.to)
      if (there?.some(visit => same(visit.enteredAt, moment))) {
        [...way, link].forEach(step => taken.add(step.id))
      } else if (!there && open(link.to) && !way.includes(link)) {
        walk(link.to, moment, [...way, link])
      }
    }
  }
  visited.forEach((visits, node) => visits.forEach(visit => visit.end === 'left' && walk(node, visit.leftAt!, [])))
  return taken
}
