/** The libraries that the console is made of, with their licences: vite.config.ts reads them from the lock file. */
declare module 'virtual:libraries' {
  const libraries: { name: string; version: string; license: string }[]
  export default libraries
}
