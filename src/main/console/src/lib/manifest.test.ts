import { describe, expect, it } from 'vitest'
import { readManifest, writeManifest } from './manifest'

describe('application.json', () => {
  it('keeps what the page does not show', () => {
    const roles = { 員工: { leave: ['add'] } }
    const read = readManifest(JSON.stringify({ name: '請假', roles }))
    expect(read).toEqual({ name: '請假', description: '', roles })
    expect(JSON.parse(writeManifest({ ...read!, name: '休假' }))).toEqual({ name: '休假', description: '', roles })
  })

  it('is left to its text where it is no JSON object', () => {
    expect(['{', '[]', 'null', '"name"', ''].map(readManifest)).toEqual([null, null, null, null, null])
    expect(readManifest('{"name": 3}')?.name).toBe('')
  })
})
