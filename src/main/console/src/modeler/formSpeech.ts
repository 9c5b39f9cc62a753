import { formWords } from './formWords'

/** Where the form editor speaks for itself. What is on the form, and what the reader typed, is nobody's to translate. */
const OWN = '.fjs-palette-container, .fjs-properties-container, .fjs-empty-editor, .fjs-empty-component'
const TYPED = '.bio-properties-panel-header-label, .bio-properties-panel-collapsible-entry-header-title, .cm-editor, textarea'
const SAID = ['placeholder', 'title', 'aria-label', 'data-title']

/**
 * Has the form editor speak the reader's language. It knows English only and asks nobody for a word, so its words are
 * exchanged where it has put them, now and whenever it puts new ones.
 *
 * @returns ends it
 */
export function speak(place: HTMLElement, language: string): () => void {
  const words = formWords(language)
  const say = (text: string) => {
    const word = text.trim()
    return Object.hasOwn(words, word) ? text.replace(word, words[word]) : text
  }
  const exchange = (node: Node) => {
    const element = node instanceof Element ? node : node.parentElement
    if (!element?.closest(OWN) || element.closest(TYPED)) {
      return
    }
    if (node instanceof Text) {
      const said = say(node.data)
      if (said !== node.data) {
        node.data = said
      }
      return
    }
    for (const name of SAID) {
      const text = element.getAttribute(name)
      if (text !== null && say(text) !== text) {
        element.setAttribute(name, say(text))
      }
    }
  }
  const exchangeAll = (root: Node) => {
    exchange(root)
    root.childNodes.forEach(exchangeAll)
  }
  const observer = new MutationObserver(changes => {
    for (const change of changes) {
      change.addedNodes.forEach(exchangeAll)
      exchange(change.target)
    }
  })
  exchangeAll(place)
  observer.observe(place, { subtree: true, childList: true, characterData: true, attributeFilter: SAID })
  return () => observer.disconnect()
}
