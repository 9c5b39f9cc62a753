/** What happened at a node in a period. */
export interface NodeStatistics {
  node: string
  /** Of a human point; null for other nodes. */
  name: string | null
  /** Null, as the next three, where there is too much in the log to be read. */
  arrivals: number | null
  done: number | null
  /** Seconds; null where nothing was pushed on. */
  median: number | null
  /** Seconds: nine of ten waited no longer. */
  p90: number | null
  /** How many stand there now. */
  open: number
}

export interface DayStatistics {
  day: string
  opened: number
  closed: number
}

/** Seconds; `to` is null for those that took the longest. */
export interface DurationBucket {
  from: number
  to: number | null
  tickets: number
}

/** How the tickets of a flow went from one day to another, both included. */
export interface Statistics {
  from: string
  to: string
  zone: string
  nodes: NodeStatistics[]
  days: DayStatistics[]
  durations: { tickets: number; median: number | null; p90: number | null; buckets: DurationBucket[] }
}
