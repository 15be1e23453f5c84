import { toBuffer } from 'qrcode'
import { describe, expect, it } from 'vitest'
import JSZip from 'jszip'
import type { FormBlock, PrintedForm } from '@main/platform/documents/formModel'
import { writeForm } from '@main/platform/documents/wordWriter'
import { partOf } from './aWorkbook'

function aForm(blocks: readonly FormBlock<Uint8Array>[], form: Partial<PrintedForm> = {}): PrintedForm {
  return { title: '采购审批表', number: 'CG-2026-0012', bureau: '江城市城市管理局', blocks, ...form }
}

const documentOf = async (form: PrintedForm): Promise<string> => partOf(await writeForm(form), 'word/document.xml')

/** What a reader reads, a line per paragraph. */
function textOf(xml: string): string {
  return xml
    .replaceAll('<w:noBreakHyphen/>', '-')
    .replaceAll('</w:p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
}

const PURCHASE: FormBlock<Uint8Array> = {
  kind: 'lines',
  caption: '采购明细',
  capitals: 'amount',
  minimumRows: 4,
  columns: [
    { key: 'name', label: '品名', kind: 'text' },
    { key: 'quantity', label: '数量', kind: 'quantity', total: true },
    { key: 'neededBy', label: '需用日期', kind: 'date' },
    { key: 'amount', label: '金额', kind: 'money', total: true }
  ],
  rows: [
    { name: 'A4复印纸', quantity: 50_500, neededBy: '2026-01-05', amount: 117_500 },
    { name: '中性笔', quantity: 10_000, neededBy: null, amount: 23_450 }
  ]
}

describe('the page of a form', () => {
  it('is A4 with the margins of GB/T 9704', async () => {
    const xml = await documentOf(aForm([PURCHASE]))
    const size = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(xml)
    const margin = /<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/.exec(xml)
    const millimetres = [...(size?.slice(1) ?? []), ...(margin?.slice(1) ?? [])].map((twips) =>
      Math.round((Number(twips) * 25.4) / 1440)
    )
    expect(millimetres).toEqual([210, 297, 37, 26, 35, 28])
  })

  it('sets the title in 方正小标宋简体 and the body in 仿宋_GB2312, each with its stand-in named', async () => {
    const form = await writeForm(aForm([PURCHASE]))
    const xml = await partOf(form, 'word/document.xml')
    expect(xml).toMatch(/w:eastAsia="方正小标宋简体"[^]*?江城市城市管理局采购审批表/)
    expect(await partOf(form, 'word/styles.xml')).toContain('w:eastAsia="仿宋_GB2312"')
    const fonts = await partOf(form, 'word/fontTable.xml')
    expect(fonts).toMatch(/方正小标宋简体"><w:altName w:val="宋体"/)
    expect(fonts).toMatch(/仿宋_GB2312"><w:altName w:val="仿宋"/)
  })

  it('carries number, QR and bureau in its header and the page number at its foot', async () => {
    const form = await writeForm(aForm([PURCHASE]))
    const header = await partOf(form, 'word/header1.xml')
    expect(textOf(header)).toContain('编号：CG-2026-0012')
    expect(textOf(header)).toContain('江城市城市管理局')
    expect(header).toContain('<w:drawing>')
    const zip = await JSZip.loadAsync(form)
    expect(
      Object.keys(zip.files).filter((name) => name.startsWith('word/media/') && name.endsWith('.png'))
    ).toHaveLength(1)
    expect(await partOf(form, 'word/footer1.xml')).toMatch(/PAGE[^]*NUMPAGES/)
  })
})

describe('the blocks of a form', () => {
  it('set facts two to a line, a wide one over the whole line, in merged cells of one table', async () => {
    const xml = await documentOf(
      aForm([
        {
          kind: 'facts',
          facts: [
            { label: '部门', value: '办公室' },
            { label: '经办人', value: '张晓明' },
            { label: '理由', value: '日常\n办公', span: 3 }
          ]
        },
        PURCHASE
      ])
    )
    expect(xml.match(/<w:tbl>/g)).toHaveLength(1)
    expect(xml).toContain('<w:gridSpan')
    const rows = xml
      .split('<w:tr>')
      .slice(1)
      .map((row) => (row.match(/<w:tc>/g) ?? []).length)
    expect(rows.slice(0, 2)).toEqual([4, 2])
    // every row spans the whole grid
    const columns = (xml.match(/<w:gridCol /g) ?? []).length
    for (const row of xml.split('<w:tr>').slice(1)) {
      const spans = row
        .split('<w:tc>')
        .slice(1)
        .map((cell) => Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1))
      expect(spans.reduce((sum, span) => sum + span, 0)).toBe(columns)
    }
  })

  it('number lines, total them, write the amount in capitals, and keep blank lines for handwriting', async () => {
    const xml = await documentOf(aForm([PURCHASE]))
    const text = textOf(xml)
    expect(text).toMatch(/1\nA4复印纸\n50\.5\n2026年1月5日\n1,175\.00\n2\n中性笔\n10\n\n234\.50/)
    expect(text).toMatch(/合\u3000计\n60\.5\n\n1,409\.50/)
    expect(text).toContain('人民币壹仟肆佰零玖元伍角（¥1,409.50）')
    // caption, heading, two lines, two blank ones, total, capitals
    expect(xml.match(/<w:tr>/g)).toHaveLength(8)
  })

  it('leave the amount to be written by hand while none is known', async () => {
    const text = textOf(await documentOf(aForm([{ ...PURCHASE, rows: [] }])))
    expect(text).toMatch(/金额大写\n人民币\u3000+（¥\u3000+）/)
  })

  it('repeat the heading of a long list on every page', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ name: `物品${index}` }))
    expect((await documentOf(aForm([{ ...PURCHASE, rows }]))).match(/<w:tblHeader\/>/g)).toHaveLength(2)
    expect(await documentOf(aForm([PURCHASE]))).not.toContain('<w:tblHeader/>')
  })

  it('fill opinion boxes that are decided and leave the others to be written in', async () => {
    const text = textOf(
      await documentOf(
        aForm([
          {
            kind: 'opinions',
            boxes: [
              { label: '分管领导意见', opinion: '同意。', name: '陈国强', date: '2026-01-05' },
              { label: '主要领导意见' }
            ]
          }
        ])
      )
    )
    expect(text).toMatch(/分管领导意见\n同意。\n签名：陈国强\u3000\u30002026年1月5日/)
    expect(text).toMatch(/主要领导意见\n\n\n签名：\u3000+年\u3000\u3000月\u3000\u3000日/)
  })

  it('print a signature picture in place of the name, and an empty frame where an imprint is still to be stamped', async () => {
    const signature = new Uint8Array(await toBuffer('签名'))
    const xml = await documentOf(
      aForm([
        {
          kind: 'opinions',
          boxes: [{ label: '主要领导意见', opinion: '同意。', name: '陈国强', signature, date: '2026-01-06' }]
        },
        { kind: 'image', caption: '印模', heightMm: 50 },
        { kind: 'signatures', lines: [{ label: '移交人', name: '张晓明', date: '2026-01-05' }, { label: '接收人' }] }
      ])
    )
    expect(xml.match(/<w:drawing>/g)).toHaveLength(1)
    expect(xml).toContain(`<w:trHeight w:val="${Math.round((50 * 1440) / 25.4)}" w:hRule="atLeast"/>`)
    expect(textOf(xml)).toMatch(/移交人\n张晓明\n2026年1月5日\n接收人\n\u3000+\n\u3000+年\u3000\u3000月\u3000\u3000日/)
  })

  it('leave a place to sign where nobody is named, not empty brackets; one named to sign stands in brackets', async () => {
    const xml = await documentOf(
      aForm([
        {
          kind: 'signatures',
          lines: [
            { label: '使用人', name: '' },
            { label: '保管人', name: '吕思齐' }
          ]
        }
      ])
    )
    expect(textOf(xml)).toMatch(/使用人\n\u3000+\n\u3000+年\u3000\u3000月\u3000\u3000日\n保管人\n（吕思齐）\n/)
  })

  it('end with the least of lines after their last rows, which stay with it: no empty page follows', async () => {
    const xml = await documentOf(aForm([{ kind: 'signatures', lines: [{ label: '移交人' }, { label: '接收人' }] }]))
    const [last = '', after = ''] = xml.split('</w:tbl>').slice(-2)
    expect(last.slice(last.lastIndexOf('<w:tr>')).match(/<w:keepNext\/>/g)?.length).toBeGreaterThan(1)
    expect(after.match(/<w:p>/g)).toHaveLength(1)
    expect(after).toContain('w:line="20" w:lineRule="exact"')
  })

  it('put photographs on pages of their own, with captions, and say which could not be read', async () => {
    const picture = new Uint8Array(await toBuffer('照片'))
    const xml = await documentOf(
      aForm([
        {
          kind: 'photos',
          caption: '销毁照片',
          pictures: [
            { picture, caption: '销毁前' },
            { picture: new Uint8Array([1, 2]), caption: '销毁后' }
          ]
        }
      ])
    )
    expect(xml).toContain('<w:br w:type="page"/>')
    expect(xml.match(/<w:drawing>/g)).toHaveLength(1)
    expect(textOf(xml)).toMatch(/销毁照片\n\n?（图片无法读取，未能打印）\n销毁前\n销毁后/)
  })

  it('set prose as official papers do and take text of any kind', async () => {
    const form = await writeForm(
      aForm([{ kind: 'text', heading: '一、事由', paragraphs: ['甲方 < 乙方 & 丙方\u0000\u001b'] }], {
        notes: ['本表存档。', '金额以成交为准。']
      })
    )
    const xml = await partOf(form, 'word/document.xml')
    expect(textOf(xml)).toContain('甲方 < 乙方 & 丙方\n')
    expect(xml).toContain('w:firstLineChars="200"')
    expect(textOf(xml)).toContain('注：1. 本表存档。')
  })
})

