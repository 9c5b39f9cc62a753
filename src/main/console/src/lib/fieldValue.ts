import type { Field } from './types'

/** What an input holds for a value of a field. */
export type Input = string | boolean | string[]

/** Which input a field gets. */
export function inputKind(field: Field): 'text' | 'long' | 'number' | 'check' | 'one' | 'many' | 'date' | 'time' | 'moment' | 'json' {
  switch (field.type) {
    case 'textarea':
      return 'long'
    case 'number':
      return 'number'
    case 'checkbox':
      return 'check'
    case 'radio':
    case 'select':
      return field.options.length ? 'one' : 'text'
    case 'checklist':
    case 'taglist':
      return field.options.length ? 'many' : 'json'
    case 'datetime':
      return field.subtype === 'date' ? 'date' : field.subtype === 'time' ? 'time' : 'moment'
    case 'dynamiclist':
      return 'json'
    default:
      return field.header === 'assignee' ? 'json' : 'text'
  }
}

export function toInput(field: Field, value: unknown): Input {
  const kind = inputKind(field)
  if (kind === 'check') {
    return value === true
  }
  if (kind === 'many') {
    return Array.isArray(value) ? value.map(String) : []
  }
  if (value === null || value === undefined) {
    return ''
  }
  if (kind === 'json') {
    return JSON.stringify(value)
  }
  return kind === 'moment' ? local(String(value)) : String(value)
}

/** As the server takes it; an empty text clears. */
export function fromInput(field: Field, input: Input): unknown {
  if (typeof input === 'boolean') {
    return input
  }
  if (Array.isArray(input)) {
    return field.options.filter(option => input.includes(String(option.value))).map(option => option.value)
  }
  switch (inputKind(field)) {
    case 'one':
      return field.options.find(option => String(option.value) === input)?.value ?? ''
    case 'json':
      return parsed(input)
    case 'moment':
      return input === '' || Number.isNaN(Date.parse(input)) ? input : new Date(input).toISOString()
    default:
      return input
  }
}

/** Where the field can be filled in here: files travel another way. */
export function isFillable(field: Field): boolean {
  return field.type !== 'filepicker'
}


function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // the server says what is wrong with it
  }
}

/** For an input of the browser: by the reader's clock, without a zone. */
function local(iso: string): string {
  const moment = new Date(iso)
  return Number.isNaN(moment.getTime())
    ? iso
    : new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
