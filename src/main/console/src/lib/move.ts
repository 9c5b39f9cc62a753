/** The list with one element at another place; places beyond the ends are the ends. */
export function move<T>(list: T[], element: T, to: number): T[] {
  const rest = list.filter(other => other !== element)
  const place = Math.max(0, Math.min(to, rest.length))
  return [...rest.slice(0, place), element, ...rest.slice(place)]
}
