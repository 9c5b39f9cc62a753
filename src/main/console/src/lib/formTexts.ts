/** form-js speaks English only; these are the texts of its own that people get to see. */
type Say = (key: string, values?: Record<string, unknown>) => string

const FIXED: Record<string, string> = {
  'Field is required.': 'required',
  'Field must be a valid email.': 'email',
  'Value is not a number.': 'number',
  'Value is expected to be an integer.': 'integer',
  Browse: 'browse',
  'No files selected': 'noFiles',
  Search: 'search',
  'No results': 'noResults',
  'All values selected': 'allChosen',
  'Nothing to show.': 'nothing',
  'Add new': 'add',
  Collapse: 'collapse'
}

const COUNTED: [RegExp, string][] = [
  [/^Field must match pattern (.+)\.$/s, 'pattern'],
  [/^Field must have minimum value of (.+)\.$/, 'min'],
  [/^Field must have maximum value of (.+)\.$/, 'max'],
  [/^Field must have minimum length of (.+)\.$/, 'minLength'],
  [/^Field must have maximum length of (.+)\.$/, 'maxLength'],
  [/^Field must be a valid {1,2}international phone number\. \(e\.g\. (.+)\)$/, 'phone'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, 'decimals'],
  [/^Please select a valid value, the two nearest valid values are (.+)\.$/, 'step'],
  [/^Expand all \((\d+)\)$/, 'expand'],
  [/^(\d+) files selected$/, 'files']
]

/** A text of form-js in the reader's language; any other text as it is. */
export function spoken(text: string, say: Say): string {
  const trimmed = text.trim()
  if (Object.hasOwn(FIXED, trimmed)) {
    return say(`formText.${FIXED[trimmed]}`)
  }
  for (const [pattern, key] of COUNTED) {
    const found = pattern.exec(trimmed)
    if (found) {
      return say(`formText.${key}`, { n: found[1] })
    }
  }
  return text
}

/** Where form-js writes texts of its own, and never those of a form's designer. */
const OWN = [
  '.fjs-filepicker-button',
  '.fjs-filepicker-container .fjs-form-field-label',
  '.fjs-repeat-render-footer button',
  '.fjs-select-notification',
  '.fjs-dropdownlist-empty',
  '.fjs-taglist-anchor .fjs-dropdownlist-empty',
  '.fjs-table-empty',
  '.fjs-dropdownlist .fjs-dropdownlist-item-empty'
].join()

/** Writes form-js' own texts anew wherever they appear. Gives what ends it. */
export function speakIn(container: HTMLElement, say: Say): () => void {
  function look() {
    container.querySelectorAll(OWN).forEach(element => {
      element.childNodes.forEach(node => {
        if (node.nodeType === Node.TEXT_NODE && node.nodeValue) {
          const text = spoken(node.nodeValue, say)
          if (text !== node.nodeValue) {
            node.nodeValue = text
          }
        }
      })
    })
    container.querySelectorAll<HTMLInputElement>('input[placeholder="Search"]').forEach(input => {
      input.placeholder = spoken('Search', say)
    })
  }
  const observer = new MutationObserver(look)
  observer.observe(container, { subtree: true, childList: true, characterData: true })
  look()
  return () => observer.disconnect()
}
