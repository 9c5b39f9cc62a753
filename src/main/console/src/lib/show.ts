import { i18n } from './language'
import type { Field } from './types'

/** A moment in the reader's language and time zone; with seconds where the time is medium. */
export function moment(iso: string | null, timeStyle: 'short' | 'medium' = 'short'): string {
  return iso === null
    ? ''
    : new Intl.DateTimeFormat(i18n.global.locale.value, { dateStyle: 'medium', timeStyle }).format(new Date(iso))
}

/** A day, or a time of a day, as a form holds it: without a time zone, so that it is shown as it was chosen. */
function chosenMoment(text: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d.*)?$/.exec(text) ?? []
  const date = new Date(`${day}${time ?? 'T00:00'}`)
  return day === undefined || Number.isNaN(date.getTime())
    ? text
    : new Intl.DateTimeFormat(i18n.global.locale.value, { dateStyle: 'medium', ...(time ? { timeStyle: 'short' } : {}) }).format(date)
}

/** A value of a ticket as one line; a choice by the label that its field gives it. */
export function line(value: unknown, field?: Field): string {
  if (value === null || value === undefined) {
    return ''
  }
  const chosen = field?.options.find(option => option.value === value)
  if (chosen) {
    return chosen.label
  }
  if (typeof value === 'boolean') {
    return i18n.global.t(value ? 'common.yes' : 'common.no')
  }
  if (Array.isArray(value)) {
    return value.map(element => line(element, field)).join(', ')
  }
  if (typeof value === 'object') {
    return Object.values(value).map(inner => line(inner)).filter(text => text !== '').join(' / ')
  }
  return field?.type === 'datetime' ? chosenMoment(String(value)) : String(value)
}

/** What lies at a key of a ticket's document; dots lead into nested objects. */
export function at(values: Record<string, unknown>, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null | undefined)?.[name], values)
}

export function bytes(size: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB']
  let shown = size
  let unit = 0
  while (shown >= 1024 && unit < units.length - 1) {
    shown /= 1024
    unit++
  }
  return `${unit === 0 ? shown : shown.toFixed(1)} ${units[unit]}`
}
