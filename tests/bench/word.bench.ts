// word: approval forms written one after another, against bare docx documents of the same table, without QR and header.
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import type { PrintedForm } from '@main/platform/documents/formModel'
import { writeForm } from '@main/platform/documents/wordWriter'
import { report, timed } from './support/measure'

const forms = 500
const lines = Array.from({ length: 8 }, (_, index) => ({
  name: `中性笔${index}`,
  spec: '0.5mm 黑',
  quantity: 10_000 + index,
  price: 150,
  amount: 1_500 + index
}))

const model = (index: number): PrintedForm => ({
  title: '办公用品申购表',
  number: `SG-2026-${String(index).padStart(6, '0')}`,
  bureau: '基准局',
  blocks: [
    {
      kind: 'facts',
      facts: [
        { label: '部门', value: '办公室' },
        { label: '月份', value: '2026年9月' },
        { label: '申请人', value: '黎凡' }
      ]
    },
    {
      kind: 'lines',
      columns: [
        { key: 'name', label: '品名', kind: 'text' },
        { key: 'spec', label: '规格', kind: 'text' },
        { key: 'quantity', label: '数量', kind: 'quantity' },
        { key: 'price', label: '单价', kind: 'money' },
        { key: 'amount', label: '金额', kind: 'money', total: true }
      ],
      rows: lines,
      capitals: 'amount'
    },
    {
      kind: 'opinions',
      boxes: ['科室负责人意见', '分管领导意见', '办公室意见'].map((label) => ({
        label,
        opinion: '同意',
        name: '丁洋佳',
        date: '2026-09-03'
      }))
    }
  ]
})

async function bare(): Promise<void> {
  const cell = (text: string) =>
    new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, font: '仿宋', size: 24 })] })] })
  const row = (texts: readonly string[]) => new TableRow({ children: texts.map(cell) })
  const rows = [
    ['部门', '办公室', '月份', '2026年9月', '申请人', '黎凡'],
    ...lines.map((line, index) => [String(index + 1), line.name, line.spec, '10', '1.50', '15.00']),
    ...Array.from({ length: 4 }, () => ['意见', '同意', '', '', '丁洋佳', '2026年9月3日'])
  ]
  await Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph('办公用品申购表'), new Table({ rows: rows.map(row) })] }] })
  )
}

const referenceMs = await timed(async () => {
  for (let index = 0; index < forms; index += 1) await bare()
})
const oursMs = await timed(async () => {
  for (let index = 1; index <= forms; index += 1) await writeForm(model(index))
})
report({ name: 'word', oursMs, referenceMs, rows: forms })