describe('a form in several copies', () => {
  it('is printed whole for each holder, each counting its own pages', async () => {
    const form = await writeForm(aForm([PURCHASE], { copies: ['当事人', '仓库'] }))
    const xml = await partOf(form, 'word/document.xml')
    const text = textOf(xml)
    expect(text).toContain('（一式两份　第一份：当事人留存）')
    expect(text).toContain('（一式两份　第二份：仓库留存）')
    expect(text.match(/A4复印纸/g)).toHaveLength(2)
    expect(xml.match(/<w:pgNumType w:start="1"/g)).toHaveLength(2)
    expect(textOf(await partOf(form, 'word/footer2.xml'))).toContain('（仓库）')
  })
})

describe('the lines of a form', () => {
  const goods = (
    more: Partial<Extract<FormBlock<Uint8Array>, { readonly kind: 'lines' }>> = {}
  ): FormBlock<Uint8Array> => ({
    kind: 'lines',
    columns: [
      { key: 'tag', label: '物品编号', kind: 'text', weight: 1 },
      { key: 'name', label: '名称', kind: 'text', weight: 6 },
      { key: 'count', label: '件数', kind: 'integer', weight: 0.2 }
    ],
    rows: [{ tag: 'ZK-2026-000001-01', name: '𠮷祥牌三轮车', count: 1 }],
    ...more
  })

  it('keep a record number and a short heading on one line, however little weight their columns have', async () => {
    const xml = await documentOf(aForm([goods()]))
    const grid = [...xml.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width)).slice(-4)
    // 17 digits of 小四 in Times New Roman, half as wide as high, and the cell's margins
    expect(grid[1]).toBeGreaterThan(17 * 120 + 160)
    expect(grid[3]).toBeGreaterThan(2 * 240 + 160)
    expect(grid.reduce((sum, width) => sum + width, 0)).toBe(8844)
    expect(await partOf(await writeForm(aForm([goods()])), 'word/styles.xml')).toContain(
      '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    )
  })

  it('close a final list with 以下空白, and leave an open one to be written in', async () => {
    const closed = textOf(await documentOf(aForm([goods({ minimumRows: 3, closed: true })])))
    expect(closed.match(/以下空白/g)).toHaveLength(1)
    expect(textOf(await documentOf(aForm([goods({ minimumRows: 3 })])))).not.toContain('以下空白')
    expect(textOf(await documentOf(aForm([goods({ minimumRows: 1, closed: true })])))).not.toContain('以下空白')
  })
})

