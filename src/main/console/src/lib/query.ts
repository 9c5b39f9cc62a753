/** The path with those of the members that are not empty as its query. */
export function withQuery(path: string, members: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(members).filter(([, value]) => value.trim() !== '')).toString()
  return query ? `${path}?${query}` : path
}
