/** What application.json says; what the page does not show is kept as it is. */
export interface Manifest extends Record<string, unknown> {
  name: string
  description: string
}

/** Null where it is no JSON object: then only its text can be edited. */
export function readManifest(text: string): Manifest | null {
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      return null
    }
    const members = json as Record<string, unknown>
    const word = (name: string) => (typeof members[name] === 'string' ? (members[name] as string) : '')
    return { ...members, name: word('name'), description: word('description') }
  } catch {
    return null
  }
}

export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
}
