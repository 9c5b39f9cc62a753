import type { Cause } from './call'
import { at, filePlaces, FILES, without } from './fileFields'
import type { FormComponent, FormSchema, Values } from './types'

/** Where a field of a form stands: form-js tells it of each that is to be seen. */
export interface Place {
  id: string
  valuePath: (string | number)[]
  indexes?: Record<string, number>
}

/** A problem, and the element of the page to which it belongs; null: it belongs to no field that is to be seen. */
export interface Placed {
  message: string
  label: string | null
  place: Place | null
}

function everyComponent(components: FormComponent[] = []): FormComponent[] {
  return components.flatMap(one => [one, ...everyComponent(one.components)])
}

function changed(components: FormComponent[], change: (one: FormComponent) => FormComponent): FormComponent[] {
  return components.map(one => {
    const next = change(one)
    return next.components ? { ...next, components: changed(next.components, change) } : next
  })
}

const isAssignee = (one: FormComponent) => one.properties?.header === 'assignee'

/** The names of the files that a field holds already. */
function names(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** A person or group as one text: the server takes the user's name for the whole. */
function person(value: unknown): unknown {
  const given = value as { user?: string | null; group?: string | null } | null
  return typeof value === 'object' && value !== null ? (given?.user ?? given?.group ?? '') : value
}

/**
 * A form and its values as form-js takes them. Of files the ticket holds names only, which form-js would take for files of
 * its own: they go into the label, and a field that has some is not required any more.
 *
 * @param has tells in words which files a field has
 */
export function fillable(form: FormSchema, values: Values, has: (names: string) => string) {
  const places = filePlaces(form.components)
  const data = { ...[...places.values()].reduce(without, values) }
  const components = changed(form.components ?? [], one => {
    const place = places.get(one)
    if (place) {
      const there = names(at(values, place))
      return there.length
        ? { ...one, label: `${one.label ?? one.key} (${has(there.join(', '))})`, validate: { ...one.validate, required: false } }
        : one
    }
    if (isAssignee(one) && one.key) {
      data[one.key] = person(values[one.key])
    }
    return one
  })
  return { schema: { ...form, components }, data }
}

/** The lists that are there, and no first row where there is none. */
export function asTheyAre(form: FormSchema, values: Values): Values {
  const lists = (form.components ?? []).filter(one => one.type === 'dynamiclist').map(one => String(one.path))
  return { ...Object.fromEntries(lists.map(path => [path, []])), ...values }
}

/** The same, where no files can be chosen. */
export function withoutFiles(form: FormSchema): FormSchema {
  return { ...form, components: changed(form.components ?? [], one => (one.type === FILES ? { ...one, disabled: true } : one)) }
}

/** What is to be sent of what form-js gives: its keys of files are its own business, and so are its tables. */
export function sendable(form: FormSchema, data: Values): Values {
  const tables = new Set(everyComponent(form.components).filter(one => one.type === 'table').map(one => one.key))
  const values = [...filePlaces(form.components).values()].reduce(without, data)
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !tables.has(key) && value !== undefined))
}

/** The files of each file field, by the name that the server has for it. */
export function filesByField(form: FormSchema, data: Values, files: Map<string, File[]>): Map<string, File[]> {
  const chosen = [...filePlaces(form.components).values()]
    .map(place => [nameOf(place), files.get(String(at(data, place))) ?? []] as [string, File[]])
  return new Map(chosen.filter(([, given]) => given.length > 0))
}

/** The body of a call that brings files. */
export function withFiles(values: Values, fields: Map<string, File[]>, attachments: File[]): FormData {
  const body = new FormData()
  body.append('values', JSON.stringify(values))
  fields.forEach((files, key) => files.forEach(file => body.append(key, file, file.name)))
  attachments.forEach(file => body.append('files', file, file.name))
  return body
}

/** A value without what is empty in it; undefined where nothing is left, whichever way that is written. */
function substance(value: unknown): unknown {
  if (Array.isArray(value)) {
    const rows = value.map(substance).filter(row => row !== undefined)
    return rows.length ? rows : undefined
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => [key, substance(member)] as const)
    const kept = members.filter(([, member]) => member !== undefined).sort(([one], [other]) => (one < other ? -1 : 1))
    return kept.length ? Object.fromEntries(kept) : undefined
  }
  return value === null || value === '' ? undefined : value
}

/** What somebody changed; null: cleared. */
export function changes(before: Values, after: Values): Values {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([key, value]) => JSON.stringify(substance(value)) !== JSON.stringify(substance(before[key])))
      .map(([key, value]) => [key, substance(value) ?? null])
  )
}

/** The name that the server has for a place: list[0].item. */
export function nameOf(path: (string | number)[]): string {
  return path.reduce<string>((name, step) => {
    return typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`
  }, '')
}

/** Finds the field of each cause. */
export function placed(causes: Cause[], places: Place[], form: FormSchema): Placed[] {
  const byName = new Map(places.map(place => [nameOf(place.valuePath), place]))
  const labels = new Map(everyComponent(form.components).map(one => [one.id, labelOf(one)]))
  return causes.map(cause => {
    const place = (cause.field && byName.get(cause.field)) || null
    return { message: cause.message, label: (place && labels.get(place.id)) ?? cause.field ?? null, place }
  })
}

function labelOf(one: FormComponent): string {
  return String(one.label ?? one.dateLabel ?? one.timeLabel ?? one.key ?? '')
}

/** Errors as form-js keeps them: by the id of the field and, in lists, the row. */
export function errorsByField(problems: Placed[]): Record<string, unknown> {
  const errors: Record<string, unknown> = {}
  for (const { place, message } of problems) {
    if (place === null) {
      continue
    }
    const rows = Object.values(place.indexes ?? {})
    let at = errors
    let step: string | number = place.id
    for (const row of rows) {
      at = (at[step] ??= {}) as Record<string, unknown>
      step = row
    }
    at[step] = [...((at[step] as string[]) ?? []), message]
  }
  return errors
}

/** The other way round. */
export function problemsIn(errors: Record<string, unknown>, places: Place[], form: FormSchema): Placed[] {
  const labels = new Map(everyComponent(form.components).map(one => [one.id, labelOf(one)]))
  return places.flatMap(place => {
    const found = Object.values(place.indexes ?? {}).reduce<unknown>(
      (at, row) => (at as Record<number, unknown> | undefined)?.[row],
      errors[place.id]
    )
    return Array.isArray(found)
      ? found.map(message => ({ message: String(message), label: labels.get(place.id) ?? null, place }))
      : []
  })
}
