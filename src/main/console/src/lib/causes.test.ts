import { describe, expect, it } from 'vitest'
import { Refusal } from './call'
import { causeAt, causesBeside } from './causes'

const refusal = new Refusal(422, 'all of it', [
  { code: 'required', message: 'A name is missing.', field: 'name' },
  { code: 'unknown_user', message: 'Nobody is called x.', field: 'add[0]' },
  { code: 'last_admin', message: 'The last administrator stays.' }
])

describe('the causes of a refusal', () => {
  it('are told at the inputs they belong to', () => {
    expect(causeAt(refusal, 'name')).toBe('A name is missing.')
    expect(causeAt(refusal, 'add')).toBe('Nobody is called x.')
    expect(causeAt(refusal, 'ad')).toBe('')
    expect(causeAt(null, 'name')).toBe('')
  })

  it('are told above the form where no input has them', () => {
    expect(causesBeside(refusal, ['name', 'add']).map(cause => cause.code)).toEqual(['last_admin'])
    expect(causesBeside(refusal, []).length).toBe(3)
  })
})