describe('facts of a form', () => {
  it('take the whole line when they are long', async () => {
    const facts = (value: string): FormBlock<Uint8Array> => ({
      kind: 'facts',
      facts: [
        { label: '印章', value: '局行政章' },
        { label: '事由', value }
      ]
    })
    const rowsOf = async (value: string) =>
      ((await documentOf(aForm([facts(value)]))).match(/<w:tr>|<w:tr /g) ?? []).length
    expect(await rowsOf('短')).toBe(1)
    expect(await rowsOf('关于'.repeat(100))).toBe(2)
  })
})

describe('an official paper', () => {
  const LETTER: FormBlock<Uint8Array> = {
    kind: 'text',
    addressee: '各科室：',
    paragraphs: ['特此通知。'],
    closing: { name: '江城市城市管理局办公室', date: '2026-01-05' }
  }

  it('has its issuer in red over a red line with the number, and no second bureau name', async () => {
    const xml = await documentOf(
      aForm([LETTER], {
        title: '关于启用印章的通知',
        letterhead: { issuer: '江城市城市管理局办公室', documentNumber: '江城管办〔2026〕3号' }
      })
    )
    expect(xml).toMatch(/<w:color w:val="FF0000"\/>(?:(?!<\/w:r>)[^])*江城市城市管理局办公室/)
    expect(xml).toMatch(/<w:pBdr><w:bottom w:val="single" w:color="FF0000"(?:(?!<\/w:p>)[^])*江城管办〔2026〕3号/)
    expect(textOf(xml).split('\n').slice(0, 3)).toEqual([
      '江城市城市管理局办公室',
      '江城管办〔2026〕3号',
      '关于启用印章的通知'
    ])
  })

  it('addresses without indent and signs at the right, the date four characters from the margin', async () => {
    const xml = await documentOf(aForm([LETTER]))
    const paragraphOf = (text: string): string => xml.split('<w:p>').find((each) => each.includes(text)) ?? ''
    expect(paragraphOf('各科室：')).not.toContain('<w:ind ')
    expect(paragraphOf('特此通知。')).toContain('w:firstLineChars="200"')
    expect(paragraphOf('2026年1月5日')).toMatch(/<w:ind w:right="1280"\/>/)
    expect(paragraphOf('2026年1月5日')).toContain('<w:jc w:val="right"/>')
  })
})
