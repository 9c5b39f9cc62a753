import type { Cause } from '@/lib/call'

/** What is asked of a drawing, be it edited or only looked at. */
export interface Drawing {
  get<T>(service: string): T
}

interface Canvas {
  addMarker(element: string, marker: string): void
  removeMarker(element: string, marker: string): void
  scrollToElement(element: string, padding?: number): void
  zoom(to?: string | number, center?: 'auto'): number
  scroll(by: { dx: number; dy: number }): void
  viewbox(): { outer: { width: number } }
  resized(): void
}

interface Overlays {
  add(element: string, type: string, overlay: { position: object; html: HTMLElement }): string
  remove(filter: { type: string }): void
}

interface Registry {
  get(element: string): { id: string; width?: number; waypoints?: { x: number; y: number }[] } | undefined
  filter(test: (element: { id: string }) => boolean): { id: string }[]
}

const TYPE = 'problem'

/** Marks the elements that have problems, and says beside each what they are. */
export function mark(drawing: Drawing, causes: Cause[]) {
  const canvas = drawing.get<Canvas>('canvas')
  const overlays = drawing.get<Overlays>('overlays')
  const registry = drawing.get<Registry>('elementRegistry')
  overlays.remove({ type: TYPE })
  registry.filter(() => true).forEach(element => canvas.removeMarker(element.id, TYPE))
  const byElement = new Map<string, Cause[]>()
  causes.forEach(cause => {
    if (cause.element && isDrawn(registry, cause.element)) {
      byElement.set(cause.element, [...(byElement.get(cause.element) ?? []), cause])
    }
  })
  byElement.forEach((found, element) => {
    canvas.addMarker(element, TYPE)
    overlays.add(element, TYPE, { position: { bottom: -4, left: 0 }, html: note(found) })
  })
}

/** The process itself is the paper, not something on it. */
function isDrawn(registry: Registry, id: string): boolean {
  const element = registry.get(id)
  return element !== undefined && (element.width !== undefined || element.waypoints !== undefined)
}

function note(causes: Cause[]): HTMLElement {
  const note = document.createElement('div')
  note.className = 'problem-note'
  note.textContent = causes.map(cause => cause.message).join('\n')
  return note
}

/**
 * All of it, in the middle, with a little room around: labels reach beyond what counts as its bounds.
 *
 * @param covered pixels at the left where tools lie upon the paper
 */
export function fit(drawing: Drawing, covered = 0) {
  const canvas = drawing.get<Canvas>('canvas')
  canvas.resized()
  canvas.zoom('fit-viewport', 'auto')
  const free = 1 - covered / Math.max(canvas.viewbox().outer.width, covered * 2)
  canvas.zoom(Math.min(canvas.zoom() * 0.93 * free, 1), 'auto')
  canvas.scroll({ dx: covered / 2, dy: 0 })
}

/** Shows an element and chooses it, where the drawing can. */
export function jump(drawing: Drawing, id: string) {
  const element = drawing.get<Registry>('elementRegistry').get(id)
  if (element) {
    drawing.get<Canvas>('canvas').scrollToElement(id, 100)
    drawing.get<{ select(element: unknown): void }>('selection').select(element)
  }
}
