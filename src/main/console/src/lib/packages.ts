import type { Files } from './files'

/** The server takes no larger file, so there is nothing to show of one. */
const LARGEST = 5_000_000

/** The server does the same: people zip the folder instead of what is in it. */
function topFolder(paths: string[]): string {
  const folder = paths[0]?.slice(0, paths[0].indexOf('/') + 1) ?? ''
  return paths.every(path => path.startsWith(folder)) ? folder : ''
}

/** The flows among what somebody is about to deploy, one zip or loose files, so that they can be drawn. */
export async function flowsIn(chosen: File[]): Promise<Files> {
  const flows: Files = {}
  for (const file of chosen) {
    if (/\.zip$/i.test(file.name)) {
      Object.assign(flows, await unzipped(file))
    } else if (/\.bpmn$/i.test(file.name) && file.size <= LARGEST) {
      flows[file.name] = await file.text()
    }
  }
  return flows
}

/** Not by the library's own threads: the Content-Security-Policy allows no script that is made on the way. */
async function unzipped(zip: File): Promise<Files> {
  const { unzipSync } = await import('fflate')
  const paths: string[] = []
  try {
    const entries = unzipSync(new Uint8Array(await zip.arrayBuffer()), {
      filter: entry => {
        if (!entry.name.endsWith('/') && !entry.name.startsWith('__MACOSX/')) {
          paths.push(entry.name)
        }
        return /\.bpmn$/i.test(entry.name) && entry.originalSize <= LARGEST
      }
    })
    const cut = topFolder(paths).length
    return Object.fromEntries(
      Object.entries(entries).map(([path, bytes]) => [path.slice(cut), new TextDecoder().decode(bytes)])
    )
  } catch {
    return {} // the server has told what is wrong with it
  }
}
