/** What a form's designer wrote as HTML, and nothing else of the form. */
const DESIGNED = '.fjs-form-field-html [style]'

/**
 * Has the styles count that a form's designer gave his HTML. A style attribute that comes with HTML is refused by the page's
 * Content-Security-Policy, wherever it stands; what a script sets is not. Gives what ends it.
 */
export function showDesignedStylesIn(container: HTMLElement): () => void {
  function look() {
    container.querySelectorAll<HTMLElement>(DESIGNED).forEach(element => {
      if (element.style.length === 0) {
        element.style.cssText = element.getAttribute('style') ?? ''
      }
    })
  }
  const observer = new MutationObserver(look)
  observer.observe(container, { subtree: true, childList: true })
  look()
  return () => observer.disconnect()
}
