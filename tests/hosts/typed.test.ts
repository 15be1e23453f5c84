import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { instant } from '@main/contract/values'
import { completeInput } from '@main/hosts/cli/callInput'
import { withEarlier } from '@main/hosts/cli/earlierLines'
import { instantOf } from '@main/hosts/cli/typedInstant'

const nothing = {
  idOf: () => Promise.reject(new Error('no names here')),
  attach: () => Promise.reject(new Error('no files here')),
  file: () => Promise.reject(new Error('no files here'))
}
const record = '00000000-0000-4000-8000-000000000001'
const other = '00000000-0000-4000-8000-000000000002'
const versions = { ...nothing, versionOf: (id: string) => Promise.resolve(id === record ? 7 : 1) }

describe('what is typed in a file of calls', () => {
  it('is in the bureau’s own time, or in that of its offset', () => {
    expect(instantOf('2026-09-30 09:00')).toBe('2026-09-30T01:00:00.000Z')
    expect(instantOf('2026-09-30T9:05')).toBe('2026-09-30T01:05:00.000Z')
    expect(instantOf('2026-09-30T09:00+08:00')).toBe('2026-09-30T01:00:00.000Z')
    expect(instantOf('2026-09-30T01:00:00.000Z')).toBe('2026-09-30T01:00:00.000Z')
    expect(instantOf('2026-02-30 09:00')).toBe('2026-02-30 09:00')
    expect(instantOf('昨天')).toBe('昨天')
  })

  it('gets the version of the record it names by whatever id', async () => {
    const id = z.uuid()
    const version = z.int()
    const of = (shape: z.ZodRawShape, input: object) => completeInput(z.strictObject(shape), input, versions)
    expect(await of({ id, version }, { id: record })).toEqual({ id: record, version: 7 })
    expect(await of({ requestId: id, version, keeperId: id }, { keeperId: other, requestId: record })).toEqual({
      keeperId: other,
      requestId: record,
      version: 7
    })
    expect(await of({ requestId: id, version }, { requestId: record, version: 3 })).toMatchObject({ version: 3 })
    expect(
      await of({ requestId: id, at: instant().optional() }, { requestId: record, at: '2026-09-30 09:00' })
    ).toEqual({
      requestId: record,
      at: '2026-09-30T01:00:00.000Z'
    })
  })

  it('takes the place of an earlier result, however deep, and nothing else that begins with a dollar', () => {
    const results = new Map<number, unknown>([[2, { id: 'a', lines: [{ id: 'b' }] }]])
    expect(withEarlier({ id: '$2.id', lines: ['$2.lines.0.id', '$5元', 1, null] }, results)).toEqual({
      id: 'a',
      lines: ['b', '$5元', 1, null]
    })
    expect(() => withEarlier({ id: '$3.id' }, results)).toThrow()
    expect(() => withEarlier({ id: '$2.toString' }, results)).toThrow()
  })
})
