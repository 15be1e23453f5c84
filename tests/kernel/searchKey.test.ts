import { describe, expect, it } from 'vitest'
import {
  holdsTyped,
  LONGEST_SEARCH_KEY,
  personSearchKey,
  searchKey,
  searchPattern,
  searchTerm,
  spelt
} from '../../src-main/kernel/searchKey'

describe('search keys', () => {
  it('find by initials, full pinyin, middle of the name and number', () => {
    const key = searchKey('A4打印纸', 'YP-0012')
    for (const typed of ['dyz', 'dayin', '印纸', 'a4', 'Ａ４', 'yp-0012', 'A4 打印'])
      expect(key).toContain(searchTerm(typed))
  })

  it('spell surnames of several readings as surnames, other words as words', () => {
    expect(personSearchKey('单雄')).toContain('shanxiong')
    expect(personSearchKey('曾嘉英')).toContain('zengjiaying')
    expect(personSearchKey('曾嘉英', '办公室')).toContain('bgs')
    expect(searchKey('单价')).toContain('danjia')
    expect(searchKey('吕布')).toContain('lvbu')
  })

  it('spell words the same whatever digits and signs stand beside them', () => {
    expect(searchKey('黑色0.5mm中性笔')).toBe('黑色0.5mm中性笔 hs0.5mmzxb heise0.5mmzhongxingbi')
    expect(searchKey('规格1', '规格2')).toBe('规格1 gg1 guige1 规格2 gg2 guige2')
    expect(searchKey('重庆路23号重型')).toContain('chongqinglu23haozhongxing')
    expect(searchKey('PM-0001')).toBe('pm-0001')
    // Only a name begins with a surname.
    expect(personSearchKey('3单')).toContain('3dan')
  })

  it('spell the first forty signs of a long text and keep all of it', () => {
    expect(searchKey('资'.repeat(41))).toBe(`${'资'.repeat(41)} ${'z'.repeat(40)} ${'zi'.repeat(40)}`)
    expect(searchKey('资'.repeat(39))).toBe(`${'资'.repeat(39)} ${'z'.repeat(39)} ${'zi'.repeat(39)}`)
  })

  it('sort names by syllables with their tones, the first sign of a person as a surname', () => {
    expect([spelt('单雄', 'head'), spelt('单雄', 'off'), spelt('吕布', 'head'), spelt('A队', 'off')]).toEqual([
      'shan4 xiong2',
      'dan1 xiong2',
      'lv3 bu4',
      'a dui4'
    ])
    expect([spelt('昂', 'off'), spelt('安', 'off')].sort()).toEqual(['an1', 'ang2'])
  })

  it('stay within their column, whatever they are made of', () => {
    expect(searchKey('资产'.repeat(500), '办公室').length).toBe(LONGEST_SEARCH_KEY)
    expect(searchKey(null, undefined, '')).toBe('')
  })

  it('are found whichever brackets are typed; signs of patterns stand for themselves', () => {
    const key = searchKey('洞城扣字〔2026〕3号')
    for (const typed of ['〔2026〕3号', '(2026)3号', '［2026］3 号', '【2026】', '（２０２６）3'])
      expect(holdsTyped(key, typed)).toBe(true)
    expect(holdsTyped(key, '2026(3')).toBe(false)
    expect(searchPattern('〔2026〕3号')).toBe('%_2026_3号%')
    expect(searchPattern('50%_\\')).toBe('%50\\%\\_\\\\%')
  })
})
