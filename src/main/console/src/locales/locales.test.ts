import { describe, expect, it } from 'vitest'

const files = import.meta.glob<Record<string, unknown>>('./*.json', { eager: true, import: 'default' })

function keys(value: unknown, path = ''): string[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => keys(inner, `${path}.${name}`))
    : [path]
}

function texts(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [String(value)]
}

function placeholders(value: unknown, path = ''): string[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => placeholders(inner, `${path}.${name}`))
    : [`${path} ${(String(value).match(/\{\w+\}/g) ?? []).sort().join()}`]
}

describe('the texts', () => {
  const expected = files['./zh-Hant.json']

  it('are in four languages', () => {
    expect(Object.keys(files).sort()).toEqual(['./en.json', './ja.json', './zh-Hans.json', './zh-Hant.json'])
  })

  it.each(Object.entries(files))('of %s have the same keys and placeholders', (_, given) => {
    expect(keys(given).sort()).toEqual(keys(expected).sort())
    expect(placeholders(given).sort()).toEqual(placeholders(expected).sort())
  })

  it.each(Object.entries(files))('of %s are not empty', (_, given) => {
    expect(texts(given).filter(text => text.trim() === '')).toEqual([])
  })
})
