import { words } from './words'

type Say = (template: string, values?: Record<string, string>) => string

/** A module for the modeler that speaks the reader's language; English where nobody has translated a word. */
export function translation(language: string): { translate: ['value', Say] } {
  const known = words(language)
  const say: Say = (template, values = {}) =>
    (known[template] || template).replace(/{([^}]+)}/g, (whole, name) => values[name] ?? whole)
  return { translate: ['value', say] }
}
