import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showDesignedStylesIn } from './designedStyles'

/** As in a browser that has refused the attribute, or in which a script has set a style already. */
function element(attribute: string, set = '') {
  return { getAttribute: () => attribute, style: { length: set ? 1 : 0, cssText: set } }
}

function form(...elements: object[]) {
  return { elements, querySelectorAll: () => elements } as unknown as HTMLElement & { elements: object[] }
}

let change = () => {}
const disconnect = vi.fn()

beforeEach(() => {
  vi.stubGlobal('MutationObserver', class {
    disconnect = disconnect
    constructor(look: () => void) {
      change = look
    }
    observe() {}
  })
})
afterEach(() => void vi.unstubAllGlobals())

describe('the styles of a designer', () => {
  it('count where they are there at once, and where they come later', () => {
    const first = element('color: red')
    const shown = form(first)
    showDesignedStylesIn(shown)
    expect(first.style.cssText).toBe('color: red')

    const later = element('color: green')
    shown.elements.push(later)
    change()
    expect(later.style.cssText).toBe('color: green')
  })

  it('do not undo what a script has set', () => {
    const moved = element('color: red', 'top: 3px')
    showDesignedStylesIn(form(moved))
    expect(moved.style.cssText).toBe('top: 3px')
  })

  it('are looked for until the form goes', () => {
    showDesignedStylesIn(form())()
    expect(disconnect).toHaveBeenCalled()
  })
})
