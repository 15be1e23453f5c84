import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { writeLabels, type Label } from '@main/platform/documents/labels'
import { partOf } from './aWorkbook'

const labels = (count: number): Label[] =>
  Array.from({ length: count }, (_, index) => ({
    title: '台式计算机',
    lines: ['部门：办公室', '保管人：张晓明'],
    number: `GDZC-2026-${String(index).padStart(4, '0')}`
  }))

const millimetres = (twips: string | undefined): number => Math.round((Number(twips) * 25.4) / 1440)

describe('label sheets', () => {
  it('lay labels of 60×40 mm three by seven on A4', async () => {
    const xml = await partOf(await writeLabels({ layout: 'a4', labels: labels(22) }), 'word/document.xml')
    const heights = [...xml.matchAll(/<w:trHeight w:val="(\d+)" w:hRule="exact"/g)].map((match) => Number(match[1]))
    expect(heights).toHaveLength(2 * 8)
    expect(millimetres(String((heights[0] ?? 0) + (heights[1] ?? 0)))).toBe(40)
    const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]))
    expect(widths).toHaveLength(6)
    expect(millimetres(String((widths[0] ?? 0) + (widths[1] ?? 0)))).toBe(60)
  })

  it('make one page of 60×40 mm per label for label printers', async () => {
    const xml = await partOf(await writeLabels({ layout: 'single', labels: labels(2) }), 'word/document.xml')
    const size = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(xml)
    expect([millimetres(size?.[1]), millimetres(size?.[2])]).toEqual([60, 40])
    expect(xml.match(/<w:tr>/g)).toHaveLength(2 * 2)
  })

  it('print title, lines, the number in full, a QR and a Code 128 of its own for each', async () => {
    const document = await writeLabels({ layout: 'a4', labels: labels(2) })
    const xml = await partOf(document, 'word/document.xml')
    for (const text of ['台式计算机', '部门：办公室', '保管人：张晓明', 'GDZC-2026-0000', 'GDZC-2026-0001'])
      expect(xml).toContain(text)
    const { files } = await JSZip.loadAsync(document)
    expect(Object.keys(files).filter((name) => /^word\/media\/.+\.png$/.test(name))).toHaveLength(4)
    for (const name of ['GDZC-2026-0000 二维码', 'GDZC-2026-0000 条形码', 'GDZC-2026-0001 条形码'])
      expect(xml).toContain(name)
  })

  it.each([
    ['a4', '库位：东区临时堆放处北侧', '库位：东区临时堆放处…'],
    ['single', '库位：东区临时堆放处', '库位：东区临时堆放处'],
    ['single', '库位：东区临时堆放处北侧', '库位：东区临时堆放…']
  ] as const)('show on a label %s that a last line is cut, by the room it has: %s', async (layout, last, shown) => {
    const lines = ['甲', '乙', '丙', '丁', '戊', last]
    const xml = await partOf(
      await writeLabels({ layout, labels: [{ title: '西瓜', lines, number: 'ZK-2026-000003-01' }] }),
      'word/document.xml'
    )
    expect(xml).toContain(`>${shown}<`)
  })

  it('cut text that does not fit and never the number', async () => {
    const number = 'GDZC-2026-0001'
    const long = {
      title: '执法记录仪（城东中队配发高清夜视型备用机）',
      lines: Array.from({ length: 20 }, (_, index) => `第${index}行`),
      number
    }
    const xml = await partOf(await writeLabels({ layout: 'single', labels: [long] }), 'word/document.xml')
    expect(xml).toContain('…')
    expect(xml).toContain('第0行')
    expect(xml).not.toContain('第6行')
    expect(xml).toContain(number)
  })
})
