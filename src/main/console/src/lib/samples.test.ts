import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { curl, example, exampleItems, item, java, javascript, python } from './samples'
import type { Field } from './types'

const text: Field = {
  key: 'title', label: '主旨', type: 'textfield', subtype: null, required: true, header: 'title', options: []
}
const sample = {
  url: 'http://127.0.0.1:8080/rest/flowmanage/api/omdata/edit/leave',
  body: { security: 'c', formdata: [{ id: 'title', value: `it's "three" """ \\n 王小明`, flag: true, none: null }] }
}

describe('the parameters of a call', () => {
  it('name each field by its key, with its label where the value goes', () => {
    expect(item(text)).toEqual({ id: 'title', value: '主旨', type: 'textfield' })
  })

  it.each([
    [{ type: 'number' }, 1],
    [{ type: 'checkbox' }, true],
    [{ type: 'select', options: [{ label: '高', value: 'high' }] }, 'high'],
    [{ type: 'taglist', options: [{ label: '高', value: 'high' }] }, ['high']],
    [{ type: 'select' }, undefined],
    [{ type: 'datetime', subtype: 'date' }, '2026-01-31'],
    [{ type: 'filepicker' }, undefined],
    [{ header: 'assignee' }, undefined]
  ])('have an example that fits %o', (change, value) => {
    expect(example({ ...text, ...change })).toEqual(value)
  })

  it('leave out what cannot be guessed', () => {
    const fields = [text, { ...text, type: 'filepicker' }, { ...text, required: false }]
    expect(exampleItems(fields)).toEqual([{ id: 'title', value: '主旨' }])
  })
})

describe('the same call in other languages', () => {
  it('is one that the shell reads as it was meant', () => {
    const asIs = curl(sample).replace(/^curl/, 'node -e "console.log(process.argv.at(-1))" --')
    expect(JSON.parse(execFileSync('sh', ['-c', asIs], { encoding: 'utf8' }))).toEqual(sample.body)
  })

  it('is JavaScript', async () => {
    const sent: RequestInit[] = []
    const fetch = async (url: string, request: RequestInit) => (sent.push(request), { json: async () => ({}) })
    const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor
    await new AsyncFunction('fetch', 'console', javascript(sample))(fetch, { log: () => undefined })
    expect(JSON.parse(String(sent[0].body))).toEqual(sample.body)
  })

  it('is Python whose raw text no quote ends', () => {
    const json = /r"""\n([\s\S]*)\n"""\)/.exec(python(sample))?.[1]
    expect(json).not.toContain('"""')
    expect(JSON.parse(json ?? '')).toEqual(sample.body)
  })

  it('is Java with a text block that gives the JSON', () => {
    const block = /"""\n([\s\S]*)\n {16}""";/.exec(java(sample))?.[1] ?? ''
    const json = block.replaceAll('\\"""', '"""').replaceAll('\\\\', '\\')
    expect(JSON.parse(json)).toEqual(sample.body)
  })
})
