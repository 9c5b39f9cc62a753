import { describe, expect, it } from 'vitest'
import { previewOf, shownAs } from './preview'

const file = (contentType: string, size = 10) => ({ contentType, size })

describe('the preview of a file', () => {
  it('is for pictures and PDF', () => {
    expect(['image/png', 'IMAGE/JPEG; x=y', 'application/pdf'].map(type => previewOf(file(type)))).toEqual(['picture', 'picture', 'pdf'])
  })

  it('is not for what could run, nor for what is too large', () => {
    expect(['image/svg+xml', 'text/html', 'application/xhtml+xml', 'text/html, image/png', ''].map(type => previewOf(file(type))))
      .toEqual([null, null, null, null, null])
    expect(previewOf(file('image/png', 60 * 1024 * 1024))).toBeNull()
  })

  it('shows the bytes as what we call them', () => {
    const bytes = new Blob(['<script>'], { type: 'text/html' })
    expect(shownAs(bytes, file('image/PNG')).type).toBe('image/png')
    expect(shownAs(bytes, file('text/html')).type).toBe('application/octet-stream')
  })
})
