/** So long, in milliseconds, the panels wait for the next letter before they take what has been typed. */
export const PAUSE = 100

/** When everything that has been typed is taken. */
export function taken(): Promise<void> {
  return new Promise(done => setTimeout(done, PAUSE + 50))
}
