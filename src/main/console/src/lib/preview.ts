/** What a browser shows of a file without running anything in it; SVG is not among it. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']
const PDF = 'application/pdf'
/** A larger one would fill the memory of a phone. */
const MOST = 50 * 1024 * 1024

export type Preview = 'picture' | 'pdf'

const plain = (type: string) => type.split(';')[0].trim().toLowerCase()

/** How a file can be looked at on the page; null: not at all. */
export function previewOf(file: { contentType: string; size: number }): Preview | null {
  const type = plain(file.contentType)
  if (file.size > MOST) {
    return null
  }
  return PICTURES.includes(type) ? 'picture' : type === PDF ? 'pdf' : null
}

/** The content under a type of our choice: whatever its sender called it, it is no page of our origin. */
export function shownAs(content: Blob, file: { contentType: string; size: number }): Blob {
  const kind = previewOf(file)
  return new Blob([content], { type: kind === 'pdf' ? PDF : kind === 'picture' ? plain(file.contentType) : 'application/octet-stream' })
}
