declare module '@bpmn-io/properties-panel' {
  type Entry = (props: Record<string, unknown>) => unknown
  export const CheckboxEntry: Entry
  export const TextAreaEntry: Entry
  export const TextFieldEntry: Entry
  export const Group: Entry
  export const isCheckboxEntryEdited: unknown
  export const isTextAreaEntryEdited: unknown
  export const isTextFieldEntryEdited: unknown
}
declare module '@bpmn-io/properties-panel/preact' {
  export function h(component: unknown, props: Record<string, unknown>): unknown
}
