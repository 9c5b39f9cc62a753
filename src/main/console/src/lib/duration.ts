const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Seconds as people say it, in the one unit that fits: 3.5 hours. */
export function duration(seconds: number | null, language: string): string {
  if (seconds === null) {
    return '—'
  }
  const [size, unit] = seconds < MINUTE ? [1, 'second'] : seconds < HOUR ? [MINUTE, 'minute'] : seconds < 2 * DAY ? [HOUR, 'hour'] : [DAY, 'day']
  return new Intl.NumberFormat(language, { style: 'unit', unit: unit as string, unitDisplay: 'short', maximumFractionDigits: 1 })
    .format(seconds / (size as number))
}
