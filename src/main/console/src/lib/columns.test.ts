import { expect, it } from 'vitest'
import { columnsOf } from './columns'
import type { Flow } from './types'

const flow = {
  fields: [{ key: 'why', header: null }, { key: 'subject', header: 'title' }, { key: 'level', header: 'level' }],
  columns: [] as string[]
} as Flow

it('shows title, status and level where nobody has chosen', () => {
  expect(columnsOf(flow)).toEqual(['subject', 'level'])
})

it('shows what is chosen, in its order, as far as the form still has it', () => {
  expect(columnsOf({ ...flow, columns: ['level', 'gone', 'why'] })).toEqual(['level', 'why'])
})
