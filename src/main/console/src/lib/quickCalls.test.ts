import { beforeAll, describe, expect, it, vi } from 'vitest'
import { parameters, sample, stops, url } from './quickCalls'
import type { Field, Flow } from './types'

const field = (key: string, type = 'textfield'): Field => ({
  key, label: `label of ${key}`, type, subtype: null, required: true, header: null, options: []
})
const flow = {
  apiPath: '事故 管理',
  fields: [field('title'), field('shot', 'filepicker')],
  nodes: [
    { id: 'start', name: null, type: 'startEvent', fields: [field('title')] },
    { id: 'review', name: '審核', type: 'userTask', fields: [field('opinion')] }
  ]
} as unknown as Flow

beforeAll(() => {
  vi.stubGlobal('location', { origin: 'https://kaidan.example' })
})

describe('the calls of a flow', () => {
  it('have the full address, with its API path escaped', () => {
    expect(url('create', '事故 管理')).toBe(
      'https://kaidan.example/rest/flowmanage/api/omdata/edit/%E4%BA%8B%E6%95%85%20%E7%AE%A1%E7%90%86'
    )
    expect(url('query', 'leave')).toBe('https://kaidan.example/rest/flowmanage/api/omdata-data-id/get/leave')
    expect(url('push', 'leave')).toBe('https://kaidan.example/rest/flowmanage/api/omdata/edit/leave')
  })

  it('show every field but files by its key, label and type', () => {
    expect(parameters('create', flow, null)).toEqual({
      security: '<security>',
      omflow_restapi: 1,
      action: 'create',
      formdata: [{ id: 'title', value: 'label of title', type: 'textfield' }]
    })
  })

  it('push with the fields of the stop', () => {
    expect(stops(flow).map(node => node.id)).toEqual(['review'])
    expect(parameters('push', flow, 'review')).toMatchObject({ action: 'update', formdata: [{ id: 'opinion' }] })
  })

  it('query by a number', () => {
    expect(sample('query', flow, null, 'c', '7').body).toEqual({ security: 'c', omflow_restapi: 1, data_no: '7' })
  })

  it('carry the code and the data_id that are there', () => {
    expect(sample('push', flow, 'review', 'c', '501').body).toMatchObject({ security: 'c', data_id: '501' })
  })
})
