import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Field, FieldKind } from '../../../src-main/contract/fields'
import { readCell } from '../../../src-main/platform/importing/readCell'
import type { RawCell } from '../../../src-main/platform/importing/table'

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({ label: '栏目', kind, ...more })
const value = (cell: RawCell, kind: FieldKind, more?: Partial<Field>): unknown => {
  const read = readCell(cell, field(kind, more))
  return read.ok ? read.value : read.problem
}

describe('reading a cell as its field', () => {
  it('keeps identifiers as text and tells when a spreadsheet has cut them', () => {
    expect(value(900024153, 'code')).toBe('900024153')
    expect(value('ＧＤ００１ ', 'code')).toBe('GD001')
    expect(value(Number('430525199001011234'), 'code')).toContain('末尾数字可能已丢失')
  })

  it('closes the gap in two-character names', () => {
    expect(value('张 　三', 'person')).toBe('张三')
    expect(value(' 办公室 ', 'unit')).toBe('办公室')
  })

  it('reads yes and no, choices by label or value', () => {
    expect([value('是', 'boolean'), value('×', 'boolean'), value(true, 'boolean')]).toEqual([true, false, true])
    const choices = [
      { value: 'normal', label: '在用' },
      { value: 'idle', label: '闲置' }
    ]
    expect([value(' 闲置', 'choice', { choices }), value('normal', 'choice', { choices })]).toEqual(['idle', 'normal'])
    expect(value('丢了', 'choice', { choices })).toBe('“丢了”不在可选项中：在用、闲置')
  })

  it('reads moments with and without a time of day', () => {
    expect(value('2026-1-5 14:30', 'instant')).toBe('2026-01-05T06:30:00.000Z')
    expect(value('2026年1月5日 9时05分', 'instant')).toBe('2026-01-05T01:05:00.000Z')
    expect(value(new Date('2026-01-05T14:30:00Z'), 'instant')).toBe('2026-01-05T06:30:00.000Z')
    expect(value('2026-1-5', 'instant')).toBe('2026-01-04T16:00:00.000Z')
    expect(value('2026-1-5 25:00', 'instant')).toContain('时间不对')
  })

  it('takes strokes for nothing, and nothing for a problem where something is required', () => {
    expect([value('/', 'date'), value('——', 'money'), value('  ', 'text'), value(null, 'integer')]).toEqual([
      null,
      null,
      null,
      null
    ])
    expect(value('-', 'text', { required: true })).toBe('缺栏目')
  })

  it('refuses dates where amounts belong', () => {
    expect(value(new Date('2026-01-05T00:00:00Z'), 'money')).toContain('不是数字')
  })

  it('answers every cell of every kind without throwing', () => {
    const kinds: FieldKind[] = [
      'text',
      'longText',
      'code',
      'integer',
      'quantity',
      'money',
      'date',
      'instant',
      'month',
      'boolean',
      'choice',
      'person',
      'unit',
      'reference',
      'image'
    ]
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.date({ noInvalidDate: true }),
      fc.double().map((computed) => ({ computed }))
    )
    fc.assert(
      fc.property(cell, fc.constantFrom(...kinds), (any, kind) => {
        expect(typeof readCell(any, field(kind)).ok).toBe('boolean')
      })
    )
  })
})
