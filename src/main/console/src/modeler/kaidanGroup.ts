import {
  CheckboxEntry, Group, isCheckboxEntryEdited, isTextAreaEntryEdited, isTextFieldEntryEdited, TextAreaEntry, TextFieldEntry
} from '@bpmn-io/properties-panel'
import { h } from '@bpmn-io/properties-panel/preact'
import { meaning, property, setProperty, type Element, type Factory, type Modeling } from './properties'

type Texts = (key: string) => string
type Debounce = (action: unknown) => unknown

interface Panel {
  registerProvider(priority: number, provider: unknown): void
}

const SWITCHES = ['api', 'log', 'attachments', 'worklog', 'tasks']
const WITH_FORM = ['bpmn:StartEvent', 'bpmn:UserTask']

/** A group of the properties panel with what Kaidan reads from zeebe:properties: switches, validation, quick actions. */
class KaidanProvider {
  static $inject = ['propertiesPanel', 'modeling', 'bpmnFactory', 'debounceInput', 'config.kaidan']

  constructor(
    panel: Panel,
    private readonly modeling: Modeling,
    private readonly factory: Factory,
    private readonly debounce: Debounce,
    private readonly kaidan: { t: Texts }
  ) {
    panel.registerProvider(400, this)
  }

  getGroups(element: Element) {
    return (groups: { id: string }[]) => {
      const entries = this.entries(element)
      const own = { id: 'kaidan', label: 'Kaidan', component: Group, entries, shouldOpen: true }
      return entries.length ? [...groups.slice(0, 1), own, ...groups.slice(1)] : groups
    }
  }

  private entries(element: Element) {
    const target = meaning(element)
    const type = target.$type
    const line = (name: string) => this.entry(element, name, Line, isTextFieldEntryEdited)
    const expression = (name: string) => this.entry(element, name, Expression, isTextAreaEntryEdited)
    if (type === 'bpmn:Process') {
      return [
        ...SWITCHES.map(name => this.entry(element, name, Switch, isCheckboxEntryEdited)),
        this.entry(element, 'retentionDays', HintedLine, isTextFieldEntryEdited)
      ]
    }
    const actions = type === 'bpmn:UserTask' ? ['action1', 'action2'] : []
    return [
      ...(WITH_FORM.includes(type) ? [expression('validation')] : []),
      ...actions.flatMap(action => [line(`${action}.label`), expression(`${action}.set`)])
    ]
  }

  private entry(element: Element, name: string, component: unknown, isEdited: unknown) {
    const id = `kaidan-${name.replace('.', '-')}`
    return { id, element, name, component, isEdited, debounce: this.debounce, ...this.access(element, name) }
  }

  private access(element: Element, name: string) {
    return {
      text: (suffix = '') => this.kaidan.t(`${suffix ? name.replace(/\d/, '') : name}${suffix}`.replace('.', '_')),
      read: () => property(meaning(element), name),
      write: (value?: string) => setProperty(element, name, value, this.modeling, this.factory)
    }
  }
}

interface Props {
  element: Element
  id: string
  debounce: Debounce
  text: (suffix?: string) => string
  read: () => string
  write: (value?: string) => void
}

/** On unless it is switched off. */
const Switch = ({ element, id, text, read, write }: Props) =>
  h(CheckboxEntry, {
    element,
    id,
    label: text(),
    getValue: () => read() !== 'false',
    setValue: (on: boolean) => write(on ? undefined : 'false')
  })

const Line = ({ element, id, debounce, text, read, write }: Props) =>
  h(TextFieldEntry, { element, id, debounce, label: text(), getValue: read, setValue: write })

const HintedLine = ({ element, id, debounce, text, read, write }: Props) =>
  h(TextFieldEntry, { element, id, debounce, label: text(), description: text('_hint'), getValue: read, setValue: write })

const Expression = ({ element, id, debounce, text, read, write }: Props) =>
  h(TextAreaEntry, {
    element, id, debounce, label: text(), description: text('_hint'), monospace: true, autoResize: true, getValue: read, setValue: write
  })

export const kaidanGroup = { __init__: ['kaidanProvider'], kaidanProvider: ['type', KaidanProvider] }
