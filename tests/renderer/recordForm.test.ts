// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { ORPCError } from '@orpc/client'
import { h, reactive } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Finding } from '@contract'
import {
  draftOf,
  keepDraft,
  rememberHandedIn,
  rememberUpload,
  setDraftOwner,
  typeAgain
} from '@renderer/ledger-kit/drafts'

const preview = vi.fn(async (): Promise<{ findings: Finding[]; issues: { path: string; message: string }[] }> => ({
  findings: [],
  issues: []
}))
vi.mock('@renderer/api/client', () => ({
  client: { checks: { preview }, office: { peopleChoices: async () => [], units: async () => [] } }
}))

const { default: RecordForm } = await import('@renderer/ledger-kit/RecordForm.vue')
const { default: LinesEditor } = await import('@renderer/ledger-kit/LinesEditor.vue')

interface Input {
  purpose: string
  amountCents: number
  reasons?: Record<string, string>
}
const fields = [
  { name: 'purpose', label: '用途', kind: 'text', required: true },
  { name: 'amountCents', label: '金额', kind: 'money' },
  { name: 'kind', label: '类别', kind: 'choice', choices: [{ value: 'paper', label: '纸张' }] }
] as const
const warning: Finding = {
  rule: 'SUP-05',
  act: 'WARN',
  passableWithReason: true,
  message: '超出月度标准',
  missing: [],
  source: '《办公用品管理制度》第三条',
  field: 'amountCents'
}

function form(command: (input: Input) => Promise<unknown>, props: { draft?: string; call?: string } = {}) {
  const model = reactive<{ purpose?: string | undefined; amountCents?: number | undefined }>({})
  const page = mount(RecordForm<Input, unknown>, {
    props: { model, fields: [...fields], command, ...props },
    global: { stubs: { RouterLink: true } },
    attachTo: document.body
  })
  return { page, model }
}

