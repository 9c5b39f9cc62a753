/** When a schedule is due, as people think of it; /api/v1 knows cron texts and durations. */
export type Rhythm =
  | { kind: 'every'; count: number; unit: Unit }
  | { kind: 'daily'; time: string }
  | { kind: 'weekly'; days: number[]; time: string }
  | { kind: 'monthly'; day: number; time: string }
  | { kind: 'cron'; text: string }
  | { kind: 'duration'; text: string }

export type Unit = 'M' | 'H' | 'D'
export type Kind = Rhythm['kind']

export interface Sent {
  cron?: string | null
  every?: string | null
}

const TIME = /^(\d{1,2}) (\d{1,2}) (\S+) \* (\S+)$/
const DURATION = /^P(?:(\d+)(D)|T(\d+)([HM]))$/

export function toSent(rhythm: Rhythm): Sent {
  switch (rhythm.kind) {
    case 'every':
      return { every: rhythm.unit === 'D' ? `P${rhythm.count}D` : `PT${rhythm.count}${rhythm.unit}` }
    case 'daily':
      return { cron: `${cronTime(rhythm.time)} * * *` }
    case 'weekly':
      return { cron: `${cronTime(rhythm.time)} * * ${[...rhythm.days].sort().join(',')}` }
    case 'monthly':
      return { cron: `${cronTime(rhythm.time)} ${rhythm.day} * *` }
    case 'cron':
      return { cron: rhythm.text.trim() }
    case 'duration':
      return { every: rhythm.text.trim() }
  }
}

/** What somebody chose before; texts that are none of the simple kinds stay as they are. */
export function fromSent({ cron, every }: Sent): Rhythm {
  if (every) {
    const parts = DURATION.exec(every)
    return parts
      ? { kind: 'every', count: Number(parts[1] ?? parts[3]), unit: (parts[2] ?? parts[4]) as Unit }
      : { kind: 'duration', text: every }
  }
  const text = cron ?? ''
  const parts = TIME.exec(text)
  if (!parts) {
    return { kind: 'cron', text }
  }
  const [, minute, hour, day, weekdays] = parts
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (day === '*' && weekdays === '*') {
    return { kind: 'daily', time }
  }
  if (day === '*' && /^[0-6](,[0-6])*$/.test(weekdays)) {
    return { kind: 'weekly', days: weekdays.split(',').map(Number), time }
  }
  return weekdays === '*' && /^\d+$/.test(day) ? { kind: 'monthly', day: Number(day), time } : { kind: 'cron', text }
}

function cronTime(time: string): string {
  const [hour, minute] = time.split(':').map(Number)
  return `${minute} ${hour}`
}

/** The days of the week, from Sunday on, as the language calls them. */
export function weekdays(language: string): string[] {
  const name = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return [0, 1, 2, 3, 4, 5, 6].map(day => name.format(Date.UTC(2026, 0, 4 + day)))
}

/** A moment in words, by the clocks of a time zone. */
export function inWords(iso: string, language: string, timeZone: string): string {
  const words = (zone?: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(new Date(iso))
  try {
    return words(timeZone)
  } catch {
    return words() // a zone that the server knows and this browser does not
  }
}
