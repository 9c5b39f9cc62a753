import { describe, expect, it } from 'vitest'
import { all, grant, share } from './people'

describe('the matrix of permissions', () => {
  it('gives and takes one', () => {
    expect(grant({ a: ['view'] }, ['a'], ['delete'], true)).toEqual({ a: ['view', 'delete'] })
    expect(grant({ a: ['view', 'delete'] }, ['a'], ['view'], false)).toEqual({ a: ['delete'] })
  })

  it('gives a whole row and a whole column, the others stay', () => {
    expect(grant({ b: ['add'] }, ['a'], all, true)).toEqual({ a: all, b: ['add'] })
    expect(grant({ b: ['add'], c: ['view'] }, ['a', 'b'], ['view'], true))
      .toEqual({ a: ['view'], b: ['view', 'add'], c: ['view'] })
  })

  it('leaves a flow out on which nothing is permitted any more', () => {
    expect(grant({ a: ['view'], b: ['add'] }, ['a'], ['view'], false)).toEqual({ b: ['add'] })
  })

  it('tells whether a row or a column is full', () => {
    const now = grant({}, ['a', 'b'], ['view'], true)
    expect(share(now, ['a', 'b'], ['view'])).toBe('all')
    expect(share(now, ['a'], all)).toBe('some')
    expect(share(now, ['c'], all)).toBe('none')
    expect(share(now, [], all)).toBe('none')
  })
})
