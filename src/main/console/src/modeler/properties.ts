/** The zeebe:properties of an element: Kaidan's own settings stand there. */

export interface Moddle {
  $type: string
  $parent?: Moddle
  id?: string
  name?: string
  value?: string
  values?: Moddle[]
  properties?: Moddle[]
  extensionElements?: Moddle
  processRef?: Moddle
}

export interface Element {
  id: string
  businessObject: Moddle
}

export interface Factory {
  create(type: string, attributes: object): Moddle
}

export interface Modeling {
  updateModdleProperties(element: Element, target: Moddle, properties: object): void
}

/** What an element means: of a pool the flow that it shows. */
export function meaning(element: Element): Moddle {
  return element.businessObject.processRef ?? element.businessObject
}

function list(target: Moddle): Moddle | undefined {
  return target.extensionElements?.values?.find(value => value.$type === 'zeebe:Properties')
}

export function property(target: Moddle, name: string): string {
  return list(target)?.properties?.find(each => each.name === name)?.value ?? ''
}

/** Sets a property, or takes it away where there is no value; one step to undo. */
export function setProperty(element: Element, name: string, value: string | undefined, modeling: Modeling, factory: Factory) {
  const target = meaning(element)
  const before = list(target)
  const others = (before?.properties ?? []).filter(each => each.name !== name)
  const wanted = value ? [...others, factory.create('zeebe:Property', { name, value })] : others
  const values = (target.extensionElements?.values ?? []).filter(each => each !== before)
  if (wanted.length) {
    const properties = factory.create('zeebe:Properties', { properties: wanted })
    wanted.forEach(each => (each.$parent = properties))
    values.push(properties)
  }
  const extensionElements = values.length ? factory.create('bpmn:ExtensionElements', { values }) : undefined
  values.forEach(each => (each.$parent = extensionElements))
  if (extensionElements) {
    extensionElements.$parent = target
  }
  modeling.updateModdleProperties(element, target, { extensionElements })
}
