import type { FormComponent, Values } from './types'

/** The type of a field that takes files. */
export const FILES = 'filepicker'

/** Where the value of each file field stands: groups with a path nest it, and so do dots in its key. */
export function filePlaces(components: FormComponent[] = [], outer: string[] = []): Map<FormComponent, string[]> {
  const found = new Map<FormComponent, string[]>()
  for (const one of components) {
    if (one.type === FILES && one.key) {
      found.set(one, [...outer, ...one.key.split('.')])
    }
    const inner = typeof one.path === 'string' && one.path !== '' ? [...outer, ...one.path.split('.')] : outer
    filePlaces(one.components, inner).forEach((place, field) => found.set(field, place))
  }
  return found
}

/** The value that stands there; undefined where there is none. */
export function at(values: unknown, place: string[]): unknown {
  return place.reduce<unknown>((inner, step) => (inner as Values | null | undefined)?.[step], values)
}

/** The values without the one that stands there. */
export function without(values: Values, [step, ...rest]: string[]): Values {
  if (!Object.hasOwn(values, step)) {
    return values
  }
  const { [step]: inner, ...others } = values
  if (rest.length === 0) {
    return others
  }
  return typeof inner === 'object' && inner !== null ? { ...values, [step]: without(inner as Values, rest) } : values
}
