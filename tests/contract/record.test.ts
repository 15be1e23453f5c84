import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { importedOf, keptOf, readOf, record, typedOf, type RowOf } from '@main/contract/record'
import { choice, code, flag, person, quantity, reference, text, unit } from '@main/contract/recordField'

const thing = record('thing', {
  number: code('编号', 12),
  name: text('品名').typed(6).importedAs('名称'),
  kind: choice('类别', { a: '甲', b: '乙' } as const).typed(),
  special: flag('特殊').proposed(),
  location: text('货位').optional(4).importedAs(),
  unitName: unit('部门', 'unitId').typed(),
  keeperName: person('保管人', 'keeperId').nullable(),
  otherName: reference('配件', 'otherId').optional(),
  onHand: quantity('库存').derived()
})
const someone = '01900000-0000-7000-8000-000000000001'

describe('a record said once', () => {
  it('takes what is typed in and nothing else, names under the id they stand for', () => {
    expect(Object.keys(thing.shape)).toEqual(['name', 'kind', 'special', 'location', 'unitId', 'otherId'])
    const schema = z.strictObject(thing.shape)
    expect(schema.parse({ name: ' 笔 ', kind: 'a', unitId: someone })).toEqual({
      name: '笔',
      kind: 'a',
      unitId: someone
    })
    expect(schema.safeParse({ name: '七个字的名字长', kind: 'a', unitId: someone }).error?.issues[0]?.message).toBe(
      '品名不能超过6个字'
    )
    expect(schema.safeParse({ name: '笔', kind: 'c', unitId: someone }).error?.issues[0]?.message).toBe('请选择类别')
    expect(schema.safeParse({ name: '', kind: 'a', unitId: someone }).success).toBe(false)
  })

  it('keeps what was left out or left blank as null', () => {
    const kept = { name: '笔', kind: 'a', special: null, location: null, unitId: someone, otherId: null }
    expect(keptOf(thing, { name: '笔', kind: 'a', unitId: someone, location: '' })).toEqual(kept)
    expect(readOf(thing, { name: '笔', extra: 1 })).toEqual({ ...kept, kind: null, unitId: null })
  })

  it('gives a form what it starts from, blanks left out', () => {
    const row: RowOf<typeof thing> = {
      id: someone,
      number: 'W-1',
      name: '笔',
      kind: 'b',
      special: false,
      location: null,
      unitName: '办公室',
      unitId: someone,
      keeperName: null,
      keeperId: null,
      otherName: null,
      otherId: null,
      onHand: 3_000,
      version: 2
    }
    expect(typedOf(thing, row)).toEqual({
      name: '笔',
      kind: 'b',
      special: false,
      location: undefined,
      unitId: someone,
      otherId: undefined
    })
  })

  it('names the columns of its import', () => {
    expect(Object.entries(importedOf(thing)).map(([name, { label, synonyms }]) => [name, label, synonyms])).toEqual([
      ['name', '品名', ['名称']],
      ['location', '货位', undefined]
    ])
  })
})
