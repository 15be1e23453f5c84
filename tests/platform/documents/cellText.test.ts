import { describe, expect, it } from 'vitest'
import { wrappedLines } from '@main/platform/documents/cellText'

describe('lines of a wrapped cell', () => {
  it('keep a measure whole, with the brackets around it', () => {
    // 毛 | （45×50cm） | 巾巾, twelve half-width signs a line
    expect(wrappedLines('毛（45×50cm）巾巾', 12)).toBe(3)
    expect(wrappedLines('毛（45×50cm）', 13)).toBe(1)
    expect(wrappedLines('备注第一行\n第二行', 12)).toBe(2)
  })
})
