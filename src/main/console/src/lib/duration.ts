const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface Unit {
  unit: 'second' | 'minute' | 'hour' | 'day'
  seconds: number
}

/** The one unit that fits. */
function unitOf(seconds: number): Unit {
  if (seconds < MINUTE) {
    return { unit: 'second', seconds: 1 }
  }
  if (seconds < HOUR) {
    return { unit: 'minute', seconds: MINUTE }
  }
  return seconds < 2 * DAY ? { unit: 'hour', seconds: HOUR } : { unit: 'day', seconds: DAY }
}

function format(language: string, { unit }: Unit) {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
}

/** Seconds as people say it: 3.5 hours. */
export function duration(seconds: number | null, language: string): string {
  if (seconds === null) {
    return '—'
  }
  const unit = unitOf(seconds)
  return format(language, unit).format(seconds / unit.seconds)
}

/** From so many seconds up to so many, null for any more: 1–4 hours. */
export function durationRange(from: number, to: number | null, language: string): string {
  if (to === null) {
    return `> ${duration(from, language)}`
  }
  const unit = unitOf(to)
  return from === 0 ? `< ${duration(to, language)}` : format(language, unit).formatRange(from / unit.seconds, to / unit.seconds)
}