describe('a form', () => {
  beforeEach(() => {
    localStorage.clear()
    setDraftOwner('me')
    preview.mockClear()
  })

  it('hands in cents, without the fields left empty, on Ctrl+Enter', async () => {
    const command = vi.fn(async (_input: Input) => 'ok')
    const { page } = form(command)
    await page.findAll('input')[0]?.setValue('办公')
    await page.findAll('input')[1]?.setValue('1,234.5')
    await page.find('form').trigger('keydown', { key: 'Enter', ctrlKey: true })
    await flushPromises()
    expect(command).toHaveBeenCalledWith({ purpose: '办公', amountCents: 123450 })
    expect(page.emitted('done')).toEqual([['ok']])
  })

  it('is done once, when the answer is there, however often it was handed in meanwhile', async () => {
    let answer: (value: string) => void = () => {}
    const command = vi.fn((_input: Input) => new Promise<string>((resolve) => (answer = resolve)))
    const { page } = form(command)
    for (let press = 0; press < 3; press += 1)
      await page.find('form').trigger('keydown', { key: 'Enter', ctrlKey: true })
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(page.emitted('done')).toBeUndefined()
    answer('ok')
    await flushPromises()
    expect(command).toHaveBeenCalledTimes(1)
    expect(page.emitted('done')).toEqual([['ok']])
  })

  it('hands in on Ctrl+Enter inside a drop-down, which stays closed', async () => {
    const command = vi.fn(async (_input: Input) => 'ok')
    const { page } = form(command)
    const list = page.find('input[role=combobox]')
    await list.trigger('keydown', { key: 'Enter', code: 'Enter', ctrlKey: true })
    await flushPromises()
    expect(command).toHaveBeenCalledTimes(1)
    expect(list.attributes('aria-expanded')).toBe('false')
  })

  it('leaves out the empty lines that Enter made at the end, also those that begin with something', async () => {
    const command = vi.fn(async (_input: object) => 'ok')
    const model = reactive({ lines: [{ name: '签字笔', count: 2 }, { count: 1 }, { count: 1 }] })
    const page = mount(RecordForm<object, unknown>, {
      props: { model, fields: [], command },
      slots: {
        default: () =>
          h(LinesEditor<{ name?: string; count: number }>, {
            lines: model.lines,
            fields: [{ name: 'name', label: '名称', kind: 'text' }],
            blank: () => ({ count: 1 })
          })
      },
      global: { stubs: { RouterLink: true } },
      attachTo: document.body
    })
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(command).toHaveBeenCalledWith({ lines: [{ name: '签字笔', count: 2 }] })
    expect(model.lines).toHaveLength(3)
  })

  it('shows a complaint beside the field it concerns and keeps what was typed', async () => {
    const { page } = form(async () => {
      throw new ORPCError('invalid', {
        message: '有误',
        data: { issues: [{ path: 'purpose', message: '请填写用途' }] }
      })
    })
    await page.findAll('input')[1]?.setValue('8')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(page.find('.field.has-problem').text()).toContain('请填写用途')
    expect(page.findAll('input')[1]?.element.value).toBe('8')
    expect(page.emitted('done')).toBeUndefined()
  })

  it('passes a warning once its reason is written, and quotes rule and article', async () => {
    const command = vi.fn(async (input: Input) => {
      if (!input.reasons?.['SUP-05'])
        throw new ORPCError('refused', { message: '按制度不能办理', data: { findings: [warning] } })
      return 'ok'
    })
    const { page } = form(command)
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(page.find('.findings').text()).toContain('《办公用品管理制度》第三条')
    await page.find('.findings textarea').setValue('防汛急用')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(command).toHaveBeenLastCalledWith({ reasons: { 'SUP-05': '防汛急用' } })
    expect(page.emitted('done')).toHaveLength(1)
  })

  it('asks main what its rules say while it is filled in', async () => {
    vi.useFakeTimers()
    preview.mockResolvedValueOnce({ findings: [warning], issues: [{ path: 'purpose', message: '请填写用途' }] })
    const { page } = form(async () => 'ok', { call: 'supplies.request' })
    await page.findAll('input')[1]?.setValue('900')
    await vi.advanceTimersByTimeAsync(600)
    vi.useRealTimers()
    await flushPromises()
    expect(preview).toHaveBeenCalledWith({ call: 'supplies.request', input: { amountCents: 90000 } }, expect.anything())
    expect(page.text()).toContain('超出月度标准')
    // The field not reached yet is not complained about.
    expect(page.text()).not.toContain('请填写用途')
  })

  it('restores a draft after a crash and forgets it once handed in', async () => {
    keepDraft('issue', { purpose: '写了一半' })
    const { page, model } = form(async () => 'ok', { draft: 'issue' })
    await flushPromises()
    expect(model.purpose).toBe('写了一半')
    expect(page.text()).toContain('已恢复')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(draftOf('issue')).toBeUndefined()
  })

  it('puts a request that is withdrawn back into its form, but for the files that stay with it', async () => {
    rememberUpload('file-1')
    rememberUpload('file-2')
    const lines = [{ itemId: 'item-1', photoIds: ['file-2'], proofId: 'file-1' }]
    rememberHandedIn('issue', { id: 'request-1' }, { purpose: '下乡', scanId: 'file-1', lines })
    typeAgain('request-1')
    expect(draftOf('issue')?.model).toEqual({ purpose: '下乡', lines: [{ itemId: 'item-1', photoIds: [] }] })
    const { page } = form(async () => 'ok', { draft: 'issue' })
    await flushPromises()
    expect(page.text()).toContain('请重新附上')

    rememberHandedIn('issue', { id: 'request-2' }, { purpose: '下乡', lines: [{ itemId: 'item-1' }] })
    typeAgain('request-2')
    const plain = form(async () => 'ok', { draft: 'issue' })
    await flushPromises()
    expect(plain.page.text()).toContain('已恢复')
    expect(plain.page.text()).not.toContain('请重新附上')
  })

  it('does not show one person the draft of another', async () => {
    keepDraft('issue', { purpose: '我的' })
    setDraftOwner('someone-else')
    const { model } = form(async () => 'ok', { draft: 'issue' })
    await flushPromises()
    expect(model.purpose).toBeUndefined()
  })
})
