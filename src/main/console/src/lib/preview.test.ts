import { describe, expect, it } from 'vitest'
import { seemsShowable, sniffed } from './preview'

const file = (contentType: string, name = 'a', size = 1) => ({ contentType, name, size })
const bytes = (text: string) => new Blob([Uint8Array.from(text, c => c.charCodeAt(0))], { type: 'text/html' })

describe('what is shown of a file', () => {
  it('is worth a look by its type or by its name', () => {
    expect(seemsShowable(file('image/png'))).toBe(true)
    expect(seemsShowable(file('Application/PDF; x=y'))).toBe(true)
    expect(seemsShowable(file('application/octet-stream', '照片.JPEG'))).toBe(true)
    expect(seemsShowable(file('text/html', 'a.html'))).toBe(false)
    expect(seemsShowable(file('image/svg+xml', 'a.svg'))).toBe(false)
  })

  it('is no large file', () => {
    expect(seemsShowable(file('image/png', 'a', 50 * 1024 * 1024 + 1))).toBe(false)
  })

  it('is what its bytes say, whatever it is called', async () => {
    expect(await sniffed(bytes('\x89PNG\r\n\x1a\n...'))).toBe('image/png')
    expect(await sniffed(bytes('\xff\xd8\xff\xe0..'))).toBe('image/jpeg')
    expect(await sniffed(bytes('RIFF....WEBPVP8 '))).toBe('image/webp')
    expect(await sniffed(bytes('....ftypavif'))).toBe('image/avif')
    expect(await sniffed(bytes('%PDF-1.7\n'))).toBe('application/pdf')
  })

  it('is nothing that could run in our page', async () => {
    for (const text of ['<html><script>', '<svg xmlns="', ' %PDF-1.7', '', 'RIFF....WAVE']) {
      expect(await sniffed(bytes(text))).toBeNull()
    }
  })
})
