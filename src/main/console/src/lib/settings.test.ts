import { describe, expect, it } from 'vitest'
import { changes, inputsOf, type Setting } from './settings'

function setting(name: string, type: Setting['type'], value: Setting['value'], changeable = true): Setting {
  return {
    name, type, value, changeable, meaning: name, default: value, source: 'default', secret: false,
    least: null, most: null, changedBy: null, changedAt: null
  }
}

describe('the changes of settings', () => {
  const settings = [
    setting('FILES', 'number', 100),
    setting('LOGIN_UNIFORM', 'flag', false),
    setting('HTTP_ALLOWED_HOSTS', 'text', '', false),
    setting('JOB_THREADS', 'number', 8, false),
    setting('ADMIN_PASSWORD', 'text', null, false)
  ]

  it('are none where nobody touched anything', () => {
    expect(changes(settings, inputsOf(settings))).toEqual({})
  })

  it('are what differs, each of its type', () => {
    const inputs = { ...inputsOf(settings), FILES: ' 7 ', LOGIN_UNIFORM: true }
    expect(changes(settings, inputs)).toEqual({ FILES: 7, LOGIN_UNIFORM: true })
  })

  it('leave what is no number to the server, and what may not change alone', () => {
    const inputs = { ...inputsOf(settings), FILES: 'many', JOB_THREADS: '9', HTTP_ALLOWED_HOSTS: 'erp:8080' }
    expect(changes(settings, inputs)).toEqual({ FILES: 'many' })
  })
})
