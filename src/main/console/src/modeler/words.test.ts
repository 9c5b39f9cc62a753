import { describe, expect, it } from 'vitest'
import { translation } from './translate'
import { words } from './words'

describe('the words of the modeler', () => {
  it('are put together in each language', () => {
    expect(words('zh-Hant')['Append user task']).toBe('接上人工任務')
    expect(words('zh-Hans')['Timer boundary event (non-interrupting)']).toBe('定时边界事件（不中断）')
    expect(words('zh-Hant')['{label} must not be empty.']).toBe('{label}不可空白。')
    expect(words('ja')['A time duration defined as ISO 8601 durations format.']).toBe('期間。ISO 8601の形式。')
    expect(words('ja')['Create start event']).toBe('開始イベントを作成')
    expect(words('en')).toEqual({})
  })

  it('stay English where nobody has translated them, and take their values', () => {
    const [, say] = translation('zh-Hant').translate
    expect(say('Name')).toBe('名稱')
    expect(say('User Task')).toBe('人工任務')
    expect(say('Timer Boundary Event (Non Interrupting)')).toBe('計時邊界事件（不中斷）')
    expect(say('no parent for {element} in {parent}', { element: 'a', parent: 'b' })).toBe('no parent for a in b')
    expect(say('{unknown}')).toBe('{unknown}')
  })
})
