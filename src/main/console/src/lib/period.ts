/** Days as 2026-01-31, the first and the last of a period. */
export interface Period {
  from: string
  to: string
}

/** Numbers of days that are offered; the last is the most that can be asked for. */
export const PRESETS = [7, 30, 90, 366]

function day(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}

/** The last so many days with today, where the reader is. */
export function lastDays(count: number, today: Date): Period {
  return { from: day(new Date(today.getFullYear(), today.getMonth(), today.getDate() - count + 1)), to: day(today) }
}
