import { words } from './words'

type Say = (template: string, values?: Record<string, string>) => string

/** A module for the modeler that speaks the reader's language; English where nobody has translated a word. */
export function translation(language: string): { translate: ['value', Say] } {
  const known = words(language)
  // the names of elements are written this way and that: User task, User Task, (Non Interrupting)
  const plain = (text: string) => text.toLowerCase().replaceAll('-', ' ')
  const named = new Map(Object.entries(known).map(([english, said]) => [plain(english), said]))
  const say: Say = (template, values = {}) =>
    (known[template] || named.get(plain(template)) || template).replace(/{([^}]+)}/g, (whole, name) => values[name] ?? whole)
  return { translate: ['value', say] }
}
