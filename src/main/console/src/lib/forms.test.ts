import { describe, expect, it } from 'vitest'
import { asTheyAre, changes, errorsByField, fillable, filesByField, nameOf, placed, problemsIn, sendable, withFiles, withoutFiles } from './forms'

const form = {
  components: [
    { type: 'textfield', id: 'F1', key: 'title', label: '標題' },
    { type: 'filepicker', id: 'F2', key: 'proof', label: '證明', validate: { required: true } },
    { type: 'group', components: [{ type: 'textfield', id: 'F3', key: 'to', properties: { header: 'assignee' } }] },
    { type: 'dynamiclist', id: 'L', path: 'rows', components: [{ type: 'textfield', id: 'F4', key: 'item', label: '品項' }] }
  ]
}
const places = [
  { id: 'F1', valuePath: ['title'] },
  { id: 'F4', valuePath: ['rows', 0, 'item'], indexes: { L: 0 } },
  { id: 'F4', valuePath: ['rows', 1, 'item'], indexes: { L: 1 } }
]

describe('a form to fill', () => {
  it('tells in the label which files are there, and asks for no more', () => {
    const { schema, data } = fillable(form, { title: 'a', proof: ['x.pdf', 'y.pdf'] }, names => `已有 ${names}`)
    expect(data).toEqual({ title: 'a', to: undefined })
    expect(schema.components[1]).toMatchObject({ label: '證明 (已有 x.pdf, y.pdf)', validate: { required: false } })
    expect(form.components[1].validate).toEqual({ required: true })
  })

  it('asks for the files that are not there', () => {
    expect(fillable(form, {}, String).schema.components[1]).toEqual(form.components[1])
  })

  it.each([
    [{ user: 'amy', group: 'IT' }, 'amy'],
    [{ user: null, group: 'IT' }, 'IT'],
    ['bob', 'bob'],
    [undefined, undefined]
  ])('shows the assignee %o as one text', (value, text) => {
    expect(fillable(form, { to: value }, String).data.to).toBe(text)
  })

  it('without files lets none be chosen', () => {
    expect(withoutFiles(form).components?.[1]).toMatchObject({ disabled: true })
  })
})

describe('what is sent', () => {
  it('leaves out what the server does not take', () => {
    expect(sendable(form, { title: 'a', proof: 'files::1', to: undefined, rows: null })).toEqual({ title: 'a', rows: null })
  })

  it('brings the files by field, and those of the ticket', () => {
    const file = new File(['x'], '證明.pdf')
    const fields = filesByField(form, { proof: 'files::1' }, new Map([['files::1', [file]], ['files::2', [file]]]))
    const body = withFiles({ title: 'a' }, fields, [file])
    expect([...body.keys()]).toEqual(['values', 'proof', 'files'])
    expect(body.get('values')).toBe('{"title":"a"}')
    expect((body.get('proof') as File).name).toBe('證明.pdf')
  })

  it('knows the files of groups that nest their values', () => {
    const nested = {
      components: [
        {
          type: 'group',
          path: 'trip',
          components: [{ type: 'textfield', key: 'to' }, { type: 'filepicker', key: 'bill.scan', label: '單據' }]
        }
      ]
    }
    const file = new File(['x'], 'a.pdf')
    const data = { trip: { to: '臺北', bill: { scan: 'files::1', no: 7 } } }
    expect([...filesByField(nested, data, new Map([['files::1', [file]]])).keys()]).toEqual(['trip.bill.scan'])
    expect(sendable(nested, data)).toEqual({ trip: { to: '臺北', bill: { no: 7 } } })
    const shown = fillable(nested, { trip: { bill: { scan: ['a.pdf'] } } }, names => `已有 ${names}`)
    expect(shown.data).toEqual({ trip: { bill: {} } })
    expect(shown.schema.components[0].components?.[1].label).toBe('單據 (已有 a.pdf)')
  })

  it('of a correction is what changed', () => {
    const before = { a: 1, b: 'x', c: [1], d: 'same' }
    expect(changes(before, { a: 2, b: '', c: [1], d: 'same', e: null, f: '' })).toEqual({ a: 2, b: null })
  })
})

describe('what is read or corrected', () => {
  it('has no row where there was none', () => {
    const lists = { components: [{ type: 'dynamiclist', path: 'rows' }, { type: 'dynamiclist', path: 'more' }] }
    expect(asTheyAre(lists, { more: [{ a: 1 }], x: 2 })).toEqual({ rows: [], more: [{ a: 1 }], x: 2 })
  })

  it.each([
    [undefined, [{ item: '' }]],
    [{ b: 1, a: 2 }, { a: 2, b: 1, c: null }],
    [null, []]
  ])('is unchanged where only emptiness differs: %o, %o', (before, after) => {
    expect(changes({ x: before }, { x: after })).toEqual({})
  })
})

describe('problems', () => {
  it.each([[['title'], 'title'], [['a', 'b'], 'a.b'], [['rows', 2, 'item'], 'rows[2].item']])('at %o are named %s', (path, name) => {
    expect(nameOf(path)).toBe(name)
  })

  it('find their fields, in lists too', () => {
    const found = placed([
      { code: 'required', field: 'title', message: '必填' },
      { code: 'required', field: 'rows[1].item', message: '必填' },
      { code: 'unknown_field', field: 'x', message: '沒有' },
      { code: 'validation', message: '不行' }
    ], places, form)
    expect(found.map(one => one.label)).toEqual(['標題', '品項', 'x', null])
    expect(errorsByField(found)).toEqual({ F1: ['必填'], F4: { 1: ['必填'] } })
  })

  it('of the browser are read back from where form-js keeps them', () => {
    const found = problemsIn({ F1: ['a'], F4: { 1: ['b'] } }, places, form)
    expect(found.map(one => [one.label, one.message])).toEqual([['標題', 'a'], ['品項', 'b']])
  })
})
