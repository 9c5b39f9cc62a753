import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { flowsIn } from './packages'

const zip = (entries: Record<string, string>) =>
  new File([zipSync(Object.fromEntries(Object.entries(entries).map(([path, text]) => [path, strToU8(text)])))], 'application.zip')

describe('the flows of what is to be deployed', () => {
  it('are those of loose files', async () => {
    expect(await flowsIn([new File(['<甲/>'], 'leave.bpmn'), new File(['{}'], 'leave.form')])).toEqual({ 'leave.bpmn': '<甲/>' })
  })

  it('are those of a zip, whichever folder they are in', async () => {
    expect(await flowsIn([zip({ 'application.json': '{}', '請假.bpmn': '<甲/>', 'sub/b.bpmn': '<b/>' })])).toEqual({
      '請假.bpmn': '<甲/>', 'sub/b.bpmn': '<b/>'
    })
  })

  it('bear the paths by which the server names them: the folder that was zipped is not one of them', async () => {
    expect(await flowsIn([zip({ 'top/application.json': '{}', 'top/a.bpmn': '<a/>' })])).toEqual({ 'a.bpmn': '<a/>' })
  })

  it('are none where the zip is none', async () => {
    expect(await flowsIn([new File(['PK?'], 'broken.zip')])).toEqual({})
  })
})
