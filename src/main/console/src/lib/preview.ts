/** A larger one would fill the memory of a phone. */
const MOST = 50 * 1024 * 1024
const TYPES = /^(image\/(png|jpeg|gif|webp|avif|bmp)|application\/pdf)\b/i
const NAMES = /\.(png|jpe?g|gif|webp|avif|bmp|pdf)$/i

/** What files of a type begin with, at which byte; SVG is not among them, for it is a page that can hold scripts. */
const BEGINNINGS: [type: string, at: number, bytes: string][] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/avif', 4, 'ftypavif'],
  ['image/bmp', 0, 'BM'],
  ['application/pdf', 0, '%PDF-']
]

/** Whether a file is worth a look: by what its sender called it, who may be wrong. */
export function seemsShowable(file: { name: string; contentType: string; size: number }): boolean {
  return file.size <= MOST && (TYPES.test(file.contentType) || NAMES.test(file.name))
}

/** What a file is by its bytes, whatever its sender called it; null for what is not shown on a page of ours. */
export async function sniffed(content: Blob): Promise<string | null> {
  const head = String.fromCharCode(...new Uint8Array(await content.slice(0, 16).arrayBuffer()))
  return BEGINNINGS.find(([, at, bytes]) => head.startsWith(bytes, at))?.[0] ?? null
}
