/** What people fill in, as /api/v1 answers it. */

/** What stands in a ticket, by the keys of the fields. */
export type Values = Record<string, unknown>

export interface QuickAction {
  name: 'action1' | 'action2'
  label: string
}

/** A form to fill or to read; form is what form-js takes. */
export interface ShownForm {
  name: string
  enabled: boolean
  attachments: boolean
  form: FormSchema
  values: Values
  quickActions: QuickAction[]
}

export interface FormSchema {
  components?: FormComponent[]
  [member: string]: unknown
}

export interface FormComponent {
  type: string
  id?: string
  key?: string
  label?: string
  validate?: Record<string, unknown>
  properties?: Record<string, unknown>
  components?: FormComponent[]
  [member: string]: unknown
}

export interface Submission {
  id: string
  apiPath: string
  at: string
  state: 'validating' | 'opened' | 'refused'
  dataNo: string | null
  messages: string[]
}
