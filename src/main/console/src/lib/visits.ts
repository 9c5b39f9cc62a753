import type { FlowNode, LogEntry, Ticket, TicketEvent } from './types'

/** One time that a ticket was at a node. */
export interface Visit {
  enteredAt: string | null
  leftAt: string | null
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
  type: string
  state: NodeState
  visits: Visit[]
}

/** A link of the flow, by the nodes that it connects. */
export interface Link {
  id: string
  from: string
  to: string
}

/** What the log tells: each entering and the next leaving of the same node belong together. */
function logged(log: LogEntry[]): Map<string, Visit[]> {
  const visits = new Map<string, Visit[]>()
  for (const { node, event, at, values } of log) {
    if (node === null) {
      continue
    }
    const here = visits.get(node) ?? []
    visits.set(node, here)
    const inside = here.find(visit => visit.leftAt === null)
    if (event === 'left' && inside) {
      inside.leftAt = at
      inside.output = values
    } else if (event === 'left') {
      here.push({ enteredAt: null, leftAt: at, by: null, input: null, output: values })
    } else {
      here.push({ enteredAt: at, leftAt: null, by: null, input: values, output: null })
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
      enteredAt: item.since, leftAt: item.doneAt, by: item.doneBy, input: null, output: push ? after(push) : null
    })
  }
  for (const event of ticket.history) {
    if (event.node && !visits.has(event.node) && event.event !== 'incident') {
      at(event.node).push({ enteredAt: event.at, leftAt: event.at, by: event.by, input: null, output: after(event) })
    }
  }
  return visits
}

/** Who did what the log tells only the time of. */
function named(visits: Visit[], known: Visit[] | undefined): Visit[] {
  return visits.map(visit => ({ ...visit, by: visit.by ?? known?.find(other => other.leftAt === visit.leftAt)?.by ?? null }))
}

/** The nodes that a ticket has come to, those where it stands first, the others in the order in which it came to them. */
export function visitedNodes(ticket: Ticket, log: LogEntry[], nodes: FlowNode[]): Visited[] {
  const fromLog = logged(log)
  const fromHistory = remembered(ticket)
  const failed = new Set(ticket.incidents.map(incident => incident.node))
  const waiting = new Set(ticket.workItems.filter(item => item.state === 'open').map(item => item.node))
  const about = new Map(nodes.map(node => [node.id, node]))
  const ids = [...new Set([...fromLog.keys(), ...fromHistory.keys(), ...waiting, ...failed])]
  const start = (visits: Visit[]) => visits[0]?.enteredAt ?? visits[0]?.leftAt ?? ''
  const rank = { failed: 0, waiting: 1, done: 2 }
  return ids
    .map(id => ({
      id,
      name: about.get(id)?.name || id,
      type: about.get(id)?.type ?? '',
      state: failed.has(id) ? 'failed' as const : waiting.has(id) ? 'waiting' as const : 'done' as const,
      visits: fromLog.has(id) ? named(fromLog.get(id)!, fromHistory.get(id)) : (fromHistory.get(id) ?? [])
    }))
    .sort((a, b) => rank[a.state] - rank[b.state] || Date.parse(start(a.visits) || '0') - Date.parse(start(b.visits) || '0'))
}

/**
 * The links that the ticket has probably taken: those between nodes that it has come to, and those through nodes of which
 * nothing is told, such as gateways where no log was kept.
 *
 * @param open whether a node can be passed without a trace
 */
export function pathTaken(links: Link[], visited: Set<string>, open: (node: string) => boolean): Set<string> {
  const taken = new Set<string>()
  const leading = new Map<string, Link[]>()
  links.forEach(link => leading.set(link.from, [...(leading.get(link.from) ?? []), link]))
  const walk = (node: string, way: Link[], seen: Set<string>) => {
    for (const link of leading.get(node) ?? []) {
      if (visited.has(link.to)) {
        [...way, link].forEach(step => taken.add(step.id))
      } else if (open(link.to) && !seen.has(link.to)) {
        walk(link.to, [...way, link], new Set([...seen, link.to]))
      }
    }
  }
  visited.forEach(node => walk(node, [], new Set([node])))
  return taken
}
