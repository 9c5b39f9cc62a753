/** The files of an application: their texts by path. */
export type Files = Record<string, string>

export type Kind = 'manifest' | 'flow' | 'form'

export const MANIFEST = 'application.json'

/** What became of a file since both sides saw it last. */
export type Fate = 'same' | 'changed' | 'added' | 'removed'

export interface Difference {
  path: string
  mine: Fate
  theirs: Fate
}

export function kind(path: string): Kind {
  return path === MANIFEST ? 'manifest' : path.endsWith('.form') ? 'form' : 'flow'
}

/** The paths as people read them: the application first, then the flows, then the forms. */
export function ordered(files: Files): string[] {
  const kinds: Kind[] = ['manifest', 'flow', 'form']
  return Object.keys(files).sort(
    (a, b) => kinds.indexOf(kind(a)) - kinds.indexOf(kind(b)) || (a < b ? -1 : 1)
  )
}

function paths(...all: Files[]): string[] {
  return ordered(Object.assign({}, ...all))
}

/** What makes one out of the other: new texts, and null for what is gone. */
export function changes(from: Files, to: Files): Record<string, string | null> {
  return Object.fromEntries(
    paths(from, to)
      .filter(path => from[path] !== to[path])
      .map(path => [path, to[path] ?? null])
  )
}

function fate(before: string | undefined, after: string | undefined): Fate {
  if (before === after) {
    return 'same'
  }
  return before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
}

/** The files that I or others have changed since the base that both have seen. */
export function differences(base: Files, mine: Files, theirs: Files): Difference[] {
  return paths(base, mine, theirs)
    .map(path => ({ path, mine: fate(base[path], mine[path]), theirs: fate(base[path], theirs[path]) }))
    .filter(difference => difference.mine !== 'same' || difference.theirs !== 'same')
}

export function without(files: Files, path: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([other]) => other !== path))
}

/** Why a file cannot have this path; null where it can. */
export function objection(files: Files, from: string, to: string): 'kind' | 'taken' | null {
  if (to.trim() !== to || to.startsWith('/') || !to.replace(/\.(bpmn|form)$/, '') || !/\.(bpmn|form)$/.test(to)) {
    return 'kind'
  }
  return kind(to) !== kind(from) ? 'kind' : to !== from && to in files ? 'taken' : null
}

/** A name that none of the files has: name, name-2, name-3, … */
export function free(files: Files, name: string, ending: string): string {
  let path = name
  for (let n = 2; `${path}${ending}` in files; n++) {
    path = `${name}-${n}`
  }
  return path
}
