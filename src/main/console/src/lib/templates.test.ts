import { describe, expect, it } from 'vitest'
import { MANIFEST } from './files'
import { blankForm, isApiPath, newApplication, xml } from './templates'

const t = (key: string) => `«${key}» & "co"`

describe('a new application', () => {
  it('has a flow whose id is its API path', () => {
    const files = newApplication('empty', '採購', 'purchase', t)
    expect(Object.keys(files)).toEqual([MANIFEST, 'purchase.bpmn'])
    expect(JSON.parse(files[MANIFEST]).name).toBe('採購')
    expect(files['purchase.bpmn']).toContain('<bpmn:process id="purchase" name="採購" isExecutable="true">')
  })

  it('of the approval names the forms that it brings', () => {
    const files = newApplication('approval', 'a < b & "c"', 'purchase', t)
    const named = [...files['purchase.bpmn'].matchAll(/formId="([^"]+)"/g)].map(found => found[1])
    expect(named.map(id => JSON.parse(files[`${id}.form`]).id)).toEqual(named)
    expect(files['purchase.bpmn']).toContain('name="a &lt; b &amp; &quot;c&quot;"')
    expect(files['purchase.bpmn']).not.toContain('& ')
  })

  it('has forms that hold what they were told', () => {
    expect(JSON.parse(blankForm('request', t)).components[0].label).toBe('«subject» & "co"')
  })

  it('is called so that an address can name it', () => {
    expect(['leave', '_x', 'leave-request.2'].every(isApiPath)).toBe(true)
    expect(['', '2nd', '請假', 'a b', 'a/b', '-a'].some(isApiPath)).toBe(false)
    expect(xml('<a b="&">')).toBe('&lt;a b=&quot;&amp;&quot;&gt;')
  })
})
