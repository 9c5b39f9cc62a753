import { describe, expect, it } from 'vitest'
import { fromSent, inWords, toSent, weekdays, type Rhythm } from './rhythm'

describe('a rhythm', () => {
  const known: [Rhythm, { cron?: string; every?: string }][] = [
    [{ kind: 'every', count: 15, unit: 'M' }, { every: 'PT15M' }],
    [{ kind: 'every', count: 2, unit: 'H' }, { every: 'PT2H' }],
    [{ kind: 'every', count: 1, unit: 'D' }, { every: 'P1D' }],
    [{ kind: 'daily', time: '09:05' }, { cron: '5 9 * * *' }],
    [{ kind: 'weekly', days: [1, 5], time: '18:00' }, { cron: '0 18 * * 1,5' }],
    [{ kind: 'monthly', day: 31, time: '00:30' }, { cron: '30 0 31 * *' }],
    [{ kind: 'cron', text: '0 9 * * MON-FRI' }, { cron: '0 9 * * MON-FRI' }],
    [{ kind: 'cron', text: '0 0 9 * * ?' }, { cron: '0 0 9 * * ?' }],
    [{ kind: 'cron', text: '0 9 1 1 *' }, { cron: '0 9 1 1 *' }],
    [{ kind: 'cron', text: '*/5 * * * *' }, { cron: '*/5 * * * *' }],
    [{ kind: 'duration', text: 'PT1H30M' }, { every: 'PT1H30M' }]
  ]

  it.each(known)('%o is sent as it is, and known again', (rhythm, sent) => {
    expect(toSent(rhythm)).toEqual(sent)
    expect(fromSent(sent)).toEqual(rhythm)
  })

  it('begins the week with Sunday, as cron does', () => {
    expect(weekdays('en')).toEqual(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'])
  })

  it('is told by the clocks of its time zone, and by our own where the zone is unknown', () => {
    expect(inWords('2026-05-04T01:00:00Z', 'en', 'Asia/Taipei')).toMatch(/Monday, May 4, 2026.*9:00/)
    expect(inWords('2026-05-04T01:00:00Z', 'en', 'Mars/Olympus')).toContain('2026')
  })
})
