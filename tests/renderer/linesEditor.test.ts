// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick, reactive } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FormField } from '@renderer/ledger-kit/formField'

vi.mock('@renderer/api/client', () => ({
  client: { office: { peopleChoices: async () => [], units: async () => [] } }
}))

const { default: LinesEditor } = await import('@renderer/ledger-kit/LinesEditor.vue')

interface Line {
  name?: string | undefined
  quantity?: number | undefined
  unit?: string | undefined
}
const fields = [
  { name: 'name', label: '名称', kind: 'text' },
  { name: 'quantity', label: '数量', kind: 'quantity', total: true },
  { name: 'unit', label: '计量', kind: 'choice', choices: [{ value: 'box', label: '盒' }] }
] as const
/** As goods from the catalogue are entered: what the catalogue says stands between, and is only shown. */
const catalogueFields = [
  { name: 'itemId', label: '品名', kind: 'reference', options: [{ value: 'i1', label: '签字笔' }] },
  { name: 'spec', label: '规格', kind: 'text', disabled: true },
  { name: 'measure', label: '单位', kind: 'text', disabled: true },
  { name: 'onHand', label: '库存', kind: 'quantity', disabled: true },
  { name: 'quantity', label: '数量', kind: 'quantity' },
  { name: 'purpose', label: '用途', kind: 'text' }
] as const

afterEach(() => (document.body.innerHTML = ''))

function editor(lines: Line[], columns: readonly FormField[] = fields) {
  return mount(LinesEditor<Line>, { props: { lines, fields: columns, blank: () => ({}) }, attachTo: document.body })
}

async function paste(cell: Element, text: string) {
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { getData: () => text }
  })
  cell.dispatchEvent(event)
  await nextTick()
  return event
}

describe('lines of a form', () => {
  it('fill downwards from the cell a block is pasted into, making lines as needed', async () => {
    const lines = reactive<Line[]>([{ name: '签字笔' }])
    const page = editor(lines)
    await paste(page.find('[data-cell="0:1"]').element, '2.5\t盒\r\n10\t盒\r\n')
    expect(lines).toEqual([
      { name: '签字笔', quantity: 2500, unit: 'box' },
      { quantity: 10000, unit: 'box' }
    ])
    expect(page.find('tfoot').text()).toContain('12.5')
  })

  it('leave out cells they cannot read and say which', async () => {
    const lines = reactive<Line[]>([{}])
    const page = editor(lines)
    await paste(page.find('[data-cell="0:1"]').element, '若干\t箱\n3\t盒')
    expect(lines).toEqual([{}, { quantity: 3000, unit: 'box' }])
    expect(page.text()).toContain('有 2 格内容没有填入：第1行数量「若干」；第1行计量「箱」')
  })

  it.each([
    ['name and quantity', '签字笔\t12', [{ itemId: 'i1', quantity: 12000 }]],
    ['name, spec, measure and quantity', '签字笔\t0.5毫米\t支\t12', [{ itemId: 'i1', quantity: 12000 }]],
    [
      'name, measure, quantity and purpose',
      '签字笔\t支\t12\t开会用',
      [{ itemId: 'i1', quantity: 12000, purpose: '开会用' }]
    ]
  ])('take a block of %s, whatever of the shown columns it brings', async (_what, text, expected) => {
    const lines = reactive<Line[]>([{}])
    const page = editor(lines, catalogueFields)
    await paste(page.find('[data-cell="0:0"]').element, text)
    expect(lines).toEqual(expected)
    expect(page.text()).not.toContain('没有填入：')
  })

  it('say so when a block is wider than the columns there are', async () => {
    const lines = reactive<Line[]>([{}])
    const page = editor(lines)
    await paste(page.find('[data-cell="0:2"]').element, '盒\t红色')
    expect(lines).toEqual([{ unit: 'box' }])
    expect(page.text()).toContain('有 1 格内容没有填入：第1行多出的第2列「红色」')
  })

  it('leave the paste of a single cell to the input', async () => {
    const lines = reactive<Line[]>([{}])
    const event = await paste(editor(lines).find('[data-cell="0:0"]').element, '订书机')
    expect(event.defaultPrevented).toBe(false)
    expect(lines).toEqual([{}])
  })

  it('add a line on Enter at the end and remove one on Ctrl+Delete', async () => {
    const lines = reactive<Line[]>([{ name: '一' }])
    const page = editor(lines)
    await page.find('[data-cell="0:0"]').trigger('keydown', { key: 'Enter' })
    expect(lines).toEqual([{ name: '一' }, {}])
    await page.find('[data-cell="0:0"]').trigger('keydown', { key: 'Delete', ctrlKey: true })
    expect(lines).toEqual([{}])
  })

  it('add no line after one that is still empty', async () => {
    const lines = reactive<Line[]>([{ name: '一' }, {}])
    await editor(lines).find('[data-cell="1:1"] input').trigger('keydown', { key: 'Enter' })
    expect(lines).toEqual([{ name: '一' }, {}])
  })

  it('remove a line on Ctrl+Delete inside a drop-down, too', async () => {
    const lines = reactive<Line[]>([{ name: '一' }, { name: '二' }])
    await editor(lines)
      .find('[data-cell="0:2"] input')
      .trigger('keydown', { key: 'Delete', code: 'Delete', ctrlKey: true })
    expect(lines).toEqual([{ name: '二' }])
  })
})
