const DAY = 24 * 60 * 60 * 1000

export type Urgency = 'overdue' | 'soon' | 'calm'

/** Red, yellow or green: overdue, due within a day, or neither. */
export function urgency(dueAt: string | null, now: number): Urgency {
  if (dueAt === null) {
    return 'calm'
  }
  const left = Date.parse(dueAt) - now
  if (left < 0) {
    return 'overdue'
  }
  return left < DAY ? 'soon' : 'calm'
}
