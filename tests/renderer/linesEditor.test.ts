// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick, reactive } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'

vi.mock('@renderer/api/client', () => ({ client: { office: { peopleChoices: async () => [], units: async () => [] } } }))

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

afterEach(() => (document.body.innerHTML = ''))

function editor(lines: Line[]) {
  return mount(LinesEditor<Line>, { props: { lines, fields: [...fields], blank: () => ({}) }, attachTo: document.body })
}

async function paste(cell: Element, text: string) {
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData: { getData: () => text } })
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

  it('leave out cells they cannot read and say how many', async () => {
    const lines = reactive<Line[]>([{}])
    const page = editor(lines)
    await paste(page.find('[data-cell="0:1"]').element, '若干\t箱\n3\t盒')
    expect(lines).toEqual([{}, { quantity: 3000, unit: 'box' }])
    expect(page.text()).toContain('有 2 格内容看不懂')
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
})
