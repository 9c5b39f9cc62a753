import { describe, expect, it } from 'vitest'
import { fromInput, inputKind, toInput } from './fieldValue'
import type { Field } from './types'

function field(type: string, more: Partial<Field> = {}): Field {
  return { key: 'k', label: 'K', type, subtype: null, required: false, header: null, options: [], ...more }
}

describe('the input of a field', () => {
  const levels = { options: [{ label: '高', value: 1 }, { label: '低', value: 2 }] }

  it.each([
    [field('textfield'), '甲', '甲'],
    [field('number'), 3.5, '3.5'],
    [field('checkbox'), true, true],
    [field('select', levels), 2, '2'],
    [field('checklist', levels), [1], ['1']],
    [field('datetime', { subtype: 'date' }), '2026-01-31', '2026-01-31'],
    [field('dynamiclist'), [{ a: 1 }], '[{"a":1}]']
  ])('of %o shows %o as %o', (given, value, input) => {
    expect(toInput(given, value)).toEqual(input)
  })

  it('gives a choice back as its option has it', () => {
    expect(fromInput(field('select', levels), '2')).toBe(2)
    expect(fromInput(field('select', levels), '')).toBe('')
    expect(fromInput(field('checklist', levels), ['2', '1'])).toEqual([1, 2])
  })

  it('keeps a moment whatever the clock of the reader', () => {
    const moment = field('datetime', { subtype: 'datetime' })
    expect(fromInput(moment, toInput(moment, '2026-01-31T09:30:00Z'))).toBe('2026-01-31T09:30:00.000Z')
    expect(fromInput(moment, '')).toBe('')
  })

  it('gives JSON that is none as the text it is, so that the server says what is wrong', () => {
    expect(fromInput(field('dynamiclist'), '[{')).toBe('[{')
  })

  it('is empty where there is no value', () => {
    expect(toInput(field('textfield'), null)).toBe('')
    expect(toInput(field('checkbox'), undefined)).toBe(false)
    expect(toInput(field('taglist', levels), null)).toEqual([])
  })

  it('of a choice without options is text', () => {
    expect(inputKind(field('select'))).toBe('text')
  })
})
