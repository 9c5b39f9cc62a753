import { exampleItems, item, type Sample } from './samples'
import type { Field, Flow, FlowNode } from './types'

/** The calls of the quick API that have a tab. */
export const calls = ['create', 'query', 'push'] as const
export type CallName = (typeof calls)[number]

const CODE = '<security>'

export function url(name: CallName, apiPath: string, base = location.origin): string {
  const path = name === 'query' ? 'omdata-data-id/get' : 'omdata/edit'
  return `${base}/rest/flowmanage/api/${path}/${encodeURIComponent(apiPath)}`
}

/** Human points at which a ticket can be pushed on. */
export function stops(flow: Flow): FlowNode[] {
  return flow.nodes.filter(node => node.type === 'userTask')
}

function fieldsOf(name: CallName, flow: Flow, stop: string | null): Field[] {
  const start = flow.fields
  const own = name === 'push' ? flow.nodes.find(node => node.id === stop)?.fields : start
  return (own ?? start).filter(field => field.type !== 'filepicker')
}

function head(code: string) {
  return { security: code || CODE, omflow_restapi: 1 }
}

/** The body that the Parameters pane shows: every field by its key, its label where the value goes. */
export function parameters(name: CallName, flow: Flow, stop: string | null): Record<string, unknown> {
  const formdata = fieldsOf(name, flow, stop).map(item)
  return {
    ...head(''),
    ...(name === 'query' ? { data_no: '<data_no>' } : {}),
    ...(name === 'create' ? { action: 'create', formdata } : {}),
    ...(name === 'push' ? { action: 'update', data_id: '<data_id>', formdata } : {})
  }
}

/** A call that can be sent as it stands, once its code and number are there. */
export function sample(
  name: CallName, flow: Flow, stop: string | null, code: string, number: string
): Sample {
  const formdata = exampleItems(fieldsOf(name, flow, stop))
  const body = {
    ...head(code),
    ...(name === 'query' ? { data_no: number || '1' } : {}),
    ...(name === 'create' ? { action: 'create', formdata } : {}),
    ...(name === 'push' ? { action: 'update', data_id: number || '<data_id>', formdata } : {})
  }
  return { url: url(name, flow.apiPath), body }
}

const ERROR = { field: '…', code: 'required', message: '…' }

/** What comes back when it went well, and when it did not. */
export const answers: Record<CallName, { good: unknown[]; bad: unknown[] }> = {
  create: {
    good: [{ status: '200', message: '開單成功。', result: '<data_no>' }],
    bad: [{ status: '404', message: '開單失敗。', errors: [ERROR] }]
  },
  query: {
    good: [{ status: '200', message: '查詢成功。', result: [{ data_id: '<data_id>', stop_chart_text: '…' }] }],
    bad: [{ status: '404', message: '查詢失敗。', errors: [ERROR] }]
  },
  push: {
    good: [{ status: '200', message: '推單成功。', result: '' }],
    bad: [{ status: '404', message: '推單失敗。', errors: [{ code: 'already_pushed', message: '…' }] }]
  }
}

/** Of every call that was not let in. */
export const refusals = [
  '缺少參數：omflow_restapi',
  '缺少安全碼。',
  '安全碼錯誤，請確認安全碼或重新取得新的安全碼。',
  '安全碼過期，請重新取得新的安全碼。',
  '您沒有權限進行此操作。',
  'URL錯誤，請確認後重新發送請求。'
].map(message => ({ status: '403', message }))
