import { describe, expect, it } from 'vitest'
import { formWords } from './formWords'

describe('the words of the form editor', () => {
  it('are there in each language but English, which it speaks itself', () => {
    expect(formWords('zh-Hant')['Text field']).toBe('文字欄位')
    expect(formWords('zh-Hans')['Required']).toBe('必填')
    expect(formWords('ja')['Default value']).toBe('既定値')
    expect(formWords('en')).toEqual({})
  })

  it('lack in no language', () => {
    for (const language of ['zh-Hant', 'zh-Hans', 'ja']) {
      expect(Object.values(formWords(language)).every(word => word.trim().length > 0)).toBe(true)
    }
  })
})
