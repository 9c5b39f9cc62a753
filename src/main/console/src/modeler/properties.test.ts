import { describe, expect, it } from 'vitest'
import { property, setProperty, type Element, type Moddle } from './properties'

const factory = { create: (type: string, attributes: object) => ({ $type: type, ...attributes }) as Moddle }
const modeling = {
  updateModdleProperties: (_: Element, target: Moddle, properties: object) => void Object.assign(target, properties)
}

function task(values?: Moddle[]): Element {
  const extensionElements = values && factory.create('bpmn:ExtensionElements', { values })
  return { id: 'review', businessObject: { $type: 'bpmn:UserTask', extensionElements } }
}

const set = (element: Element, name: string, value?: string) => setProperty(element, name, value, modeling, factory)

describe('the settings of an element', () => {
  it('are kept beside what else stands there', () => {
    const element = task([{ $type: 'zeebe:FormDefinition', id: 'form' }])
    set(element, 'validation', '= true')
    set(element, 'action1.label', '同意')
    expect(property(element.businessObject, 'validation')).toBe('= true')
    expect(property(element.businessObject, 'action1.label')).toBe('同意')
    expect(element.businessObject.extensionElements?.values?.map(value => value.$type)).toEqual([
      'zeebe:FormDefinition', 'zeebe:Properties'
    ])
  })

  it('are changed and taken away; nothing empty stays behind', () => {
    const element = task()
    set(element, 'validation', '= true')
    set(element, 'validation', '= false')
    expect(property(element.businessObject, 'validation')).toBe('= false')
    set(element, 'validation', undefined)
    expect(property(element.businessObject, 'validation')).toBe('')
    expect(element.businessObject.extensionElements).toBeUndefined()
  })

  it('of a pool are those of its flow', () => {
    const flow: Moddle = { $type: 'bpmn:Process' }
    set({ id: 'pool', businessObject: { $type: 'bpmn:Participant', processRef: flow } }, 'log', 'false')
    expect(property(flow, 'log')).toBe('false')
  })
})
