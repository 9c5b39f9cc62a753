import { describe, expect, it } from 'vitest'
import { spoken } from './formTexts'

const say = (key: string, values?: Record<string, unknown>) => (values ? `${key} ${values.n}` : key)

describe('a text of form-js', () => {
  it.each([
    ['Field is required.', 'formText.required'],
    [' Browse ', 'formText.browse'],
    ['Field must have minimum value of 0.5.', 'formText.min 0.5'],
    ['Field must match pattern ^A.$.', 'formText.pattern ^A.$'],
    ['Value is expected to have at most 1 decimal digit.', 'formText.decimals 1'],
    ['3 files selected', 'formText.files 3']
  ])('%s is said in the reader’s language', (text, expected) => {
    expect(spoken(text, say)).toBe(expected)
  })

  it.each(['報告.pdf', 'toString', ''])('is not what somebody else wrote: %s', text => {
    expect(spoken(text, say)).toBe(text)
  })
})
